import { defineAgent } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';
import { inConfig } from './places.ts';

/** JSON with comments. */
const rules = { format: 'jsonc', own: true, refuses: [], trigger: 'session-start' } as const;
const config = { ...rules, heeds: 'disabled', entries: [mcpServers('mcpServers'), hooks('hooks')] } as const;
const project = {
	scope: 'project',
	search: 'repository',
	needsTrust: false,
	headless: 'unknown',
	because: 'its documentation names nothing that asks first',
} as const;
const user = { scope: 'user', needsTrust: false, headless: 'runs' } as const;

/** Other tools' files, unless `read_config_from` says otherwise, which it does not by default. */
const imported = { ...rules, own: false, heeds: 'disabled' } as const;
const importedServers = { ...imported, entries: [mcpServers('mcpServers')] } as const;

export default defineAgent({
	id: 'devin-cli',
	title: 'Devin CLI',
	vendor: 'cognition',
	files: [
		{ ...config, ...project, path: '.devin/config.json' },
		{ ...config, ...project, path: '.devin/config.local.json' },
		// The same as Claude Code's; where its documentation leaves open whether the events are wrapped, both are taken.
		{ ...rules, ...project, path: '.devin/hooks.v1.json', entries: [hooks(), hooks('hooks')] },
		{ ...imported, ...project, path: '.claude/settings.json', entries: [hooks('hooks')] },
		{ ...imported, ...project, path: '.claude/settings.local.json', entries: [hooks('hooks')] },
		{ ...importedServers, ...project, path: '.cursor/mcp.json' },
		{
			...imported,
			...project,
			path: '.vscode/mcp.json',
			entries: [mcpServers('servers')],
			unsure: 'not verified: which of VS Code’s files it imports',
		},
		{ ...importedServers, ...project, path: '.mcp.json', unsure: 'not verified: which of Claude Code’s servers it imports' },
		{ ...config, ...user, places: inConfig('devin/config.json', '%APPDATA%/devin/config.json') },
		{ ...importedServers, ...user, places: ['~/.codeium/windsurf/mcp_config.json'] },
	],
	source: 'docs.devin.ai: CLI configuration, extensibility, importing configuration; closed source, not run',
});
