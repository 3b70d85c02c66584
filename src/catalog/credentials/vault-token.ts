import { isConcrete } from '../../document/secret.ts';
import { type TextReading, text } from './reading.ts';
import { defineStore } from './store.ts';
import { lifeOf } from './token.ts';

/** Where containers and agents put the token for services; what payloads ask for beside the home. */
const SERVICE_PLACES = [
	'/etc/vault/token',
	'/run/secrets/vault_token',
	'/run/secrets/VAULT_TOKEN',
	'/var/run/secrets/vault-token',
	'/var/run/secrets/vault/token',
];

export default defineStore({
	id: 'vault-token',
	title: 'HashiCorp Vault token',
	vendor: 'hashicorp',
	places: {
		linux: ['~/.vault-token', ...SERVICE_PLACES],
		darwin: ['~/.vault-token', ...SERVICE_PLACES],
		win32: ['~/.vault-token'],
	},
	// The vault command always uses ~/.vault-token; this variable is a convention of agents and libraries beside it.
	// VAULT_CONFIG_PATH moves ~/.vault, which names a token helper and holds no token.
	overrides: [{ variable: 'VAULT_TOKEN_FILE', kind: 'file', adds: true }],
	variables: ['VAULT_TOKEN'],
	maxBytes: 16 * 1024,
	read: text(recognise),
	saferForm: 'a token helper that uses the system keychain (token_helper in ~/.vault), or a Vault agent',
	revoke: { command: 'vault token revoke -self', url: null },
	harvestedBy: ['nx-console-18.95.0', 'mini-shai-hulud-2026-05'],
	source: 'developer.hashicorp.com/vault/docs/commands/token-helper; github.com/hashicorp/vault, api/tokenhelper/helper_internal.go',
});

/** The whole file is the token. How long it lives, the server knows: root tokens never end. */
function recognise(content: string): TextReading {
	const value = content.trim();
	if (!isConcrete(value)) {
		return { recognised: [], damage: null };
	}
	// Several words, or JSON, are no token of Vault's; what they are, we cannot say.
	const atRest = /[\s"[\]{}]/.test(value) ? 'unrecognized' : 'plaintext';
	return { recognised: [{ key: 'token', line: 1, atRest, ...lifeOf(value), secrets: [value] }], damage: null };
}
