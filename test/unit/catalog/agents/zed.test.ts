import assert from 'node:assert/strict';
import { APP, HOME, launchesOf, lines, readingOf, told } from './one-agent.ts';

describe('catalog/agents/zed', () => {
	it('shows what its files bring, and what Zed does with each', async () => {
		const launches = await launchesOf('zed', {
			[`${APP}/.zed/settings.json`]:
				'{ // c\n"context_servers":{"a":{"source":"custom","command":"node","args":["a.js"],"env":{"X":"1"}},"old":{"command":{"path":"old","args":["o"]}},"ext":{"settings":{}},"r":{"url":"https://mcp.example.com"}},"lsp":{"rust":{"binary":{"path":"./ra","arguments":["x"]}}},"languages":{"Go":{"formatter":{"external":{"command":"fmt.sh","arguments":["-"]}}}},"agent_servers":{"mine":{"command":"agent","args":[]}},"language_models":{"openai":{"api_url":"https://llm.example.com/v1"}},"terminal":{"env":{"NODE_OPTIONS":"--require ./x.js","A":"b"}},}',
			[`${APP}/.zed/tasks.json`]:
				'[{"label":"build","command":"make","args":["x"]},{"label":"tree","command":"setup.sh","hooks":["create_worktree"]}]',
		});
		assert.deepEqual(told(launches), [
			'helper languages.Go.formatter.external.command: fmt.sh - (.zed/settings.json:2) | loads, folder-trust, trust first, headless unknown: a folder opens in Restricted Mode until the person trusts it',
			'helper lsp.rust.binary.path: ./ra x (.zed/settings.json:2) | loads, folder-trust, trust first, headless unknown: a folder opens in Restricted Mode until the person trusts it',
			'mcp-server a: node a.js (.zed/settings.json:2) | loads, folder-trust, trust first, headless unknown: a folder opens in Restricted Mode until the person trusts it',
			'mcp-server old: old o (.zed/settings.json:2) | loads, folder-trust, trust first, headless unknown: a folder opens in Restricted Mode until the person trusts it',
			'mcp-server r: https://mcp.example.com (.zed/settings.json:2) | loads, folder-trust, trust first, headless unknown: a folder opens in Restricted Mode until the person trusts it',
			'setting terminal.env.NODE_OPTIONS: --require ./x.js (.zed/settings.json:2) | loads, folder-trust, trust first, headless unknown: a folder opens in Restricted Mode until the person trusts it',
			'task build: make x (.zed/tasks.json:1) | loads, manual, trust first, headless unknown: runs when a person picks it',
			'task tree: setup.sh (.zed/tasks.json:1) | loads, git-operation, trust first, headless unknown: runs whenever a worktree is created',
		]);
	});

	it('takes agents and addresses from the person’s own file alone', async () => {
		const text = JSON.stringify({
			agent_servers: { mine: { command: 'agent', args: ['--acp'] } },
			agent: { always_allow_tool_actions: true },
			language_models: { openai: { api_url: 'https://llm.example.com/v1' } },
		});
		assert.deepEqual(await launchesOf('zed', { [`${APP}/.zed/settings.json`]: text }), []);
		assert.deepEqual(lines(await launchesOf('zed', { [`${HOME}/.config/zed/settings.json`]: text })), [
			'helper agent_servers.mine.command: agent --acp (~/.config/zed/settings.json:1)',
			'setting agent.always_allow_tool_actions: true (~/.config/zed/settings.json:1)',
			'setting language_models.openai.api_url: https://llm.example.com/v1 https://llm.example.com/v1 (~/.config/zed/settings.json:1)',
		]);
	});

	it('tells of tasks without a command', async () => {
		const { gaps } = await readingOf('zed', { [`${APP}/.zed/tasks.json`]: '[{"label":"x"}, {"label":"y","command":"y"}]' });
		assert.deepEqual(
			gaps.map(({ detail }) => detail),
			['1 of 2 tasks have no command that can be read'],
		);
	});
});
