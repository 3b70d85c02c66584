import { defineAgent } from './agent.ts';
import { mcpServers } from './entries.ts';
import { instructionFiles } from './instruction-files.ts';
import { PLUGIN_BYTES, pluginFiles } from './plugin-files.ts';
import { byName, reshaped } from './reshape.ts';
import { settingValues } from './setting-entries.ts';

/** A list of servers with their names; older files have an object of them. */
const servers = reshaped(['mcpServers'], byName, mcpServers('mcpServers'));

/** Where requests go: of each model, and of all. */
const addresses = [
	reshaped(['models'], byName, settingValues([{ key: 'models.*.apiBase' }, { key: 'models.*.requestOptions.proxy' }])),
	settingValues([{ key: 'requestOptions.proxy' }]),
];

const rules = { own: true, refuses: [], trigger: 'session-start', headless: 'runs', entries: [servers, ...addresses] } as const;
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
		{ ...json, ...project, path: '.continuerc.json' },
		...instructionFiles('folder', ['.continue/rules/*.md']),
		{ ...yaml, scope: 'user', places: ['~/.continue/config.yaml', '~/.continue/mcpServers/*.y*ml'], needsTrust: false },
		{ ...json, scope: 'user', places: ['~/.continue/config.json', '~/.continue/mcpServers/*.json'], needsTrust: false },
		// Compiled and run when the configuration is loaded.
		{
			scope: 'user',
			places: ['~/.continue/config.ts'],
			format: 'text',
			own: true,
			refuses: [],
			trigger: 'session-start',
			headless: 'runs',
			needsTrust: false,
			because: 'nothing asks first',
			maxBytes: PLUGIN_BYTES,
			entries: [pluginFiles(['.continue'], ['.ts'])],
		},
	],
	source: 'docs.continue.dev: config.yaml reference, MCP',
});
