import { defineAgent } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';

const rules = {
	format: 'jsonc',
	own: true,
	refuses: ['comment', 'trailing-comma', 'syntax-error'],
	heeds: 'disabled',
	trigger: 'session-start',
	headless: 'runs',
	needsTrust: false,
} as const;
const servers = { ...rules, entries: [mcpServers('mcpServers')] } as const;
const agentFile = { ...rules, entries: [mcpServers('mcpServers'), hooks('hooks')] } as const;
const project = { scope: 'project', search: 'folder' } as const;

export default defineAgent({
	id: 'amazon-q',
	title: 'Amazon Q Developer CLI',
	vendor: 'amazon',
	files: [
		{ ...servers, ...project, path: '.amazonq/mcp.json', because: 'nothing asks first, where the agent in use includes this file' },
		{ ...agentFile, ...project, path: '.amazonq/cli-agents/*.json', because: 'nothing asks first, once the person chose this agent' },
		{ ...servers, scope: 'user', places: ['~/.aws/amazonq/mcp.json'] },
		{ ...agentFile, scope: 'user', places: ['~/.aws/amazonq/cli-agents/*.json'] },
		// The extension for editors keeps its servers in files of its own.
		{
			...servers,
			...project,
			path: '.amazonq/default.json',
			unsure: 'not verified: the extension for editors is said to read it',
		},
		{
			...servers,
			scope: 'user',
			places: ['~/.aws/amazonq/default.json', '~/.aws/amazonq/agents/default.json'],
			unsure: 'not verified: the extension for editors is said to read it',
		},
	],
	source: 'Amazon Q Developer CLI, its documentation and repository (agent format, MCP); it goes on as Kiro CLI',
});
