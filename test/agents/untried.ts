import { hooks, servers, type Trial } from './agent.ts';

/**
 * Tools that we write denials for, or know no way for, and that are not started here: editors with windows of their own, and
 * agents whose start without an account was not found. What is asked of them is what our code would write.
 */
export const untried: readonly Pick<Trial, 'id' | 'project' | 'home'>[] = [
	{
		id: 'crush',
		project: (canaries) => ({ 'crush.json': JSON.stringify({ mcp: servers(canaries), hooks: hooks(canaries) }) }),
		home: () => ({}),
	},
	{
		id: 'cursor',
		project: (canaries) => ({
			'.cursor/mcp.json': JSON.stringify({ mcpServers: servers(canaries) }),
			'.cursor/hooks.json': JSON.stringify({ version: 1, hooks: { sessionStart: [{ command: canaries.hook }] } }),
		}),
		home: () => ({}),
	},
	{
		id: 'qwen-code',
		project: (canaries) => ({ '.qwen/settings.json': JSON.stringify({ mcpServers: servers(canaries), hooks: hooks(canaries) }) }),
		home: () => ({}),
	},
	{
		id: 'vscode',
		project: (canaries) => ({
			'.vscode/mcp.json': JSON.stringify({ servers: servers(canaries) }),
			'.github/hooks/canary.json': JSON.stringify({ hooks: hooks(canaries) }),
		}),
		home: () => ({ '.config/Code/User/settings.json': '{}\n' }),
	},
];
