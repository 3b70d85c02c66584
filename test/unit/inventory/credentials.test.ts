import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { credentialStores } from '../../../src/catalog/credentials/index.ts';
import type { CredentialStore } from '../../../src/catalog/credentials/store.ts';
import { collectCredentials, protectionOf, storePaths } from '../../../src/inventory/credentials.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import type { Credential } from '../../../src/model/credential.ts';
import { failure } from '../../../src/model/outcome.ts';
import type { Platform } from '../../../src/model/platform.ts';

const secret = (): string => randomBytes(20).toString('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const lines = (...all: string[]): string => all.join('\n');
const privateKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const store = (id: string): CredentialStore => {
	const found = credentialStores.find((candidate) => candidate.id === id);
	assert.ok(found, id);
	return found;
};

/** What the tool of each store would write, around secrets that the caller makes. */
const CONTENT: Readonly<Record<string, (next: () => string) => string>> = {
	'claude-code-credentials': (next) =>
		JSON.stringify({
			claudeAiOauth: { accessToken: next(), refreshToken: next(), expiresAt: 1_800_000_000_000, scopes: ['user:inference'] },
			mcpOAuth: {
				'tracker|0': { serverName: 'tracker', serverUrl: `https://u:${next()}@mcp.example.com/?k=${next()}`, accessToken: next() },
			},
			mcpOAuthClientConfig: { 'tracker|0': { clientSecret: next() } },
			pluginSecrets: { 'memory@market': { token: next() } },
			trustedDeviceToken: next(),
		}),
	'aws-credentials': (next) =>
		lines('[work]', 'aws_access_key_id = AKIA', `aws_secret_access_key = ${next()}`, `aws_session_token = ${next()}`),
	'aws-config': (next) => lines('[profile work]', `aws_secret_access_key = ${next()}`),
	'aws-sso-cache': (next) =>
		JSON.stringify({ startUrl: 'https://acme.example.com/start', accessToken: next(), refreshToken: next(), clientSecret: next() }),
	'npmrc-user': (next) => {
		const token = next();
		return lines(
			`//registry.example.com/:_authToken=${token}`,
			`//registry.example.com/:username=${token}`,
			`//b.example.com/:_auth=${base64(`dev:${next()}`)}`,
			`//c.example.com/:_password=${base64(next())}`,
			`//${next()}@d.example.com/:_authToken=${next()}`,
		);
	},
	'npmrc-global': (next) => `//registry.example.com/:_authToken=${next()}`,
	kubeconfig: (next) => {
		const user = {
			token: next(),
			password: next(),
			'client-key-data': base64(next()),
			'auth-provider': { config: { 'refresh-token': next(), 'id-token': next() } },
			exec: { env: [{ name: 'CLIENT_SECRET', value: next() }] },
		};
		return JSON.stringify({
			users: [{ name: 'dev', user }],
			contexts: [{ context: { user: 'dev', cluster: 'c' } }],
			clusters: [{ name: 'c', cluster: { server: `https://u:${next()}@k8s.example.com` } }],
		});
	},
	gh: (next) => {
		const token = next();
		return lines(
			'github.com:',
			'  users:',
			'    dev:',
			`      oauth_token: ${token}`,
			'  user: dev',
			`  oauth_token: ${token}`,
			'b:',
			`  oauth_token: ${next()}`,
		);
	},
	'git-credentials': (next) =>
		lines(
			`https://dev:${next()}@git.example.com`,
			`https://${next()}@git.example.com`,
			`https://${next()}:x-oauth-basic@git.example.com`,
			`https://${next()}:${next()}@git.example.com`,
			`no address ${next()}`,
		),
	'ssh-keys': () => privateKey(),
	'docker-config': (next) =>
		JSON.stringify({
			auths: {
				'a.example.com': { auth: base64(`dev:${next()}`) },
				'b.example.com': { auth: base64('dev:'), identitytoken: next() },
				[`https://u:${next()}@c.example.com/v1/?t=${next()}`]: { auth: base64(`${next()}:${next()}`) },
			},
			HttpHeaders: { Authorization: next() },
		}),
	'vault-token': (next) => next(),
	'op-cli': (next) => JSON.stringify({ accounts: [{ url: 'https://acme.example.com', email: 'dev@example.com', accountKey: next() }] }),
};

const HOMES: Readonly<Record<Platform, Readonly<Record<string, string>>>> = {
	linux: {
		'claude-code-credentials': '/home/dev/.claude/.credentials.json',
		'aws-credentials': '/home/dev/.aws/credentials',
		'aws-config': '/home/dev/.aws/config',
		'aws-sso-cache': '/home/dev/.aws/sso/cache/0.json',
		'npmrc-user': '/home/dev/.npmrc',
		'npmrc-global': '/usr/local/etc/npmrc',
		kubeconfig: '/home/dev/.kube/config',
		gh: '/home/dev/.config/gh/hosts.yml',
		'git-credentials': '/home/dev/.config/git/credentials',
		'ssh-keys': '/home/dev/.ssh/id_work',
		'docker-config': '/home/dev/.docker/config.json',
		'vault-token': '/home/dev/.vault-token',
		'op-cli': '/home/dev/.config/op/config',
	},
	darwin: {
		'claude-code-credentials': '/home/dev/.claude/.credentials.json',
		'aws-credentials': '/home/dev/.aws/credentials',
		'aws-config': '/home/dev/.aws/config',
		'aws-sso-cache': '/home/dev/.aws/sso/cache/0.json',
		'npmrc-user': '/home/dev/.npmrc',
		'npmrc-global': '/opt/homebrew/etc/npmrc',
		kubeconfig: '/home/dev/.kube/config',
		gh: '/home/dev/.config/gh/hosts.yml',
		'git-credentials': '/home/dev/.git-credentials',
		'ssh-keys': '/home/dev/.ssh/id_work',
		'docker-config': '/home/dev/.docker/config.json',
		'vault-token': '/home/dev/.vault-token',
		'op-cli': '/home/dev/.op/config',
	},
	win32: {
		'claude-code-credentials': '/home/dev/.claude/.credentials.json',
		'aws-credentials': '/home/dev/.aws/credentials',
		'aws-config': '/home/dev/.aws/config',
		'aws-sso-cache': '/home/dev/.aws/sso/cache/0.json',
		'npmrc-user': '/home/dev/.npmrc',
		'npmrc-global': '/home/dev/AppData/Roaming/npm/etc/npmrc',
		kubeconfig: '/home/dev/.kube/config',
		gh: '/home/dev/AppData/Roaming/GitHub CLI/hosts.yml',
		'git-credentials': '/home/dev/.git-credentials',
		'ssh-keys': '/home/dev/.ssh/id_work',
		'docker-config': '/home/dev/.docker/config.json',
		'vault-token': '/home/dev/.vault-token',
		'op-cli': '/home/dev/.config/op/config',
	},
};

const content = (id: string, next = secret): string => CONTENT[id]?.(next) ?? '';
const stores = (facts: readonly Credential[]): string[] => [...new Set(facts.map((fact) => fact.store))].sort();

describe('credentials on a machine', () => {
	for (const platform of ['linux', 'darwin', 'win32'] as const) {
		it(`are found in every store's place on ${platform}`, async () => {
			for (const { id } of credentialStores) {
				const path = HOMES[platform][id];
				assert.ok(path, `${id} has no place in this test`);
				const { facts, gaps } = await collectCredentials(fixtureMachine({ platform, files: { [path]: content(id) } }));
				assert.ok(facts.length > 0, `${id} at ${path}`);
				assert.deepEqual(stores(facts), [id]);
				assert.ok(facts.every((fact) => fact.path === path && fact.mode === (platform === 'win32' ? null : '0600')));
				assert.ok(gaps.every(({ reason }) => id === 'git-credentials' && reason === 'unparsable'));
			}
		});
	}

	it('are none where nothing is', async () => {
		assert.deepEqual(await collectCredentials(fixtureMachine()), { facts: [], gaps: [] });
	});

	it('come in the same order, each with its own lasting id', async () => {
		const files = Object.fromEntries(Object.entries(HOMES.linux).map(([id, path]) => [path, content(id)]));
		const first = await collectCredentials(fixtureMachine({ files }));
		assert.equal(
			JSON.stringify(await collectCredentials(fixtureMachine({ files }), [...credentialStores].reverse())),
			JSON.stringify(first),
		);
		const ids = first.facts.map(({ id }) => id);
		assert.deepEqual([...new Set(ids)].sort(), ids);
		assert.ok(ids.every((id) => /^[a-z-]+:[0-9a-f]{16}$/.test(id)));
		// Other secrets in the same places are the same credentials.
		const others = Object.fromEntries(Object.entries(HOMES.linux).map(([id, path]) => [path, content(id)]));
		assert.deepEqual(
			(await collectCredentials(fixtureMachine({ files: others }))).facts.map(({ id }) => id),
			ids,
		);
	});

	it('say how they are protected', () => {
		assert.deepEqual((['plaintext', 'base64', 'obfuscated'] as const).map(protectionOf), ['plaintext', 'plaintext', 'plaintext']);
		assert.deepEqual((['encrypted-passphrase', 'encrypted-os', 'hardware'] as const).map(protectionOf), Array(3).fill('not-plaintext'));
		assert.equal(protectionOf('unrecognized'), 'unrecognized');
	});

	it('leave what later collectors know as unknown', async () => {
		const [fact] = (await collectCredentials(fixtureMachine({ files: { '/home/dev/.vault-token': secret() } }))).facts;
		assert.deepEqual(
			{ ...fact, id: undefined, saferForm: undefined, revoke: undefined },
			{
				id: undefined,
				store: 'vault-token',
				title: 'HashiCorp Vault token',
				path: '/home/dev/.vault-token',
				line: 1,
				variable: null,
				keychain: null,
				protection: 'plaintext',
				atRest: 'plaintext',
				lifetime: 'unknown',
				expiresAt: null,
				identity: {},
				publishes: [],
				mode: '0600',
				gitTracked: 'unknown',
				synced: null,
				copies: [],
				modifiedAt: '2026-01-01T00:00:00.000Z',
				namedBy: [],
				saferForm: undefined,
				revoke: undefined,
				decoy: false,
			},
		);
	});

	it('in one store can be read alone', async () => {
		const files = { '/home/dev/.vault-token': secret(), '/home/dev/.npmrc': content('npmrc-user') };
		assert.deepEqual(stores((await collectCredentials(fixtureMachine({ files }), [store('vault-token')])).facts), ['vault-token']);
	});

	it('of two stores that are pointed at one file are not counted twice', async () => {
		const files = { '/home/dev/aws': lines('[default]', `aws_secret_access_key = ${secret()}`) };
		const env = { AWS_CONFIG_FILE: '/home/dev/aws', AWS_SHARED_CREDENTIALS_FILE: '/home/dev/aws' };
		assert.equal((await collectCredentials(fixtureMachine({ files, env }))).facts.length, 1);
	});
});

describe('variables that move a store', () => {
	const moved: readonly [string, Readonly<Record<string, string>>, string][] = [
		['claude-code-credentials', { CLAUDE_CONFIG_DIR: '/c' }, '/c/.credentials.json'],
		['claude-code-credentials', { CLAUDE_CONFIG_DIR: '/c', CLAUDE_SECURESTORAGE_CONFIG_DIR: '/s' }, '/s/.credentials.json'],
		['aws-credentials', { AWS_SHARED_CREDENTIALS_FILE: '~/keys' }, '/home/dev/keys'],
		['aws-config', { AWS_CONFIG_FILE: '/a' }, '/a'],
		['npmrc-user', { NPM_CONFIG_USERCONFIG: '/n' }, '/n'],
		['npmrc-user', { npm_config_userconfig: '/n' }, '/n'],
		['npmrc-global', { NPM_CONFIG_GLOBALCONFIG: '/n', NPM_CONFIG_PREFIX: '/p' }, '/n'],
		['npmrc-global', { NPM_CONFIG_PREFIX: '/p' }, '/p/etc/npmrc'],
		['gh', { GH_CONFIG_DIR: '/g' }, '/g/hosts.yml'],
		['gh', { XDG_CONFIG_HOME: '/x' }, '/x/gh/hosts.yml'],
		['docker-config', { DOCKER_CONFIG: '/d' }, '/d/config.json'],
		['op-cli', { OP_CONFIG_DIR: '/o' }, '/o/config'],
		['kubeconfig', { KUBECONFIG: '/k*' }, '/k*'],
	];
	for (const [id, env, path] of moved) {
		it(`${Object.keys(env).join(' and ')} replaces the places of ${id}`, async () => {
			const files = { [path]: content(id), [HOMES.linux[id] ?? '']: content(id) };
			const { facts } = await collectCredentials(fixtureMachine({ files, env }), [store(id)]);
			assert.deepEqual([...new Set(facts.map((fact) => fact.path))], [path]);
			assert.deepEqual((await storePaths(fixtureMachine({ env }), store(id))).paths, [path]);
		});
	}

	it('KUBECONFIG is a list, parted as the platform parts lists', async () => {
		const files = { '/a': content('kubeconfig'), '/b': content('kubeconfig') };
		for (const [platform, KUBECONFIG] of [
			['linux', '/a::/b'],
			['darwin', '/a:/b'],
			['win32', '/a;/b'],
		] as const) {
			const { facts } = await collectCredentials(fixtureMachine({ files, platform, env: { KUBECONFIG } }), [store('kubeconfig')]);
			assert.deepEqual([...new Set(facts.map(({ path }) => path))].sort(), ['/a', '/b']);
		}
	});

	it('VAULT_TOKEN_FILE adds to the file that vault itself reads', async () => {
		const files = { '/home/dev/.vault-token': secret(), '/t': secret() };
		const { facts } = await collectCredentials(fixtureMachine({ files, env: { VAULT_TOKEN_FILE: '/t' } }), [store('vault-token')]);
		assert.deepEqual(facts.map(({ path }) => path).sort(), ['/home/dev/.vault-token', '/t']);
	});

	it('names that lead nowhere from here are a gap', async () => {
		for (const value of ['config/kube', 'a\0b']) {
			const { gaps } = await collectCredentials(fixtureMachine({ env: { KUBECONFIG: value } }), [store('kubeconfig')]);
			assert.deepEqual(gaps, [{ path: null, area: 'credentials', reason: 'unsupported', detail: 'KUBECONFIG names no absolute path' }]);
		}
		const { gaps } = await collectCredentials(fixtureMachine({ env: { KUBECONFIG: '/k:'.repeat(200) } }), [store('kubeconfig')]);
		assert.deepEqual(
			gaps.map(({ reason }) => reason),
			['limit'],
		);
	});
});

describe('variables that hold a credential', () => {
	it('are rows without their value', async () => {
		const value = secret();
		const { facts } = await collectCredentials(fixtureMachine({ env: { OP_SESSION_acme: value, NPM_TOKEN: value, HOME: '/home/dev' } }));
		assert.deepEqual(
			facts.map(({ store: id, variable, path, protection, lifetime, publishes }) => ({
				id,
				variable,
				path,
				protection,
				lifetime,
				publishes,
			})),
			[
				{ id: 'npmrc-user', variable: 'NPM_TOKEN', path: null, protection: 'plaintext', lifetime: 'unknown', publishes: ['npm'] },
				{ id: 'op-cli', variable: 'OP_SESSION_acme', path: null, protection: 'plaintext', lifetime: 'unknown', publishes: [] },
			],
		);
		assert.ok(!JSON.stringify(facts).includes(value));
	});

	it('are known for every store, in any case on Windows', async () => {
		for (const { id, variables = [], holds } of credentialStores) {
			for (const name of variables) {
				const variable = name.replace('*', 'x');
				const value = holds ? (id === 'docker-config' ? content(id) : privateKey()) : secret();
				const find = async (platform: Platform, env: Record<string, string>) =>
					(await collectCredentials(fixtureMachine({ platform, env }))).facts.map((fact) => [fact.store, fact.variable]);
				assert.deepEqual(await find('linux', { [variable]: value }), [[id, variable]]);
				assert.deepEqual(await find('linux', { [variable.toLowerCase()]: value }), []);
				assert.deepEqual(await find('win32', { [variable.toLowerCase()]: value }), [[id, variable.toLowerCase()]]);
			}
		}
	});

	it('are nothing where they hold a reference, a placeholder or nothing', async () => {
		const env = {
			GH_TOKEN: 'op://vault/github/token',
			NPM_TOKEN: '${TOKEN}',
			VAULT_TOKEN: '',
			ANTHROPIC_API_KEY: '<key>',
			DOCKER_AUTH_CONFIG: '{"auths":{}}',
			SSH_SIGNING_KEY: '~/.ssh/id_work.pub',
			AWS_ACCESS_KEY_ID: secret(),
		};
		assert.deepEqual((await collectCredentials(fixtureMachine({ env }))).facts, []);
	});
});

describe('what a watcher of credentials watches', () => {
	it('is each file, and the folder of a pattern', async () => {
		const paths = async (id: string) => (await storePaths(fixtureMachine(), store(id))).paths;
		assert.deepEqual(await paths('ssh-keys'), ['/home/dev/.ssh']);
		assert.deepEqual(await paths('aws-sso-cache'), ['/home/dev/.aws/sso/cache']);
		assert.deepEqual(await paths('git-credentials'), ['/home/dev/.config/git/credentials', '/home/dev/.git-credentials']);
		assert.deepEqual((await storePaths({ ...fixtureMachine(), systemRoot: null }, store('vault-token'))).paths, ['/home/dev/.vault-token']);
	});
});

describe('credentials that cannot be read', () => {
	it('are one gap each, and cost nothing else', async () => {
		const files = {
			...Object.fromEntries(Object.values(HOMES.linux).map((path) => [path, failure('denied', 'permission denied')])),
			'/home/dev/.git-credentials': `https://dev:${secret()}@git.example.com`,
		};
		const { facts, gaps } = await collectCredentials(fixtureMachine({ files }));
		assert.equal(facts.length, 1);
		assert.deepEqual(
			gaps,
			Object.values(HOMES.linux)
				.sort()
				.map((path) => ({ path, area: 'credentials', reason: 'denied', detail: 'permission denied' })),
		);
	});

	it('because they are damaged, are shown as far as they could be', async () => {
		const path = '/home/dev/.claude/.credentials.json';
		const { facts, gaps } = await collectCredentials(
			fixtureMachine({ files: { [path]: content('claude-code-credentials').slice(0, -1) } }),
		);
		assert.ok(facts.length > 1);
		assert.deepEqual(
			gaps.map(({ path: where, reason }) => [where, reason]),
			[[path, 'unparsable']],
		);
	});

	it('because their form is another, are a gap', async () => {
		const broken = {
			'/home/dev/.docker/config.json': '[1]',
			'/home/dev/.kube/config': 'a: [',
			'/home/dev/.npmrc': new Uint8Array([0, 1, 2]),
		};
		const { gaps } = await collectCredentials(fixtureMachine({ files: broken }));
		assert.deepEqual(
			gaps.map(({ path, reason }) => [path, reason]),
			[
				['/home/dev/.docker/config.json', 'unparsable'],
				['/home/dev/.kube/config', 'unparsable'],
				['/home/dev/.npmrc', 'binary'],
			],
		);
	});

	it('because a store has a mistake in it, cost that store', async () => {
		const token = secret();
		const throwing = (more: Partial<CredentialStore>): CredentialStore => ({ ...store('vault-token'), id: 'broken', ...more });
		const broken = [
			throwing({
				read: () => {
					throw new Error(token);
				},
			}),
			throwing({ id: 'lost', places: ['nowhere'] }),
			store('vault-token'),
		];
		const { facts, gaps } = await collectCredentials(fixtureMachine({ files: { '/home/dev/.vault-token': token } }), broken);
		assert.deepEqual(stores(facts), ['vault-token']);
		assert.deepEqual(
			gaps.map(({ path, reason }) => [path, reason]),
			[
				[null, 'unsupported'],
				['/home/dev/.vault-token', 'unsupported'],
			],
		);
		assert.ok(!JSON.stringify(gaps).includes(token));
		assert.deepEqual((await storePaths(fixtureMachine(), throwing({ places: ['nowhere'] }))).paths, []);
	});
});

describe('credentials on a real disk', () => {
	let home: string;
	const machine = (): Machine => nodeMachine({ home, platform: 'linux' });
	const put = async (path: string, text: string): Promise<string> => {
		await mkdir(dirname(join(home, path)), { recursive: true });
		await writeFile(join(home, path), text, { mode: 0o600 });
		return join(home, path);
	};
	beforeEach(async () => {
		home = await mkdtemp(join(tmpdir(), 'sallyport-credentials-'));
	});
	afterEach(() => rm(home, { recursive: true, force: true }));

	it('stay closed where they are a FIFO', async () => {
		const fifo = join(home, '.vault-token');
		execFileSync('mkfifo', [fifo]);
		await put('.ssh/id_work', privateKey());
		execFileSync('mkfifo', [join(home, '.ssh', 'pipe')]);
		const { facts, gaps } = await collectCredentials(machine());
		assert.deepEqual(stores(facts), ['ssh-keys']);
		assert.deepEqual(
			gaps.map(({ path, reason }) => [path, reason]),
			[
				[join(home, '.ssh', 'pipe'), 'special-file'],
				[fifo, 'special-file'],
			],
		);
	});

	it('are nothing where a pattern meets folders, sockets, dangling links and files that are no keys', async () => {
		await put('.ssh/id_work', privateKey());
		await put('.ssh/config.d/work', 'Host work');
		await put('.ssh/notes.txt', 'remember the milk');
		await put('.ssh/known_hosts', 'x'.repeat(100_000));
		await symlink(join(home, 'nowhere'), join(home, '.ssh', 'gone'));
		const server = createServer().listen(join(home, '.ssh', 'agent.sock'));
		try {
			const { facts, gaps } = await collectCredentials(machine());
			assert.equal(facts.length, 1);
			assert.deepEqual(gaps, []);
		} finally {
			await new Promise((resolve) => server.close(resolve));
		}
	});

	it('are a gap where links go round in a circle', async () => {
		await symlink(join(home, 'b'), join(home, '.npmrc'));
		await symlink(join(home, '.npmrc'), join(home, 'b'));
		const { gaps } = await collectCredentials(machine());
		assert.deepEqual(
			gaps.map(({ path, reason }) => [path, reason]),
			[[join(home, '.npmrc'), 'loop']],
		);
	});

	it('are shown once where two places are one file, under its own name', async () => {
		const path = await put('.ssh/id_work', privateKey());
		await symlink('id_work', join(home, '.ssh', 'a_link'));
		await put('.config/git/credentials', `https://dev:${secret()}@git.example.com`);
		await symlink(join(home, '.config/git/credentials'), join(home, '.git-credentials'));
		const { facts } = await collectCredentials(machine());
		assert.deepEqual(facts.map((fact) => fact.path).sort(), [join(home, '.config/git/credentials'), path]);
	});

	it('are shown where the tool looks, though the file lies elsewhere', async () => {
		await put('dotfiles/npmrc', content('npmrc-global'));
		await symlink(join(home, 'dotfiles/npmrc'), join(home, '.npmrc'));
		const { facts } = await collectCredentials(machine());
		assert.deepEqual(
			facts.map((fact) => fact.path),
			[join(home, '.npmrc')],
		);
	});

	it('are not read from a file of 100 MB, and its size is not told', async () => {
		for (const path of ['.vault-token', '.ssh/trace']) {
			await put(path, '');
			const file = await open(join(home, path), 'r+');
			await file.truncate(100 * 1024 * 1024);
			await file.close();
		}
		const { facts, gaps } = await collectCredentials(machine());
		assert.deepEqual(facts, []);
		assert.deepEqual(
			gaps.map(({ reason, detail }) => [reason, detail]),
			[
				['too-large', 'larger than 65536 bytes; not read'],
				['too-large', 'larger than 16384 bytes; not read'],
			],
		);
	});

	it('that vanish while they are looked at are a gap', async () => {
		const path = await put('.vault-token', secret());
		const real = machine();
		const files = Object.assign(Object.create(real.files), {
			read: async (asked: string, maxBytes?: number) => {
				await rm(path, { force: true });
				return real.files.read(asked, maxBytes);
			},
		});
		const { gaps } = await collectCredentials({ ...real, files });
		assert.deepEqual(
			gaps.map((gap) => [gap.path, gap.reason]),
			[[path, 'vanished']],
		);
	});

	it('of neighbours stay theirs, even where the home has an asterisk in its name', async () => {
		const own = join(home, 'a*');
		await put('a*/.ssh/id_work', privateKey());
		await put('abc/.ssh/id_work', privateKey());
		const { facts } = await collectCredentials(nodeMachine({ home: own, platform: 'linux' }));
		assert.deepEqual(
			facts.map((fact) => fact.path),
			[join(own, '.ssh', 'id_work')],
		);
	});

	it('are left as they are', async () => {
		const text = content('npmrc-user');
		const path = await put('.npmrc', text);
		await collectCredentials(machine());
		assert.equal(await readFile(path, 'utf8'), text);
	});
});

describe('whatever stands in a store’s place on a real disk', () => {
	let home: string;
	beforeEach(async () => {
		home = await mkdtemp(join(tmpdir(), 'sallyport-credentials-'));
	});
	afterEach(() => rm(home, { recursive: true, force: true }));

	/** Under a name that promises a key. */
	const places: Readonly<Record<string, string>> = { ...HOMES.linux, 'ssh-keys': '/home/dev/.ssh/id_rsa' };
	const large = async (path: string, fill: boolean): Promise<void> => {
		const file = await open(path, 'w');
		const block = Buffer.alloc(1024 * 1024, 'some text = 1\n');
		for (let at = 0; fill && at < 100; at++) {
			await file.write(block);
		}
		await file.truncate(100 * 1024 * 1024);
		await file.close();
	};
	/** What is put there, and the reason that is given for it; a store that takes it for something else is named. */
	const CASES: readonly (readonly [
		what: string,
		reason: string,
		put: (path: string) => Promise<unknown>,
		otherwise?: Readonly<Record<string, string>>,
	])[] = [
		['bytes', 'binary', (path) => writeFile(path, randomBytes(200).fill(0, 50, 60))],
		['a list', 'unparsable', (path) => writeFile(path, '[1,2]'), { 'vault-token': 'row' }],
		['a text in quotes', 'unparsable', (path) => writeFile(path, '"x y"'), { 'vault-token': 'row' }],
		['a conflict', 'unparsable', (path) => writeFile(path, '<<<<<<< HEAD\n{"a": ['), { 'vault-token': 'row' }],
		// Nothing in it, nothing to say.
		['nothing', 'none', (path) => writeFile(path, '')],
		['a FIFO', 'special-file', async (path) => execFileSync('mkfifo', [path])],
		['a folder', 'special-file', (path) => mkdir(path)],
		['a loop', 'loop', (path) => symlink(path, path)],
		['100 MB of nothing', 'too-large', (path) => large(path, false)],
		['100 MB of text', 'too-large', (path) => large(path, true)],
		['what only others may read', 'denied', (path) => writeFile(path, 'x', { mode: 0 })],
	];
	for (const [what, reason, put, otherwise = {}] of CASES) {
		it(`${what} is one row, soon: ${reason}`, async function () {
			if (reason === 'denied' && process.getuid?.() === 0) {
				this.skip();
			}
			for (const one of credentialStores) {
				// Global files would be those of this machine: below the home, by the variable that moves them.
				const path = join(home, one.id, (places[one.id] ?? '').replace(/^\/home\/dev\//, ''));
				await mkdir(dirname(path), { recursive: true });
				await put(path);
				const machine: Machine = {
					...nodeMachine({ home: join(home, one.id), platform: 'linux' }),
					systemRoot: null,
					env: one.id === 'npmrc-global' ? { NPM_CONFIG_GLOBALCONFIG: path } : {},
				};
				const started = performance.now();
				const { facts, gaps } = await collectCredentials(machine, [one]);
				assert.ok(performance.now() - started < 1_000, `${one.id} is slow`);
				const told = [...facts.map(() => 'row'), ...gaps.map((gap) => gap.reason)];
				assert.deepEqual(
					told,
					[otherwise[one.id] ?? reason].filter((word) => word !== 'none'),
					one.id,
				);
				assert.ok(gaps.every((gap) => gap.path === path));
				await rm(path, { recursive: true, force: true });
			}
		}).timeout(60_000);
	}

	it('a private key is found under names that promise none, and public files are no alarm there', async () => {
		const ssh = join(home, '.ssh');
		await mkdir(ssh);
		const names = ['id_rsa.pub', 'config', 'known_hosts', 'known_hosts.old', 'authorized_keys', 'authorized_keys2', 'environment'];
		for (const name of names) {
			await writeFile(join(ssh, name), privateKey());
		}
		const machine = nodeMachine({ home, platform: 'linux' });
		const found = await collectCredentials(machine, [store('ssh-keys')]);
		assert.deepEqual(found.facts.map(({ path }) => path).sort(), names.map((name) => join(ssh, name)).sort());
		const publicKey = `ssh-ed25519 AAAA${base64(secret())} dev@laptop`;
		for (const [name, text] of [
			['id_rsa.pub', publicKey],
			['id_rsa', publicKey],
			['ca.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
			['config', 'Host *\n  IdentityFile ~/.ssh/id_rsa\n# -----BEGIN PRIVATE KEY----- is what a key begins with'],
			['known_hosts', `git.example.com ${publicKey}\n`.repeat(5_000)],
			['known_hosts.old', ''],
			['authorized_keys', publicKey],
			['authorized_keys2', '# none'],
			['environment', 'LANG=C'],
		] as const) {
			await writeFile(join(ssh, name), text);
		}
		assert.deepEqual(await collectCredentials(machine, [store('ssh-keys')]), { facts: [], gaps: [] });
	});

	it('one file under two names is one credential, by the resolved path', async () => {
		await mkdir(join(home, '.aws'));
		await mkdir(join(home, '.kube'));
		await writeFile(join(home, '.aws', 'credentials'), content('aws-credentials'));
		await symlink(join(home, '.aws', 'credentials'), join(home, 'keys'));
		await symlink('.aws', join(home, 'aws'));
		await writeFile(join(home, '.kube', 'config'), JSON.stringify({ users: [{ name: 'dev', user: { token: secret() } }] }));
		await symlink('.kube/config', join(home, 'kube'));
		const kube = join(home, '.kube', 'config');
		const real = nodeMachine({ home, platform: 'linux' });
		for (const env of [
			{ AWS_SHARED_CREDENTIALS_FILE: join(home, 'keys'), KUBECONFIG: [kube, kube, join(home, 'kube')].join(':') },
			{
				AWS_SHARED_CREDENTIALS_FILE: join(home, 'aws', 'credentials'),
				AWS_CONFIG_FILE: join(home, 'keys'),
				KUBECONFIG: `${join(home, 'x', '..', 'kube')}:${kube}`,
			},
		]) {
			const { facts, gaps } = await collectCredentials({ ...real, env });
			assert.deepEqual(facts.map((fact) => fact.store.split('-')[0]).sort(), ['aws', 'kubeconfig'], JSON.stringify(env));
			assert.deepEqual(gaps, []);
		}
	});
});

describe('no secret leaves', () => {
	const token = fc
		.tuple(fc.constantFrom('', 'npm_', 'ghp_', 'hvs.', 'sk-'), fc.uint8Array({ minLength: 15, maxLength: 40 }))
		.map(([prefix, bytes]) => prefix + Buffer.from(bytes).toString('base64url'))
		// Like any token of this length in practice: a digit before a letter, and not all the same.
		.filter((value) => new Set(value).size > 8 && /\d[A-Za-z]/.test(value));

	it('from any store, whatever it is', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(token, { minLength: 40, maxLength: 40 }), async (tokens) => {
				const planted: string[] = [];
				const next = (): string => {
					const value = tokens[planted.length % tokens.length] ?? '';
					planted.push(value);
					return value;
				};
				const files = Object.fromEntries(Object.entries(HOMES.linux).map(([id, path]) => [path, content(id, next)]));
				const env = { GH_TOKEN: next(), OP_SESSION_x: next(), VAULT_TOKEN: next(), ANTHROPIC_API_KEY: next() };
				const { facts, gaps } = await collectCredentials(fixtureMachine({ files, env }));
				assert.deepEqual(stores(facts), credentialStores.map(({ id }) => id).sort());
				const output = JSON.stringify({ facts, gaps });
				for (const value of new Set(planted)) {
					assert.ok(!output.includes(value), facts.find((fact) => JSON.stringify(fact).includes(value))?.store);
					assert.ok(!output.includes(base64(value)));
					assert.ok(!output.toLowerCase().includes(value.toLowerCase()));
				}
			}),
			{ numRuns: 60 },
		);
	});

	it('from a private key', async () => {
		const pem = privateKey();
		const output = JSON.stringify(
			await collectCredentials(fixtureMachine({ files: { '/home/dev/.ssh/id': pem, '/home/dev/.ssh/cut': pem.slice(0, -40) } })),
		);
		assert.ok(!output.includes(pem.split('\n')[1] ?? ''));
	});

	it('and nothing throws on arbitrary bytes, text or damaged files', async () => {
		const paths = Object.entries(HOMES.linux);
		const damaged = fc
			.tuple(fc.constantFrom(...paths.map(([id]) => id)), fc.nat(2000), fc.nat(2000), fc.string({ unit: 'binary', maxLength: 8 }))
			.map(([id, from, length, insert]) => {
				const text = content(id);
				const at = from % text.length;
				return [id, text.slice(0, at) + insert + text.slice(at + (length % text.length))] as const;
			});
		const arbitrary = fc.tuple(
			fc.constantFrom(...paths.map(([id]) => id)),
			fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 }), fc.json()),
		);
		await fc.assert(
			fc.asyncProperty(fc.oneof(damaged, arbitrary), async ([id, text]) => {
				const path = HOMES.linux[id] ?? '';
				const { facts, gaps } = await collectCredentials(fixtureMachine({ files: { [path]: text } }));
				// A reader that fails would be one gap `unsupported`: none may.
				assert.deepEqual(
					gaps.filter(({ reason }) => reason === 'unsupported'),
					[],
				);
				assert.ok(facts.every((fact) => fact.path === path));
			}),
			{ numRuns: 1500 },
		);
	});
});
