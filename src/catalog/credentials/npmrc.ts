import type { IniEntry } from '../../document/ini.ts';
import { isConcrete } from '../../document/secret.ts';
import type { Credential } from '../../model/credential.ts';
import { privateKeys } from './private-key.ts';
import { ini, type Recognised } from './reading.ts';
import { isAt, pageOf } from './revocation.ts';
import { accountOf, basicFromBase64, fromBase64, hostOf, lifeOf } from './token.ts';

/** Settings that hold a secret, each for one registry (`//host/path/:_authToken`) or, until npm 8, for the default one. */
const SECRET_SETTINGS = new Set(['_authtoken', '_auth', '_password', 'key']);

/** npm replaces `${NAME}` and `${NAME?}` anywhere in a value, and nothing else (@npmcli/config, lib/env-replace.js). */
const EXPANDED = /(?<!\\)\$\{[^${}]+\}/g;

/** npm's configuration file, whichever of them: user, global or project. */
export const npmrc = ini(recogniseAll, (text) => ({ text, damage: damageOf(text) }));

/** A word alone is a switch to npm, and a section nothing at all: what holds nothing but sections is another tool's. */
function damageOf(text: string): string | null {
	const lines = text.split(/\r?\n/).map((line) => line.trim());
	const strange = lines.findIndex((line) => !/^(?:$|[#;[]|[^=]+=|[\w@:/.-]+$)/.test(line));
	const section = lines.findIndex((line) => line.startsWith('['));
	const hasSettings = lines.some((line) => /^[^#;[]/.test(line));
	const at = strange >= 0 ? strange : hasSettings ? -1 : section;
	return at < 0 ? null : `line ${at + 1} is no setting`;
}

function recogniseAll(entries: readonly IniEntry[]): readonly Recognised[] {
	// The last line of a key counts.
	const settings = new Map(
		entries.map((entry) => [entry.key.replace(/^(["'])(.*)\1$/, '$2'), { ...entry, value: withoutComment(entry.value) }]),
	);
	const scopes = scopesByRegistry(settings);
	return [...settings].flatMap(([key, entry]) => {
		const colon = key.startsWith('//') ? key.lastIndexOf(':') : -1;
		const registry = colon < 0 ? null : key.slice(0, colon);
		const setting = key.slice(colon + 1).toLowerCase();
		return SECRET_SETTINGS.has(setting) && isConcrete(entry.value, EXPANDED)
			? recognise({ settings, scopes }, registry, setting, entry)
			: [];
	});
}

/** Where npm's own registry is, and what counts where no other is named. */
const DEFAULT_REGISTRY = 'npmjs.org';

/** The command speaks to npm's own registry; others have pages of their own, or none that is known. */
function revokeAt(host: string): Credential['revoke'] {
	return { command: isAt(host, DEFAULT_REGISTRY) ? 'npm token revoke <id>' : null, url: pageOf(host) };
}

interface Npmrc {
	readonly settings: ReadonlyMap<string, IniEntry>;
	/** The scopes whose packages come from a registry, by its address in {@link plain} form. */
	readonly scopes: ReadonlyMap<string, readonly string[]>;
}

function recognise({ settings, scopes }: Npmrc, registry: string | null, setting: string, entry: IniEntry): Recognised[] {
	const beside = (name: string): string | undefined => settings.get(registry === null ? name : `${registry}:${name}`)?.value;
	const address = registry ?? settings.get('registry')?.value;
	const common = {
		// User-info has no place here, and is a secret where it stands all the same.
		key: `${registry?.replace(/^\/\/[^/]*@/, '//') ?? ''} ${setting}`,
		line: entry.line,
		identity: {
			account: accountOf(beside('username')),
			host: hostOf(address),
			scope: scopes
				.get(plain(address ?? ''))
				?.slice(0, 20)
				.sort()
				.join(' '),
		},
		publishes: ['npm'],
		revoke: revokeAt(hostOf(address) ?? DEFAULT_REGISTRY),
	};
	const long: Credential['lifetime'] = 'long';
	if (setting === '_authtoken') {
		// npm's own tokens do not tell: up to 90 days from the web site, two hours from `npm login`. The longer one counts.
		// Other registries give JSON Web Tokens.
		const { lifetime, expiresAt } = lifeOf(entry.value);
		return [{ ...common, lifetime: lifetime === 'unknown' ? long : lifetime, expiresAt, secrets: [entry.value] }];
	}
	if (setting === 'key') {
		const [key] = privateKeys(entry.value.replaceAll('\\n', '\n'));
		return key ? [{ ...common, title: 'Client key in npm settings', atRest: key.atRest, lifetime: long, secrets: [entry.value] }] : [];
	}
	const password = setting === '_auth' ? basicFromBase64(entry.value)?.password : fromBase64(entry.value);
	if (password !== undefined && !isConcrete(password)) {
		return [];
	}
	const account = setting === '_auth' ? accountOf(basicFromBase64(entry.value)?.user) : common.identity.account;
	return [
		{
			...common,
			title: 'Registry password in npm settings',
			// Both are base64 by definition; what does not decode stands there as it is.
			atRest: password === undefined ? 'plaintext' : 'base64',
			lifetime: long,
			identity: { ...common.identity, account },
			secrets: [entry.value, password ?? ''],
		},
	];
}

/** The `ini` package of npm ends a value at an unescaped `;` or `#`. */
function withoutComment(value: string): string {
	return value.replace(/(?<!\\)[;#].*$/, '').trim();
}

/** `@acme:registry=https://host/path/`. */
function scopesByRegistry(settings: ReadonlyMap<string, IniEntry>): ReadonlyMap<string, readonly string[]> {
	const scopes = new Map<string, string[]>();
	for (const [key, { value }] of settings) {
		if (/^@[^:]+:registry$/.test(key)) {
			const registry = plain(value);
			const list = scopes.get(registry) ?? [];
			list.push(key.slice(0, key.indexOf(':')));
			scopes.set(registry, list);
		}
	}
	return scopes;
}

/** An address as tokens are filed under it: without scheme and closing slash. */
function plain(address: string): string {
	return address.replace(/^[a-z]+:/i, '').replace(/\/$/, '');
}
