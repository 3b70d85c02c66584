import { defineAgent } from './agent.ts';
import { mcpServers } from './entries.ts';
import { instructionFiles } from './instruction-files.ts';
import { inConfig, inSystem } from './places.ts';
import { PLUGIN_BYTES, pluginFiles } from './plugin-files.ts';
import { dottedSettings, is } from './setting-entries.ts';

/** Read with comments and trailing commas. */
const rules = {
	format: 'jsonc',
	own: true,
	refuses: [],
	heeds: 'disabled',
	trigger: 'session-start',
	headless: 'runs',
	needsTrust: false,
} as const;
const servers = { ...rules, entries: [mcpServers('amp.mcpServers')] } as const;
const settings = {
	...rules,
	entries: [
		dottedSettings([
			{ key: 'amp.dangerouslyAllowAll', when: is(true) },
			{ key: 'amp.permissions' },
			{ key: 'amp.mcpPermissions' },
			{ key: 'amp.commands.allowlist' },
			{ key: 'amp.url' },
			{ key: 'amp.proxy' },
			{ key: 'amp.toolbox.path' },
		]),
	],
} as const;
const both = { ...rules, entries: [...servers.entries, ...settings.entries] } as const;

const workspace = { scope: 'project', search: 'repository-to-folder' } as const;
const workspaceServers = {
	...servers,
	...workspace,
	needsTrust: true,
	headless: 'refuses',
	asksEach: true,
	because: 'a server of a folder waits for `amp mcp approve`',
} as const;
const workspaceSettings = {
	...settings,
	...workspace,
	because: 'a folder’s settings win over the person’s, and nothing asks first',
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
	programs: ['amp'],
	files: [
		{ ...workspaceServers, path: '.amp/settings.json' },
		{ ...workspaceServers, path: '.amp/settings.jsonc' },
		{ ...workspaceSettings, path: '.amp/settings.json' },
		{ ...workspaceSettings, path: '.amp/settings.jsonc' },
		{ ...plugins, ...workspace, path: '.amp/plugins/*s' },
		...instructionFiles('repository-to-folder', [], ['AGENTS.md']),
		...['settings.json', 'settings.jsonc'].map((name) => ({
			...both,
			scope: 'user' as const,
			places: inConfig(`amp/${name}`, `~/.config/amp/${name}`),
		})),
		{ ...plugins, scope: 'user', places: inConfig('amp/plugins/*s', '~/.config/amp/plugins/*s') },
		{
			...both,
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
