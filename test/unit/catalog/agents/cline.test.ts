import assert from 'node:assert/strict';
import { APP, executorOf, HOME, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/cline', () => {
	it('shows what its files bring, and what Cline does with each', async () => {
		const launches = await launchesOf('cline', {
			[`${APP}/.clinerules/hooks/PreToolUse`]: '#!/bin/sh\nx',
			[`${APP}/.clinerules/hooks/TaskStart.py`]: 'x',
			[`${APP}/.clinerules/hooks/README.md`]: 'x',
			[`${APP}/.cline/hooks/taskstart.sh`]: 'x',
			[`${APP}/.cline/plugins/p.js`]: 'x',
			[`${APP}/.cline/mcp.json`]: '{"mcpServers":{"m":{"command":"node","args":["x.js"]}}}',
			[`${HOME}/.config/Cursor/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json`]:
				'{"mcpServers":{"g":{"command":"node","args":["x.js"],"autoApprove":["a"],"disabled":true}}}',
			[`${HOME}/Documents/Cline/Hooks/TaskStart`]: 'x',
		});
		assert.deepEqual(told(launches), [
			'hook PreToolUse: #!/bin/sh\nx (.clinerules/hooks/PreToolUse:1) | loads, tool-use, headless runs: nothing asks first, beyond what the editor that it is installed in does',
			'hook TaskStart: .clinerules/hooks/TaskStart.py (.clinerules/hooks/TaskStart.py:1) | loads, first-prompt, headless runs: nothing asks first, beyond what the editor that it is installed in does',
			'hook TaskStart: x (~/Documents/Cline/Hooks/TaskStart:1) | loads, first-prompt, headless runs: nothing asks first, beyond what the editor that it is installed in does',
			'hook taskstart: x (.cline/hooks/taskstart.sh:1) | loads, first-prompt, headless runs: nothing asks first, beyond what the editor that it is installed in does',
			'mcp-server g: node x.js (~/.config/Cursor/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json:1) | ignores, session-start, headless refuses: switched off by "disabled"',
			'mcp-server m: node x.js (.cline/mcp.json:1) | unknown, session-start, headless runs: not verified: documented, and not found in the command line’s code',
			'plugin p.js: plugins/p.js sha256:… (.cline/plugins/p.js:1) | loads, session-start, headless runs: nothing asks first, beyond what the editor that it is installed in does',
			'setting mcpServers.g.autoApprove: ["a"] (~/.config/Cursor/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json:1) | loads, session-start, headless runs: nothing asks first, beyond what the editor that it is installed in does',
		]);
	});

	it('reads what the extension keeps, in whichever editor it is, and says no more of it than is known', async () => {
		const text = '{"mcpServers":{"a":{"command":"x"}}}';
		for (const editor of ['Code', 'Cursor', 'Windsurf', 'VSCodium']) {
			const path = `${HOME}/.config/${editor}/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json`;
			const [launch] = await launchesOf('cline', { [path]: text });
			assert.deepEqual([launch?.scope, executorOf(launch).verdict], ['user', 'loads'], editor);
		}
	});

	it('takes an empty script for nothing, and other names for no hook', async () => {
		assert.deepEqual(
			await launchesOf('cline', {
				[`${APP}/.clinerules/hooks/PreToolUse`]: '# nothing yet\n',
				[`${APP}/.clinerules/hooks/PreToolUse.exe`]: 'x',
				[`${APP}/.clinerules/hooks/__proto__`]: 'x',
			}),
			[],
		);
	});
});
