import { defineAgent } from './agent.ts';
import { mcpServers } from './entries.ts';
import { byName, reshaped } from './reshape.ts';

/** A list of servers with their names; older files have an object of them. */
const servers = reshaped(['mcpServers'], byName, mcpServers('mcpServers'));

const rules = { own: true, refuses: [], trigger: 'session-start', headless: 'runs', entries: [servers] } as const;
const yaml = { ...rules, format: 'yaml' } as const;
const json = { ...rules, format: 'jsonc' } as const;

/** Continue asks nothing of its own; in an editor its extension waits for the folder to be trusted. */
const project = {
	scope: 'project',
	search: 'folder',
	needsTrust: false,
	because: 'nothing asks first, beyond what the editor that it is installed in does',
} as const;

export default defineAgent({
	id: 'continue-dev',
	title: 'Continue',
	vendor: 'continue',
	files: [
		{ ...yaml, ...project, path: '.continue/mcpServers/*.y*ml' },
		{ ...json, ...project, path: '.continue/mcpServers/*.json' },
		{ ...yaml, scope: 'user', places: ['~/.continue/config.yaml', '~/.continue/mcpServers/*.y*ml'], needsTrust: false },
		{ ...json, scope: 'user', places: ['~/.continue/config.json', '~/.continue/mcpServers/*.json'], needsTrust: false },
	],
	source: 'docs.continue.dev: config.yaml reference, MCP',
});
