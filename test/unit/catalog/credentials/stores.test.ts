import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { accountIdOf } from '../../../../src/catalog/credentials/aws-profiles.ts';
import { credentialStores } from '../../../../src/catalog/credentials/index.ts';
import { MAX_PER_FILE } from '../../../../src/catalog/credentials/reading.ts';
import type { FoundCredential, RecognisedFile } from '../../../../src/catalog/credentials/store.ts';
import { accountOf, lifeOf, looksLikeToken } from '../../../../src/catalog/credentials/token.ts';
import { PLATFORMS } from '../../../../src/model/platform.ts';

const secret = (): string => randomBytes(20).toString('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const lines = (...all: string[]): string => all.join('\n');

function read(id: string, content: string | Uint8Array): RecognisedFile {
	const store = credentialStores.find((candidate) => candidate.id === id);
	assert.ok(store, `no store ${id}`);
	const outcome = store.read({
		path: '/home/dev/file',
		bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
		facts: { kind: 'file', link: false, size: content.length, mode: '0600', modifiedAt: '2026-01-01T00:00:00.000Z' },
	});
	assert.ok(outcome.ok, JSON.stringify(outcome));
	return outcome.value;
}

function only(id: string, content: string): FoundCredential {
	const { found, damage } = read(id, content);
	assert.equal(damage, null);
	assert.equal(found.length, 1, JSON.stringify(found));
	return found[0] as FoundCredential;
}

const none = (id: string, content: string): void => assert.deepEqual(read(id, content), { found: [], damage: null });

const jwt = (claims: object): string =>
	[base64(JSON.stringify({ alg: 'none' })), base64(JSON.stringify(claims)), secret()].map((part) => part.replace(/=+$/, '')).join('.');

describe('every credential store', () => {
	const campaigns = [
		'nx-console-18.95.0',
		'mini-shai-hulud-2026-05',
		'bitwarden-cli-2026-04',
		'node-ipc-2026-05',
		'litellm-2026-03',
		's1ngularity-2025-08',
		'shai-hulud-1-2-2025',
		'glassworm-2025-26',
		'sandworm-mode-2026-02',
		'trapdoor-2026-05',
	];

	for (const store of credentialStores) {
		it(`${store.id} says where it was learnt, how to hold it better and how to revoke it`, () => {
			assert.match(store.id, /^[a-z0-9-]+$/);
			assert.ok(store.title.length > 0 && store.title.length <= 40);
			assert.ok(store.source.length > 0 && store.saferForm.length > 0);
			// Where the host decides, each credential says it for itself.
			const isByHost = ['git-credentials', 'gh', 'docker-config'].includes(store.id);
			assert.equal(store.revoke.command === null && store.revoke.url === null, isByHost);
			for (const campaign of store.harvestedBy) {
				assert.ok(campaigns.includes(campaign), campaign);
			}
			for (const platform of PLATFORMS) {
				const places = 'linux' in store.places ? store.places[platform] : store.places;
				assert.ok(places.length > 0);
				// One listing per store at most.
				assert.ok(places.filter((place) => place.includes('*')).length <= 1);
			}
		});

		it(`${store.id} finds nothing in an empty file`, () => none(store.id, ''));
	}
});

describe('claude-code-credentials', () => {
	const id = 'claude-code-credentials';

	it('reads the login, which lasts while a refresh token stands beside it', () => {
		const expiresAt = Date.UTC(2026, 5, 1, 12);
		const oauth = { accessToken: secret(), refreshToken: secret(), expiresAt, scopes: ['user:inference'], subscriptionType: 'max' };
		const found = only(id, JSON.stringify({ claudeAiOauth: oauth }, null, 2));
		assert.deepEqual(found, {
			key: 'claudeAiOauth',
			title: 'Claude Code refresh token',
			line: 3,
			atRest: 'plaintext',
			lifetime: 'long',
			expiresAt: '2026-06-01T12:00:00.000Z',
			renewable: true,
			identity: { scope: 'max user:inference' },
		});
	});

	it('calls an access token alone short', () => {
		const { lifetime, title } = only(id, JSON.stringify({ claudeAiOauth: { accessToken: secret(), expiresAt: Date.now() } }));
		assert.deepEqual([lifetime, title], ['short', undefined]);
	});

	it('reads logins to MCP servers without the hash in their key', () => {
		const hash = randomBytes(8).toString('hex');
		const entry = { serverName: 'tracker', serverUrl: 'https://mcp.example.com/sse?k=v', accessToken: secret(), expiresAt: 0 };
		const found = only(id, JSON.stringify({ mcpOAuth: { [`tracker|${hash}`]: entry } }));
		assert.deepEqual(found.identity, { account: 'tracker', host: 'mcp.example.com' });
		assert.equal(found.expiresAt, null);
		assert.ok(!JSON.stringify(found).includes(hash));
	});

	it('reads client secrets, plugin secrets and the device token', () => {
		const content = {
			mcpOAuthClientConfig: { 'tracker|0': { clientSecret: secret() } },
			mcpXaaIdp: { 'https://idp.example.com': { idToken: jwt({ exp: 1_800_000_000, iat: 1_799_999_000 }) } },
			pluginSecrets: { 'memory@market': { api_token: secret(), url: '' } },
			trustedDeviceToken: secret(),
		};
		const { found } = read(id, JSON.stringify(content));
		assert.deepEqual(
			found.map(({ key, lifetime }) => [key, lifetime]),
			[
				['trustedDeviceToken', 'long'],
				['mcpOAuthClientConfig tracker', 'long'],
				['mcpXaaIdp https://idp.example.com', 'short'],
				['pluginSecrets memory@market', 'long'],
			],
		);
	});

	it('finds nothing where no token stands', () => {
		none(id, JSON.stringify({ claudeAiOauth: { accessToken: '', scopes: [] }, mcpOAuth: { 'a|b': { serverName: 'a' } } }));
		none(id, JSON.stringify({ claudeAiOauth: { accessToken: '${CLAUDE_TOKEN}', refreshToken: '<token>' } }));
	});

	it('keeps what a damaged file still shows, and says that it is damaged', () => {
		const whole = JSON.stringify({ claudeAiOauth: { accessToken: secret(), refreshToken: secret() } });
		const { found, damage } = read(id, whole.slice(0, -2));
		assert.equal(found.length, 1);
		assert.match(damage ?? '', /^not JSON: \w+ at line 1/);
	});
});

describe('aws-credentials and aws-config', () => {
	const keyId = (prefix: string, account: string): string => {
		// The inverse of accountIdOf: a set bit, 40 bits of account, and whatever else.
		let bits = (1n << 79n) | (BigInt(account) << 39n) | BigInt(`0x${randomBytes(4).toString('hex')}`);
		let characters = '';
		for (let index = 0; index < 16; index++) {
			characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number(bits & 31n)] + characters;
			bits >>= 5n;
		}
		return prefix + characters;
	};

	it('reads one key per profile', () => {
		const content = lines(
			'[default]',
			`aws_access_key_id = ${keyId('AKIA', '000012345678')}`,
			`aws_secret_access_key = ${secret()}`,
			'',
			'[work]',
			`AWS_ACCESS_KEY_ID: ${keyId('ASIA', '999999999999')}`,
			`AWS_SECRET_ACCESS_KEY: ${secret()}`,
			`aws_session_token = ${secret()}`,
			'x_security_token_expires = 2026-06-01T10:00:00Z',
		);
		const { found, damage } = read('aws-credentials', content);
		assert.equal(damage, null);
		assert.deepEqual(
			found.map(({ key, line, lifetime, expiresAt, identity }) => ({ key, line, lifetime, expiresAt, identity })),
			[
				{ key: 'default', line: 3, lifetime: 'long', expiresAt: null, identity: { account: 'default', scope: '000012345678' } },
				{
					key: 'work',
					line: 7,
					lifetime: 'short',
					expiresAt: '2026-06-01T10:00:00.000Z',
					identity: { account: 'work', scope: '999999999999' },
				},
			],
		);
	});

	it('decodes the account of newer key ids alone', () => {
		assert.equal(accountIdOf(keyId('AKIA', '029608264753')), '029608264753');
		assert.equal(accountIdOf(`AKIAI${'A'.repeat(15)}`), undefined);
		assert.equal(accountIdOf(secret()), undefined);
		assert.equal(accountIdOf(undefined), undefined);
	});

	it('takes examples, references and an id alone for nothing', () => {
		none('aws-credentials', lines('[default]', `aws_access_key_id = ${keyId('AKIA', '1')}`));
		none('aws-credentials', lines('[default]', `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/${'bPxRfiCY'}EXAMPLEKEY`));
		none('aws-credentials', lines('[default]', 'aws_secret_access_key = ${SECRET}', '[b]', 'aws_secret_access_key = # none'));
		none('aws-credentials', lines('# [default]', `# aws_secret_access_key = ${secret()}`));
	});

	it('finds pasted keys in the settings, and no reference', () => {
		const content = lines('[profile "my work"]', `aws_secret_access_key=${secret()}`, '[sso-session x]', 'sso_region = eu-west-1');
		assert.deepEqual(only('aws-config', content).identity, { account: 'my work' });
		none('aws-config', lines('[default]', 'credential_process = /opt/bin/fetch --json', '[profile b]', 'role_arn = arn:aws:iam::1:role/x'));
		none('aws-config', lines('[default]', 's3 =', '  max_concurrent_requests = 20', 'region = eu-west-1'));
	});

	it('finds keys that stand as far in as the key without a value above them', () => {
		const content = lines('[default]', '  s3 =', '  aws_access_key_id = AKIA', `  aws_secret_access_key = ${secret()}`);
		assert.equal(only('aws-credentials', content).line, 4);
		none('aws-config', lines('[default]', '  s3 =', `    aws_secret_access_key = ${secret()}`));
	});

	it('says where the file is none that AWS reads', () => {
		assert.equal(read('aws-credentials', lines('[default]', secret())).damage, 'not INI: line 2 is no setting');
	});
});

describe('aws-sso-cache', () => {
	const token = {
		startUrl: 'https://acme.awsapps.com/start',
		region: 'eu-west-1',
		accessToken: secret(),
		expiresAt: '2026-06-01T10:00:00Z',
	};

	it('reads a login, short unless it can be renewed', () => {
		const found = only('aws-sso-cache', JSON.stringify(token));
		assert.equal(found.lifetime, 'short');
		assert.equal(found.expiresAt, '2026-06-01T10:00:00.000Z');
		assert.deepEqual(found.identity, { host: 'acme.awsapps.com', scope: 'eu-west-1' });
		assert.equal(found.renewable, undefined);
		const renewed = only('aws-sso-cache', JSON.stringify({ ...token, refreshToken: secret(), clientSecret: secret() }));
		assert.deepEqual([renewed.lifetime, renewed.renewable], ['long', true]);
		const { accessToken: _, ...alone } = token;
		assert.equal(only('aws-sso-cache', JSON.stringify({ ...alone, refreshToken: secret() })).renewable, undefined);
		assert.equal(
			only('aws-sso-cache', JSON.stringify({ ...token, expiresAt: '2026-06-01T10:00:00UTC' })).expiresAt,
			'2026-06-01T10:00:00.000Z',
		);
	});

	it('reads a registration of this machine', () => {
		const found = only('aws-sso-cache', JSON.stringify({ clientId: 'x', clientSecret: secret(), expiresAt: '2026-08-01T00:00:00Z' }));
		assert.deepEqual([found.title, found.lifetime], ['AWS SSO client registration', 'long']);
		none('aws-sso-cache', JSON.stringify({ startUrl: token.startUrl, accessToken: '' }));
	});
});

for (const id of ['npmrc-user', 'npmrc-global']) {
	describe(id, () => {
		it('reads a token with its registry and the scopes that come from there', () => {
			const content = lines(
				'; settings',
				'@acme:registry=https://registry.example.com/npm/',
				`//registry.example.com/npm/:_authToken=${secret()}`,
				'//registry.example.com/npm/:username=dev',
			);
			const found = only(id, content);
			assert.deepEqual(found, {
				key: '//registry.example.com/npm/ _authtoken',
				line: 3,
				atRest: 'plaintext',
				lifetime: 'long',
				expiresAt: null,
				identity: { account: 'dev', host: 'registry.example.com', scope: '@acme' },
				publishes: ['npm'],
				revoke: { command: null, url: null },
			});
		});

		it('reads passwords, which are base64, and takes the user from them', () => {
			const basic = only(id, lines('registry=https://registry.example.com/', `_auth="${base64(`dev:${secret()}`)}"`));
			assert.deepEqual(
				[basic.atRest, basic.lifetime, basic.identity],
				['base64', 'long', { account: 'dev', host: 'registry.example.com' }],
			);
			const password = only(id, lines(`//registry.example.com/:_password=${base64(secret())}`, '//registry.example.com/:username=dev'));
			assert.deepEqual([password.atRest, password.identity.account], ['base64', 'dev']);
		});

		it('knows how long a JSON Web Token lives', () => {
			const found = only(id, `//registry.example.com/:_authToken=${jwt({ iat: 1_800_000_000, exp: 1_800_003_600 })}`);
			assert.deepEqual([found.lifetime, found.expiresAt], ['short', '2027-01-15T09:00:00.000Z']);
		});

		it('leaves out a user name that is a token', () => {
			const token = secret();
			const content = lines(`//registry.example.com/:_authToken=${token}`, `//registry.example.com/:username=${token}`);
			assert.equal(only(id, content).identity.account, undefined);
		});

		it('takes references, placeholders and comments for nothing', () => {
			none(id, '//registry.example.com/:_authToken=${NPM_TOKEN}');
			none(id, '//registry.example.com/:_authToken="${NPM_TOKEN}"');
			none(id, '//registry.example.com/:_authToken=');
			none(id, '//registry.example.com/:_authToken= # put yours here');
			none(id, '//registry.example.com/:_authToken=<token>');
			none(id, `# //registry.example.com/:_authToken=${secret()}`);
			none(id, lines('//registry.example.com/:keyfile=/home/dev/key.pem', 'email=dev@example.com', 'ignore-scripts=true'));
			none(id, `_auth=${base64('dev:<password>')}`);
		});
	});
}

describe('gh', () => {
	it('reads a token once, where it stands for the user and for the host', () => {
		const token = secret();
		const content = lines(
			'github.com:',
			'    git_protocol: https',
			'    users:',
			'        dev:',
			`            oauth_token: ${token}`,
			'        other:',
			`            oauth_token: ${secret()}`,
			'    user: dev',
			`    oauth_token: ${token}`,
		);
		const { found } = read('gh', content);
		assert.deepEqual(
			found.map(({ line, lifetime, identity }) => ({ line, lifetime, identity })),
			[
				{ line: 5, lifetime: 'long', identity: { account: 'dev', host: 'github.com' } },
				{ line: 7, lifetime: 'long', identity: { account: 'other', host: 'github.com' } },
			],
		);
	});

	it('reads the older form', () => {
		const found = only('gh', lines('git.example.com:', '  user: dev', `  oauth_token: ${secret()}`));
		assert.deepEqual(found.identity, { account: 'dev', host: 'git.example.com' });
	});

	it('finds the token of the active user where only other users have theirs', () => {
		const content = lines(
			'github.com:',
			'  users:',
			'    dev:',
			'    other:',
			`      oauth_token: ${secret()}`,
			'  user: dev',
			`  oauth_token: ${secret()}`,
		);
		assert.equal(read('gh', content).found.length, 2);
	});

	it('finds nothing where the keyring has the token', () => {
		none('gh', lines('github.com:', '    git_protocol: https', '    users:', '        dev:', '    user: dev'));
	});
});

describe('git-credentials', () => {
	const id = 'git-credentials';

	it('reads a password or token with its host and user', () => {
		const { found } = read(
			id,
			lines(`https://dev:${secret()}@git.example.com:8443`, '', `https://dev%40example.com:${secret()}@git.example.com/repo`),
		);
		assert.deepEqual(
			found.map(({ line, identity }) => ({ line, identity })),
			[
				{ line: 1, identity: { account: 'dev', host: 'git.example.com:8443' } },
				{ line: 3, identity: { account: 'dev@example.com', host: 'git.example.com' } },
			],
		);
	});

	it('shows no token of a provider that stands where a name belongs', () => {
		const token = `${'gh'}p_${secret()}`;
		const names = [
			read('gh', `github.com:\n    users:\n        ${token}:\n            oauth_token: ${secret()}\n    user: a\n`),
			read(
				'aws-credentials',
				`[${token}]\naws_access_key_id = ${'AK'}IA${secret().slice(0, 16).toUpperCase()}\naws_secret_access_key = ${secret()}`,
			),
			read('kubeconfig', `users:\n- name: ${token}\n  user: {token: ${secret()}}\n`),
			read('op-cli', JSON.stringify({ accounts: [{ shorthand: token, url: 'https://acme.1password.com', accountKey: secret() }] })),
			read(
				'claude-code-credentials',
				JSON.stringify({
					mcpOAuth: {
						a: { serverName: `https://mcp.example.com/?key=${token}`, serverUrl: 'https://mcp.example.com/', accessToken: secret() },
					},
				}),
			),
		];
		for (const [index, file] of names.entries()) {
			assert.ok(file.found.length > 0, `${index}`);
			assert.ok(!JSON.stringify(file).includes(token.slice(4, 20)), `${index}`);
		}
	});

	it('reads an address with a port as git writes it', () => {
		const found = only(id, `https://dev:${secret()}@git.example.com%3a8443`);
		assert.deepEqual(found.identity, { account: 'dev', host: 'git.example.com:8443' });
	});

	it('never shows a token that stands in place of the user', () => {
		const token = secret();
		for (const userInfo of [token, `${token}:x-oauth-basic`, `${token}:`, `${token}:x`, `${token}:${secret()}`]) {
			const found = only(id, `https://${userInfo}@git.example.com`);
			assert.deepEqual(found.identity, { host: 'git.example.com' });
			assert.ok(!JSON.stringify(found).includes(token));
		}
	});

	it('takes users without password, references and placeholders for nothing', () => {
		none(id, lines('https://dev@git.example.com', 'https://git.example.com', '# comment'));
		none(id, lines('https://dev:${TOKEN}@git.example.com', 'https://dev:<token>@git.example.com', 'https://dev:@git.example.com'));
	});

	it('says which line is no address, and reads the others', () => {
		const { found, damage } = read(id, lines(`dev:${secret()}`, `https://dev:${secret()}@git.example.com`));
		assert.equal(found.length, 1);
		assert.equal(damage, 'line 1 is no address');
	});
});

describe('docker-config', () => {
	const id = 'docker-config';

	it('reads logins, which are base64', () => {
		const found = only(id, JSON.stringify({ auths: { 'https://images.example.com/v1/': { auth: base64(`dev:${secret()}`) } } }));
		assert.deepEqual([found.atRest, found.lifetime], ['base64', 'long']);
		assert.deepEqual(found.identity, { account: 'dev', host: 'images.example.com' });
	});

	it('reads identity tokens, and the hours of cloud registries', () => {
		const auths = { 'images.example.com': { auth: base64('00000000-0000-0000-0000-000000000000:'), identitytoken: secret() } };
		assert.deepEqual([only(id, JSON.stringify({ auths })).atRest, only(id, JSON.stringify({ auths })).lifetime], ['plaintext', 'long']);
		assert.equal(only(id, JSON.stringify({ auths: { 'a.example.com': { auth: base64(`AWS:${secret()}`) } } })).lifetime, 'short');
	});

	it('reads headers that carry a secret, and no others', () => {
		const found = only(id, JSON.stringify({ HttpHeaders: { 'User-Agent': 'Docker-Client/27 (linux)', 'X-Registry-Auth': secret() } }));
		assert.equal(found.key, 'HttpHeaders X-Registry-Auth');
	});

	it('takes what a helper holds for a reference', () => {
		none(id, JSON.stringify({ auths: { 'images.example.com': {} }, credsStore: 'secretservice' }));
		none(id, JSON.stringify({ auths: { 'images.example.com': { auth: '' } }, credHelpers: { 'a.example.com': 'ecr-login' } }));
		none(id, JSON.stringify({ auths: { 'images.example.com': { auth: '${REGISTRY_AUTH}' }, b: { auth: base64('dev:') } } }));
	});
});

describe('vault-token', () => {
	it('takes the file for the token', () => {
		const found = only('vault-token', `${secret()}\n`);
		assert.deepEqual([found.line, found.atRest, found.lifetime], [1, 'plaintext', 'unknown']);
	});

	it('says of a text of several words that it does not know it', () => {
		assert.equal(only('vault-token', `${secret()}\n${secret()}`).atRest, 'unrecognized');
	});

	it('takes references, placeholders and white space for nothing', () => {
		for (const content of ['${VAULT_TOKEN}', '<token>', ' \n']) {
			none('vault-token', content);
		}
	});
});

describe('op-cli', () => {
	it('shows accounts; what opens them is not in the file', () => {
		const accounts = [{ shorthand: 'acme', url: 'https://acme.1password.com', email: 'dev@example.com', accountKey: secret() }];
		const found = only('op-cli', JSON.stringify({ accounts }));
		assert.equal(found.atRest, 'encrypted-passphrase');
		assert.deepEqual(found.identity, { account: 'dev@example.com', host: 'acme.1password.com' });
		assert.equal(found.lifetime, 'long');
		assert.deepEqual(found.revoke, { command: 'op account forget acme', url: 'https://acme.1password.com/profile' });
		// The desktop app holds what opens it: the entry is a name.
		assert.equal(only('op-cli', JSON.stringify({ accounts: accounts.map(({ accountKey, ...rest }) => rest) })).lifetime, 'unknown');
		none('op-cli', JSON.stringify({ latest_signin: '', accounts: null, system_auth_latest_signin: 'X' }));
	});
});

describe('ssh-keys', () => {
	const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

	it('reads a key wherever the file has it', () => {
		assert.deepEqual([only('ssh-keys', pem).atRest, only('ssh-keys', `Bag Attributes\n${pem}`).line], ['plaintext', 2]);
		const binary = Buffer.concat([Buffer.from([0, 1, 2, 10]), Buffer.from(pem)]);
		assert.equal(read('ssh-keys', binary).found.length, 1);
	});

	it('takes other files for nothing', () => {
		none('ssh-keys', 'ssh-ed25519 AAAA dev@laptop');
		assert.deepEqual(read('ssh-keys', randomBytes(4096)), { found: [], damage: null });
	});

	it('knows the names that promise a key, and those that promise none', () => {
		const { expects, unlikely } = credentialStores.find(({ id }) => id === 'ssh-keys') ?? {};
		const none = [
			'known_hosts',
			'known_hosts.old',
			'authorized_keys',
			'authorized_keys2',
			'config',
			'environment',
			'id_rsa.pub',
			'id_rsa-cert.pub',
		];
		const keys = ['id_rsa', 'id_ed25519_work', 'identity', 'deploy.pem', 'github_rsa', 'key.ppk'];
		const any = ['config_key', 'notes.txt', 'README'];
		const names = [...none, ...keys, ...any];
		assert.deepEqual(
			names.filter((name) => unlikely?.(name)),
			none,
		);
		assert.deepEqual(
			names.filter((name) => expects?.(name)),
			keys,
		);
	});
});

describe('kubeconfig', () => {
	const config = (user: object, more = {}): string =>
		JSON.stringify({
			clusters: [{ name: 'prod', cluster: { server: 'https://user:pw@k8s.example.com:6443/path' } }],
			contexts: [{ name: 'c', context: { cluster: 'prod', user: 'dev' } }],
			users: [{ name: 'dev', user }],
			...more,
		});

	it('reads a token, and from it how long it lives', () => {
		const found = only('kubeconfig', config({ token: jwt({ iat: 1_800_000_000, exp: 1_831_536_000 }) }));
		assert.deepEqual([found.lifetime, found.expiresAt], ['long', '2028-01-15T08:00:00.000Z']);
		assert.deepEqual(found.identity, { account: 'dev', host: 'k8s.example.com:6443' });
		assert.equal(only('kubeconfig', config({ token: jwt({ sub: 'system:serviceaccount:x' }) })).lifetime, 'long');
		assert.equal(only('kubeconfig', config({ token: secret() })).lifetime, 'unknown');
	});

	it('reads a client key, until when it is good and for whom', () => {
		const { privateKey, publicKey } = generateKeyPairSync('ed25519');
		const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
		const found = only(
			'kubeconfig',
			config({
				'client-key-data': base64(pem),
				'client-certificate-data': base64(certificate(privateKey, publicKey, '260101000000Z', '270101000000Z')),
			}),
		);
		assert.deepEqual([found.atRest, found.lifetime, found.expiresAt], ['base64', 'long', '2027-01-01T00:00:00.000Z']);
		assert.equal(found.identity.scope, 'system:masters');
		const short = certificate(privateKey, publicKey, '260101000000Z', '260101080000Z');
		assert.equal(
			only('kubeconfig', config({ 'client-key-data': base64(pem), 'client-certificate-data': base64(short) })).lifetime,
			'short',
		);
		assert.equal(
			only('kubeconfig', config({ 'client-key-data': base64(pem), 'client-certificate-data': base64(secret()) })).expiresAt,
			null,
		);
	});

	it('reads passwords, logins and the secrets of plugins', () => {
		assert.equal(only('kubeconfig', config({ username: 'dev', password: secret() })).lifetime, 'long');
		const provider = { name: 'oidc', config: { 'access-token': secret(), 'refresh-token': secret(), expiry: '2026-06-01T10:00:00Z' } };
		const login = only('kubeconfig', config({ 'auth-provider': provider }));
		assert.deepEqual([login.lifetime, login.expiresAt, login.renewable], ['long', '2026-06-01T10:00:00.000Z', true]);
		const env = [
			{ name: 'AWS_PROFILE', value: '123456789012_AdministratorAccess' },
			{ name: 'AWS_ACCESS_KEY_ID', value: secret() },
			{ name: 'TOKEN_FILE', value: '/home/dev/token' },
			{ name: 'CLIENT_SECRET', value: secret() },
		];
		assert.equal(only('kubeconfig', config({ exec: { command: 'kubelogin', env } })).key, 'dev exec CLIENT_SECRET');
	});

	it('reads YAML with lines', () => {
		const content = lines('apiVersion: v1', 'kind: Config', 'users:', '- name: dev', '  user:', `    token: ${secret()}`);
		assert.equal(only('kubeconfig', content).line, 6);
	});

	it('takes plugins, files, references and what kubectl hides for nothing', () => {
		none('kubeconfig', config({ exec: { command: 'aws', args: ['eks', 'get-token'] } }));
		none('kubeconfig', config({ 'client-key': '/home/dev/key.pem', tokenFile: '/run/token' }));
		none('kubeconfig', config({ 'client-key-data': 'DATA+OMITTED', token: 'REDACTED', password: '${PASSWORD}' }));
	});

	it('does not go along with aliases that multiply', () => {
		const bomb = lines(
			'a: &a [x,x,x,x,x,x,x,x,x]',
			...[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9).slice(0, -1)}]`),
		);
		const store = credentialStores.find(({ id }) => id === 'kubeconfig');
		const facts = { kind: 'file', link: false, size: 0, mode: null, modifiedAt: '' } as const;
		const outcome = store?.read({ path: '/x', bytes: new TextEncoder().encode(bomb), facts });
		assert.equal(outcome?.ok, false);
	});

	it('bounds what one file may give', () => {
		const users = Array.from({ length: MAX_PER_FILE + 7 }, (_, index) => ({ name: `user${index}`, user: { token: secret() } }));
		const { found, leftOut } = read('kubeconfig', JSON.stringify({ users }));
		assert.deepEqual([found.length, leftOut], [MAX_PER_FILE, 7]);
	});
});

describe('how a credential is revoked', () => {
	const revokes = (id: string, content: string): unknown[] => read(id, content).found.map(({ revoke }) => [revoke?.command, revoke?.url]);
	const GITHUB = 'https://github.com/settings/tokens';

	it('by git goes by the host, and no host is sent to another’s pages', () => {
		const hosts = ['github.com', 'gitlab.com', 'git.example.com', 'github.com.example.com', 'github.com:8443', 'constructor'];
		const content = lines(...hosts.map((host) => `https://dev:${secret()}@${host}`));
		assert.deepEqual(revokes('git-credentials', content), [
			[null, GITHUB],
			[null, 'https://gitlab.com/-/user_settings/personal_access_tokens'],
			...Array(4).fill([null, null]),
		]);
	});

	it('by gh names the host, if it can stand in a command as it is', () => {
		const content = JSON.stringify({
			'github.com': { oauth_token: secret() },
			'git.example.com': { oauth_token: secret() },
			'x;touch y': { oauth_token: secret() },
			'$(id)': { oauth_token: secret() },
		});
		assert.deepEqual(revokes('gh', content), [
			['gh auth logout --hostname github.com', 'https://github.com/settings/applications'],
			['gh auth logout --hostname git.example.com', 'https://git.example.com/settings/applications'],
			[null, null],
			[null, null],
		]);
		const { revokeVariable } = credentialStores.find(({ id }) => id === 'gh') ?? {};
		assert.equal(revokeVariable?.('GH_TOKEN').url, GITHUB);
		assert.equal(revokeVariable?.('GH_ENTERPRISE_TOKEN').url, null);
	});

	it('by Docker names the registry, and Docker’s pages for Docker’s alone', () => {
		const auth = base64(`dev:${secret()}`);
		const content = JSON.stringify({
			auths: { 'https://index.docker.io/v1/': { auth }, 'ghcr.io': { auth }, 'images.example.com': { auth } },
		});
		assert.deepEqual(revokes('docker-config', content), [
			['docker logout', 'https://app.docker.com/settings/personal-access-tokens'],
			['docker logout ghcr.io', GITHUB],
			['docker logout images.example.com', null],
		]);
	});

	it('by npm is a command of npm’s own registry', () => {
		const token = (registry: string): string => `//${registry}/:_authToken=${secret()}`;
		assert.deepEqual(
			revokes('npmrc-user', lines(token('www.npmjs.org'), token('npm.github.com'), token('npm.example.com'), `_authToken=${secret()}`)),
			[
				['npm token revoke <id>', 'https://www.npmjs.com/settings/~/tokens'],
				[null, GITHUB],
				[null, null],
				['npm token revoke <id>', 'https://www.npmjs.com/settings/~/tokens'],
			],
		);
	});

	it('says nothing of Anthropic’s pages for what an MCP server or a plugin was given', () => {
		const content = {
			mcpOAuth: { 'a|0': { serverName: 'a', serverUrl: 'https://mcp.example.com', accessToken: secret(), refreshToken: secret() } },
			pluginSecrets: { 'memory@market': { token: secret() } },
			mcpOAuthClientConfig: { 'a|0': { clientSecret: secret() } },
		};
		assert.deepEqual(revokes('claude-code-credentials', JSON.stringify(content)), Array(3).fill([null, null]));
	});

	it('never carries a secret that stands in the host’s place', () => {
		const token = secret();
		const found = read('gh', JSON.stringify({ [token]: { oauth_token: token } }));
		assert.ok(!JSON.stringify(found).includes(token));
	});
});

describe('passwords that look like references', () => {
	const found = (id: string, content: string): number => read(id, content).found.length;

	it('are credentials in every store, for none of the tools expands them', () => {
		for (const password of ['$ecret', '$PASSWORD', '%abc%', '!foo bar', '!/bin/x', '${ecret}', 'vault:fjord']) {
			assert.equal(found('git-credentials', `https://dev:${encodeURIComponent(password)}@git.example.com`), 1, password);
			assert.equal(
				found('docker-config', JSON.stringify({ auths: { 'a.example.com': { auth: base64(`dev:${password}`) } } })),
				1,
				password,
			);
			assert.equal(found('docker-config', JSON.stringify({ auths: { 'a.example.com': { username: 'dev', password } } })), 1, password);
			assert.equal(found('kubeconfig', JSON.stringify({ users: [{ name: 'dev', user: { password, token: password } }] })), 2, password);
			assert.equal(found('aws-credentials', lines('[default]', `aws_secret_access_key = ${password}`)), 1, password);
			assert.equal(found('gh', JSON.stringify({ 'github.com': { oauth_token: password } })), 1, password);
			assert.equal(found('claude-code-credentials', JSON.stringify({ claudeAiOauth: { accessToken: password } })), 1, password);
			assert.equal(found('aws-sso-cache', JSON.stringify({ accessToken: password })), 1, password);
			assert.equal(found('vault-token', password), 1, password);
			assert.equal(found('npmrc-user', `//registry.example.com/:_password=${base64(password)}`), 1, password);
		}
	});

	it('are references where npm expands them: braces, and nothing else', () => {
		for (const reference of ['${npm_token}', '${NPM_TOKEN?}']) {
			none('npmrc-user', `//registry.example.com/:_authToken=${reference}`);
		}
		for (const token of ['$ecret', '%ecret%', '!fetch token']) {
			assert.equal(found('npmrc-user', `//registry.example.com/:_authToken=${token}`), 1, token);
		}
	});
});

describe('names and tokens', () => {
	it('tells a token from a name', () => {
		for (const token of [secret(), `${'gh'}p_abc`, randomBytes(16).toString('hex'), 'a'.repeat(40)]) {
			assert.ok(looksLikeToken(token), token);
			assert.equal(accountOf(token), undefined);
		}
		for (const name of [
			'dev',
			'dev@example.com',
			'first.last-name',
			'x-access-token',
			'00000000-0000-0000-0000-000000000000',
			'_json_key',
			'oauth2accesstoken',
		]) {
			assert.equal(looksLikeToken(name), false, name);
			assert.equal(accountOf(name), name);
		}
		assert.equal(accountOf(`AAAB-0C-${secret()}`), undefined);
		assert.equal(accountOf('AAAAAAADADEAB-0AAFCG'), undefined);
		assert.equal(looksLikeToken('k8s-cluster-eu-west-1-prod'), false);
	});

	it('reads the life of nothing but JSON Web Tokens', () => {
		assert.deepEqual(lifeOf(secret()), { lifetime: 'unknown', expiresAt: null });
		assert.deepEqual(lifeOf(`eyJ.${base64('[')}.x`), { lifetime: 'unknown', expiresAt: null });
		assert.deepEqual(lifeOf(jwt({ exp: 'soon' })), { lifetime: 'unknown', expiresAt: null });
	});
});

/** A certificate for CN=dev, O=system:masters, signed by its own key. */
function certificate(privateKey: KeyObject, publicKey: KeyObject, from: string, to: string): string {
	const der = (tag: number, ...contents: Uint8Array[]): Buffer => {
		const content = Buffer.concat(contents);
		const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
		return Buffer.concat([Buffer.from([tag, ...length]), content]);
	};
	const sequence = (...contents: Uint8Array[]): Buffer => der(0x30, ...contents);
	const algorithm = sequence(Buffer.from('06032b6570', 'hex'));
	const attribute = (oid: string, value: string): Buffer => der(0x31, sequence(Buffer.from(oid, 'hex'), der(0x0c, Buffer.from(value))));
	const name = sequence(attribute('060355040a', 'system:masters'), attribute('0603550403', 'dev'));
	const time = (text: string): Buffer => der(0x17, Buffer.from(text));
	const body = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.from([1])),
		algorithm,
		name,
		sequence(time(from), time(to)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
	);
	const signed = sequence(body, algorithm, der(0x03, Buffer.from([0]), sign(null, body, privateKey)));
	return `-----BEGIN CERTIFICATE-----\n${signed.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
