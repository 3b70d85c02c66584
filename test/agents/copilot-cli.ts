import { hooks, NOWHERE, servers, type Trial } from './agent.ts';

export default {
	id: 'copilot-cli',
	package: '@github/copilot',
	program: '@github/copilot-linux-x64/copilot',
	args: ['-p', 'hi'],
	env: {
		COPILOT_OFFLINE: 'true',
		COPILOT_PROVIDER_BASE_URL: `${NOWHERE}/v1`,
		COPILOT_PROVIDER_TYPE: 'openai',
		COPILOT_PROVIDER_API_KEY: 'made-up',
		COPILOT_MODEL: 'gpt-4',
	},
	project: (canaries) => ({
		'.mcp.json': JSON.stringify({ mcpServers: servers(canaries) }),
		'.claude/settings.json': JSON.stringify({ hooks: hooks(canaries) }),
	}),
	home: (project) => ({ '.copilot/config.json': `// kept\n${JSON.stringify({ trustedFolders: [project] })}\n` }),
	fires: ['server', 'hook'],
	stops: { server: ['server'], project: ['server', 'hook'] },
} satisfies Trial;
