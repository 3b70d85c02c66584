import { defineAgent } from './agent.ts';
import { flatMcpServers, mcpServers } from './entries.ts';

const rules = {
	format: 'jsonc',
	own: true,
	refuses: [],
	trigger: 'session-start',
	headless: 'unknown',
	entries: [mcpServers('mcpServers'), flatMcpServers],
} as const;

export default defineAgent({
	id: 'warp',
	title: 'Warp',
	vendor: 'warp',
	files: [
		{
			...rules,
			scope: 'project',
			path: '.warp/.mcp.json',
			search: 'repository-to-folder',
			needsTrust: false,
			unsure: 'not verified: whether Warp asks before it starts a server that a folder brings',
		},
		{ ...rules, scope: 'user', places: ['~/.warp/.mcp.json'], needsTrust: false },
	],
	source: 'docs.warp.dev: Model Context Protocol, file-based servers; closed source, not run',
});
