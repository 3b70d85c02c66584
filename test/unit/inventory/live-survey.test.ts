import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Facts } from '../../../src/inventory/facts.ts';
import { LiveSurvey } from '../../../src/inventory/live-survey.ts';
import { ALL_AREAS, type SurveyQuery } from '../../../src/inventory/survey.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import { nodeWatcher, type WatcherEvents } from '../../../src/machine/node-watcher.ts';
import { ABSENT, ok } from '../../../src/model/outcome.ts';

/** So long a test waits for what has to come; what must not come is waited for a tenth of it. */
const PATIENCE_MS = 5_000;

describe('a survey that is kept true', () => {
	let home: string;
	let live: LiveSurvey;
	let told: { facts: Facts; opened: readonly string[] }[];
	let reasons: string[];

	const write = async (path: string, content: string | object): Promise<void> => {
		const full = join(home, path);
		await mkdir(dirname(full), { recursive: true });
		await writeFile(full, typeof content === 'string' ? content : JSON.stringify(content));
	};
	const secret = (): string => randomBytes(30).toString('hex');
	const last = () => {
		const latest = told.at(-1);
		assert.ok(latest, 'nothing was told');
		return latest;
	};
	const until = async (what: string, holds: (latest: { facts: Facts; opened: readonly string[] }) => boolean): Promise<void> => {
		const deadline = Date.now() + PATIENCE_MS;
		while (!holds(last())) {
			assert.ok(Date.now() < deadline, `${what}: not within ${PATIENCE_MS} ms`);
			await delay(5);
		}
	};
	const quietly = async (body: () => Promise<unknown>): Promise<void> => {
		const before = told.length;
		await body();
		await delay(PATIENCE_MS / 10);
		assert.equal(told.length, before);
	};
	const begin = async (query: Partial<SurveyQuery> = {}, watch = (events: WatcherEvents) => nodeWatcher(events)): Promise<void> => {
		live = new LiveSurvey(nodeMachine({ home }), { areas: ALL_AREAS, knownFolders: true, ...query }, watch, {
			onFacts: (facts, opened) => told.push({ facts, opened }),
			onDegraded: (reason) => reasons.push(reason),
		});
		await live.start();
	};
	const stores = ({ facts }: { facts: Facts }): readonly string[] => facts.credentials.map((credential) => credential.store);
	const servers = ({ facts }: { facts: Facts }): readonly string[] => facts.launches.map((launch) => launch.name).sort();

	beforeEach(async () => {
		home = await mkdtemp(join(tmpdir(), 'sallyport-live-'));
		told = [];
		reasons = [];
	});
	afterEach(async () => {
		await live?.close();
		await rm(home, { recursive: true, force: true });
	});

	it('tells what is there once, though it looks twice', async () => {
		await write('.vault-token', secret());
		await begin();
		assert.equal(told.length, 1);
		assert.deepEqual(stores(last()), ['vault-token']);
		assert.deepEqual(reasons, []);
	});

	it('tells of a credential file that appears, also in a folder that is new, changes, and goes', async () => {
		await begin();
		assert.deepEqual(stores(last()), []);
		await write('.config/gh/hosts.yml', `git.example.com:\n    user: octo\n    oauth_token: ${secret()}\n`);
		await until('the new file', (latest) => stores(latest).includes('gh'));
		await write('.vault-token', secret());
		await until('the second file', (latest) => stores(latest).includes('vault-token'));
		const modified = ({ facts }: { facts: Facts }) => facts.credentials.find(({ store }) => store === 'vault-token')?.modifiedAt;
		const before = modified(last());
		await delay(5);
		await write('.vault-token', secret());
		await until('the change', (latest) => modified(latest) !== before);
		await rm(join(home, '.vault-token'));
		await until('the removal', (latest) => !stores(latest).includes('vault-token'));
	});

	it('follows a file through replacement by rename, again and again', async () => {
		await write('.vault-token', secret());
		await begin();
		for (let turn = 1; turn <= 3; turn++) {
			const seen = told.length;
			await write('.vault-token.new', secret());
			await delay(5);
			await rename(join(home, '.vault-token.new'), join(home, '.vault-token'));
			await until(`turn ${turn}`, () => told.length > seen);
		}
	});

	it('tells of servers in an open folder, and which launches the open folders bring', async () => {
		const folder = join(home, 'src', 'app');
		await mkdir(folder, { recursive: true });
		await begin({ folders: [folder] });
		assert.deepEqual(last().opened, []);
		await write('src/app/.mcp.json', { mcpServers: { lamp: { command: 'echo' } } });
		await until('the server', (latest) => servers(latest).includes('lamp'));
		assert.deepEqual(
			last().opened,
			last().facts.launches.map((launch) => launch.id),
		);
		await write('.claude.json', { mcpServers: { mine: { command: 'echo' } } });
		await until('my own server', (latest) => servers(latest).includes('mine'));
		assert.equal(last().opened.length, 1);
	});

	it('sees a file that is new below a pattern', async () => {
		const folder = join(home, 'app');
		await mkdir(folder);
		await begin({ folders: [folder] });
		await write('app/.github/hooks/setup.json', { hooks: { sessionStart: [{ command: 'echo canary' }] } });
		await until('the hook', (latest) => servers(latest).includes('sessionStart'));
	});

	it('looks into other folders when other folders are opened', async () => {
		await write('a/.mcp.json', { mcpServers: { one: { command: 'echo' } } });
		await write('b/.mcp.json', { mcpServers: { two: { command: 'echo' } } });
		await begin({ folders: [join(home, 'a')], knownFolders: false });
		assert.deepEqual(servers(last()), ['one']);
		await live.open([join(home, 'b')]);
		assert.deepEqual(servers(last()), ['two']);
		await write('b/.mcp.json', { mcpServers: { three: { command: 'echo' } } });
		await until('what is new there', (latest) => servers(latest).includes('three'));
	});

	it('looks into a folder from the moment on that an agent trusts it', async () => {
		await write('app/.mcp.json', { mcpServers: { lamp: { command: 'echo' } } });
		await begin();
		assert.deepEqual(servers(last()), []);
		await write('.claude.json', { projects: { [join(home, 'app')]: { hasTrustDialogAccepted: true } } });
		await until('its server', (latest) => servers(latest).includes('lamp'));
		assert.equal(last().facts.trust.length, 1);
	});

	it('looks into a folder once an editor trusts it, and looks at nothing else while an editor writes of other things', async () => {
		const database = '.config/Code/User/globalStorage/state.vscdb';
		const machine = nodeMachine({ home });
		let looks = 0;
		// Whatever Node.js runs this: a file of JSON stands for the database.
		const files: typeof machine.files = {
			...machine.files,
			items: async (path) => {
				const text = await readFile(path, 'utf8').catch(() => null);
				return text === null ? ABSENT : ok(new Map(Object.entries(JSON.parse(text) as Record<string, string>)));
			},
			realpath: (path) => {
				looks++;
				return machine.files.realpath(path);
			},
		};
		const trusting = (...folders: string[]) => ({
			'content.trust.model.key': JSON.stringify({
				uriTrustInfo: folders.map((folder) => ({ uri: { scheme: 'file', path: join(home, folder) }, trusted: true })),
			}),
		});
		await write('app/.vscode/mcp.json', { servers: { lamp: { command: 'echo' } } });
		await write(database, {});
		live = new LiveSurvey({ ...machine, files }, { areas: ALL_AREAS, knownFolders: true }, nodeWatcher, {
			onFacts: (facts, opened) => told.push({ facts, opened }),
			onDegraded: (reason) => reasons.push(reason),
		});
		await live.start();
		assert.deepEqual(last().facts.trust, []);
		await write(database, trusting('app'));
		await until('the server of the folder', (latest) => servers(latest).includes('lamp'));
		assert.deepEqual(last().facts.trust, [{ tool: 'vscode', folder: join(home, 'app'), byEditor: true }]);
		await delay(PATIENCE_MS / 20);
		const before = looks;
		await quietly(() => write(database, { ...trusting('app'), 'workbench.panel': '1' }));
		assert.equal(looks, before);
	});

	it('judges anew when a setting decides who reads a file', async () => {
		await write('app/.claude/settings.json', { hooks: { SessionStart: [{ hooks: [{ type: 'command', command: 'echo' }] }] } });
		await write('.config/Code/User/settings.json', '{}');
		await begin({ folders: [join(home, 'app')] });
		const verdict = ({ facts }: { facts: Facts }) => facts.launches[0]?.executors.find(({ tool }) => tool === 'vscode')?.verdict;
		assert.equal(verdict(last()), 'ignores');
		await write('.config/Code/User/settings.json', { 'chat.useClaudeHooks': true });
		await until('the other verdict', (latest) => verdict(latest) === 'loads');
	});

	it('tells of an extension that is installed', async () => {
		const folder = join(home, '.vscode', 'extensions');
		await write('.vscode/extensions/extensions.json', '[]');
		await begin();
		assert.deepEqual(last().facts.extensions, []);
		await write('.vscode/extensions/acme.lamp-1.0.0/package.json', { publisher: 'acme', name: 'lamp', version: '1.0.0' });
		await write('.vscode/extensions/extensions.json', [
			{
				identifier: { id: 'acme.lamp' },
				version: '1.0.0',
				relativeLocation: 'acme.lamp-1.0.0',
				location: { scheme: 'file', path: join(folder, 'acme.lamp-1.0.0') },
			},
		]);
		await until('the extension', ({ facts }) =>
			facts.extensions.some((extension) => extension.id === 'acme.lamp' && extension.profiles.length === 1),
		);
	});

	it('does not take a file that is still being written for a damaged one', async () => {
		const folder = join(home, 'app');
		await write('app/.mcp.json', '{ "mcpServers": {} }');
		await begin({ folders: [folder] });
		await write('app/.mcp.json', '{ "mcpServers": { "lamp": { "command": ');
		await delay(60);
		await appendFile(join(folder, '.mcp.json'), '"echo" } } }');
		await until('the server', (latest) => servers(latest).includes('lamp'));
		assert.deepEqual(
			told.flatMap(({ facts }) => facts.gaps),
			[],
		);
	});

	it('tells of a file that stays damaged', async () => {
		await write('app/.mcp.json', '{ "mcpServers": {} }');
		await begin({ folders: [join(home, 'app')] });
		await write('app/.mcp.json', '{ "mcpServers": { "lamp": { "command": ');
		await until('the gap', ({ facts }) => facts.gaps.some((gap) => gap.reason === 'unparsable'));
	});

	it('says nothing where nothing means anything else', async () => {
		await write('.claude.json', { numStartups: 1 });
		await begin();
		await quietly(async () => {
			await write('.claude.json', { numStartups: 2 });
			await write('notes.txt', 'x');
			await live.look();
		});
	});

	it('finds by the sweep what no event told of', async () => {
		await write('.vault-token', secret());
		let watching: WatcherEvents | undefined;
		let asked = 0;
		await begin({}, (events) => {
			watching = events;
			return { watch: async () => undefined, sweep: async () => void asked++, close: async () => undefined };
		});
		await live.sweep();
		assert.equal(asked, 1);
		await rm(join(home, '.vault-token'));
		watching?.onChange(join(home, '.vault-token'));
		await until('the removal', (latest) => stores(latest).length === 0);
	});

	it('reads a file in a watched folder once more, since a second change right after the first is not told of', async () => {
		let watching: WatcherEvents | undefined;
		await begin({}, (events) => {
			watching = events;
			return { watch: async () => undefined, sweep: async () => undefined, close: async () => undefined };
		});
		await write('.aws/sso/cache/login.json', '');
		watching?.onChange(join(home, '.aws', 'sso', 'cache', 'login.json'));
		await delay(20);
		await write('.aws/sso/cache/login.json', { startUrl: 'https://sso.example.com/start', accessToken: secret() });
		await until('the token', (latest) => stores(latest).includes('aws-sso-cache'));
	});

	it('passes on that watching is incomplete', async () => {
		await begin({}, (events) => {
			events.onDegraded('no more watches');
			return { watch: async () => undefined, sweep: async () => undefined, close: async () => undefined };
		});
		assert.deepEqual(reasons, ['no more watches']);
	});

	it('opens no credential file where credentials are not asked for', async () => {
		await write('.vault-token', secret());
		await begin({ areas: ALL_AREAS.filter((area) => area !== 'credentials') });
		assert.deepEqual(stores(last()), []);
		await quietly(() => write('.vault-token', secret()));
	});

	it('is silent after it was closed', async () => {
		await begin();
		await live.close();
		await quietly(() => write('.vault-token', secret()));
	});
});
