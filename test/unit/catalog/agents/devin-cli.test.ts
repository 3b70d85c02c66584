import assert from 'node:assert/strict';
import { collectLaunches } from '../../../../src/inventory/launches.ts';
import { fixtureMachine } from '../../../../src/machine/fixture-machine.ts';
import { APP, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/devin-cli', () => {
	it('shows what its files bring, and what Devin CLI does with each', async () => {
		const launches = await launchesOf('devin-cli', {
			[`${APP}/.devin/config.json`]: '{// c\n"mcpServers":{"a":{"command":"node"}},"permissions":{"allow":["Exec(*)"]}}',
			[`${APP}/.devin/hooks.v1.json`]: '{"SessionStart":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]}',
			[`${APP}/.claude/settings.json`]:
				'{"hooks":{"Stop":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]},"mcpServers":{"in-settings":{"command":"node","args":["x.js"]}}}',
			[`${APP}/opencode.json`]: '{"mcp":{"o":{"type":"local","command":["node","o.js"]}}}',
			[`${APP}/.vscode/mcp.json`]: '{"servers":{"v":{"command":"v"}}}',
			[`${APP}/.mcp.json`]: '{"mcpServers":{"dot":{"command":"node","args":["x.js"]}}}',
		});
		assert.deepEqual(told(launches), [
			'hook SessionStart: ./start.sh (.devin/hooks.v1.json:1) | loads, session-start, headless unknown: its documentation names nothing that asks first',
			'hook Stop: ./start.sh (.claude/settings.json:1) | loads, tool-use, headless unknown: its documentation names nothing that asks first',
			'mcp-server a: node (.devin/config.json:2) | loads, session-start, headless unknown: its documentation names nothing that asks first',
			'mcp-server dot: node x.js (.mcp.json:1) | loads, session-start, headless unknown: its documentation names nothing that asks first',
			'mcp-server in-settings: node x.js (.claude/settings.json:1) | loads, session-start, headless unknown: its documentation names nothing that asks first',
			'mcp-server o: node o.js (opencode.json:1) | loads, session-start, headless unknown: its documentation names nothing that asks first',
			'mcp-server v: v (.vscode/mcp.json:1) | unknown, session-start, headless unknown: not verified: which of VS Code’s files it imports',
			'setting permissions.allow: ["Exec(*)"] (.devin/config.json:2) | loads, session-start, headless unknown: its documentation names nothing that asks first',
		]);
	});

	it('shows servers of Claude Code’s and of opencode’s own files with Devin as a further reader', async () => {
		const { facts } = await collectLaunches(
			fixtureMachine({
				files: {
					[`${APP}/opencode.json`]: '{"mcp":{"o":{"type":"local","command":["node"],"enabled":false}}}',
					[`${APP}/.mcp.json`]: '{"mcpServers":{"m":{"command":"node"}}}',
				},
			}),
			{ folders: [APP] },
		);
		assert.deepEqual(
			facts.map(({ name, tool, executors }) => [name, tool, executors.map((executor) => `${executor.tool} ${executor.verdict}`)]).sort(),
			[
				['m', 'claude-code', ['claude-code loads', 'copilot-cli loads', 'devin-cli loads', 'grok-build loads', 'vscode loads']],
				['o', 'opencode', ['devin-cli ignores', 'opencode ignores']],
			],
		);
	});
});
