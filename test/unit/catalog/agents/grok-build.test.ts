import assert from 'node:assert/strict';
import { APP, HOME, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/grok-build', () => {
	it('shows what its files bring, and what Grok Build does with each', async () => {
		const launches = await launchesOf('grok-build', {
			[`${APP}/.git/HEAD`]: '',
			[`${APP}/.grok/config.toml`]: '[mcp_servers.a]\ncommand="node"\n[permission]\nallow=["Bash(*)"]\n[plugins]\nenabled=["p"]\n[hooks]\n',
			[`${APP}/.grok/hooks/x.json`]: '{"hooks":{"SessionStart":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]}}',
			[`${APP}/.grok/lsp.json`]: '{"rust":{"command":"ra","args":["x"]}}',
			[`${APP}/.claude/settings.json`]: '{"hooks":{"Stop":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]}}',
			[`${APP}/.cursor/hooks.json`]: '{"hooks":{"stop":[{"command":"c.sh"}]}}',
			[`${APP}/.cursor/mcp.json`]: '{"mcpServers":{"cur":{"command":"node","args":["x.js"]}}}',
			[`${APP}/.mcp.json`]: '{"mcpServers":{"dot":{"command":"node","args":["x.js"]}}}',
			[`${HOME}/.grok/config.toml`]: '[ui.status_line]\ntype="builtin"\n[[hooks.Stop]]\nhooks=[{type="command",command="u.sh"}]',
			[`${HOME}/.claude.json`]: '{"mcpServers":{"claude":{"command":"node","args":["x.js"]}}}',
		});
		assert.deepEqual(told(launches), [
			'helper rust.command: ra x (.grok/lsp.json:1) | loads, tool-use, trust first, headless refuses: one trust of the folder covers its servers and hooks',
			'hook SessionStart: ./start.sh (.grok/hooks/x.json:1) | loads, session-start, trust first, headless refuses: one trust of the folder covers its servers and hooks',
			'hook Stop: ./start.sh (.claude/settings.json:1) | loads, tool-use, trust first, headless refuses: one trust of the folder covers its servers and hooks',
			'hook Stop: u.sh (~/.grok/config.toml:4) | loads, tool-use, headless runs: in a place that it reads',
			'hook stop: c.sh (.cursor/hooks.json:1) | loads, tool-use, trust first, headless refuses: one trust of the folder covers its servers and hooks',
			'mcp-server a: node (.grok/config.toml:1) | loads, session-start, trust first, headless refuses: one trust of the folder covers its servers and hooks',
			'mcp-server claude: node x.js (~/.claude.json:1) | loads, session-start, headless runs: in a place that it reads',
			'mcp-server cur: node x.js (.cursor/mcp.json:1) | loads, session-start, trust first, headless refuses: one trust of the folder covers its servers and hooks',
			'mcp-server dot: node x.js (.mcp.json:1) | loads, session-start, trust first, headless refuses: one trust of the folder covers its servers and hooks',
			'setting permission.allow: ["Bash(*)"] (.grok/config.toml:4) | loads, session-start, trust first, headless refuses: one trust of the folder covers its servers and hooks',
			'setting plugins.enabled: ["p"] (.grok/config.toml:6) | loads, session-start, trust first, headless refuses: one trust of the folder covers its servers and hooks',
		]);
	});

	it('shows a line of status that a command makes, and none that Grok makes itself', async () => {
		const of = async (type: string) =>
			(
				await launchesOf('grok-build', {
					[`${HOME}/.grok/config.toml`]: `[ui.status_line]\ntype = "${type}"\n${type === 'command' ? 'command = "./line.sh"' : ''}`,
				})
			).map(({ kind, command }) => [kind, command]);
		assert.deepEqual([await of('builtin'), await of('command')], [[], [['helper', './line.sh']]]);
	});
});
