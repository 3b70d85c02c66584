import { defineAgent } from './agent.ts';
import { mcpServers } from './entries.ts';

const rules = {
	format: 'jsonc',
	own: true,
	refuses: [],
	heeds: 'disabled',
	trigger: 'session-start',
	headless: 'unknown',
	entries: [mcpServers('mcpServers')],
} as const;

export default defineAgent({
	id: 'junie',
	title: 'JetBrains Junie',
	vendor: 'jetbrains',
	files: [
		{
			...rules,
			scope: 'project',
			path: '.junie/mcp/mcp.json',
			search: 'folder',
			needsTrust: true,
			because: 'the editor’s “Trust project” stands before it',
		},
		{ ...rules, scope: 'user', places: ['~/.junie/mcp/mcp.json'], needsTrust: false },
	],
	source: 'JetBrains documentation of Junie (MCP settings); hooks of .junie/config.json are off by default and not looked at',
});
