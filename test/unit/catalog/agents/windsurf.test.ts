import assert from 'node:assert/strict';
import { APP, HOME, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/windsurf', () => {
	it('shows what its files bring, and what Windsurf does with each', async () => {
		const launches = await launchesOf('windsurf', {
			[`${APP}/.windsurf/hooks.json`]:
				'{"hooks":{"pre_user_prompt":[{"command":"p.sh","show_output":true}],"post_write_code":[{"command":"w.sh"}]}}',
			[`${HOME}/.codeium/windsurf/mcp_config.json`]: '{"mcpServers":{"r":{"serverUrl":"https://mcp.example.com/r"}}}',
			[`${APP}/.windsurf/rules/x.md`]: 'hi',
		});
		assert.deepEqual(told(launches), [
			'hook post_write_code: w.sh (.windsurf/hooks.json:1) | loads, tool-use, headless unknown: its documentation names nothing that asks first',
			'hook pre_user_prompt: p.sh (.windsurf/hooks.json:1) | loads, first-prompt, headless unknown: its documentation names nothing that asks first',
			'mcp-server r: https://mcp.example.com/r (~/.codeium/windsurf/mcp_config.json:1) | loads, session-start, headless unknown: in a place that it reads',
		]);
	});
});
