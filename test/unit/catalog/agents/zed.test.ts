import assert from 'node:assert/strict';
import { APP, launchesOf, told } from './one-agent.ts';

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
});
