import assert from 'node:assert/strict';
import { APP, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/roo-code', () => {
	it('shows what its files bring, and what Roo Code does with each', async () => {
		const launches = await launchesOf('roo-code', {
			[`${APP}/.roo/mcp.json`]: '{"mcpServers":{"a":{"command":"node","args":["x.js"],"alwaysAllow":["x"]}}}',
		});
		assert.deepEqual(told(launches), [
			'mcp-server a: node x.js (.roo/mcp.json:1) | loads, folder-open, trust first, headless unknown: the extension is off in Restricted Mode; in a trusted folder nothing asks first',
			'setting mcpServers.a.alwaysAllow: ["x"] (.roo/mcp.json:1) | loads, folder-open, trust first, headless unknown: the extension is off in Restricted Mode; in a trusted folder nothing asks first',
		]);
	});
});
