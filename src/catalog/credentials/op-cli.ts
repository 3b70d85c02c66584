import { at, type DocumentNode, items, text } from '../../document/node.ts';
import type { Credential } from '../../model/credential.ts';
import { json, type Recognised } from './reading.ts';
import { plainHost } from './revocation.ts';
import { defineStore } from './store.ts';
import { holdsToken, hostOf } from './token.ts';

/**
 * The accounts that `op` was told of. The vault is not here, and opens with the account's password or the desktop app
 * alone: a stolen file is half of what is needed, an unlocked `op` is everything.
 */
export default defineStore({
	id: 'op-cli',
	title: '1Password CLI account',
	vendor: '1password',
	places: ['~/.op/config', '$XDG_CONFIG_HOME/.op/config', '~/.config/op/config', '$XDG_CONFIG_HOME/op/config'],
	overrides: [{ variable: 'OP_CONFIG_DIR', kind: 'directory', relative: 'config' }],
	variables: ['OP_SERVICE_ACCOUNT_TOKEN', 'OP_SESSION', 'OP_SESSION_*', 'OP_CONNECT_TOKEN'],
	read: json((root) => items(at(root, 'accounts')).flatMap(accountOf)),
	saferForm: 'the desktop app integration with biometrics, and no service account token in a shell profile',
	revoke: { command: 'op account forget --all', url: 'https://my.1password.com/profile' },
	revokeVariable: (name) => ({
		command: name.startsWith('OP_SESSION') ? 'op signout --all' : null,
		url: name.startsWith('OP_SESSION') ? null : 'https://my.1password.com/',
	}),
	harvestedBy: ['nx-console-18.95.0', 'mini-shai-hulud-2026-05'],
	source: 'developer.1password.com/docs/cli/config-directories and /environment-variables',
});

function accountOf(entry: DocumentNode): Recognised[] {
	const url = text(at(entry, 'url'));
	const account = text(at(entry, 'email')) ?? text(at(entry, 'shorthand'));
	if (url === undefined && account === undefined) {
		return [];
	}
	// The Secret Key and the device's key: half of what derives the account's key (1Password security design, two-secret derivation).
	const secrets = ['accountKey', 'secretKey', 'userKey', 'dsecret'].flatMap((field) => text(at(entry, field)) ?? []);
	return [
		{
			key: `${text(at(entry, 'shorthand')) ?? ''} ${url ?? ''} ${account ?? ''}`,
			line: entry.line,
			atRest: 'encrypted-passphrase',
			// The Secret Key is good until its owner makes a new one. Where the desktop app has it, the entry is a name and no more.
			lifetime: secrets.length > 0 ? 'long' : 'unknown',
			identity: { account, host: hostOf(url) },
			revoke: revokeAt(hostOf(url), text(at(entry, 'shorthand'))),
			secrets,
		},
	];
}

/** `op account forget` takes the account off this machine; a lost Secret Key is made anew in the account's own pages, on its own host. */
function revokeAt(host: string | undefined, shorthand: string | undefined): Credential['revoke'] {
	const plain = plainHost(host);
	const named = shorthand !== undefined && /^[A-Za-z0-9_]{1,60}$/.test(shorthand) && !holdsToken(shorthand);
	return { command: named ? `op account forget ${shorthand}` : 'op account list', url: plain === null ? null : `https://${plain}/profile` };
}
