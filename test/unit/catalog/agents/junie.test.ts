import assert from 'node:assert/strict';
import { APP, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/junie', () => {
	it('shows what its files bring, and what JetBrains Junie does with each', async () => {
		const launches = await launchesOf('junie', {
			[`${APP}/.junie/mcp/mcp.json`]: '{"mcpServers":{"tools":{"command":"node","args":["x.js"]}}}',
		});
		assert.deepEqual(told(launches), [
			'mcp-server tools: node x.js (.junie/mcp/mcp.json:1) | loads, session-start, trust first, headless unknown: the editor’s “Trust project” stands before it',
		]);
	});
});
