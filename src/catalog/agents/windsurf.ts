import { defineAgent } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';
import { inSystem } from './places.ts';

/** Windsurf is closed source: what its parser refuses is not known, so nothing is said to be refused. */
const rules = {
	format: 'jsonc',
	own: true,
	refuses: [],
	heeds: 'disabled',
	trigger: 'session-start',
	needsTrust: false,
	headless: 'unknown',
	entries: [hooks('hooks')],
} as const;

const user = { ...rules, scope: 'user' } as const;

export default defineAgent({
	id: 'windsurf',
	title: 'Windsurf',
	vendor: 'cognition',
	files: [
		{
			...rules,
			scope: 'project',
			path: '.windsurf/hooks.json',
			search: 'folder',
			because: 'its documentation names nothing that asks first',
		},
		{ ...user, places: ['~/.codeium/windsurf/hooks.json', '~/.codeium/windsurf-next/hooks.json'] },
		// Servers are the person's alone; a folder brings none.
		{
			...user,
			places: ['~/.codeium/windsurf/mcp_config.json', '~/.codeium/windsurf-next/mcp_config.json'],
			entries: [mcpServers('mcpServers')],
		},
		{
			...user,
			places: ['~/.codeium/mcp_config.json'],
			entries: [mcpServers('mcpServers')],
			unsure: 'not verified: the plugins for other editors are said to read it',
		},
		{
			...rules,
			scope: 'system',
			places: inSystem('hooks.json', {
				linux: '/etc/windsurf',
				darwin: '/Library/Application Support/Windsurf',
				win32: '%PROGRAMDATA%/Windsurf',
			}),
		},
	],
	source: 'docs.windsurf.com: Cascade hooks, Model Context Protocol',
});
