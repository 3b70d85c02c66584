import assert from 'node:assert/strict';
import { APP, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/antigravity', () => {
	it('shows what its files bring, and what Antigravity does with each', async () => {
		const launches = await launchesOf('antigravity', {
			[`${APP}/.agents/mcp_config.json`]: '{"mcpServers":{"tools":{"command":"node","args":["x.js"]}}}',
			[`${APP}/.agents/hooks.json`]: '{"mine":{"SessionStart":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]}}',
		});
		assert.deepEqual(told(launches), [
			'hook SessionStart: ./start.sh (.agents/hooks.json:1) | unknown, session-start, trust first, headless unknown: not verified: told by tools that write such hooks',
			'mcp-server tools: node x.js (.agents/mcp_config.json:1) | loads, session-start, trust first, headless unknown: the editor’s workspace trust stands before it',
		]);
	});
});
