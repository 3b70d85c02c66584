import assert from 'node:assert/strict';
import { APP, HOME, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/continue-dev', () => {
	it('shows what its files bring, and what Continue does with each', async () => {
		const launches = await launchesOf('continue-dev', {
			[`${APP}/.continue/mcpServers/a.yaml`]:
				'name: x\nmcpServers:\n  - name: a\n    command: npx\n    args: [a]\n  - name: a\n    type: sse\n    url: https://mcp.example.com/a\nmodels:\n  - name: m\n    apiBase: https://llm.example.com\n',
			[`${APP}/.continue/mcpServers/b.json`]: '{"mcpServers":{"b":{"command":"node","args":["x.js"]}}}',
			[`${HOME}/.continue/config.ts`]: 'x',
		});
		assert.deepEqual(told(launches), [
			'mcp-server a (1): https://mcp.example.com/a (.continue/mcpServers/a.yaml:6) | loads, session-start, headless runs: nothing asks first, beyond what the editor that it is installed in does',
			'mcp-server a: npx a (.continue/mcpServers/a.yaml:3) | loads, session-start, headless runs: nothing asks first, beyond what the editor that it is installed in does',
			'mcp-server b: node x.js (.continue/mcpServers/b.json:1) | loads, session-start, headless runs: nothing asks first, beyond what the editor that it is installed in does',
			'plugin config.ts: .continue/config.ts sha256:… (~/.continue/config.ts:1) | loads, session-start, headless runs: nothing asks first',
			'setting models.m.apiBase: https://llm.example.com https://llm.example.com (.continue/mcpServers/a.yaml:11) | loads, session-start, headless runs: nothing asks first, beyond what the editor that it is installed in does',
		]);
	});
});
