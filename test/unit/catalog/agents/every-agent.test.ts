import assert from 'node:assert/strict';
import { defineAgent } from '../../../../src/catalog/agents/agent.ts';
import { agents } from '../../../../src/catalog/agents/index.ts';
import { collectLaunches } from '../../../../src/inventory/launches.ts';
import { fixtureMachine } from '../../../../src/machine/fixture-machine.ts';
import { pathOf, patternsFor } from '../../../../src/machine/places.ts';
import { PLATFORMS, type Platform } from '../../../../src/model/platform.ts';
import { HOME, readingOf } from './one-agent.ts';

const server = JSON.stringify({ mcpServers: { tools: { command: 'node', args: ['tools.js'] } } });
const toml = '[mcp_servers.tools]\ncommand = "node"\nargs = ["tools.js"]';
const on = (linux: string, darwin: string, win32: string): Record<Platform, string> => ({ linux, darwin, win32 });
const everywhere = (path: string): Record<Platform, string> => on(path, path, path);
const appData = (path: string) => on(`.config/${path}`, `Library/Application Support/${path}`, `AppData/Roaming/${path}`);

/** A file in a home that makes each agent start `tools`. */
const OWN: Readonly<Record<string, { readonly path: Record<Platform, string>; readonly text?: string }>> = {
	'amazon-q': { path: everywhere('.aws/amazonq/mcp.json') },
	amp: { path: everywhere('.config/amp/settings.json'), text: '{"amp.mcpServers":{"tools":{"command":"node","args":["tools.js"]}}}' },
	antigravity: { path: everywhere('.gemini/antigravity/mcp_config.json') },
	'claude-code': { path: everywhere('.claude.json') },
	'claude-desktop': { path: appData('Claude/claude_desktop_config.json') },
	cline: { path: everywhere('.cline/data/settings/cline_mcp_settings.json') },
	codex: { path: everywhere('.codex/config.toml'), text: toml },
	'continue-dev': {
		path: everywhere('.continue/config.yaml'),
		text: 'mcpServers:\n  - name: tools\n    command: node\n    args: [tools.js]\n',
	},
	'copilot-cli': { path: everywhere('.copilot/mcp-config.json') },
	'cortex-code': { path: everywhere('.snowflake/cortex/mcp.json') },
	crush: { path: everywhere('.config/crush/crush.json'), text: '{"mcp":{"tools":{"command":"node","args":["tools.js"]}}}' },
	cursor: { path: everywhere('.cursor/mcp.json') },
	'devin-cli': { path: on('.config/devin/config.json', '.config/devin/config.json', 'AppData/Roaming/devin/config.json') },
	'factory-droid': { path: everywhere('.factory/mcp.json') },
	'gemini-cli': { path: everywhere('.gemini/settings.json') },
	goose: {
		path: on('.config/goose/config.yaml', '.config/goose/config.yaml', 'AppData/Roaming/Block/goose/config/config.yaml'),
		text: 'extensions:\n  tools:\n    type: stdio\n    cmd: node\n    args: [tools.js]\n',
	},
	'grok-build': { path: everywhere('.grok/config.toml'), text: toml },
	junie: { path: everywhere('.junie/mcp/mcp.json') },
	kiro: { path: everywhere('.kiro/settings/mcp.json') },
	opencode: {
		path: everywhere('.config/opencode/opencode.json'),
		text: '{"mcp":{"tools":{"type":"local","command":["node","tools.js"]}}}',
	},
	'qwen-code': { path: everywhere('.qwen/settings.json') },
	'roo-code': { path: appData('Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json') },
	trae: { path: appData('Trae/User/mcp.json') },
	vscode: { path: appData('Code/User/mcp.json'), text: '{"servers":{"tools":{"command":"node","args":["tools.js"]}}}' },
	warp: { path: everywhere('.warp/.mcp.json') },
	windsurf: { path: everywhere('.codeium/windsurf/mcp_config.json') },
	zed: {
		path: on('.config/zed/settings.json', '.config/zed/settings.json', 'AppData/Roaming/Zed/settings.json'),
		text: '{"context_servers":{"tools":{"command":"node","args":["tools.js"]}}}',
	},
};

describe('catalog/agents: every agent', () => {
	it('is in the table of this test', () => {
		assert.deepEqual(
			agents.map((agent) => agent.id),
			Object.keys(OWN).sort(),
		);
	});

	for (const platform of PLATFORMS) {
		it(`is found in a home on ${platform}`, async () => {
			for (const [agent, { path, text = server }] of Object.entries(OWN)) {
				const { facts, gaps } = await readingOf(agent, { [`${HOME}/${path[platform]}`]: text }, { platform });
				assert.deepEqual(gaps, [], agent);
				assert.deepEqual(
					facts.map(({ tool, scope, kind, name, command, args }) => [tool, scope, kind, name, command, args]),
					[[agent, 'user', 'mcp-server', 'tools', 'node', ['tools.js']]],
					`${agent} on ${platform}`,
				);
			}
		});
	}

	/** Text for every place that an agent reads, the same in each. */
	const everyPlace = (id: string, platform: Platform, text: (format: string) => string): Record<string, string> => {
		const machine = fixtureMachine({ platform });
		const [agent] = agents.filter((entry) => entry.id === id);
		return Object.fromEntries(
			(agent ?? defineAgent({ id, title: '', vendor: '', files: [], source: '' })).files.flatMap((file) => {
				const paths =
					file.scope === 'project' ? [`${HOME}/app/${file.path}`] : patternsFor(machine, file.places, file.overrides).map(pathOf);
				return paths.map((path) => [path.replaceAll('*', 'given'), text(file.format)]);
			}),
		);
	};

	const HOSTILE: readonly (readonly [what: string, text: string])[] = [
		['nothing', ''],
		['a list', '[]'],
		['a list of what is none', '[1, "two", null, [], {"command": 3}]'],
		['a word', '"servers"'],
		['unknown keys', '{"unknown": {"deep": {"deeper": [1, {"x": "$(y)"}]}}, "mcpServers": {}, "hooks": {}}'],
		['wrong shapes', '{"mcpServers": 7, "hooks": "x", "mcp": [], "plugin": {}, "context_servers": [1], "lsp": 1, "extensions": false}'],
		[
			'wrong shapes inside',
			'{"mcpServers": {"a": 7}, "hooks": {"b": [1, {"hooks": 4}]}, "mcp": {"c": []}, "plugin": [1, [], {}], "lsp": {"d": 1}}',
		],
		[
			'keys of JavaScript',
			'{"__proto__": {"command": "a"}, "mcpServers": {"__proto__": {"command": "a", "env": {"__proto__": "b"}}, "constructor": {"url": "c"}}}',
		],
		['half of it', '{"mcpServers": {"a": {"command": "x"'],
		['names with characters that act', '{"mcpServers": {"a\\u001b[31m\\u202e](command:x)": {"command": "x\\u0000y"}}}'],
	];

	for (const [what, text] of HOSTILE) {
		it(`stands ${what} in every file`, async () => {
			for (const { id } of agents) {
				const { gaps } = await readingOf(
					id,
					everyPlace(id, 'linux', () => text),
				);
				assert.ok(
					gaps.every((gap) => gap.area === 'launches'),
					id,
				);
				if (what === 'half of it') {
					assert.ok(gaps.length > 0, `${id} says nothing of a file of which it reads half`);
				}
			}
			assert.equal('command' in {}, false);
		});
	}

	// One agent for each shape that servers are written in.
	const MANY = 10_000;
	/** More are beyond the bound of a YAML file, which is another thing that is told. */
	const MANY_IN_YAML = 5_000;
	const manyServers: Readonly<Record<string, string>> = {
		amp: many('"amp.mcpServers"', '"command":"node"'),
		'continue-dev': `mcpServers:\n${Array.from({ length: MANY_IN_YAML }, (_, at) => `  - {name: s${at}, command: node}\n`).join('')}`,
		crush: many('"mcp"', '"command":"$(node)"'),
		goose: `extensions:\n${Array.from({ length: MANY_IN_YAML }, (_, at) => `  s${at}: {type: stdio, cmd: node}\n`).join('')}`,
		'grok-build': Array.from({ length: MANY }, (_, at) => `[mcp_servers.s${at}]\ncommand = "node"\n`).join(''),
		opencode: many('"mcp"', '"command":["node"]'),
		zed: many('"context_servers"', '"command":{"path":"node"}'),
	};
	function many(key: string, server: string): string {
		return `{${key}:{${Array.from({ length: MANY }, (_, at) => `"s${at}":{${server}}`).join(',')}}}`;
	}

	for (const [id, text] of Object.entries(manyServers)) {
		it(`looks at the first thousand of many servers of ${id}, and says so`, async () => {
			const { facts, gaps } = await readingOf(id, { [`${HOME}/${OWN[id]?.path.linux}`]: text });
			assert.equal(facts.length, 1_000);
			assert.deepEqual(
				gaps.map(({ reason }) => reason),
				['limit'],
			);
		});
	}

	it('tells of what it could not read of each, and of no more than what is there', async () => {
		for (const { id } of agents) {
			const files = everyPlace(id, 'linux', () => '');
			const machine = fixtureMachine({ files });
			const { gaps } = await collectLaunches(machine, { folders: [`${HOME}/app`], agents: agents.filter((agent) => agent.id === id) });
			assert.deepEqual(gaps, [], id);
		}
	});
});
