// A home of a developer who uses everything, built at run time: its secrets are random, so that the repository holds none.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DAY = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} FixtureHome
 * @property {readonly string[]} secrets the random parts of all that was planted, each longer than sixteen characters
 * @property {readonly string[]} files the files that hold them, absolute
 * @property {() => string} secret makes one more, which is then among the secrets
 */

/**
 * Writes the home into an existing or new folder.
 * @param {string} directory
 * @returns {FixtureHome}
 */
export function buildHome(directory) {
	/** @type {string[]} */
	const secrets = [];
	/** @type {string[]} */
	const files = [];

	/** Letters and digits, as most vendors' tokens. */
	const secret = (length = 40) => {
		const value = randomBytes(length * 2)
			.toString('base64')
			.replace(/[^A-Za-z0-9]/g, '')
			.slice(0, length);
		secrets.push(value);
		return value;
	};

	/**
	 * @param {string} relative
	 * @param {string | object} content
	 * @param {{ mode?: number, ageDays?: number }} [about]
	 */
	const write = (relative, content, { mode = 0o600, ageDays = 3 } = {}) => {
		const path = join(directory, relative);
		mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
		writeFileSync(path, typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`, { mode });
		const then = new Date(Date.now() - ageDays * DAY);
		utimesSync(path, then, then);
		files.push(path);
	};

	const inHours = (/** @type {number} */ hours) => new Date(Date.now() + hours * 60 * 60 * 1000);

	write('.claude/.credentials.json', {
		claudeAiOauth: {
			accessToken: `sk-ant-oat01-${secret(86)}`,
			refreshToken: `sk-ant-ort01-${secret(86)}`,
			expiresAt: inHours(6).getTime(),
			scopes: ['user:inference', 'user:profile'],
			subscriptionType: 'max',
		},
	});
	write(
		'.aws/credentials',
		`[default]\naws_access_key_id = AKIA${randomBytes(16).toString('hex').toUpperCase().slice(0, 16)}\naws_secret_access_key = ${secret()}\n`,
		{ ageDays: 412 },
	);
	write('.aws/sso/cache/3a1f0c5d7e9b.json', {
		startUrl: 'https://harbour.awsapps.example.com/start',
		region: 'eu-central-1',
		accessToken: secret(200),
		expiresAt: inHours(5).toISOString(),
	});
	write('.npmrc', `//npm.example.com/:_authToken=npm_${secret(36)}\n@harbour:registry=https://npm.example.com/\n`, { ageDays: 90 });
	write(
		'.kube/config',
		[
			'apiVersion: v1',
			'kind: Config',
			'clusters:',
			'- name: harbour',
			'  cluster: { server: "https://kube.example.com:6443" }',
			'users:',
			'- name: developer',
			`  user: { token: "${secret(64)}" }`,
			'contexts:',
			'- name: harbour',
			'  context: { cluster: harbour, user: developer }',
			'current-context: harbour',
			'',
		].join('\n'),
	);
	write(
		'.config/gh/hosts.yml',
		`github.example.com:\n    user: developer\n    oauth_token: gho_${secret(36)}\n    git_protocol: https\n    users:\n        developer:\n`,
	);
	// Readable by everybody on purpose.
	write('.git-credentials', `https://developer:${secret(24)}@git.example.com\n`, { mode: 0o644, ageDays: 200 });
	const key = openSshKey();
	secrets.push(...key.secrets);
	write('.ssh/id_ed25519', key.text, { ageDays: 700 });
	// The nine characters before the random part are twelve in base64, so that what follows them is random throughout.
	const password = secret(30);
	const basic = Buffer.from(`robots:ab${password}`).toString('base64');
	secrets.push(basic.slice(12));
	write('.docker/config.json', { auths: { 'containers.example.com': { auth: basic } } });
	write('.vault-token', `hvs.${secret(90)}`, { ageDays: 20 });
	write('.config/op/config', {
		latest_signin: 'my',
		accounts: [
			{
				shorthand: 'my',
				accountUUID: randomBytes(13).toString('hex').toUpperCase(),
				url: 'https://my.1password.example.com',
				email: 'developer@example.com',
				accountKey: `A3-${secret(26)}`,
			},
		],
	});
	write('.claude.json', {
		numStartups: 12,
		mcpServers: {
			'harbour-db': {
				type: 'stdio',
				command: 'npx',
				args: ['-y', '@example/postgres-mcp@1.4.2', `postgres://reader:${secret(24)}@db.example.com/tides`],
				env: { HARBOUR_API_KEY: secret() },
			},
		},
		projects: {
			[join(directory, 'src', 'lighthouse')]: { hasTrustDialogAccepted: true, allowedTools: [], mcpServers: {} },
		},
	});
	// The trusted project starts something too.
	mkdirSync(join(directory, 'src', 'lighthouse'), { recursive: true });
	write('src/lighthouse/.mcp.json', { mcpServers: { lamp: { command: 'echo', args: ['canary'] } } }, { mode: 0o644 });

	return { secrets, files, secret };
}

/**
 * An Ed25519 key without a passphrase, as ssh-keygen writes it (OpenSSH, PROTOCOL.key).
 * @returns {{ text: string, secrets: string[] }}
 */
function openSshKey() {
	const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
	const seed = Buffer.from(d, 'base64url');
	const open = Buffer.from(x, 'base64url');
	const uint32 = (/** @type {number} */ value) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value].map((byte) => byte & 0xff));
	const field = (/** @type {Buffer | string} */ value) => Buffer.concat([uint32(Buffer.byteLength(value)), Buffer.from(value)]);

	const publicKey = Buffer.concat([field('ssh-ed25519'), field(open)]);
	const check = randomBytes(4);
	const section = Buffer.concat([check, check, publicKey, field(Buffer.concat([seed, open])), field('developer@example.com')]);
	// Padded with 1, 2, 3, … to a multiple of eight.
	const padding = Buffer.from(Array.from({ length: (8 - (section.length % 8)) % 8 }, (_, index) => index + 1));
	const head = Buffer.concat([Buffer.from('openssh-key-v1\0'), field('none'), field('none'), field(''), uint32(1), field(publicKey)]);
	const whole = Buffer.concat([head, field(Buffer.concat([section, padding]))]);

	const encoded = whole.toString('base64');
	// Of the file, only what encodes the seed is secret: the rest is known, or the public half.
	const start = whole.indexOf(seed);
	const body = encoded.slice(Math.ceil(start / 3) * 4, Math.floor((start + seed.length) / 3) * 4);
	const lines = encoded.match(/.{1,70}/g) ?? [];
	return {
		text: ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n'),
		secrets: [body],
	};
}
