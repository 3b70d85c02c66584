import { defineAgent } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';
import { instructionFiles } from './instruction-files.ts';
import { inSystem } from './places.ts';
import { byName, reshaped } from './reshape.ts';
import { environmentSettings, helperCommands, is, plugins, settingValues } from './setting-entries.ts';

const rules = {
	format: 'jsonc',
	own: true,
	refuses: [],
	trigger: 'session-start',
	headless: 'runs',
	needsTrust: false,
} as const;
const servers = { ...rules, heeds: 'disabled', entries: [mcpServers('mcpServers')] } as const;
/** The events stand at the top. */
const hookFile = { ...rules, entries: [hooks(), hooks('hooks')] } as const;
const settingsHooks = { ...rules, entries: [hooks('hooks')] } as const;
const settings = {
	...rules,
	entries: [
		settingValues([
			{ key: 'autonomyLevel', when: is('high', 'auto-high') },
			{ key: 'autonomyMode', when: is('high', 'auto-high') },
			{ key: 'commandAllowlist' },
		]),
		reshaped(['customModels'], byName, settingValues([{ key: 'customModels.*.baseUrl' }])),
		helperCommands([{ key: 'statusLine' }]),
		environmentSettings('env'),
		plugins,
	],
} as const;

const project = {
	scope: 'project',
	search: 'repository-to-folder',
	because: 'its documentation names nothing that asks first',
} as const;

export default defineAgent({
	id: 'factory-droid',
	title: 'Factory Droid',
	vendor: 'factory',
	programs: ['droid'],
	files: [
		{ ...servers, ...project, path: '.factory/mcp.json' },
		{ ...hookFile, ...project, path: '.factory/hooks.json' },
		{ ...hookFile, ...project, path: '.factory/hooks/hooks.json' },
		{ ...settingsHooks, ...project, path: '.factory/settings.json', unless: '.factory/hooks.json' },
		{ ...settingsHooks, ...project, path: '.factory/settings.local.json', unless: '.factory/hooks.json' },
		{ ...settings, ...project, path: '.factory/settings.json' },
		{ ...settings, ...project, path: '.factory/settings.local.json' },
		...instructionFiles('repository-to-folder', [], ['AGENTS.md']),
		{ ...servers, scope: 'user', places: ['~/.factory/mcp.json'] },
		{ ...hookFile, scope: 'user', places: ['~/.factory/hooks.json', '~/.factory/hooks/hooks.json'] },
		{
			...settings,
			scope: 'user',
			places: ['~/.factory/settings.json', '~/.factory/settings.local.json'],
			entries: [...settingsHooks.entries, ...settings.entries],
		},
		{
			...settings,
			scope: 'system',
			entries: [...settingsHooks.entries, ...settings.entries],
			places: inSystem('settings.json', {
				linux: '/etc/factory',
				darwin: '/Library/Application Support/Factory',
				win32: '%PROGRAMDATA%/Factory',
			}),
			unsure: 'not verified: the folder on Windows',
		},
	],
	source: 'docs.factory.ai: hooks, settings, managed settings; closed source, not run',
});
