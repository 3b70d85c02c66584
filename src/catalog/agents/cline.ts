import { basename, dirname, extname } from 'node:path';
import type { Trigger } from '../../model/launch.ts';
import { defineAgent, type EntryReader } from './agent.ts';
import { mcpServers } from './entries.ts';
import { PLUGIN_BYTES, pluginFiles } from './plugin-files.ts';

/** Events, by the names that a hook's file has for them, in any case. */
const EVENTS: ReadonlyMap<string, Trigger> = new Map([
	['taskstart', 'first-prompt'],
	['taskresume', 'first-prompt'],
	['userpromptsubmit', 'first-prompt'],
	['taskcancel', 'tool-use'],
	['taskcomplete', 'tool-use'],
	['taskerror', 'tool-use'],
	['pretooluse', 'tool-use'],
	['posttooluse', 'tool-use'],
	['precompact', 'tool-use'],
	['sessionshutdown', 'tool-use'],
]);

const SCRIPTS = ['', '.sh', '.bash', '.zsh', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.py', '.ps1'];

/** A script in a folder of hooks, named for its event. */
const hookFiles: EntryReader = (_root, _tell, { path }) => {
	const extension = extname(path).toLowerCase();
	const event = basename(path, extname(path));
	const trigger = EVENTS.get(event.toLowerCase());
	if (trigger === undefined || !SCRIPTS.includes(extension)) {
		return [];
	}
	const folder = dirname(path);
	const command = `${basename(dirname(folder))}/${basename(folder)}/${basename(path)}`;
	return [{ kind: 'hook', name: event, pointer: [], line: 1, column: 1, command, trigger }];
};

const rules = {
	own: true,
	refuses: [],
	trigger: 'session-start',
	headless: 'runs',
	needsTrust: false,
	because: 'nothing asks first, beyond what the editor that it is installed in does',
} as const;
const servers = { ...rules, format: 'jsonc', heeds: 'disabled', entries: [mcpServers('mcpServers')] } as const;
const hookFile = { ...rules, format: 'text', entries: [hookFiles] } as const;
const plugins = { ...rules, format: 'text', maxBytes: PLUGIN_BYTES, entries: [pluginFiles(['plugins'], ['.js', '.ts'])] } as const;
const project = { scope: 'project', search: 'folder' } as const;

export default defineAgent({
	id: 'cline',
	title: 'Cline',
	vendor: 'cline',
	files: [
		{ ...hookFile, ...project, path: '.clinerules/hooks/*' },
		{ ...hookFile, ...project, path: '.cline/hooks/*' },
		{ ...plugins, ...project, path: '.cline/plugins/*s' },
		{ ...servers, ...project, path: '.cline/mcp.json', unsure: 'not verified: documented, and not found in the command line’s code' },
		{
			...servers,
			scope: 'user',
			places: ['~/.cline/data/settings/cline_mcp_settings.json'],
			overrides: [
				{ variable: 'CLINE_MCP_SETTINGS_PATH', kind: 'file' },
				{ variable: 'CLINE_DATA_DIR', kind: 'directory', relative: 'settings/cline_mcp_settings.json' },
				{ variable: 'CLINE_DIR', kind: 'directory', relative: 'data/settings/cline_mcp_settings.json' },
			],
			inUserData: ['User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json'],
		},
		{
			...hookFile,
			scope: 'user',
			places: ['~/.cline/hooks/*'],
			overrides: [{ variable: 'CLINE_DIR', kind: 'directory', relative: 'hooks/*' }],
		},
		{ ...hookFile, scope: 'user', places: ['~/Documents/Cline/Hooks/*'] },
		{
			...plugins,
			scope: 'user',
			places: ['~/.cline/plugins/*s'],
			overrides: [{ variable: 'CLINE_DIR', kind: 'directory', relative: 'plugins/*s' }],
		},
	],
	source: 'Cline 3.0.65, its code (@cline/core, @cline/shared: storage, hooks); docs.cline.bot: hooks, configuration',
});
