import { defineAgent } from './agent.ts';
import { mcpServers } from './entries.ts';
import { inAppData } from './places.ts';

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
	id: 'trae',
	title: 'Trae',
	vendor: 'bytedance',
	files: [
		{
			...rules,
			scope: 'project',
			path: '.trae/mcp.json',
			search: 'folder',
			needsTrust: true,
			unsure: 'only while “Enable Project MCP” is on, which it is not by default',
		},
		{ ...rules, scope: 'user', places: inAppData('Trae/User/mcp.json'), needsTrust: false },
	],
	source: 'docs.trae.ai: Model Context Protocol; closed source, not run',
});
