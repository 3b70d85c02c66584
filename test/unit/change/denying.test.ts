import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Denial } from '../../../src/change/denials/denial.ts';
import { denials } from '../../../src/change/denials/index.ts';
import { applyDenial, denialsFor, planDenial } from '../../../src/change/denying.ts';
import { type Room, roomFor } from '../../../src/change/ledger.ts';
import { undoAll } from '../../../src/change/undo.ts';
import { collectLaunches } from '../../../src/inventory/launches.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import type { Editor } from '../../../src/model/editor.ts';
import type { Launch } from '../../../src/model/launch.ts';

describe('change/denying', () => {
	let home: string;
	let project: string;
	let machine: Machine;
	let room: Room;
	let editors: readonly Editor[];

	beforeEach(async () => {
		home = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-deny-')));
		project = join(home, 'src', 'app');
		machine = nodeMachine({ home, platform: 'linux' });
		room = roomFor(machine);
		editors = [{ editor: 'vscode', extensionsDir: join(home, '.vscode', 'extensions'), userDataDir: join(home, '.config', 'Code') }];
		await put('src/app/.git/HEAD', '');
	});
	afterEach(() => rm(home, { recursive: true, force: true }));

	const put = async (relative: string, text: string): Promise<void> => {
		await mkdir(dirname(join(home, relative)), { recursive: true });
		await writeFile(join(home, relative), text);
	};
	const read = (relative: string): Promise<string> => readFile(join(home, relative), 'utf8');
	const launches = async (): Promise<readonly Launch[]> => (await collectLaunches(machine, { folders: [project], editors })).facts;
	const only = async (): Promise<Launch> => {
		const [launch, ...more] = await launches();
		assert.ok(launch !== undefined && more.length === 0, JSON.stringify([launch, ...more]));
		return launch;
	};
	const of = (all: readonly Denial[], tool: string, scope: Denial['scope']): Denial => {
		const found = all.filter((denial) => denial.tool === tool && denial.scope === scope);
		assert.equal(found.length, 1, `${tool} ${scope}: ${JSON.stringify(all)}`);
		return found[0] as Denial;
	};
	const apply = async (...wanted: readonly Denial[]): Promise<void> => {
		const planned = await planDenial(room.writer, wanted);
		assert.ok(planned.kind === 'plans', JSON.stringify(planned));
		const applied = await applyDenial(room, planned.plans);
		assert.equal(applied.kind, 'done', JSON.stringify(applied));
	};
	const server = async (relative: string, text: string): Promise<readonly Denial[]> => {
		await put(relative, text);
		return denialsFor(await only(), { machine, editors });
	};

	it('writes what each tool of a shared file heeds', async () => {
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node", "args": ["x.js"]}}}');
		await apply(of(all, 'claude-code', 'server'), of(all, 'copilot-cli', 'server'), of(all, 'vscode', 'server'));
		assert.deepEqual(JSON.parse(await read('.claude/settings.json')), {
			deniedMcpServers: [{ serverName: 'evil' }, { serverCommand: ['node', 'x.js'] }],
			disabledMcpjsonServers: ['evil'],
		});
		assert.deepEqual(JSON.parse(await read('.copilot/settings.json')), { disabledMcpServers: ['evil'] });
		assert.deepEqual(JSON.parse(await read('.config/Code/User/settings.json')), {
			'chat.mcp.deniedServers': [{ serverName: 'evil' }, { serverCommand: ['node', 'x.js'] }],
		});
		assert.deepEqual(of(all, 'vscode', 'server').setting, {
			editor: 'vscode',
			key: 'chat.mcp.deniedServers',
			items: [{ serverName: 'evil' }, { serverCommand: ['node', 'x.js'] }],
		});
		assert.ok((await undoAll(room)).every(({ how }) => how === 'restored'));
	});

	it('reads as denied afterwards', async () => {
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node", "args": ["x.js"]}}}');
		await apply(of(all, 'claude-code', 'server'));
		const executor = (await only()).executors.find(({ tool }) => tool === 'claude-code');
		assert.deepEqual([executor?.verdict, executor?.approval], ['ignores', 'denied']);
	});

	it('says what stops beside: servers of the same name elsewhere', async () => {
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node"}}}');
		assert.match(of(all, 'claude-code', 'server').whatItStops, /^every server named "evil" in Claude Code, whichever file names it/);
	});

	it('copies no secret into settings: neither of arguments nor of an address', async () => {
		const secret = ['hush', 'hush', 'hush'].join('-');
		const withSecret = { command: 'node', args: ['x.js', '--token', secret] };
		const all = await server('src/app/.mcp.json', JSON.stringify({ mcpServers: { evil: withSecret } }));
		await apply(of(all, 'claude-code', 'server'), of(all, 'vscode', 'server'));
		assert.deepEqual(JSON.parse(await read('.claude/settings.json')).deniedMcpServers, [{ serverName: 'evil' }]);
		assert.match(of(all, 'claude-code', 'server').whatItDoesNot, /part of it looks like a secret/);
		await undoAll(room);
		const remote = await server(
			'src/app/.mcp.json',
			JSON.stringify({ mcpServers: { evil: { type: 'http', url: `https://mcp.example.com/v1?key=${secret}` } } }),
		);
		await apply(of(remote, 'claude-code', 'server'), of(remote, 'vscode', 'server'));
		for (const [file, key] of [
			['.claude/settings.json', 'deniedMcpServers'],
			['.config/Code/User/settings.json', 'chat.mcp.deniedServers'],
		] as const) {
			assert.deepEqual(JSON.parse(await read(file))[key], [{ serverName: 'evil' }, { serverUrl: 'https://mcp.example.com/v1*' }]);
		}
	});

	it('denies an address as it stands where nothing was taken out of it', async () => {
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"type": "http", "url": "https://mcp.example.com/v1"}}}');
		await apply(of(all, 'claude-code', 'server'));
		assert.deepEqual(JSON.parse(await read('.claude/settings.json')).deniedMcpServers, [
			{ serverName: 'evil' },
			{ serverUrl: 'https://mcp.example.com/v1' },
		]);
	});

	it('leaves a name with blanks around it out, for which Claude Code would drop the list', async () => {
		const all = await server('src/app/.mcp.json', '{"mcpServers": {" evil ": {"command": "node"}}}');
		await apply(of(all, 'claude-code', 'server'));
		assert.deepEqual(JSON.parse(await read('.claude/settings.json')), { deniedMcpServers: [{ serverCommand: ['node'] }] });
	});

	it('keeps Claude Code’s settings strict JSON', async () => {
		await put('.claude/settings.json', '{"a": 1,}');
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node"}}}');
		const planned = await planDenial(room.writer, [of(all, 'claude-code', 'server')]);
		assert.deepEqual(planned, {
			kind: 'refused',
			path: join(home, '.claude', 'settings.json'),
			why: 'it has a trailing comma, for which Claude Code drops the whole file: mend it first',
		});
	});

	it('denies the servers of a project in one edit of each file', async () => {
		await put('src/app/.mcp.json', '{"mcpServers": {"one": {"command": "a"}, "two": {"command": "b"}}}');
		const found = await launches();
		const all = (await Promise.all(found.map((launch) => denialsFor(launch, { machine, editors })))).flat();
		const planned = await planDenial(
			room.writer,
			all.filter(({ tool }) => tool === 'claude-code'),
		);
		assert.ok(planned.kind === 'plans');
		assert.equal(planned.plans.length, 1);
		await applyDenial(room, planned.plans);
		assert.deepEqual(JSON.parse(await read('.claude/settings.json')).disabledMcpjsonServers, ['one', 'two']);
		assert.deepEqual(
			await planDenial(
				room.writer,
				all.filter(({ tool }) => tool === 'claude-code'),
			),
			{ kind: 'plans', plans: [] },
		);
	});

	it('makes all edits or none', async () => {
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node"}}}');
		const planned = await planDenial(room.writer, [of(all, 'claude-code', 'server'), of(all, 'copilot-cli', 'server')]);
		assert.ok(planned.kind === 'plans' && planned.plans.length === 2);
		await put('.copilot/settings.json', '{"theirs": 1}');
		assert.equal((await applyDenial(room, planned.plans)).kind, 'refused');
		await assert.rejects(read('.claude/settings.json'));
		assert.equal(await read('.copilot/settings.json'), '{"theirs": 1}');
		assert.deepEqual(await undoAll(room), []);
	});

	it('Claude Code: hooks go all together, and it says so', async () => {
		await put('src/app/.claude/settings.json', '{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "node x.js"}]}]}}');
		const all = await denialsFor(await only(), { machine, editors });
		const denial = of(all, 'claude-code', 'hooks');
		assert.match(denial.whatItDoesNot, /^your own hooks stop too/);
		await apply(denial);
		assert.deepEqual(JSON.parse(await read('.claude/settings.json')), { disableAllHooks: true });
		assert.match(of(all, 'copilot-cli', 'hooks').none ?? '', /take back the trust/);
	});

	it('Gemini CLI: a server, a hook by its name or command, a folder', async () => {
		await put(
			'src/app/.gemini/settings.json',
			JSON.stringify({
				mcpServers: { evil: { command: 'node' } },
				hooks: {
					SessionStart: [{ hooks: [{ type: 'command', command: 'node a.js' }] }],
					BeforeTool: [{ hooks: [{ name: 'named', type: 'command', command: 'node b.js' }] }],
				},
			}),
		);
		await put('.gemini/settings.json', '{\n  // mine\n  "ui": {"theme": "x"}\n}\n');
		const all = (await Promise.all((await launches()).map((launch) => denialsFor(launch, { machine, editors })))).flat();
		await apply(...all.filter(({ tool }) => tool === 'gemini-cli'));
		const settings = await read('.gemini/settings.json');
		assert.ok(settings.startsWith('{\n  // mine\n  "ui": {"theme": "x"},\n'), settings);
		const values = JSON.parse(settings.replace('// mine', ''));
		assert.deepEqual([values.mcp, values.hooksConfig.disabled.sort()], [{ excluded: ['evil'] }, ['named', 'node a.js']]);
		assert.deepEqual(JSON.parse(await read('.gemini/trustedFolders.json')), { [project]: 'DO_NOT_TRUST' });
	});

	it('Copilot CLI: takes trust back, also the trust that a folder has through another one, and says so', async () => {
		await put('.copilot/config.json', `// Managed by the tool\n{"trustedFolders": [${JSON.stringify(join(home, 'src'))}, "/elsewhere"]}`);
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node"}}}');
		const denial = of(all, 'copilot-cli', 'project');
		assert.ok(denial.whatItDoesNot.startsWith(`${join(home, 'src')}, through which the folder is trusted, is no longer trusted either`));
		await apply(denial);
		assert.equal(await read('.copilot/config.json'), '// Managed by the tool\n{"trustedFolders": ["/elsewhere"]}');
	});

	it('Copilot CLI: has nothing to write where the folder is not trusted', async () => {
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node"}}}');
		const denial = of(all, 'copilot-cli', 'project');
		assert.deepEqual(denial.intentions, []);
		assert.match(denial.none ?? '', /does not trust the folder/);
	});

	it('Codex: the whole project, by the root of its repository', async () => {
		await put('.codex/config.toml', `# mine\n[projects.${JSON.stringify(project)}]\ntrust_level = "trusted"\n`);
		const all = await server('src/app/.codex/config.toml', '[mcp_servers.evil]\ncommand = "node"\n');
		assert.match(of(all, 'codex', 'server').none ?? '', /only the whole project/);
		await apply(of(all, 'codex', 'project'));
		assert.equal(await read('.codex/config.toml'), `# mine\n[projects.${JSON.stringify(project)}]\ntrust_level = "untrusted"\n`);
	});

	it('finds the files that variables have moved', async () => {
		machine = nodeMachine({ home, platform: 'linux', env: { CLAUDE_CONFIG_DIR: join(home, 'moved') } });
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node"}}}');
		assert.equal(of(all, 'claude-code', 'server').intentions[0]?.target.path, join(home, 'moved', 'settings.json'));
	});

	it('has a row for every tool that would run a launch, and none for those that do not', async () => {
		const all = await server('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node"}}}');
		const launch = await only();
		const running = launch.executors.filter(({ verdict }) => verdict !== 'ignores').map(({ tool }) => tool);
		assert.deepEqual(new Set(all.map(({ tool }) => tool)), new Set(running));
		const strange = { ...launch, executors: launch.executors.map((executor) => ({ ...executor, tool: 'strange' })) };
		const rows = await denialsFor(strange, { machine, editors });
		assert.ok(rows.every(({ none }) => none === 'no setting of strange that would deny it is known'));
		const ignored = { ...launch, executors: launch.executors.map((executor) => ({ ...executor, verdict: 'ignores' as const })) };
		assert.deepEqual(await denialsFor(ignored, { machine, editors }), []);
	});

	it('every entry has a way or says why there is none, for servers and hooks', async () => {
		await put('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node"}}}');
		const launch = await only();
		for (const { id } of denials) {
			for (const kind of ['mcp-server', 'hook'] as const) {
				const rows = await denialsFor(
					{ ...launch, kind, executors: [{ ...launch.executors[0], tool: id } as never] },
					{ machine, editors },
				);
				assert.ok(rows.length > 0, `${id} ${kind}`);
				for (const row of rows) {
					assert.equal(row.intentions.length === 0, row.none !== null, `${id} ${kind}`);
					assert.ok(row.none !== null || (row.whatItStops !== '' && row.whatItDoesNot !== ''), `${id} ${kind}`);
				}
			}
		}
	});
});
