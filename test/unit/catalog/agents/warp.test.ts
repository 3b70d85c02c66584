import assert from 'node:assert/strict';
import { APP, HOME, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/warp', () => {
	it('shows what its files bring, and what Warp does with each', async () => {
		const launches = await launchesOf('warp', {
			[`${APP}/.warp/.mcp.json`]: '{"mcpServers":{"tools":{"command":"node","args":["x.js"]}}}',
			[`${HOME}/.warp/.mcp.json`]: '{"flat":{"command":"f"}}',
		});
		assert.deepEqual(told(launches), [
			'mcp-server flat: f (~/.warp/.mcp.json:1) | loads, session-start, headless unknown: in a place that it reads',
			'mcp-server tools: node x.js (.warp/.mcp.json:1) | unknown, session-start, headless unknown: not verified: whether Warp asks before it starts a server that a folder brings',
		]);
	});
});
