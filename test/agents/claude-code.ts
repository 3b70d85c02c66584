import { hooks, NOWHERE, servers, type Trial } from './agent.ts';

export default {
	id: 'claude-code',
	package: '@anthropic-ai/claude-code',
	program: '@anthropic-ai/claude-code-linux-x64/claude',
	args: ['-p', 'hi'],
	env: { ANTHROPIC_BASE_URL: NOWHERE, ANTHROPIC_API_KEY: 'made-up', CLAUDE_CODE_MAX_RETRIES: '0', DISABLE_AUTOUPDATER: '1' },
	project: (canaries) => ({
		'.mcp.json': JSON.stringify({ mcpServers: servers(canaries) }),
		'.claude/settings.json': JSON.stringify({ hooks: hooks(canaries) }),
	}),
	home: () => ({}),
	fires: ['server', 'hook'],
	stops: { server: ['server'], hooks: ['hook'] },
} satisfies Trial;
