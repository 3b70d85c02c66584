import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { agents } from '../../../src/catalog/agents/index.ts';
import { editors } from '../../../src/catalog/editors/index.ts';
import { collectEditors } from '../../../src/inventory/editors.ts';
import { type CollectedLaunches, collectLaunches, folderName, type LaunchQuery, launchPaths } from '../../../src/inventory/launches.ts';
import { MAX_TEXT, REDACTED } from '../../../src/inventory/redaction.ts';
import { launchesIn, loads } from '../../../src/inventory/trusted-launches.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import { pathOf, patternsFor, resolvePlace } from '../../../src/machine/places.ts';
import type { Executor, Launch } from '../../../src/model/launch.ts';
import { type Failure, failure } from '../../../src/model/outcome.ts';
import { PLATFORMS, type Platform } from '../../../src/model/platform.ts';

const APP = '/home/dev/app';
type Files = NonNullable<FixtureOptions['files']>;

const only = (id: string) => agents.filter((agent) => agent.id === id);
/** Six whose rules differ from each other: what is told of them here does not change when another one is added. */
const SIX = agents.filter(({ id }) => ['claude-code', 'codex', 'copilot-cli', 'cursor', 'gemini-cli', 'vscode'].includes(id));
const collect = async (files: Files, query: Partial<LaunchQuery> = {}, options: Omit<FixtureOptions, 'files'> = {}) => {
	const machine = fixtureMachine({ files, ...options });
	return collectLaunches(machine, { folders: [APP], editors: (await collectEditors(machine)).facts, agents: SIX, ...query });
};
const launchesOf = async (files: Files, query: Partial<LaunchQuery> = {}, options: Omit<FixtureOptions, 'files'> = {}) => {
	const { facts, gaps } = await collect(files, query, options);
	assert.deepEqual(gaps, []);
	return facts;
};
const one = async (files: Files, query: Partial<LaunchQuery> = {}): Promise<Launch> => {
	const [launch, ...others] = await launchesOf(files, query);
	assert.ok(launch);
	assert.deepEqual(others, []);
	return launch;
};
const server = (value: unknown, name = 'tools'): string => JSON.stringify({ mcpServers: { [name]: value } });
const hook = (value: unknown, event = 'SessionStart'): string => JSON.stringify({ hooks: { [event]: [value] } });
const verdicts = (launch: Launch | undefined) => Object.fromEntries((launch?.executors ?? []).map(({ tool, verdict }) => [tool, verdict]));
const executor = (launch: Launch, tool: string): Executor => {
	const found = launch.executors.find((candidate) => candidate.tool === tool);
	assert.ok(found, tool);
	return found;
};

/** A file with everything that its reader takes, and where each thing stands. */
interface Sample {
	readonly text: string;
	/** `name line:column` */
	readonly found: readonly string[];
	/** Where the file gives its name to what it holds. */
	readonly namedByFile?: boolean;
}

const SERVERS = [
	'"tools": {',
	'  "command": "node", "args": ["server.js", 8080, true], "cwd": "/srv/tools",',
	'  "env": { "PORT": 8080, "DEBUG": true, "NODE_OPTIONS": "--require ./x.js" } },',
	'"remote": { "url": "https://mcp.example.com/sse?team=1", "headers": { "X-Team": "a" } }',
];

function servers(...keys: string[]): Sample {
	const open = keys.map((key, depth) => `${'  '.repeat(depth)}"${key}": {`);
	const indent = '  '.repeat(keys.length);
	const text = ['{', ...open, ...SERVERS.map((line) => indent + line), '}'.repeat(keys.length + 1)].join('\n');
	const column = indent.length + 1;
	return { text, found: [`remote ${keys.length + 5}:${column}`, `tools ${keys.length + 2}:${column}`] };
}

const HOOKS: Sample = {
	text: '{\n  "hooks": {\n    "SessionStart": [{ "matcher": "*", "hooks": [\n      { "type": "command", "command": "node start.js" }] }],\n    "stop": [{ "bash": "./stop.sh" }]\n  }\n}',
	found: ['SessionStart 4:39', 'stop 5:24'],
};

const GEMINI: Sample = { text: `${servers('mcpServers').text.slice(0, -1)},${HOOKS.text.slice(1)}`, found: [] };

const TOML: Sample = {
	text: [
		'notify = ["python3", "/srv/notify.py"]',
		'[mcp_servers.tools]',
		'command = "node"',
		'args = ["server.js", 8080, true]',
		'cwd = "/srv/tools"',
		'env = { PORT = 8080, DEBUG = true, NODE_OPTIONS = "--require ./x.js" }',
		'  [mcp_servers."remote"]',
		'  url = "https://mcp.example.com/sse?team=1"',
		'  http_headers = { X-Team = "a" }',
		'[[hooks.SessionStart]]',
		'matcher = "*"',
		'[[hooks.SessionStart.hooks]]',
		'type = "command"',
		'command = "node start.js"',
		'[hooks.state.some]',
		'enabled = true',
	].join('\n'),
	found: ['SessionStart 14:11', 'notify 1:10', 'remote 7:3', 'tools 2:1'],
};

/** A message in characters that nobody sees. */
const HIDDEN: Sample = { text: 'Be kind.\n\u{E0072}\u{E0075}\u{E006E}', found: [' 2:1'], namedByFile: true };

const VARIABLES: Sample = { text: 'DEBUG=1\nexport NODE_OPTIONS="--require ./x.js"', found: ['NODE_OPTIONS 2:8'] };

const PROMPT: Sample = { text: 'description = "x"\nprompt = "See !{git status}"', found: [' 2:10'], namedByFile: true };

const ALLOWED: Sample = { text: '{ "permissions": {\n  "allow": ["Shell(ls)"] } }', found: ['permissions.allow 2:3'] };

const WORKTREE: Sample = { text: '{\n  "setup-worktree": ["npm ci"]\n}', found: ['setup-worktree 2:22'] };

const MODULE: Sample = { text: 'export default {};', found: ['given 1:1'] };

const TASKS: Sample = {
	text: '{ "tasks": [\n  { "label": "watch", "type": "shell", "command": "make", "runOptions": { "runOn": "folderOpen" } } ] }',
	found: ['watch 2:3'],
};

const DEBUG: Sample = { text: '{ "configurations": [\n  { "preLaunchTask": "build" } ] }', found: ['build 2:22'] };

const FOLDER_SETTINGS: Sample = { text: '{\n  "ruff.executablePath": "./ruff"\n}', found: ['ruff.executablePath 2:3'] };

const WORKSPACE: Sample = { text: `{ "settings": ${FOLDER_SETTINGS.text} }`, found: ['ruff.executablePath 2:3'] };

const PLUGINS: Sample = { text: '{\n  "enabledPlugins": { "lint@acme": true }\n}', found: ['lint@acme 2:23'] };

const MANAGED_TOML: Sample = { ...TOML, found: TOML.found.filter((entry) => !entry.startsWith('SessionStart')) };

/** Every file of every agent: what the catalog says is compared with this, platform by platform. `*` is a name. */
interface Row {
	readonly agent: string;
	readonly scope: 'project' | 'user' | 'system' | 'extension';
	readonly sample: Sample;
	readonly paths: readonly string[] | Readonly<Record<Platform, readonly string[]>>;
	readonly verdict?: 'ignores' | 'unknown';
	/** Of a project, and taken without trust in it. */
	readonly untrusted?: boolean;
}

const row = (agent: string, scope: Row['scope'], sample: Sample, paths: Row['paths'], verdict?: Row['verdict']): Row => ({
	agent,
	scope,
	sample,
	paths,
	...(verdict && { verdict }),
});

const home = (...paths: string[]): string[] => paths.map((path) => `/home/dev/${path}`);
const inApp = (...paths: string[]): string[] => paths.map((path) => `${APP}/${path}`);
/** Below the user data of every editor that has VS Code's agent. */
const vscodeUser = (...files: string[]): Record<Platform, string[]> => {
	const servers = ['vscode-server', 'vscode-server-insiders', 'vscode-remote', 'openvscode-server'];
	const oss = ['vscodium-server', 'vscodium-server-insiders', 'vscode-server-oss'];
	const everywhere = [...servers, ...oss].map((name) => `.${name}/data`);
	const below = (folders: string[]) => folders.flatMap((folder) => files.map((file) => `/home/dev/${folder}/${file}`));
	const builds = (base: string) => ['Code', 'Code - Insiders', 'VSCodium', 'VSCodium - Insiders'].map((build) => `${base}/${build}`);
	const flatpaks = ['.var/app/com.visualstudio.code/config/Code', '.var/app/com.vscodium.codium/config/VSCodium'];
	return {
		linux: below([...builds('.config'), '.config/Code - OSS', ...flatpaks, '.local/share/code-server', ...everywhere]),
		darwin: below([...builds('Library/Application Support'), '.local/share/code-server', ...everywhere]),
		win32: below([...builds('AppData/Roaming'), 'AppData/Local/code-server/Data', ...everywhere]),
	};
};

const ROWS: readonly Row[] = [
	row('claude-code', 'project', servers('mcpServers'), inApp('.mcp.json')),
	row('claude-code', 'project', HOOKS, inApp('.claude/settings.json', '.claude/settings.local.json')),
	row(
		'claude-code',
		'project',
		HIDDEN,
		inApp(
			'CLAUDE.md',
			'CLAUDE.local.md',
			'AGENTS.md',
			'.claude/CLAUDE.md',
			'.claude/rules/*.md',
			'.claude/agents/*.md',
			'.claude/commands/*.md',
			'.claude/skills/*/SKILL.md',
		),
	),
	row(
		'claude-code',
		'user',
		HIDDEN,
		home('.claude/CLAUDE.md', '.claude/agents/*.md', '.claude/commands/*.md', '.claude/skills/*/SKILL.md'),
	),
	row('claude-code', 'user', servers('mcpServers'), home('.claude.json')),
	row('claude-code', 'user', HOOKS, home('.claude/settings.json')),
	row('claude-code', 'system', HOOKS, {
		linux: ['/etc/claude-code/managed-settings.json', '/etc/claude-code/managed-settings.d/*.json'],
		darwin: [
			'/Library/Application Support/ClaudeCode/managed-settings.json',
			'/Library/Application Support/ClaudeCode/managed-settings.d/*.json',
		],
		win32: ['/Program Files/ClaudeCode/managed-settings.json', '/Program Files/ClaudeCode/managed-settings.d/*.json'],
	}),
	row('claude-code', 'system', servers('mcpServers'), {
		linux: ['/etc/claude-code/managed-mcp.json'],
		darwin: ['/Library/Application Support/ClaudeCode/managed-mcp.json'],
		win32: ['/Program Files/ClaudeCode/managed-mcp.json'],
	}),
	row('codex', 'project', TOML, inApp('.codex/config.toml')),
	row('codex', 'project', HOOKS, inApp('.codex/hooks.json')),
	row('codex', 'project', HIDDEN, inApp('AGENTS.md', 'AGENTS.override.md', '.agents/skills/*/SKILL.md')),
	row('codex', 'user', HIDDEN, home('.codex/AGENTS.md', '.codex/prompts/*.md')),
	row('codex', 'user', TOML, home('.codex/config.toml')),
	row('codex', 'user', HOOKS, home('.codex/hooks.json')),
	row('codex', 'system', TOML, {
		linux: ['/etc/codex/config.toml'],
		darwin: ['/etc/codex/config.toml'],
		win32: ['/ProgramData/OpenAI/Codex/config.toml'],
	}),
	row('codex', 'system', HOOKS, {
		linux: ['/etc/codex/hooks.json'],
		darwin: ['/etc/codex/hooks.json'],
		win32: ['/ProgramData/OpenAI/Codex/hooks.json'],
	}),
	row('codex', 'system', MANAGED_TOML, {
		linux: ['/etc/codex/managed_config.toml'],
		darwin: ['/etc/codex/managed_config.toml'],
		win32: [],
	}),
	row('copilot-cli', 'project', servers('mcpServers'), inApp('.mcp.json', '.github/mcp.json')),
	row(
		'copilot-cli',
		'project',
		HOOKS,
		inApp('.github/hooks/*.json', '.github/copilot/settings.json', '.github/copilot/settings.local.json'),
	),
	row('copilot-cli', 'project', HOOKS, inApp('.claude/settings.json', '.claude/settings.local.json')),
	row('copilot-cli', 'project', MODULE, inApp('.github/extensions/*/extension.mjs'), 'unknown'),
	row(
		'copilot-cli',
		'project',
		HIDDEN,
		inApp(
			'AGENTS.md',
			'CLAUDE.md',
			'GEMINI.md',
			'.github/copilot-instructions.md',
			'.github/instructions/*.instructions.md',
			'.github/agents/*.agent.md',
			'.github/skills/*/SKILL.md',
			'.claude/skills/*/SKILL.md',
			'.agents/skills/*/SKILL.md',
		),
	),
	row('copilot-cli', 'user', HIDDEN, home('.copilot/copilot-instructions.md')),
	row('copilot-cli', 'user', servers('mcpServers'), home('.copilot/mcp-config.json')),
	row('copilot-cli', 'user', HOOKS, home('.copilot/hooks/*.json', '.copilot/settings.json', '.copilot/config.json')),
	row('copilot-cli', 'system', HOOKS, {
		linux: ['/etc/github-copilot/policy.d/*.json'],
		darwin: ['/etc/github-copilot/policy.d/*.json'],
		win32: ['/ProgramData/GitHub/Copilot/policy.d/*.json'],
	}),
	row('cursor', 'project', servers('mcpServers'), inApp('.cursor/mcp.json')),
	row('cursor', 'project', HOOKS, inApp('.cursor/hooks.json')),
	row('cursor', 'project', HOOKS, inApp('.claude/settings.json', '.claude/settings.local.json'), 'unknown'),
	row('cursor', 'project', WORKTREE, inApp('.cursor/worktrees.json')),
	row('cursor', 'project', ALLOWED, inApp('.cursor/cli.json', '.cursor/permissions.json')),
	row('cursor', 'user', ALLOWED, home('.cursor/cli-config.json')),
	row(
		'cursor',
		'project',
		HIDDEN,
		inApp('AGENTS.md', '.cursorrules', '.cursor/rules/*.mdc', '.cursor/commands/*.md', '.cursor/agents/*.md', '.cursor/skills/*/SKILL.md'),
	),
	{ ...row('cursor', 'project', TASKS, inApp('.vscode/tasks.json'), 'unknown'), untrusted: true },
	{ ...row('cursor', 'project', FOLDER_SETTINGS, inApp('.vscode/settings.json'), 'unknown'), untrusted: true },
	row('cursor', 'user', servers('mcpServers'), home('.cursor/mcp.json')),
	row('cursor', 'user', HOOKS, home('.cursor/hooks.json')),
	row('cursor', 'user', HOOKS, home('.claude/settings.json'), 'unknown'),
	row('cursor', 'system', HOOKS, {
		linux: ['/etc/cursor/hooks.json'],
		darwin: ['/Library/Application Support/Cursor/hooks.json'],
		win32: ['/ProgramData/Cursor/hooks.json'],
	}),
	row('gemini-cli', 'project', GEMINI, inApp('.gemini/settings.json')),
	row('gemini-cli', 'user', GEMINI, home('.gemini/settings.json')),
	row('gemini-cli', 'project', VARIABLES, inApp('.gemini/.env', '.env')),
	row('gemini-cli', 'project', PROMPT, inApp('.gemini/commands/*.toml')),
	row('gemini-cli', 'project', HIDDEN, inApp('GEMINI.md', '.gemini/agents/*.md', '.gemini/skills/*/SKILL.md')),
	row('gemini-cli', 'user', VARIABLES, home('.gemini/.env')),
	row('gemini-cli', 'user', PROMPT, home('.gemini/commands/*.toml')),
	row('gemini-cli', 'user', HIDDEN, home('.gemini/GEMINI.md')),
	row('gemini-cli', 'extension', servers('mcpServers'), home('.gemini/extensions/*/gemini-extension.json')),
	row('gemini-cli', 'extension', HOOKS, home('.gemini/extensions/*/hooks/hooks.json')),
	row('gemini-cli', 'system', GEMINI, {
		linux: ['/etc/gemini-cli/settings.json', '/etc/gemini-cli/system-defaults.json'],
		darwin: ['/Library/Application Support/GeminiCli/settings.json', '/Library/Application Support/GeminiCli/system-defaults.json'],
		win32: ['/ProgramData/gemini-cli/settings.json', '/ProgramData/gemini-cli/system-defaults.json'],
	}),
	row('vscode', 'project', servers('servers'), inApp('.vscode/mcp.json')),
	row('vscode', 'project', servers('mcpServers'), inApp('.mcp.json')),
	row('vscode', 'project', servers('mcpServers'), inApp('.cursor/mcp.json'), 'ignores'),
	row('vscode', 'project', HOOKS, inApp('.github/hooks/*.json')),
	row('vscode', 'project', HOOKS, inApp('.claude/settings.json', '.claude/settings.local.json'), 'ignores'),
	row('vscode', 'user', servers('servers'), vscodeUser('User/mcp.json', 'User/profiles/*/mcp.json', 'User/profiles/builtin/*/mcp.json')),
	row(
		'vscode',
		'user',
		servers('mcp', 'servers'),
		vscodeUser('User/settings.json', 'User/profiles/*/settings.json', 'Machine/settings.json'),
	),
	row('vscode', 'project', TASKS, inApp('.vscode/tasks.json')),
	row('vscode', 'project', DEBUG, inApp('.vscode/launch.json')),
	row('vscode', 'project', FOLDER_SETTINGS, inApp('.vscode/settings.json')),
	row('vscode', 'project', WORKSPACE, inApp('*.code-workspace'), 'unknown'),
	row('vscode', 'project', PLUGINS, inApp('.claude/settings.json', '.claude/settings.local.json')),
	row('vscode', 'project', PLUGINS, inApp('.github/copilot/settings.json', '.github/copilot/settings.local.json')),
	row(
		'vscode',
		'project',
		HIDDEN,
		inApp(
			'AGENTS.md',
			'CLAUDE.md',
			'.github/copilot-instructions.md',
			'.github/instructions/*.instructions.md',
			'.github/agents/*.agent.md',
			'.github/prompts/*.prompt.md',
			'.claude/rules/*.md',
			'.claude/agents/*.md',
			'.agents/skills/*/SKILL.md',
			'.github/skills/*/SKILL.md',
			'.claude/skills/*/SKILL.md',
		),
	),
	row('vscode', 'user', TASKS, vscodeUser('User/tasks.json', 'User/profiles/*/tasks.json')),
	row('vscode', 'user', FOLDER_SETTINGS, vscodeUser('User/settings.json', 'User/profiles/*/settings.json', 'Machine/settings.json')),
	row('vscode', 'user', servers('mcpServers'), home('.cursor/mcp.json'), 'ignores'),
	row('vscode', 'user', HOOKS, home('.copilot/hooks/*.json')),
	row('vscode', 'user', HOOKS, home('.claude/settings.json'), 'ignores'),
];

const pathsOf = ({ paths }: Row, platform: Platform): readonly string[] => ('linux' in paths ? paths[platform] : paths);
const named = (pattern: string): string => pattern.replace('*', 'given');

/** Every path that any agent reads on a platform, with the given home and folder. */
const allPaths = (platform: Platform): string[] => [...new Set(ROWS.flatMap((entry) => pathsOf(entry, platform).map(named)))];

describe('inventory/launches: every file of every agent', () => {
	it('knows of no file that is not in the table of this test, and of all that are', () => {
		assert.deepEqual(
			['claude-code', 'codex', 'copilot-cli', 'cursor', 'gemini-cli', 'vscode'].filter((id) => only(id).length !== 1),
			[],
		);
		for (const platform of PLATFORMS) {
			const machine = fixtureMachine({ platform });
			for (const id of new Set(ROWS.map((entry) => entry.agent))) {
				const known = only(id).flatMap((agent) =>
					agent.files.flatMap((file) =>
						file.scope === 'project'
							? [`${APP}/${file.path}`]
							: [
									...patternsFor(machine, file.places, file.overrides).map(pathOf),
									...editors.flatMap((editor) =>
										editor.ownAgent
											? []
											: editor.places[platform].flatMap((place) =>
													(file.inUserData ?? []).map((pattern) => `${resolvePlace(machine, place.userData)}/${pattern}`),
												),
									),
								],
					),
				);
				const expected = ROWS.filter((entry) => entry.agent === id).flatMap((entry) => pathsOf(entry, platform));
				assert.deepEqual([...new Set(known)].sort(), [...new Set(expected)].sort(), `${id} on ${platform}`);
			}
		}
	});

	for (const platform of PLATFORMS) {
		for (const agent of new Set(ROWS.map((entry) => entry.agent))) {
			it(`reads those of ${agent} on ${platform}, each to the line and column`, async () => {
				for (const entry of ROWS.filter((candidate) => candidate.agent === agent)) {
					for (const path of pathsOf(entry, platform).map(named)) {
						const launches = await launchesOf({ [path]: entry.sample.text }, { agents: only(agent) }, { platform });
						const about = `${path} on ${platform}`;
						assert.deepEqual(new Set(launches.map((launch) => launch.source.path)), new Set([path]), about);
						if (entry.sample !== GEMINI) {
							const { namedByFile } = entry.sample;
							const found = launches.map(({ name, source }) => `${namedByFile ? '' : name} ${source.line}:${source.column}`).sort();
							assert.deepEqual(found, entry.sample.found, about);
						} else {
							assert.deepEqual(launches.map((launch) => launch.name).sort(), ['SessionStart', 'remote', 'stop', 'tools'], about);
						}
						for (const launch of launches) {
							assert.deepEqual([launch.scope, launch.tool], [entry.scope, agent], about);
							assert.equal(launch.folder, entry.scope === 'project' ? APP : null, about);
							assert.deepEqual(verdicts(launch), { [agent]: entry.verdict ?? 'loads' }, about);
							assert.equal(
								executor(launch, agent).needsTrust,
								entry.scope === 'project' && !(entry.untrusted || (agent === 'codex' && entry.sample === HIDDEN)),
								about,
							);
						}
						assertContent(launches, about);
					}
				}
			});
		}
	}

	/** What each sample says, however it is written. */
	function assertContent(launches: readonly Launch[], about: string): void {
		for (const launch of launches) {
			const { name, kind, command, args, shell, cwd, url, env, headerNames } = launch;
			// What the other kinds say is tested where they are read.
			if (kind !== 'mcp-server' && kind !== 'hook') {
				continue;
			}
			switch (name) {
				case 'tools':
					assert.deepEqual(
						[kind, command, args, shell, cwd, url],
						['mcp-server', 'node', ['server.js', '8080', 'true'], false, '/srv/tools', null],
						about,
					);
					assert.deepEqual(
						env,
						[
							{ name: 'PORT', value: null },
							{ name: 'DEBUG', value: null },
							{ name: 'NODE_OPTIONS', value: '--require ./x.js' },
						],
						about,
					);
					break;
				case 'remote':
					assert.deepEqual(
						[kind, command, url, headerNames],
						['mcp-server', null, `https://mcp.example.com/sse?${REDACTED}`, ['X-Team']],
						about,
					);
					break;
				case 'SessionStart':
					assert.deepEqual([kind, command, args, shell], ['hook', 'node start.js', [], true], about);
					break;
				case 'stop':
					assert.deepEqual([kind, command, args, shell], ['hook', './stop.sh', [], true], about);
					break;
				case 'setup-worktree':
					assert.deepEqual([kind, command, shell], ['hook', 'npm ci', true], about);
					break;
				case 'given':
					assert.deepEqual([kind, command, args], ['hook', 'node', ['extension.mjs']], about);
					break;
				case 'notify':
					assert.deepEqual([kind, command, args, shell], ['hook', 'python3', ['/srv/notify.py'], false], about);
					break;
				default:
					assert.fail(`${name} in ${about}`);
			}
		}
	}

	it('takes the files where a variable moves them, and there alone', async () => {
		const moves: readonly [variable: string, value: string, moved: string, usual: string, text: string, agent: string][] = [
			['CLAUDE_CONFIG_DIR', '/srv/claude', '/srv/claude/.claude.json', '/home/dev/.claude.json', server({ command: 'a' }), 'claude-code'],
			[
				'CLAUDE_CONFIG_DIR',
				'/srv/claude',
				'/srv/claude/settings.json',
				'/home/dev/.claude/settings.json',
				hook({ command: 'a' }),
				'claude-code',
			],
			['CODEX_HOME', '/srv/codex', '/srv/codex/config.toml', '/home/dev/.codex/config.toml', '[mcp_servers.a]\ncommand = "a"', 'codex'],
			['CODEX_HOME', '/srv/codex', '/srv/codex/hooks.json', '/home/dev/.codex/hooks.json', hook({ command: 'a' }), 'codex'],
			[
				'COPILOT_HOME',
				'~/co',
				'/home/dev/co/mcp-config.json',
				'/home/dev/.copilot/mcp-config.json',
				server({ command: 'a' }),
				'copilot-cli',
			],
			['COPILOT_HOME', '~/co', '/home/dev/co/hooks/x.json', '/home/dev/.copilot/hooks/x.json', hook({ command: 'a' }), 'copilot-cli'],
			['COPILOT_HOME', '/srv/co', '/srv/co/settings.json', '/home/dev/.copilot/settings.json', hook({ command: 'a' }), 'copilot-cli'],
			[
				'GEMINI_CLI_HOME',
				'/srv/g',
				'/srv/g/.gemini/settings.json',
				'/home/dev/.gemini/settings.json',
				server({ command: 'a' }),
				'gemini-cli',
			],
			[
				'GEMINI_CLI_HOME',
				'/srv/g',
				'/srv/g/.gemini/extensions/x/gemini-extension.json',
				'/home/dev/.gemini/extensions/x/gemini-extension.json',
				server({ command: 'a' }),
				'gemini-cli',
			],
			[
				'GEMINI_CLI_HOME',
				'/srv/g',
				'/srv/g/.gemini/extensions/x/hooks/hooks.json',
				'/home/dev/.gemini/extensions/x/hooks/hooks.json',
				hook({ command: 'a' }),
				'gemini-cli',
			],
			[
				'GEMINI_CLI_SYSTEM_SETTINGS_PATH',
				'/srv/g.json',
				'/srv/g.json',
				'/etc/gemini-cli/settings.json',
				server({ command: 'a' }),
				'gemini-cli',
			],
			[
				'GEMINI_CLI_SYSTEM_DEFAULTS_PATH',
				'/srv/d.json',
				'/srv/d.json',
				'/etc/gemini-cli/system-defaults.json',
				hook({ command: 'a' }),
				'gemini-cli',
			],
			[
				'XDG_CONFIG_HOME',
				'/srv/cfg',
				'/srv/cfg/Code/User/mcp.json',
				'/home/dev/.config/Code/User/mcp.json',
				'{"servers":{"a":{"command":"a"}}}',
				'vscode',
			],
			[
				'XDG_DATA_HOME',
				'/srv/data',
				'/srv/data/code-server/User/mcp.json',
				'/home/dev/.local/share/code-server/User/mcp.json',
				'{"servers":{"a":{"command":"a"}}}',
				'vscode',
			],
		];
		for (const [variable, value, moved, usual, text, agent] of moves) {
			const query = { agents: only(agent), folders: [] };
			const at = async (path: string, env: Record<string, string>) =>
				(await launchesOf({ [path]: text }, query, { env })).map((launch) => launch.source.path);
			assert.deepEqual(await at(moved, { [variable]: value }), [moved], variable);
			assert.deepEqual(await at(usual, { [variable]: value }), [], variable);
			assert.deepEqual(await at(usual, {}), [usual], variable);
			assert.deepEqual(await at(usual, { [variable]: '' }), [usual], `${variable} empty`);
		}
		const win32 = { platform: 'win32', env: { appdata: '/srv/roaming', ProgramData: '/srv/all' } } as const;
		const found = await launchesOf(
			{ '/srv/roaming/Code/User/mcp.json': '{"servers":{"a":{"command":"a"}}}', '/srv/all/Cursor/hooks.json': hook({ command: 'a' }) },
			{},
			win32,
		);
		assert.deepEqual(found.map((launch) => launch.source.path).sort(), ['/srv/all/Cursor/hooks.json', '/srv/roaming/Code/User/mcp.json']);
	});

	it('looks for system files below the given root, and not at all without one', async () => {
		const files = { '/etc/codex/hooks.json': hook({ command: 'real' }), '/srv/root/etc/codex/hooks.json': hook({ command: 'fixture' }) };
		const commands = async (systemRoot: string | null) => {
			const machine: Machine = { ...fixtureMachine({ files }), systemRoot };
			return (await collectLaunches(machine, { folders: [] })).facts.map((launch) => launch.command);
		};
		assert.deepEqual(await commands('/'), ['real']);
		assert.deepEqual(await commands('/srv/root'), ['fixture']);
		assert.deepEqual(await commands(null), []);
	});

	it('leaves out what belongs to no folder where that is asked', async () => {
		const files = { '/home/dev/.claude.json': server({ command: 'a' }), [`${APP}/.mcp.json`]: server({ command: 'b' }) };
		assert.deepEqual(
			(await launchesOf(files, { machineWide: false })).map((launch) => launch.command),
			['b'],
		);
		assert.deepEqual((await launchesOf(files)).map((launch) => launch.command).sort(), ['a', 'b']);
	});
});

describe('inventory/launches: VS Code’s user files', () => {
	const SERVERS_TEXT = '{"servers":{"a":{"command":"x"}}}';

	it('are found in whatever folders an editor was started with, by the id that it has', async () => {
		const files = { '/srv/data/User/profiles/p1/mcp.json': SERVERS_TEXT, '/srv/data/User/mcp.json': SERVERS_TEXT };
		const editors = [{ editor: 'running', extensionsDir: '/srv/extensions', userDataDir: '/srv/data' }];
		const launches = await launchesOf(files, { editors });
		assert.deepEqual(launches.map((launch) => [launch.source.path, verdicts(launch).vscode]).sort(), [
			['/srv/data/User/mcp.json', 'loads'],
			['/srv/data/User/profiles/p1/mcp.json', 'loads'],
		]);
		const paths = await launchPaths(fixtureMachine({ files }), { folders: [], editors });
		for (const path of ['User/mcp.json', 'User/settings.json', 'User/profiles', 'User/profiles/p1/mcp.json', 'Machine/settings.json']) {
			assert.ok(paths.includes(`/srv/data/${path}`), path);
		}
		assert.ok(
			!(await launchPaths(fixtureMachine({ files }), { folders: [], editors, machineWide: false })).includes('/srv/data/User/mcp.json'),
		);
	});

	it('move with a portable installation and in a Flatpak', async () => {
		for (const [path, env] of [
			['/srv/portable/user-data/User/mcp.json', { VSCODE_PORTABLE: '/srv/portable' }],
			['/home/dev/.var/app/com.visualstudio.code/config/Code/User/mcp.json', {}],
			['/home/dev/.config/Code - OSS/User/mcp.json', {}],
		] as const) {
			assert.deepEqual(
				(await launchesOf({ [path]: SERVERS_TEXT }, {}, { env })).map((launch) => launch.source.path),
				[path],
			);
		}
	});

	it('may belong to a fork with an agent of its own: then who reads them is not known', async () => {
		const [launch, ...others] = await launchesOf({ '/home/dev/.config/Cursor/User/mcp.json': SERVERS_TEXT });
		assert.ok(launch && others.length === 0);
		assert.deepEqual(
			[verdicts(launch), executor(launch, 'vscode').reason],
			[{ vscode: 'unknown' }, 'Cursor has an agent of its own; whether it reads VS Code’s files is not known'],
		);
		assert.deepEqual(await launchesOf({ '/home/dev/.config/Cursor/User/settings.json': '{"mcp": 5}' }), []);
	});

	it('hold servers in each form of old, and with a configuration inside', async () => {
		const user = '/home/dev/.config/Code/User';
		const dotted = await one({ [`${user}/settings.json`]: '{"mcp.servers":{"a":{"command":"x"}}}' });
		assert.deepEqual([dotted.name, dotted.command], ['a', 'x']);
		const wrapped = await one({ [`${user}/mcp.json`]: '{"servers":{"a":{"config":{"command":"x","args":["1"]},"version":"1"}}}' });
		assert.deepEqual([wrapped.name, wrapped.command, wrapped.args], ['a', 'x', ['1']]);
	});
});

describe('inventory/launches: one launch', () => {
	it('is told whole', async () => {
		const launch = await one({
			[`${APP}/.mcp.json`]: `{ "mcpServers": {\n\t"tools": ${JSON.stringify({ command: 'npx', args: ['-y', '@scope/name@1.2.3'] })} } }`,
		});
		const executor = { verdict: 'loads', reason: 'in a place that it reads', needsTrust: true } as const;
		assert.match(launch.id, /^launch:claude-code:[0-9a-f]{16}$/);
		assert.match(launch.fingerprint, /^v1:sha256:[0-9a-f]{64}$/);
		assert.deepEqual(launch, {
			id: launch.id,
			folder: APP,
			tool: 'claude-code',
			kind: 'mcp-server',
			name: 'tools',
			command: 'npx',
			shell: false,
			args: ['-y', '@scope/name@1.2.3'],
			cwd: null,
			url: null,
			env: [],
			headerNames: [],
			scope: 'project',
			hidden: false,
			source: { path: `${APP}/.mcp.json`, line: 2, column: 2 },
			fingerprint: launch.fingerprint,
			executors: [
				{ ...executor, tool: 'claude-code', trigger: 'session-start', headless: 'runs', approval: 'unknown' },
				{ ...executor, tool: 'copilot-cli', trigger: 'session-start', headless: 'refuses', approval: 'none' },
				{ ...executor, tool: 'vscode', trigger: 'first-prompt', headless: 'unknown', approval: 'none' },
			],
			review: 'unreviewed',
		} satisfies Launch);
	});

	it('carries no secret from any of its fields', async () => {
		const secret = `gh${'p'}_${'a1B2'.repeat(9)}`;
		const launches = await launchesOf({
			[`${APP}/.mcp.json`]: JSON.stringify({
				mcpServers: {
					[`name-${secret}`]: {
						command: `run-${secret}`,
						args: ['--token', secret, `--key=${secret}`],
						cwd: `/srv/${secret}`,
						env: { API_KEY: secret, [secret]: '1', OPENAI_BASE_URL: `https://u:${secret}@ai.example.com/v1?key=${secret}` },
						headers: { [secret]: secret },
						url: `https://${secret}@mcp.example.com/${secret}?k=${secret}#${secret}`,
					},
				},
			}),
			[`${APP}/.claude/settings.json`]: hook({
				command: `curl -H "Authorization: Bearer ${secret}" https://a.example.com`,
				url: `https://a.example.com/${secret}`,
			}),
		});
		assert.ok(launches.length === 3 && !JSON.stringify(launches).includes(secret.slice(4)));
		const remote = launches.find((launch) => launch.kind === 'mcp-server');
		assert.equal(remote?.url, `https://${REDACTED}@mcp.example.com/${REDACTED}?${REDACTED}#${REDACTED}`);
		assert.deepEqual(remote?.env[2], { name: 'OPENAI_BASE_URL', value: `https://${REDACTED}@ai.example.com/v1?${REDACTED}` });
		assert.ok(launches.some((launch) => launch.command === `curl -H "Authorization: Bearer ${REDACTED}" https://a.example.com`));
	});

	it('takes a server that is sent to another place for another one, and shows no secret on the way', async () => {
		const secret = ['aB3', 'xY9', 'qW7', 'zK4', 'mN2', 'pL6'].join('');
		const withEnv = (env: object) => one({ [`${APP}/.mcp.json`]: server({ command: 'node', args: ['a.js'], env }) });
		const first = await withEnv({
			API_URL: `https://me:${secret}@good.example.com`,
			ALLOWED_DIRS: './docs',
			TOKEN: secret,
			DB_HOST: 'db.example.com',
		});
		assert.deepEqual(
			first.env.map(({ value }) => value),
			[`https://${REDACTED}@good.example.com`, './docs', null, 'db.example.com'],
		);
		for (const [change, differs] of [
			[{ API_URL: 'https://evil.example.com' }, true],
			[{ ALLOWED_DIRS: '/' }, true],
			[{ DB_HOST: 'evil.example.com' }, true],
			[{ TOKEN: `${secret}1` }, false],
		] as const) {
			const env = { API_URL: 'https://good.example.com', ALLOWED_DIRS: './docs', TOKEN: secret, DB_HOST: 'db.example.com' };
			const [before, after] = [await withEnv(env), await withEnv({ ...env, ...change })];
			assert.equal(before.fingerprint !== after.fingerprint, differs, JSON.stringify(change));
		}
	});

	it('shows the values of variables that steer what runs or name a place, and of no others', async () => {
		const env = {
			LD_PRELOAD: '/tmp/x.so',
			PATH: '/tmp/bin:/usr/bin',
			ANTHROPIC_BASE_URL: 'https://ai.example.com/v1?x=1',
			https_proxy: 'http://p.example.com:3128',
			PORT: '80',
			HOME: '/root',
		};
		const launch = await one({ [`${APP}/.mcp.json`]: server({ command: 'node', env }) });
		assert.deepEqual(Object.fromEntries(launch.env.map(({ name, value }) => [name, value])), {
			LD_PRELOAD: '/tmp/x.so',
			PATH: '/tmp/bin:/usr/bin',
			ANTHROPIC_BASE_URL: `https://ai.example.com/v1?${REDACTED}`,
			https_proxy: 'http://p.example.com:3128',
			PORT: null,
			HOME: '/root',
		});
	});

	it('may have its command as a list, an address under other names, and no shell for a hook with arguments', async () => {
		const launches = await launchesOf({
			[`${APP}/.mcp.json`]: JSON.stringify({
				mcpServers: {
					list: { command: ['deno', 'run', 7], args: ['x.ts'], environment: { A: 1 } },
					old: { httpUrl: 'https://b.example.com/' },
				},
			}),
			[`${APP}/.claude/settings.json`]: hook({ hooks: [{ command: 'node', args: ['a b'], cwd: 'sub', env: { A: '1' } }] }),
		});
		assert.deepEqual(
			launches.map(({ name, command, args, shell, url, cwd, env }) => [name, command, args, shell, url, cwd, env.length]).sort(),
			[
				['SessionStart', 'node', ['a b'], false, null, 'sub', 1],
				['list', 'deno', ['run', '7', 'x.ts'], false, null, null, 1],
				['old', null, [], false, 'https://b.example.com/', null, 0],
			],
		);
	});

	it('has the folder of a server that the user keeps per project', async () => {
		const state = { projects: { '/home/dev/other': { mcpServers: { a: { command: 'x' } } }, '/home/dev/none': { allowedTools: [] } } };
		const launch = await one({ '/home/dev/.claude.json': JSON.stringify(state) });
		assert.deepEqual([launch.folder, launch.scope, launch.name], ['/home/dev/other', 'user', 'a']);
	});

	it('tells when a hook fires by the name of its event, in each spelling', async () => {
		const moments = {
			workspaceOpen: 'folder-open',
			SessionStart: 'session-start',
			sessionStart: 'session-start',
			Setup: 'session-start',
			UserPromptSubmit: 'first-prompt',
			userPromptSubmitted: 'first-prompt',
			beforeSubmitPrompt: 'first-prompt',
			BeforeAgent: 'first-prompt',
			PreToolUse: 'tool-use',
			afterFileEdit: 'tool-use',
			constructor: 'tool-use',
		};
		for (const [event, moment] of Object.entries(moments)) {
			const launch = await one({ [`${APP}/.cursor/hooks.json`]: hook({ command: 'x' }, event) });
			assert.deepEqual([launch.name, executor(launch, 'cursor').trigger], [event, moment]);
		}
	});

	it('is each command of a hook that has one per platform, once where they are the same', async () => {
		const launches = await launchesOf({
			[`${APP}/.github/hooks/a.json`]: hook({ bash: './a.sh', powershell: './a.ps1', command: './a.sh' }),
			[`${APP}/.codex/hooks.json`]: hook({ hooks: [{ command: 'x', commandWindows: 'y' }, { command_windows: 'z' }] }),
		});
		assert.deepEqual(launches.map((launch) => launch.command).sort(), ['./a.ps1', './a.sh', 'x', 'y', 'z']);
	});
});

describe('inventory/launches: who runs it', () => {
	const MCP = `${APP}/.mcp.json`;

	it('says of a trailing comma and of comments who would drop the file', async () => {
		const comma = await one({ [MCP]: '{"mcpServers":{"a":{"command":"x",}}}' });
		assert.deepEqual(verdicts(comma), { 'claude-code': 'ignores', 'copilot-cli': 'ignores', vscode: 'loads' });
		assert.deepEqual(
			[executor(comma, 'claude-code').reason, executor(comma, 'claude-code').headless],
			['drops a file with a trailing comma', 'refuses'],
		);
		const comment = await one({ [MCP]: '{"mcpServers":{"a":{"command":"x"}}} // note' });
		assert.deepEqual(verdicts(comment), { 'claude-code': 'ignores', 'copilot-cli': 'ignores', vscode: 'loads' });
		assert.equal(executor(comment, 'copilot-cli').reason, 'drops a file with a comment');
	});

	it('says of a byte order mark who would drop the file', async () => {
		const marked = (text: string) => `\uFEFF${text}`;
		assert.deepEqual(verdicts(await one({ [MCP]: marked('{"mcpServers":{"a":{"command":"x"}}}') })), {
			'claude-code': 'loads',
			'copilot-cli': 'ignores',
			vscode: 'loads',
		});
		assert.deepEqual(verdicts(await one({ [`${APP}/.gemini/settings.json`]: marked(server({ command: 'x' })) })), {
			'gemini-cli': 'ignores',
		});
	});

	it('lets Gemini CLI read comments in settings, but not in an extension', async () => {
		const text = `// note\n${server({ command: 'x' })}`;
		assert.deepEqual(verdicts(await one({ [`${APP}/.gemini/settings.json`]: text })), { 'gemini-cli': 'loads' });
		assert.deepEqual(verdicts(await one({ '/home/dev/.gemini/extensions/x/gemini-extension.json': text })), { 'gemini-cli': 'ignores' });
		assert.deepEqual(verdicts(await one({ [`${APP}/.gemini/settings.json`]: '{"mcpServers":{"a":{"command":"x"}},}' })), {
			'gemini-cli': 'ignores',
		});
	});

	it('lets Copilot CLI read its own settings with comments, and a map of servers without a key around it', async () => {
		assert.deepEqual(verdicts(await one({ '/home/dev/.copilot/settings.json': `// managed\n${hook({ command: 'x' })}` })), {
			'copilot-cli': 'loads',
		});
		const flat = await one({ [MCP]: '{"a":{"command":"x"},"servers":{"b":{"command":"y"}}}' });
		assert.deepEqual([flat.name, flat.tool, verdicts(flat)], ['a', 'copilot-cli', { 'copilot-cli': 'loads' }]);
		assert.equal((await one({ [MCP]: '{"mcpServers":null,"a":{"command":"x"}}' })).name, 'a');
		assert.equal((await one({ [MCP]: '{"mcpServers":{"b":{"command":"y"}},"a":{"command":"x"}}' })).name, 'b');
	});

	it('heeds `enabled = false` for Codex alone, and says whose word it was', async () => {
		const off = await one({ [`${APP}/.codex/config.toml`]: '[mcp_servers.a]\ncommand = "x"\nenabled = false' });
		assert.deepEqual([verdicts(off), executor(off, 'codex').reason], [{ codex: 'ignores' }, 'switched off by "enabled"']);
		const on = await one({ [`${APP}/.codex/config.toml`]: '[mcp_servers.a]\ncommand = "x"\nenabled = true\ndisabled = true' });
		assert.deepEqual(verdicts(on), { codex: 'loads' });
		const other = await one({ [MCP]: server({ command: 'x', enabled: false, disabled: true }) });
		assert.deepEqual(verdicts(other), { 'claude-code': 'loads', 'copilot-cli': 'loads', vscode: 'loads' });
	});

	it('gives Claude Code’s hooks four executors, VS Code’s by its setting and Cursor’s unknown', async () => {
		const files = { [`${APP}/.claude/settings.json`]: hook({ hooks: [{ type: 'command', command: 'node x.js' }] }) };
		const off = await one(files, { settings: [(id) => id === 'chat.useHooks'] });
		assert.deepEqual(verdicts(off), { 'claude-code': 'loads', 'copilot-cli': 'loads', cursor: 'unknown', vscode: 'ignores' });
		assert.deepEqual([off.tool, executor(off, 'vscode').reason], ['claude-code', 'chat.useClaudeHooks is off']);
		const on = await one(files, { settings: [(id) => id === 'chat.useHooks', () => true] });
		assert.equal(executor(on, 'vscode').verdict, 'loads');
		assert.ok(loads(on, 'vscode') && !loads(off, 'vscode') && loads(off) && !loads(off, 'cursor'));
	});

	it('lets VS Code take over Cursor’s servers where its setting says so, as an object or as the boolean of old', async () => {
		const files = { [`${APP}/.cursor/mcp.json`]: server({ command: 'x' }), '/home/dev/.cursor/mcp.json': server({ command: 'y' }) };
		const with_ = async (value: unknown) => {
			const launches = await launchesOf(files, { settings: [(id) => (id === 'chat.mcp.discovery.enabled' ? value : undefined)] });
			return launches.map((launch) => [launch.command, launch.tool, verdicts(launch).vscode]).sort();
		};
		const [project, user] = [
			['x', 'cursor'],
			['y', 'cursor'],
		];
		assert.deepEqual(await with_({ 'cursor-workspace': true }), [
			[...project, 'loads'],
			[...user, 'ignores'],
		]);
		assert.deepEqual(await with_({ 'cursor-global': true }), [
			[...project, 'ignores'],
			[...user, 'loads'],
		]);
		assert.deepEqual(await with_(true), [
			[...project, 'loads'],
			[...user, 'loads'],
		]);
		for (const value of [undefined, null, false, {}, 'true', []]) {
			assert.deepEqual(await with_(value), [
				[...project, 'ignores'],
				[...user, 'ignores'],
			]);
		}
	});

	it('says that Copilot CLI leaves `.github/mcp.json` where `.mcp.json` stands', async () => {
		const shadowed = { [`${APP}/.github/mcp.json`]: server({ command: 'x' }) };
		assert.deepEqual(verdicts(await one(shadowed)), { 'copilot-cli': 'loads' });
		const [launch] = (await launchesOf({ ...shadowed, [MCP]: '{}' })).filter((candidate) => candidate.command === 'x');
		assert.ok(launch);
		assert.deepEqual([verdicts(launch), executor(launch, 'copilot-cli').reason], [{ 'copilot-cli': 'ignores' }, 'reads .mcp.json instead']);
	});

	it('takes a file in the home for the user’s own, also where the home is opened', async () => {
		const launches = await launchesOf({ '/home/dev/.cursor/mcp.json': server({ command: 'x' }) }, { folders: ['/home/dev', APP] });
		assert.deepEqual(
			launches.map((launch) => [launch.scope, launch.folder, launch.executors.map((run) => [run.tool, run.needsTrust])]),
			[
				[
					'user',
					null,
					[
						['cursor', false],
						['vscode', false],
					],
				],
			],
		);
	});

	it('counts for a folder what its own files make one tool load', async () => {
		const found = await collect(
			{
				[MCP]: server({ command: 'x' }),
				[`${APP}/.claude/settings.json`]: hook({ command: 'y' }),
				'/home/dev/.claude/settings.json': hook({ command: 'z' }),
				'/home/dev/other/.mcp.json': server({ command: 'w' }),
			},
			{ folders: [APP, '/home/dev/other'] },
		);
		const commands = (tool: string) => commandsIn(found, tool, APP);
		assert.deepEqual([commands('claude-code'), commands('vscode'), commands('cursor')], [['x', 'y'], ['x'], []]);
	});

	it('counts for a folder what a folder above brings, for the tool that searches upward alone', async () => {
		const files = { '/home/dev/.mcp.json': server({ command: 'above' }), [`${APP}/x`]: '' };
		const found = await collect(files, { folders: [APP, '/home/dev'] });
		assert.deepEqual([commandsIn(found, 'claude-code', APP), commandsIn(found, 'vscode', APP)], [['above'], []]);
		assert.deepEqual([commandsIn(found, 'claude-code', '/home/dev'), commandsIn(found, 'vscode', '/home/dev')], [['above'], ['above']]);
		assert.deepEqual(commandsIn(found, 'claude-code', '/home'), []);
	});

	it('counts for a trusted folder under the name that its store has, also where it stands below a root', async () => {
		const found = await collect({ [MCP]: server({ command: 'x' }) });
		const record = { tool: 'claude-code', folder: '/recorded/app', here: APP };
		assert.deepEqual(
			launchesIn({ launches: found.facts, reach: found.reach }, record).map((launch) => launch.command),
			['x'],
		);
	});

	it('knows what Claude Code was answered about the servers of `.mcp.json`, a refusal first', async () => {
		const [SETTINGS, LOCAL] = ['/home/dev/.claude/settings.json', `${APP}/.claude/settings.local.json`];
		const answered = async (files: Files) => {
			const launches = await launchesOf({ [MCP]: server({ command: 'x' }), ...files });
			const launch = launches.find(({ kind }) => kind === 'mcp-server');
			assert.ok(launch);
			const { verdict, approval, reason } = executor(launch, 'claude-code');
			assert.deepEqual([executor(launch, 'vscode').verdict, executor(launch, 'vscode').approval], ['loads', 'none']);
			return [verdict, approval, reason];
		};
		const here = 'in a place that it reads';
		assert.deepEqual(await answered({}), ['loads', 'unknown', here]);
		assert.deepEqual(await answered({ [SETTINGS]: '{"enabledMcpjsonServers":["tools"]}' }), ['loads', 'approved', here]);
		assert.deepEqual(await answered({ [SETTINGS]: '{"enabledMcpjsonServers":["Tools", 7]}' }), ['loads', 'unknown', here]);
		assert.deepEqual(await answered({ [SETTINGS]: '{"enableAllProjectMcpServers":true}' }), ['loads', 'approved', here]);
		const refused = ['ignores', 'denied', 'refused in "disabledMcpjsonServers"'];
		assert.deepEqual(await answered({ [SETTINGS]: '{"disabledMcpjsonServers":["tools"],"enabledMcpjsonServers":["tools"]}' }), refused);
		// The folder's own approval counts only once the folder is trusted; its refusal always does.
		assert.deepEqual(await answered({ [LOCAL]: '{"enableAllProjectMcpServers":true}' }), ['loads', 'unknown', here]);
		assert.deepEqual(await answered({ [LOCAL]: '{"disabledMcpjsonServers":["tools"]}' }), refused);
		const state = (folder: string) => JSON.stringify({ projects: { [folder]: { disabledMcpServers: ['tools'] } } });
		assert.deepEqual(await answered({ '/home/dev/.claude.json': state(APP) }), ['ignores', 'denied', 'refused in "disabledMcpServers"']);
		assert.deepEqual(await answered({ '/home/dev/.claude.json': state('/home/dev/other') }), ['loads', 'unknown', here]);
	});

	it('knows which of a folder’s servers a person switched off in Claude Code’s own state', async () => {
		const project = { mcpServers: { a: { command: 'x' }, b: { command: 'y' } }, disabledMcpServers: ['a'] };
		const launches = await launchesOf({
			'/home/dev/.claude.json': JSON.stringify({ mcpServers: { a: { command: 'z' } }, projects: { [APP]: project } }),
			'/home/dev/.claude/settings.json': '{"disabledMcpjsonServers":["a","b"]}',
		});
		assert.deepEqual(launches.map((launch) => [launch.command, executor(launch, 'claude-code').approval]).sort(), [
			['x', 'denied'],
			['y', 'none'],
			['z', 'none'],
		]);
	});

	it('leaves VS Code’s hooks out where no editor uses hooks, Claude Code’s only where one editor uses both', async () => {
		const files = {
			[`${APP}/.github/hooks/a.json`]: hook({ command: 'x' }),
			[`${APP}/.claude/settings.json`]: hook({ command: 'y' }),
		};
		const verdictsWith = async (...settings: Record<string, boolean>[]) =>
			Object.fromEntries(
				(await launchesOf(files, { settings: settings.map((values) => (id) => values[id]) })).map((launch) => [
					launch.command,
					executor(launch, 'vscode').verdict,
				]),
			);
		const [both, hooksAlone, claudeAlone] = [
			{ 'chat.useHooks': true, 'chat.useClaudeHooks': true },
			{ 'chat.useHooks': true, 'chat.useClaudeHooks': false },
			{ 'chat.useHooks': false, 'chat.useClaudeHooks': true },
		];
		assert.deepEqual(await verdictsWith(both), { x: 'loads', y: 'loads' });
		assert.deepEqual(await verdictsWith(hooksAlone, claudeAlone), { x: 'loads', y: 'ignores' });
		assert.deepEqual(await verdictsWith(claudeAlone), { x: 'ignores', y: 'ignores' });
		assert.deepEqual(await verdictsWith(claudeAlone, both), { x: 'loads', y: 'loads' });
		// By default.
		assert.deepEqual(Object.fromEntries((await launchesOf(files)).map((launch) => [launch.command, verdicts(launch).vscode])), {
			x: 'loads',
			y: 'ignores',
		});
	});
});

const commandsIn = ({ facts, reach }: CollectedLaunches, tool: string, folder: string) =>
	launchesIn({ launches: facts, reach }, { tool, folder })
		.map((launch) => launch.command)
		.sort();

describe('inventory/launches: where it is looked for', () => {
	const commandsOf = async (files: Files, folder: string, machineOptions: Partial<Machine> = {}) => {
		const machine = { ...fixtureMachine({ files }), ...machineOptions };
		return (await collectLaunches(machine, { folders: [folder], machineWide: false, agents: SIX })).facts
			.map((launch) => `${launch.command} ${launch.folder} ${launch.executors.map((run) => run.tool).join()}`)
			.sort();
	};

	it('takes `.mcp.json` of every folder above for Claude Code, the repository’s for Copilot CLI, the opened one’s for VS Code', async () => {
		const files = {
			'/srv/.mcp.json': server({ command: 'srv' }),
			'/srv/repo/.git/HEAD': '',
			'/srv/repo/.mcp.json': server({ command: 'root' }),
			'/srv/repo/a/.mcp.json': server({ command: 'between' }),
			'/srv/repo/a/b/.mcp.json': server({ command: 'opened' }),
			'/srv/repo/a/b/c/.mcp.json': server({ command: 'below' }),
			'/srv/beside/.mcp.json': server({ command: 'beside' }),
		};
		assert.deepEqual(await commandsOf(files, '/srv/repo/a/b'), [
			'between /srv/repo/a claude-code',
			'opened /srv/repo/a/b claude-code,vscode',
			'root /srv/repo claude-code,copilot-cli',
			'srv /srv claude-code',
		]);
	});

	it('takes the nearest repository, also where `.git` is a file', async () => {
		const files = {
			'/srv/.git/HEAD': '',
			'/srv/.github/hooks/a.json': hook({ command: 'outer' }),
			'/srv/tree/.git': 'gitdir: /elsewhere',
			'/srv/tree/.github/hooks/a.json': hook({ command: 'inner' }),
		};
		assert.deepEqual(await commandsOf(files, '/srv/tree/a'), ['inner /srv/tree copilot-cli']);
		assert.deepEqual(await commandsOf(files, '/srv/x'), ['outer /srv copilot-cli']);
		assert.deepEqual(await commandsOf({ '/srv/.github/hooks/a.json': hook({ command: 'x' }) }, '/srv/x'), []);
	});

	it('takes Codex’s layers from the repository’s root down to the folder', async () => {
		const config = (command: string) => `[mcp_servers.${command}]\ncommand = "${command}"`;
		const files = {
			'/srv/.codex/config.toml': config('above'),
			'/srv/repo/.git/HEAD': '',
			'/srv/repo/.codex/config.toml': config('root'),
			'/srv/repo/a/.codex/hooks.json': hook({ command: 'between' }),
			'/srv/repo/a/b/.codex/config.toml': config('opened'),
			'/srv/repository/.codex/config.toml': config('namesake'),
		};
		assert.deepEqual(await commandsOf(files, '/srv/repo/a/b'), [
			'between /srv/repo/a codex',
			'opened /srv/repo/a/b codex',
			'root /srv/repo codex',
		]);
		assert.deepEqual(await commandsOf(files, '/srv/repo'), ['root /srv/repo codex']);
		assert.deepEqual(await commandsOf(files, '/srv/x'), []);
	});

	it('takes settings of the opened folder alone', async () => {
		const files = {
			'/srv/.gemini/settings.json': server({ command: 'g' }),
			'/srv/.claude/settings.json': hook({ command: 'c' }),
			'/srv/.vscode/mcp.json': '{"servers":{"v":{"command":"v"}}}',
			'/srv/.cursor/hooks.json': hook({ command: 'h' }),
			'/srv/.cursor/mcp.json': server({ command: 'm' }),
		};
		assert.deepEqual(await commandsOf(files, '/srv/a'), ['m /srv cursor']);
	});

	it('ends at the home of another machine, and looks at nothing above a folder outside of it', async () => {
		const files = {
			'/home/.mcp.json': server({ command: 'real' }),
			'/home/.git/HEAD': '',
			'/home/dev/.mcp.json': server({ command: 'home' }),
			'/srv/.mcp.json': server({ command: 'outside' }),
			'/srv/a/.mcp.json': server({ command: 'opened' }),
		};
		const tools = (lines: string[]) => lines.map((line) => line.split(' ')[0]);
		assert.deepEqual(tools(await commandsOf(files, APP, { systemRoot: null })), ['home']);
		assert.deepEqual(tools(await commandsOf(files, '/srv/a', { systemRoot: '/root' })), ['opened']);
		assert.deepEqual(tools(await commandsOf(files, APP)), ['home', 'real']);
	});

	it('opens a file once, however many folders and agents lead to it', async () => {
		const read: string[] = [];
		const machine = fixtureMachine({ files: { '/home/dev/.mcp.json': server({ command: 'x' }) } });
		const counting: Machine = {
			...machine,
			files: {
				...machine.files,
				read: (path, most) => {
					read.push(path);
					return machine.files.read(path, most);
				},
			},
		};
		const { facts } = await collectLaunches(counting, { folders: [APP, '/home/dev/b', '/home/dev/c', APP] });
		assert.deepEqual([facts.length, new Set(read).size], [1, read.length]);
	});

	it('names for watching every file, there or not yet, and the folders that patterns look into', async () => {
		const files = { [`${APP}/.github/hooks/a.json`]: hook({ command: 'x' }), [`${APP}/.mcp.json`]: '{}' };
		const paths = await launchPaths(fixtureMachine({ files }), { folders: [APP] });
		assert.deepEqual([...new Set(paths)].sort(), paths);
		for (const path of [
			`${APP}/.mcp.json`,
			'/home/dev/.mcp.json',
			`${APP}/.github/hooks`,
			`${APP}/.github/hooks/a.json`,
			`${APP}/.github/mcp.json`,
			'/home/dev/.copilot/hooks',
			'/home/dev/.gemini/extensions',
			'/etc/claude-code/managed-settings.d',
		]) {
			assert.ok(paths.includes(path), path);
		}
		assert.ok(!(await launchPaths(fixtureMachine({}), { folders: [APP], machineWide: false })).includes('/home/dev/.claude.json'));
	});

	describe('under two names', () => {
		let root = '';
		beforeEach(async () => {
			root = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-names-')));
			await mkdir(join(root, 'home/.claude'), { recursive: true });
			await mkdir(join(root, 'home/app'));
		});
		afterEach(() => rm(root, { recursive: true }));
		const look = (folders: string[], env = {}) =>
			collectLaunches(nodeMachine({ home: join(root, 'home'), systemRoot: root, env }), { folders, agents: SIX });

		it('is one launch of all who read it', async () => {
			await writeFile(join(root, 'home/.claude/settings.json'), hook({ command: 'x' }));
			await symlink(join(root, 'home/.claude'), join(root, 'home/moved'));
			const { facts, gaps } = await look([], { CLAUDE_CONFIG_DIR: join(root, 'home/moved') });
			assert.deepEqual(gaps, []);
			assert.deepEqual(
				facts.map((launch) => [launch.source.path, launch.tool, Object.keys(verdicts(launch))]),
				[[join(root, 'home/moved/settings.json'), 'claude-code', ['claude-code', 'cursor', 'vscode']]],
			);
		});

		it('is one launch of a folder that is reached by a link too, and counts for both names', async () => {
			await writeFile(join(root, 'home/app/.mcp.json'), server({ command: 'x' }));
			await symlink(join(root, 'home/app'), join(root, 'home/link'));
			const [app, link] = [join(root, 'home/app'), join(root, 'home/link')];
			const found = await look([link, app]);
			assert.deepEqual(
				found.facts.map((launch) => launch.source.path),
				[join(app, '.mcp.json')],
			);
			assert.deepEqual([commandsIn(found, 'claude-code', app), commandsIn(found, 'claude-code', link)], [['x'], ['x']]);
		});

		it('is the launch of each folder that links to it', async () => {
			await writeFile(join(root, 'home/shared.json'), server({ command: 'x' }));
			for (const name of ['a', 'b']) {
				await mkdir(join(root, 'home', name));
				await symlink(join(root, 'home/shared.json'), join(root, 'home', name, '.mcp.json'));
			}
			const { facts } = await look([join(root, 'home/a'), join(root, 'home/b')]);
			assert.deepEqual(facts.map((launch) => launch.folder).sort(), [join(root, 'home/a'), join(root, 'home/b')]);
		});

		it('is one row where it is damaged', async () => {
			await writeFile(join(root, 'home/state.json'), '{"mcpServers": 5}');
			await symlink(join(root, 'home/state.json'), join(root, 'home/.claude.json'));
			assert.deepEqual(
				(await look([])).gaps.map((gap) => [gap.path, gap.detail]),
				[[join(root, 'home/.claude.json'), 'mcpServers is not an object']],
			);
		});
	});

	it('has a short name for a folder', () => {
		assert.deepEqual([folderName('/srv/app'), folderName('/')], ['app', '/']);
	});
});

describe('inventory/launches: what cannot be read', () => {
	it('says that a file goes beyond the bounds of a document', async () => {
		for (const [path, content] of [
			[`${APP}/.mcp.json`, '['.repeat(200)],
			[`${APP}/.codex/config.toml`, `x = ${'['.repeat(200)}${']'.repeat(200)}`],
		] as const) {
			const { gaps } = await collect({ [path]: content });
			assert.deepEqual(
				gaps.map((gap) => [gap.path, gap.reason]),
				[[path, 'limit']],
			);
		}
	});

	const failures: readonly [string, string | Uint8Array | Failure, string][] = [
		['may not be read', failure('denied', 'EACCES'), 'denied'],
		['is a FIFO', failure('special-file', 'a fifo; not opened'), 'special-file'],
		['is too large', failure('too-large', '9 bytes; at most 8 are read'), 'too-large'],
		['did not answer', failure('timeout', ''), 'timeout'],
		['is a loop of links', failure('loop', ''), 'loop'],
		['vanished', failure('vanished', ''), 'vanished'],
		['is binary', new Uint8Array([123, 0, 125]), 'binary'],
		['is no document', 'x = = "', 'unparsable'],
	];
	for (const [what, content, reason] of failures) {
		it(`gives one row for each file that ${what}, and loses nothing else`, async () => {
			// Prose is never unparsable.
			for (const path of allPaths('linux').filter(
				(path) => reason !== 'unparsable' || !/\.(?:md|mdc|mjs|env)$|\.cursorrules$/.test(path),
			)) {
				const beside = path === `${APP}/.cursor/mcp.json` ? '/home/dev/.codex/hooks.json' : `${APP}/.cursor/mcp.json`;
				const sound = beside.includes('codex') ? hook({ command: 'sound' }) : server({ command: 'sound' });
				const { facts, gaps } = await collect({ [path]: content, [beside]: sound });
				assert.deepEqual(
					gaps.map((gap) => [gap.path, gap.area, gap.reason]),
					[[path, 'launches', reason]],
				);
				assert.deepEqual(
					facts.map((launch) => launch.command),
					['sound'],
					path,
				);
			}
		});
	}

	it('gives one row for a folder of hooks that may not be listed, whoever looks into it', async () => {
		const files = { [`${APP}/.mcp.json`]: server({ command: 'x' }), [`${APP}/.github/hooks/own.json`]: '{}' };
		const machine = fixtureMachine({ files });
		const list: Machine['files']['list'] = async (path, most) =>
			path.endsWith('/.github/hooks') ? failure('denied', 'EACCES') : machine.files.list(path, most);
		const { facts, gaps } = await collectLaunches({ ...machine, files: { ...machine.files, list } }, { folders: [APP] });
		assert.deepEqual([facts.length, gaps], [1, [{ path: `${APP}/.github/hooks`, area: 'launches', reason: 'denied', detail: 'EACCES' }]]);
	});

	it('looks for nothing where its folder does not name it, and for everything in a folder that may not be listed', async () => {
		const files = { [`${APP}/.mcp.json`]: server({ command: 'x' }), '/home/dev/.cursor/mcp.json': server({ command: 'y' }) };
		const asked = async (closed: readonly string[], platform: Platform = 'linux') => {
			const machine = fixtureMachine({ files, platform });
			const read = new Set<string>();
			const facts = await collectLaunches(
				{
					...machine,
					files: {
						...machine.files,
						names: async (path, most) => (closed.includes(path) ? failure('denied', 'EACCES') : machine.files.names(path, most)),
						read: async (path, most) => {
							read.add(path);
							return machine.files.read(path, most);
						},
					},
				},
				{ folders: [APP] },
			);
			assert.deepEqual(
				facts.facts.map((launch) => launch.command),
				['x', 'y'],
			);
			return read;
		};
		const open = await asked([]);
		assert.ok(!open.has(`${APP}/.vscode/mcp.json`) && !open.has('/home/dev/.claude.json'));
		const closed = await asked([APP, '/home/dev']);
		assert.ok(closed.has(`${APP}/.vscode/mcp.json`) && closed.has('/home/dev/.claude.json'));
	});

	it('finds a file by the name that its platform takes for the same', async () => {
		const files = { [`${APP}/.MCP.json`]: server({ command: 'x' }) };
		for (const [platform, found] of [
			['darwin', 1],
			['linux', 0],
		] as const) {
			const machine = fixtureMachine({ files, platform });
			// Such a file system opens it by any of its names.
			const read: Machine['files']['read'] = (path, most) => machine.files.read(path.replace('.mcp.json', '.MCP.json'), most);
			const { facts } = await collectLaunches({ ...machine, files: { ...machine.files, read } }, { folders: [APP], machineWide: false });
			assert.equal(facts.length, found, platform);
		}
	});

	it('takes an absent, an empty and a foreign document for no launch and no gap', async () => {
		for (const text of [
			'',
			' \n',
			'{}',
			'[]',
			'null',
			'{"mcpServers":[]}',
			'{"mcpServers":null,"hooks":null}',
			'{"mcpServers":{"a":null}}',
			'{"mcpServers":{}, "hooks": {}, "env": 5, "permissions": [1], "model": null}',
			'{"hooks":{"Stop":[], "state": {"x": 1}, "disabled": ["name"], "enabled": true}}',
			'{"hooks":{"Stop":[{"matcher":"*","hooks":[{"type":"prompt","prompt":"x"},{"type":"agent"}]}]}}',
		]) {
			assert.deepEqual(await launchesOf({ [`${APP}/.mcp.json`]: text, [`${APP}/.claude/settings.json`]: text }), [], text);
		}
		assert.deepEqual(await launchesOf({}), []);
	});

	it('tells of hooks in a shape that no agent reads', async () => {
		for (const text of [
			'{"hooks":{"Stop":{"command":"x"}}}',
			'{"hooks":{"Stop":{"hooks":[{"type":"command","command":"x"}]}}}',
			'{"hooks":{"Stop":[[{"command":"x"}]]}}',
			'{"hooks":{"Stop":[{"hooks":["x"]}]}}',
		]) {
			const { gaps } = await collect({ [`${APP}/.claude/settings.json`]: text });
			assert.deepEqual(
				gaps.map(({ reason, detail }) => [reason, detail]),
				[['unparsable', '1 hooks have no command that can be read']],
				text,
			);
		}
	});

	it('shows the command that makes the headers of a server, which Claude Code alone runs', async () => {
		const server = (helper: string): string => `{"mcpServers":{"a":{"url":"https://mcp.example.com/","headersHelper":"${helper}"}}}`;
		const { facts, gaps } = await collect({ [`${APP}/.mcp.json`]: server('cat x | sh') });
		assert.deepEqual(gaps, []);
		const helper = facts.find((launch) => launch.kind === 'helper');
		assert.deepEqual([helper?.name, helper?.command, helper?.shell], ['a headersHelper', 'cat x | sh', true]);
		assert.deepEqual(
			helper?.executors.map(({ tool, verdict }) => [tool, verdict]),
			[['claude-code', 'loads']],
		);
		const other = await collect({ [`${APP}/.mcp.json`]: server('cat y | sh') });
		assert.notEqual(other.facts.find((launch) => launch.kind === 'helper')?.fingerprint, helper?.fingerprint);
	});

	it('takes no file that macOS puts beside another for a hook file', async () => {
		const { facts, gaps } = await collect({ [`${APP}/.github/hooks/._a.json`]: new Uint8Array([0, 5, 22, 7]) });
		assert.deepEqual([facts, gaps], [[], []]);
	});

	const ODD_ROOT = 'not the object that the file is to hold';
	const shapes: readonly [path: string, text: string, detail: string][] = [
		...[`${APP}/.mcp.json`, '/home/dev/.cursor/mcp.json', '/home/dev/.claude.json', '/home/dev/.claude/settings.json'].flatMap((path) =>
			['[1,2]', '"x"', '5', 'true'].map((text): [string, string, string] => [path, text, ODD_ROOT]),
		),
		['/home/dev/.copilot/config.json', '[1]', ODD_ROOT],
		['/home/dev/.config/Code/User/mcp.json', '[{}]', ODD_ROOT],
		['/home/dev/.config/Code/User/mcp.json', '{"servers":[1]}', 'servers is not an object'],
		['/home/dev/.config/Code/User/settings.json', '{"mcp":{"servers":"x"}}', 'mcp.servers is not an object'],
		['/home/dev/.config/Code/User/settings.json', '{"mcp":"x"}', 'mcp is not an object'],
		[`${APP}/.vscode/mcp.json`, '{"servers":["x"]}', 'servers is not an object'],
		[`${APP}/.mcp.json`, '{"mcpServers":"x"}', 'mcpServers is not an object'],
		[`${APP}/.gemini/settings.json`, '{"mcpServers":5,"hooks":"x"}', 'hooks is not an object; mcpServers is not an object'],
		[`${APP}/.claude/settings.json`, '{"hooks":5}', 'hooks is not an object'],
		[`${APP}/.github/hooks/a.json`, '{"hooks":[{"command":"x"}]}', 'hooks is not an object'],
		['/home/dev/.claude.json', '{"projects":7}', 'projects is not an object'],
		['/home/dev/.claude.json', '{"projects":{"/a":{"mcpServers":["x"]}}}', 'projects.*.mcpServers is not an object'],
		['/home/dev/.codex/config.toml', 'mcp_servers = "x"', 'mcp_servers is not an object'],
		['/home/dev/.codex/config.toml', 'notify = "x"', 'notify is not a list'],
		['/home/dev/.codex/config.toml', 'mcp_servers.a = "x"', '1 of 1 servers have neither a command nor an address that can be read'],
		[
			'/home/dev/.codex/config.toml',
			'[mcp_servers.a]\ncommand = 5',
			'1 of 1 servers have neither a command nor an address that can be read',
		],
		[
			`${APP}/.mcp.json`,
			'{"mcpServers":{"a":"x","b":{"type":"stdio"},"c":{"command":{}},"d":5,"e":null}}',
			'4 of 4 servers have neither a command nor an address that can be read',
		],
		[
			`${APP}/.claude/settings.json`,
			'{"hooks":{"Stop":[{"hooks":[{"type":"command","command":5},{"type":"command"}]},{"hooks":{"type":"command"}}]}}',
			'3 hooks have no command that can be read',
		],
	];
	for (const [path, text, detail] of shapes) {
		it(`gives one row for ${path} with ${text.replace('\n', ' ')}, and loses nothing else`, async () => {
			const beside = `${APP}/.codex/hooks.json`;
			const { facts, gaps } = await collect({ [path]: text, [beside]: hook({ command: 'sound' }) });
			assert.deepEqual(gaps, [{ path, area: 'launches', reason: 'unparsable', detail }]);
			assert.deepEqual(
				facts.map((launch) => launch.command),
				['sound'],
			);
		});
	}

	it('takes the shapes that a tool itself tolerates for whole', async () => {
		await launchesOf({
			[`${APP}/.mcp.json`]: '{"a":{"command":"x"},"$schema":"https://example.com/","inputs":[],"version":1}',
			[`${APP}/.codex/config.toml`]: '[mcp_servers.a]\nenabled = false\n[mcp_servers.b.env]\nX = "1"\n[hooks.state.x]\nenabled = true',
			'/home/dev/.config/Code/User/settings.json': '{"editor.fontSize": "x", "mcp": null, "mcp.servers": {}, "hooks": 7}',
		});
	});

	it('keeps what is sound in a file beside what is not', async () => {
		const { facts, gaps } = await collect({ [`${APP}/.mcp.json`]: '{"mcpServers":{"a":{"command":"x"},"b":7}}' });
		assert.deepEqual([facts.length, gaps.length], [1, 1]);
	});

	it('takes from damaged JSON what can be recovered, with one gap', async () => {
		const { facts, gaps } = await collect({
			[`${APP}/.mcp.json`]: '{"mcpServers":{\n"a":{"command":"x","args":["1"]},\n"b":{"command":"y" "args":[',
		});
		assert.deepEqual(facts.map((launch) => [launch.name, launch.command]).sort(), [
			['a', 'x'],
			['b', 'y'],
		]);
		assert.equal(gaps.length, 1);
		assert.deepEqual([gaps[0]?.reason, /^not JSON: \w+ at line 3, column \d+$/.test(gaps[0]?.detail ?? '')], ['unparsable', true]);
		assert.deepEqual(verdicts(facts[0]), { 'claude-code': 'ignores', 'copilot-cli': 'ignores', vscode: 'loads' });
	});

	it('reads Claude Code’s state far beyond the size of other files', async () => {
		const machine = fixtureMachine({
			files: { '/home/dev/.claude.json': server({ command: 'x' }), [`${APP}/.mcp.json`]: server({ command: 'y' }) },
		});
		const asked = new Map<string, number | undefined>();
		const read: Machine['files']['read'] = (path, most) => {
			asked.set(path, most);
			return machine.files.read(path, most);
		};
		await collectLaunches({ ...machine, files: { ...machine.files, read } }, { folders: [APP] });
		assert.deepEqual([asked.get('/home/dev/.claude.json'), asked.get(`${APP}/.mcp.json`)], [32 * 1024 * 1024, undefined]);
	});

	it('looks at a thousand entries of a file, says that there are more, and still hears every agent about those', async () => {
		const many = (count: number) =>
			JSON.stringify({ mcpServers: Object.fromEntries(Array.from({ length: count }, (_, at) => [`s${at}`, { command: 'x' }])) });
		assert.equal((await launchesOf({ [`${APP}/.mcp.json`]: many(1_000) })).length, 1_000);
		const { facts, gaps } = await collect({ [`${APP}/.mcp.json`]: many(1_001) });
		assert.equal(facts.length, 1_000);
		assert.deepEqual(gaps, [
			{
				path: `${APP}/.mcp.json`,
				area: 'launches',
				reason: 'limit',
				detail: 'more than 1000 entries; the first were looked at',
				hides: true,
			},
		]);
		assert.deepEqual(verdicts(facts[0]), { 'claude-code': 'loads', 'copilot-cli': 'loads', vscode: 'loads' });
	});

	it('says that an entry is longer than what is looked at', async () => {
		const fits = await collect({ [`${APP}/.claude/settings.json`]: hook({ command: 'x '.repeat(MAX_TEXT / 2) }) });
		assert.deepEqual(fits.gaps, []);
		const { facts, gaps } = await collect({ [`${APP}/.claude/settings.json`]: hook({ command: `true${' '.repeat(MAX_TEXT)}; evil` }) });
		assert.deepEqual(
			[facts.length, gaps.map((gap) => [gap.reason, gap.detail])],
			[1, [['limit', `an entry of more than ${MAX_TEXT} characters; its beginning was looked at`]]],
		);
	});
});

describe('inventory/launches: identity', () => {
	const MCP = `${APP}/.mcp.json`;
	const entry = {
		command: 'npx',
		args: ['-y', 'x@1.2.3'],
		env: { A: '1', PATH: '/b', HTTP_PROXY: 'http://p.example.com' },
		headers: { B: 'x', A: 'y' },
		cwd: 'c',
	};
	const fingerprint = async (text: string): Promise<string> => (await one({ [MCP]: text })).fingerprint;

	it('keeps an id while the entry stays in its place, wherever the home is', async () => {
		const idsAt = async (homeFolder: string, files: Files, systemRoot: string | null = '/') => {
			const machine: Machine = { ...fixtureMachine({ files }), home: homeFolder, systemRoot };
			return (await collectLaunches(machine, { folders: [`${homeFolder}/app`], agents: SIX })).facts.map((launch) => launch.id);
		};
		const files = (base: string, root = '') => ({
			[`${base}/app/.mcp.json`]: server(entry),
			[`${base}/.claude.json`]: server(entry),
			[`${root}/etc/codex/hooks.json`]: hook({ command: 'x' }),
		});
		const before = await idsAt('/home/dev', files('/home/dev'));
		assert.equal(new Set(before).size, 3);
		assert.deepEqual(await idsAt('/srv/homes/of/dev', files('/srv/homes/of/dev')), before);
		assert.deepEqual(await idsAt('/srv/homes/dev', files('/srv/homes/dev', '/srv/root'), '/srv/root'), before);
	});

	it('keeps an id when the content or the neighbours change, and has another elsewhere', async () => {
		const id = async (path: string, text: string) => (await launchesOf({ [path]: text })).find((launch) => launch.name === 'tools')?.id;
		const first = await id(MCP, server(entry));
		assert.equal(await id(MCP, server({ command: 'other' })), first);
		assert.equal(await id(MCP, JSON.stringify({ mcpServers: { before: entry, tools: entry } })), first);
		assert.notEqual(await id('/home/dev/.mcp.json', server(entry)), first);
		assert.notEqual((await one({ [MCP]: server(entry, 'other') })).id, first);
	});

	it('has a fingerprint that layout, comments and order do not change', async () => {
		const first = await fingerprint(server(entry));
		const reversed = (value: object): object => Object.fromEntries(Object.entries(value).reverse());
		const same = [
			JSON.stringify({ mcpServers: { tools: entry } }, null, 4),
			`// note\n\n\n${server(entry)}`,
			`${server(entry).slice(0, -1)},}`,
			server(reversed(entry)),
			server({ ...entry, env: reversed(entry.env), headers: reversed(entry.headers) }),
			server(entry).replace('"command"', '"comm\\u0061nd"'),
			JSON.stringify({ mcpServers: { tools: entry } }, null, '\t').replaceAll('\n', '\r\n'),
			server({ ...entry, env: { ...entry.env, A: 'another value, which is not looked at' } }),
		];
		for (const text of same) {
			assert.equal(await fingerprint(text), first, text);
		}
	});

	it('has the same fingerprint in another place and for another tool', async () => {
		const inVscode = await one({ [`${APP}/.vscode/mcp.json`]: JSON.stringify({ servers: { tools: entry } }) });
		assert.equal(inVscode.fingerprint, await fingerprint(server(entry)));
	});

	it('has another fingerprint for anything else that runs', async () => {
		const changed = [
			{ ...entry, command: 'npx2' },
			{ ...entry, args: ['-y', 'x@1.2.4'] },
			{ ...entry, args: ['x@1.2.3', '-y'] },
			{ ...entry, args: ['-y x@1.2.3'] },
			{ ...entry, cwd: 'd' },
			{ ...entry, url: 'https://mcp.example.com' },
			{ ...entry, env: { ...entry.env, PATH: '/c' } },
			{ ...entry, env: { ...entry.env, EXTRA: '' } },
			{ ...entry, headers: { B: 'x' } },
		];
		const all = await Promise.all([
			fingerprint(server(entry)),
			fingerprint(server(entry, 'renamed')),
			...changed.map((value) => fingerprint(server(value))),
		]);
		assert.equal(new Set(all).size, changed.length + 2);
	});

	it('gives the same answer in the same order every time', async () => {
		const files = Object.fromEntries(ROWS.flatMap((sample) => pathsOf(sample, 'linux').map((path) => [named(path), sample.sample.text])));
		const backwards = Object.fromEntries(Object.entries(files).reverse());
		const [first, second] = [await collect(files), await collect(backwards, { agents: [...SIX].reverse() })];
		assert.ok(first.facts.length > 50);
		assert.deepEqual(second.facts, first.facts);
		assert.equal(new Set(first.facts.map((launch) => launch.id)).size, first.facts.length);
	});
});

describe('inventory/launches: hostile files', () => {
	it('takes keys that mean something to JavaScript for names', async () => {
		const text =
			'{"__proto__":{"mcpServers":{"no":{"command":"no"}}},"mcpServers":{"__proto__":{"command":"a","env":{"__proto__":"1"}},"constructor":{"command":"b"},"hasOwnProperty":{"url":"https://c.example.com"}},"hooks":{"__proto__":[{"command":"d"}],"toString":[{"command":"e"}]}}';
		const launches = await launchesOf({ [`${APP}/.gemini/settings.json`]: text });
		assert.deepEqual(launches.map(({ name, command, url }) => [name, command ?? url]).sort(), [
			['__proto__', 'a'],
			['__proto__', 'd'],
			['constructor', 'b'],
			['hasOwnProperty', 'https://c.example.com'],
			['toString', 'e'],
		]);
		assert.deepEqual(launches.find((launch) => launch.command === 'a')?.env, [{ name: '__proto__', value: null }]);
	});

	it('keeps hostile names as they are written; whoever shows them escapes them', async () => {
		const names = ['', '../../etc', 'a\u202Eb', '\u0007', '"', '*', '日本', '\ud800'];
		const launches = await launchesOf({
			[`${APP}/.mcp.json`]: JSON.stringify({ mcpServers: Object.fromEntries(names.map((name) => [name, { command: 'x' }])) }),
		});
		assert.deepEqual(new Set(launches.map((launch) => launch.name)), new Set(names));
		assert.equal(new Set(launches.map((launch) => launch.id)).size, new Set(names).size);
	});

	it('takes of a key that stands twice the last, as the tools do', async () => {
		assert.equal((await one({ [`${APP}/.mcp.json`]: '{"mcpServers":{"a":{"command":"decoy"},"a":{"command":"real"}}}' })).command, 'real');
		assert.equal(
			(await one({ [`${APP}/.mcp.json`]: '{"mcpServers":{"a":{"command":"decoy"}},"mcpServers":{"a":{"command":"real"}}}' })).command,
			'real',
		);
		assert.equal((await one({ [`${APP}/.mcp.json`]: '{"mcpServers":{"a":{"command":"decoy","command":"real"}}}' })).command, 'real');
		const twice = '{"hooks":{"SessionStart":[{"command":"decoy"}],"SessionStart":[{"command":"real"}]}}';
		assert.equal((await one({ [`${APP}/.claude/settings.json`]: twice })).command, 'real');
		const projects = '{"projects":{"/a":{"mcpServers":{"x":{"command":"decoy"}}},"/a":{"mcpServers":{"x":{"command":"real"}}}}}';
		assert.equal((await one({ '/home/dev/.claude.json': projects })).command, 'real');
	});

	it('is not led away by a key that only another tool reads', async () => {
		const both = { url: 'https://decoy.example.com/', httpUrl: 'https://real.example.com/' };
		assert.equal((await one({ [`${APP}/.gemini/settings.json`]: server(both) })).url, 'https://real.example.com/');
		assert.equal((await one({ [`${APP}/.mcp.json`]: server({ url: both.httpUrl, httpUrl: both.url }) })).url, 'https://real.example.com/');
		for (const hooks of [null, [], {}, 'x']) {
			assert.equal((await one({ [`${APP}/.cursor/hooks.json`]: hook({ hooks, command: 'real' }) })).command, 'real');
		}
	});

	it('throws at nothing that can stand in a file, and answers for each', async () => {
		const paths = allPaths('linux');
		const fragments = fc.constantFrom(
			'{',
			'}',
			'[',
			']',
			',',
			':',
			'"',
			'"mcpServers"',
			'"hooks"',
			'"command"',
			'"x"',
			'[mcp_servers.a]',
			'[[hooks.a]]',
			'command',
			'=',
			'\n',
			'//',
			'\\u0000',
			'é',
			'1',
			'null',
			'"__proto__"',
		);
		const content = fc.oneof(
			fc.uint8Array({ maxLength: 64 }),
			fc.string({ unit: 'binary', maxLength: 64 }),
			fc.array(fragments, { maxLength: 24 }).map((parts) => parts.join('')),
			fc.json({ maxDepth: 3 }),
			fc.record({ mcpServers: fc.jsonValue({ maxDepth: 3 }), hooks: fc.jsonValue({ maxDepth: 3 }) }).map((value) => JSON.stringify(value)),
			fc.constantFrom(...['denied', 'special-file', 'timeout'].map((reason) => failure(reason as Failure['reason'], ''))),
		);
		await fc.assert(
			fc.asyncProperty(
				fc.dictionary(fc.constantFrom(...paths), content, { minKeys: 1, maxKeys: 12, noNullPrototype: true }),
				fc.constantFrom(...PLATFORMS),
				async (files, platform) => {
					const { facts, gaps } = await collect(files, {}, { platform });
					for (const launch of facts) {
						assert.ok(launch.source.path in files && launch.source.line > 0 && launch.source.column > 0 && launch.executors.length > 0);
					}
					assert.ok(gaps.every((gap) => gap.path !== null && gap.path in files && gap.area === 'launches'));
				},
			),
			{ numRuns: 60 },
		);
	});

	it('finds a random server by its own words in every place that takes servers', async () => {
		const word = fc.stringMatching(/^[a-z]{1,8}$/);
		const places = ROWS.filter(
			(sample) => sample.sample.found.some((found) => found.startsWith('tools')) && sample.sample.text.includes('"mcpServers"'),
		);
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...places),
				word,
				word,
				fc.array(word, { maxLength: 4 }),
				fc.dictionary(word, word, { maxKeys: 3 }),
				async (place, name, command, args, env) => {
					const path = named(pathsOf(place, 'linux')[0] ?? '');
					const launches = await launchesOf({ [path]: JSON.stringify({ mcpServers: { [name]: { command, args, env } } }) });
					assert.deepEqual(
						launches.map((launch) => [launch.name, launch.command, launch.args, launch.env.map((variable) => variable.name)]),
						[[name, command, args, Object.keys(env)]],
					);
				},
			),
			{ numRuns: 60 },
		);
	});

	it('reads real files as it reads those of a fixture', async () => {
		const base = await mkdtemp(join(tmpdir(), 'launches-'));
		try {
			const files = {
				'home/.claude.json': server({ command: 'user' }),
				'home/app/.mcp.json': `\uFEFF${server({ command: 'project' })}`,
				'root/etc/codex/hooks.json': hook({ command: 'system' }),
			};
			for (const [path, text] of Object.entries(files)) {
				await mkdir(dirname(join(base, path)), { recursive: true });
				await writeFile(join(base, path), text);
			}
			await mkdir(join(base, 'home/app/.github/hooks/a.json'), { recursive: true });
			const machine = nodeMachine({ home: join(base, 'home'), platform: 'linux', systemRoot: join(base, 'root'), env: {} });
			const { facts, gaps } = await collectLaunches(machine, { folders: [join(base, 'home/app')], agents: SIX });
			assert.deepEqual(facts.map((launch) => launch.command).sort(), ['project', 'system', 'user']);
			assert.deepEqual(
				gaps.map((gap) => [gap.path, gap.reason]),
				[[join(base, 'home/app/.github/hooks/a.json'), 'special-file']],
			);
		} finally {
			await rm(base, { recursive: true, force: true });
		}
	});
});
