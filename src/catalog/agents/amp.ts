import { defineAgent } from './agent.ts';
import { mcpServers } from './entries.ts';
import { inConfig, inSystem } from './places.ts';
import { PLUGIN_BYTES, pluginFiles } from './plugin-files.ts';

/** Read with comments and trailing commas. */
const settings = {
	format: 'jsonc',
	own: true,
	refuses: [],
	heeds: 'disabled',
	trigger: 'session-start',
	headless: 'runs',
	needsTrust: false,
	entries: [mcpServers('amp.mcpServers')],
} as const;

const workspace = {
	...settings,
	scope: 'project',
	search: 'repository-to-folder',
	needsTrust: true,
	headless: 'refuses',
	asksEach: true,
	because: 'a server of a folder waits for `amp mcp approve`',
} as const;

/** Imported by every session of the folder, before anything else is answered. */
const plugins = {
	format: 'text',
	own: true,
	refuses: [],
	trigger: 'session-start',
	headless: 'runs',
	needsTrust: false,
	because: 'nothing asks first',
	maxBytes: PLUGIN_BYTES,
	entries: [pluginFiles(['plugins'], ['.ts', '.js'])],
} as const;

export default defineAgent({
	id: 'amp',
	title: 'Amp',
	vendor: 'sourcegraph',
	files: [
		{ ...workspace, path: '.amp/settings.json' },
		{ ...workspace, path: '.amp/settings.jsonc' },
		{ ...plugins, scope: 'project', path: '.amp/plugins/*s', search: 'repository-to-folder' },
		...['settings.json', 'settings.jsonc'].map((name) => ({
			...settings,
			scope: 'user' as const,
			places: inConfig(`amp/${name}`, `~/.config/amp/${name}`),
		})),
		{ ...plugins, scope: 'user', places: inConfig('amp/plugins/*s', '~/.config/amp/plugins/*s') },
		{
			...settings,
			scope: 'system',
			places: inSystem('managed-settings.json', {
				linux: '/etc/ampcode',
				darwin: '/Library/Application Support/ampcode',
				win32: '%PROGRAMDATA%/ampcode',
			}),
		},
	],
	source: 'Amp 0.0.1790142911, run offline with canary commands (plugins run, servers wait); places from ampcode.com/manual',
});
