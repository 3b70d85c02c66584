import assert from 'node:assert/strict';
import { APP, executorOf, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/factory-droid', () => {
	it('shows what its files bring, and what Factory Droid does with each', async () => {
		const launches = await launchesOf('factory-droid', {
			[`${APP}/.factory/mcp.json`]: '{"mcpServers":{"tools":{"command":"node","args":["x.js"]}}}',
			[`${APP}/.factory/hooks.json`]: '{"SessionStart":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]}',
			[`${APP}/.factory/settings.json`]:
				'{"hooks":{"Stop":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]},"customModels":[{"model":"m","baseUrl":"https://llm.example.com"}],"autonomyLevel":"high","enabledPlugins":{"x@y":true}}',
		});
		assert.deepEqual(told(launches), [
			'hook SessionStart: ./start.sh (.factory/hooks.json:1) | loads, session-start, headless runs: its documentation names nothing that asks first',
			'hook Stop: ./start.sh (.factory/settings.json:1) | ignores, tool-use, headless refuses: reads .factory/hooks.json instead',
			'mcp-server tools: node x.js (.factory/mcp.json:1) | loads, session-start, headless runs: its documentation names nothing that asks first',
			'plugin x@y: y (.factory/settings.json:1) | loads, session-start, headless runs: its documentation names nothing that asks first',
			'setting autonomyLevel: high (.factory/settings.json:1) | loads, session-start, headless runs: its documentation names nothing that asks first',
			'setting customModels.0.baseUrl: https://llm.example.com https://llm.example.com (.factory/settings.json:1) | loads, session-start, headless runs: its documentation names nothing that asks first',
		]);
	});

	it('takes the hooks of the settings where there is no file of them', async () => {
		const text = '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"./stop.sh"}]}]}}';
		const [launch] = await launchesOf('factory-droid', { [`${APP}/.factory/settings.json`]: text });
		assert.deepEqual([launch?.command, executorOf(launch).verdict], ['./stop.sh', 'loads']);
	});
});
