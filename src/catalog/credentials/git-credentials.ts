import { isConcrete } from '../../document/secret.ts';
import { type Recognised, type TextReading, text } from './reading.ts';
import { pageOf, UNKNOWN } from './revocation.ts';
import { defineStore } from './store.ts';
import { accountOf, lifeOf, looksLikeToken } from './token.ts';

export default defineStore({
	id: 'git-credentials',
	title: 'Git password or token',
	vendor: 'git',
	places: ['~/.git-credentials', '$XDG_CONFIG_HOME/git/credentials'],
	read: text(recognise),
	saferForm: 'the keychain: `git config --global credential.helper` with osxkeychain, manager or libsecret',
	// The host decides; `git credential reject` takes the copy away and leaves the password good.
	revoke: UNKNOWN,
	harvestedBy: ['bitwarden-cli-2026-04', 'node-ipc-2026-05', 'glassworm-2025-26'],
	source: 'git-scm.com/docs/git-credential-store',
});

/** What stands in the password's place where the token is the user name: GitHub's own word, and what people fill in. */
const NO_PASSWORD = new Set(['', 'x-oauth-basic', 'x-token-auth', 'x', 'oauth2']);

/** git writes the colon before a port as `%3a` (credential-store.c, store_credential). */
const ENCODED_PORT = /^([a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?[^@/%]*)%3a(\d{1,5})(?=\/|$)/i;

/** One address per line; git passes over the lines that it cannot read, and so hides what stands there. */
function recognise(content: string): TextReading {
	const recognised: Recognised[] = [];
	let damage: string | null = null;
	for (const [index, raw] of content.split(/\r?\n/).entries()) {
		const line = raw.trim();
		if (line === '' || line.startsWith('#')) {
			continue;
		}
		try {
			// `user:password` would pass for an address with a scheme of its own.
			if (!line.includes('://')) {
				throw new TypeError('no address');
			}
			recognised.push(...credentialOf(new URL(line.replace(ENCODED_PORT, '$1:$2')), index + 1));
		} catch {
			damage ??= `line ${index + 1} is no address`;
		}
	}
	return { recognised, damage };
}

function credentialOf(url: URL, line: number): Recognised[] {
	const user = decoded(url.username);
	const password = decoded(url.password);
	const tokenAsUser = NO_PASSWORD.has(password) && (password !== '' || looksLikeToken(user));
	if (!(tokenAsUser ? isConcrete(user) : isConcrete(password))) {
		return [];
	}
	const account = tokenAsUser ? undefined : accountOf(user);
	const { lifetime, expiresAt } = lifeOf(tokenAsUser ? user : password);
	return [
		{
			key: `${url.protocol}//${url.host} ${account ?? ''}`,
			line,
			// What git stores is asked for once and kept: passwords and personal tokens.
			lifetime: lifetime === 'unknown' ? 'long' : lifetime,
			expiresAt,
			identity: { account, host: url.host },
			revoke: { command: null, url: pageOf(url.host) },
			secrets: tokenAsUser ? [user, url.username] : [password, url.password],
		},
	];
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
