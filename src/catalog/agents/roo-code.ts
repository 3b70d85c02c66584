import { defineAgent } from './agent.ts';
import { mcpServers } from './entries.ts';

/** Servers are connected as soon as the extension is there, which is when the editor has started. */
const rules = {
	format: 'jsonc',
	own: true,
	refuses: ['comment', 'trailing-comma', 'syntax-error'],
	heeds: 'disabled',
	trigger: 'folder-open',
	headless: 'unknown',
	entries: [mcpServers('mcpServers')],
} as const;

export default defineAgent({
	id: 'roo-code',
	title: 'Roo Code',
	vendor: 'roo',
	files: [
		{
			...rules,
			scope: 'project',
			path: '.roo/mcp.json',
			search: 'folder',
			needsTrust: true,
			because: 'the extension is off in Restricted Mode; in a trusted folder nothing asks first',
		},
		{
			...rules,
			scope: 'user',
			needsTrust: false,
			places: [],
			inUserData: ['User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json'],
		},
	],
	source: 'Roo Code, its source at the end (archived 2026-05-15): McpHub, package.json',
});
