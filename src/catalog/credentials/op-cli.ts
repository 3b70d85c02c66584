import { at, type DocumentNode, items, text } from '../../document/node.ts';
import { json, type Recognised } from './reading.ts';
import { defineStore } from './store.ts';
import { hostOf } from './token.ts';

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
			lifetime: 'long',
			identity: { account, host: hostOf(url) },
			secrets,
		},
	];
}
