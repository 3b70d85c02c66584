import { type DocumentNode, items } from '../../document/node.ts';
import { defineAgent } from './agent.ts';
import { approvingServers } from './approving-servers.ts';
import { hooks } from './entries.ts';
import { instructionFiles } from './instruction-files.ts';
import { settingValues } from './setting-entries.ts';

const isFilled = (value: DocumentNode): boolean => items(value).length > 0;

const rules = {
	format: 'jsonc',
	own: true,
	refuses: ['comment', 'trailing-comma', 'syntax-error'],
	heeds: 'disabled',
	trigger: 'session-start',
	headless: 'runs',
	needsTrust: false,
} as const;
const servers = { ...rules, entries: approvingServers } as const;
const agentFile = {
	...rules,
	entries: [...approvingServers, hooks('hooks'), settingValues([{ key: 'allowedTools', when: isFilled }])],
} as const;
const project = { scope: 'project', search: 'folder' } as const;

export default defineAgent({
	id: 'amazon-q',
	title: 'Amazon Q Developer CLI',
	vendor: 'amazon',
	programs: ['q chat'],
	files: [
		{ ...servers, ...project, path: '.amazonq/mcp.json', because: 'nothing asks first, where the agent in use includes this file' },
		{ ...agentFile, ...project, path: '.amazonq/cli-agents/*.json', because: 'nothing asks first, once the person chose this agent' },
		...instructionFiles('folder', ['.amazonq/rules/*.md']),
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
