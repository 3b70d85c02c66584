import assert from 'node:assert/strict';
import { APP, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/amazon-q', () => {
	it('shows what its files bring, and what Amazon Q Developer CLI does with each', async () => {
		const launches = await launchesOf('amazon-q', {
			[`${APP}/.amazonq/mcp.json`]: '{"mcpServers":{"tools":{"command":"node","args":["x.js"]}}}',
			[`${APP}/.amazonq/cli-agents/x.json`]:
				'{"mcpServers":{"b":{"command":"b","autoApprove":["x"]}},"hooks":{"agentSpawn":[{"command":"spawn.sh"}],"userPromptSubmit":[{"command":"p.sh"}]}}',
			[`${APP}/.amazonq/default.json`]: '{"mcpServers":{"d":{"command":"node","args":["x.js"]}}}',
		});
		assert.deepEqual(told(launches), [
			'hook agentSpawn: spawn.sh (.amazonq/cli-agents/x.json:1) | loads, session-start, headless runs: nothing asks first, once the person chose this agent',
			'hook userPromptSubmit: p.sh (.amazonq/cli-agents/x.json:1) | loads, first-prompt, headless runs: nothing asks first, once the person chose this agent',
			'mcp-server b: b (.amazonq/cli-agents/x.json:1) | loads, session-start, headless runs: nothing asks first, once the person chose this agent',
			'mcp-server d: node x.js (.amazonq/default.json:1) | unknown, session-start, headless runs: not verified: the extension for editors is said to read it',
			'mcp-server tools: node x.js (.amazonq/mcp.json:1) | loads, session-start, headless runs: nothing asks first, where the agent in use includes this file',
			'setting mcpServers.b.autoApprove: ["x"] (.amazonq/cli-agents/x.json:1) | loads, session-start, headless runs: nothing asks first, once the person chose this agent',
		]);
	});
});
