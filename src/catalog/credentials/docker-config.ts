import { parseDocument } from '../../document/document.ts';
import { at, type DocumentNode, members, text } from '../../document/node.ts';
import { isConcrete } from '../../document/secret.ts';
import type { Credential } from '../../model/credential.ts';
import { json, type Recognised } from './reading.ts';
import { isAt, pageOf, plainHost, UNKNOWN } from './revocation.ts';
import { defineStore } from './store.ts';
import { accountOf, basicFromBase64, hostOf, lifeOf } from './token.ts';

export default defineStore({
	id: 'docker-config',
	title: 'Container registry login',
	vendor: 'docker',
	places: ['~/.docker/config.json'],
	overrides: [{ variable: 'DOCKER_CONFIG', kind: 'directory', relative: 'config.json' }],
	variables: ['DOCKER_AUTH_CONFIG'],
	holds: (value) => {
		const parsed = parseDocument('jsonc', { text: value });
		return parsed.ok && recognise(parsed.value.root).length > 0;
	},
	read: json(recognise),
	publishes: ['docker'],
	saferForm: 'a credential helper: credsStore with osxkeychain, secretservice, wincred or pass',
	revoke: UNKNOWN,
	harvestedBy: ['nx-console-18.95.0', 'mini-shai-hulud-2026-05', 'litellm-2026-03'],
	source: 'github.com/docker/cli, cli/config/configfile/file.go and cli/config/types/authconfig.go',
});

/** User names that cloud registries prescribe beside a password of hours: Amazon's of twelve, Google's of one. */
const SHORT_LIVED_USERS = new Set(['AWS', 'oauth2accesstoken']);

/** Headers go with every request to the daemon; only these names carry a secret. `User-Agent` is the usual one. */
const SECRET_HEADER = /auth|token|secret|cookie|(?:api|access)[-_]?key|password/i;

function recognise(root: DocumentNode): Recognised[] {
	return [
		...members(at(root, 'auths')).flatMap(({ key, value }) => loginOf(key, value)),
		...members(at(root, 'HttpHeaders')).flatMap(({ key, value }) => headerOf(key, value)),
	];
}

/** An entry without fields says only that a helper holds the login. */
function loginOf(registry: string, entry: DocumentNode): Recognised[] {
	const auth = at(entry, 'auth');
	const basic = isConcrete(text(auth)) ? basicFromBase64(text(auth) ?? '') : undefined;
	// Beside an identity token the password is empty.
	const encoded = isConcrete(text(auth)) && (basic === undefined || isConcrete(basic.password)) ? [auth] : [];
	const plain = ['password', 'identitytoken', 'registrytoken'].map((field) => at(entry, field)).filter((place) => isConcrete(text(place)));
	const [first] = [...plain, ...encoded];
	if (first === undefined) {
		return [];
	}
	const user = basic?.user ?? text(at(entry, 'username'));
	const host = hostOf(registry);
	return [
		{
			key: `auths ${host ?? ''} ${registry
				.replace(/^[a-z]+:\/\//i, '')
				.replace(/^[^/]*@/, '')
				.replace(/[?#].*$/, '')}`,
			line: first.line,
			atRest: plain.length > 0 ? 'plaintext' : 'base64',
			...life(entry, user),
			identity: { account: accountOf(user), host },
			revoke: revokeAt(host),
			secrets: [...plain, ...encoded].flatMap((place) => text(place) ?? []).concat(basic?.password ?? []),
		},
	];
}

function life(entry: DocumentNode, user: string | undefined): { lifetime: Credential['lifetime']; expiresAt: string | null } {
	if (isConcrete(text(at(entry, 'identitytoken')))) {
		// An OAuth refresh token.
		return { lifetime: 'long', expiresAt: null };
	}
	const registryToken = text(at(entry, 'registrytoken'));
	if (isConcrete(registryToken)) {
		return lifeOf(registryToken);
	}
	return { lifetime: user !== undefined && SHORT_LIVED_USERS.has(user) ? 'short' : 'long', expiresAt: null };
}

/** `docker logout` takes the login off this machine; Docker Hub is its default. */
function revokeAt(host: string | undefined): Credential['revoke'] {
	const plain = plainHost(host);
	const name = isAt(host, 'docker.io') ? '' : ` ${plain}`;
	return { command: plain === null ? null : `docker logout${name}`, url: pageOf(host) };
}

function headerOf(name: string, place: DocumentNode): Recognised[] {
	const value = text(place);
	return SECRET_HEADER.test(name) && isConcrete(value)
		? [
				{
					key: `HttpHeaders ${name}`,
					title: 'Header that Docker sends',
					line: place.line,
					lifetime: 'unknown',
					publishes: [],
					secrets: [value],
				},
			]
		: [];
}
