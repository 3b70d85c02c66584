import type { IniEntry } from '../../document/ini.ts';
import { isConcrete, isoDate } from '../../document/secret.ts';
import { ini, type Recognised } from './reading.ts';
import type { CredentialStore } from './store.ts';

/**
 * The two INI files of the AWS tools. botocore reads them with Python's configparser: keys do not mind case, `:` parts key
 * and value as well as `=` does, and a line without either makes it refuse the file.
 */
export function awsIni(profileOf: (section: string) => string): CredentialStore['read'] {
	return ini((entries) => profiles(entries, profileOf), prepare);
}

function prepare(text: string): { text: string; damage: string | null } {
	let damage: string | null = null;
	const lines = text.split(/\r?\n/).map((line, index) => {
		const withEquals = line.replace(/^([ \t]*[A-Za-z_]{1,60})[ \t]*:/, '$1 =');
		if (/^\[/.test(line) ? !/^\[[^\],{}]+\]/.test(line) : /^[^\s#;]/.test(line) && !withEquals.includes('=')) {
			damage ??= `not INI: line ${index + 1} is no ${line.startsWith('[') ? 'profile' : 'setting'}`;
		}
		return withEquals;
	});
	return { text: lines.join('\n'), damage };
}

function profiles(entries: readonly IniEntry[], profileOf: (section: string) => string): Recognised[] {
	const byProfile = new Map<string, Map<string, IniEntry>>();
	for (const entry of entries) {
		const profile = profileOf(entry.section);
		if (profile !== null) {
			const settings = byProfile.get(profile) ?? new Map<string, IniEntry>();
			byProfile.set(profile, settings.set(entry.key.toLowerCase(), entry));
		}
	}
	return [...byProfile].flatMap(([profile, settings]) => {
		const value = (key: string): string | undefined => settings.get(key)?.value;
		const held = ['aws_secret_access_key', 'aws_session_token', 'aws_security_token']
			.flatMap((key) => settings.get(key) ?? [])
			.filter((entry) => isConcrete(entry.value) && !/^[#;]/.test(entry.value));
		const [first] = held;
		if (first === undefined) {
			return [];
		}
		const keyId = value('aws_access_key_id');
		const temporary = keyId?.startsWith('ASIA') || held.some((entry) => entry.key.toLowerCase() !== 'aws_secret_access_key');
		return [
			{
				key: profile,
				line: first.line,
				// IAM identifiers, "Understanding unique ID prefixes": ASIA is temporary (36 hours at most), AKIA never ends by itself.
				lifetime: temporary ? ('short' as const) : ('long' as const),
				expiresAt: temporary ? expiry(value) : null,
				identity: { account: profile, scope: accountIdOf(keyId) ?? twelveDigits(value('aws_account_id') ?? value('sso_account_id')) },
				secrets: held.map((entry) => entry.value),
			},
		];
	});
}

/** AWS writes none; the helpers that fetch temporary keys each have a key of their own (saml2aws, aws-azure-login, gimme-aws-creds, okta). */
function expiry(value: (key: string) => string | undefined): string | null {
	const written = ['x_security_token_expires', 'aws_expiration', 'aws_session_expiration', 'aws_session_token_expiration', 'expiration']
		.map(value)
		.find((text) => text !== undefined && /^\d{4}-\d\d-\d\d[T ]/.test(text));
	return isoDate(written);
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account that an access key id belongs to. The id is no secret (IAM user guide, "Manage access keys"): AWS logs and
 * shows it. Ids made since 2019, told by a first bit that is set, carry the account in the 40 bits after it (A. Steele,
 * "AWS Access Key ID formats", 2020; T. Be'ery, 2023). Older ids carry none.
 */
export function accountIdOf(accessKeyId: string | undefined): string | undefined {
	if (accessKeyId === undefined || !/^A[KS]IA[Q-Z2-7][A-Z2-7]{15}$/.test(accessKeyId)) {
		return undefined;
	}
	let bits = 0n;
	for (const character of accessKeyId.slice(4, 13)) {
		bits = (bits << 5n) | BigInt(BASE32.indexOf(character));
	}
	// 45 bits: one that is set, 40 of the account, and four of what follows.
	const account = (bits >> 4n) & 0xff_ffff_ffffn;
	return account < 1_000_000_000_000n ? account.toString().padStart(12, '0') : undefined;
}

function twelveDigits(text: string | undefined): string | undefined {
	return text !== undefined && /^\d{12}$/.test(text) ? text : undefined;
}
