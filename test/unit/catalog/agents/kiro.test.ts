import assert from 'node:assert/strict';
import { APP, launchesOf, readingOf, told } from './one-agent.ts';

describe('catalog/agents/kiro', () => {
	it('shows what its files bring, and what Kiro does with each', async () => {
		const launches = await launchesOf('kiro', {
			[`${APP}/.kiro/settings/mcp.json`]: '{"mcpServers":{"a":{"command":"node","args":["x.js"],"autoApprove":["*"]}}}',
			[`${APP}/.kiro/agents/x.json`]:
				'{"mcpServers":{"b":{"command":"b"}},"hooks":{"agentSpawn":[{"command":"spawn.sh"}]},"allowedTools":["*"]}',
			[`${APP}/.kiro/agents/y.md`]: '---\nmcpServers:\n  c:\n    command: c\n---\nYou are.',
			[`${APP}/.kiro/hooks/z.json`]:
				'{"version":"v1","hooks":[{"name":"n","trigger":"SessionStart","action":{"type":"command","command":"npm run x"}},{"name":"o","trigger":"PostFileSave","action":{"type":"command","command":"off.sh"},"enabled":false},{"name":"p","trigger":"Stop","action":{"type":"agent","prompt":"do"}}]}',
			[`${APP}/.kiro/hooks/w.kiro.hook`]:
				'{"enabled":true,"name":"w","when":{"type":"fileEdited"},"then":{"type":"runCommand","command":"npx tsc"}}',
		});
		assert.deepEqual(told(launches), [
			'hook PostFileSave: off.sh (.kiro/hooks/z.json:1) | ignores, tool-use, headless refuses: switched off by "enabled"',
			'hook SessionStart: npm run x (.kiro/hooks/z.json:1) | loads, session-start, headless unknown: the command line asks nothing first; the editor waits until the folder is trusted',
			'hook agentSpawn: spawn.sh (.kiro/agents/x.json:1) | loads, session-start, headless unknown: only while the person works with this agent',
			'hook fileEdited: npx tsc (.kiro/hooks/w.kiro.hook:1) | loads, tool-use, trust first, headless unknown: the editor waits until the folder is trusted',
			'mcp-server a: node x.js (.kiro/settings/mcp.json:1) | loads, session-start, headless unknown: the command line asks nothing first; the editor waits until the folder is trusted',
			'mcp-server b: b (.kiro/agents/x.json:1) | loads, session-start, headless unknown: only while the person works with this agent',
			'mcp-server c: c (.kiro/agents/y.md:3) | loads, session-start, headless unknown: only while the person works with this agent',
			'setting allowedTools: ["*"] (.kiro/agents/x.json:1) | loads, session-start, headless unknown: only while the person works with this agent',
			'setting mcpServers.a.autoApprove: ["*"] (.kiro/settings/mcp.json:1) | loads, session-start, headless unknown: the command line asks nothing first; the editor waits until the folder is trusted',
		]);
	});

	it('tells of hooks whose command cannot be read', async () => {
		const { gaps } = await readingOf('kiro', {
			[`${APP}/.kiro/hooks/a.json`]: '{"hooks":[{"trigger":"Stop","action":{"type":"command"}}, 7]}',
			[`${APP}/.kiro/hooks/b.kiro.hook`]: '{"when":{"type":"fileEdited"},"then":{"type":"runCommand","command":7}}',
		});
		assert.deepEqual(
			gaps.map(({ detail }) => detail),
			['a hook has no command that can be read', 'a hook has no command that can be read'],
		);
	});
});
