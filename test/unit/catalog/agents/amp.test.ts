import assert from 'node:assert/strict';
import { APP, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/amp', () => {
	it('shows what its files bring, and what Amp does with each', async () => {
		const launches = await launchesOf('amp', {
			[`${APP}/.amp/settings.json`]:
				'{ // c\n"amp.mcpServers":{"a":{"command":"node"}},"amp.dangerouslyAllowAll":true,"amp.url":"https://amp.example.com",}',
			[`${APP}/.amp/plugins/p.ts`]: 'x',
		});
		assert.deepEqual(told(launches), [
			'mcp-server a: node (.amp/settings.json:2) | loads, session-start, trust first, headless refuses: a server of a folder waits for `amp mcp approve`',
			'plugin p.ts: plugins/p.ts sha256:… (.amp/plugins/p.ts:1) | loads, session-start, headless runs: nothing asks first',
			'setting amp.dangerouslyAllowAll: true (.amp/settings.json:2) | loads, session-start, headless runs: a folder’s settings win over the person’s, and nothing asks first',
			'setting amp.url: https://amp.example.com https://amp.example.com (.amp/settings.json:2) | loads, session-start, headless runs: a folder’s settings win over the person’s, and nothing asks first',
		]);
	});
});
