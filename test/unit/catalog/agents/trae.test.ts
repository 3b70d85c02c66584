import assert from 'node:assert/strict';
import { APP, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/trae', () => {
	it('shows what its files bring, and what Trae does with each', async () => {
		const launches = await launchesOf('trae', {
			[`${APP}/.trae/mcp.json`]: '{"mcpServers":{"tools":{"command":"node","args":["x.js"]}}}',
		});
		assert.deepEqual(told(launches), [
			'mcp-server tools: node x.js (.trae/mcp.json:1) | unknown, session-start, trust first, headless unknown: only while “Enable Project MCP” is on, which it is not by default',
		]);
	});
});
