import { defineAgent } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';

/** VS Code reads all its files with a tolerant parser and takes what it can recover. */
const rules = { format: 'jsonc', refuses: [], needsTrust: true } as const;
const servers = { ...rules, headless: 'unknown', trigger: 'first-prompt' } as const;
const hookFile = { ...rules, headless: 'unknown', trigger: 'first-prompt', entries: [hooks('hooks')] } as const;
const claudeHooks = {
	setting: 'chat.useClaudeHooks',
	is: true,
	otherwise: 'chat.useClaudeHooks is off',
} as const;

/** User folders of VS Code and of the builds that keep its agent and its files. */
const USER_FOLDERS = {
	linux: [
		'$XDG_CONFIG_HOME/Code/User',
		'$XDG_CONFIG_HOME/Code - Insiders/User',
		'$XDG_CONFIG_HOME/VSCodium/User',
		'$XDG_DATA_HOME/code-server/User',
		'~/.vscode-server/data/User',
		'~/.vscode-server-insiders/data/User',
	],
	darwin: [
		'~/Library/Application Support/Code/User',
		'~/Library/Application Support/Code - Insiders/User',
		'~/Library/Application Support/VSCodium/User',
		'$XDG_DATA_HOME/code-server/User',
		'~/.vscode-server/data/User',
		'~/.vscode-server-insiders/data/User',
	],
	win32: [
		'%APPDATA%/Code/User',
		'%APPDATA%/Code - Insiders/User',
		'%APPDATA%/VSCodium/User',
		'%LOCALAPPDATA%/code-server/Data/User',
		'~/.vscode-server/data/User',
		'~/.vscode-server-insiders/data/User',
	],
} as const;

const inUserFolders = (...files: readonly string[]) => ({
	linux: USER_FOLDERS.linux.flatMap((folder) => files.map((file) => `${folder}/${file}`)),
	darwin: USER_FOLDERS.darwin.flatMap((folder) => files.map((file) => `${folder}/${file}`)),
	win32: USER_FOLDERS.win32.flatMap((folder) => files.map((file) => `${folder}/${file}`)),
});

export default defineAgent({
	id: 'vscode',
	title: 'VS Code',
	vendor: 'microsoft',
	files: [
		{ ...servers, own: true, scope: 'project', path: '.vscode/mcp.json', search: 'folder', entries: [mcpServers('servers')] },
		// Since 1.139 a trusted folder's `.mcp.json` starts without a question of its own (WorkspaceDotMcpDiscovery).
		{ ...servers, own: false, scope: 'project', path: '.mcp.json', search: 'folder', entries: [mcpServers('mcpServers')] },
		{
			...servers,
			own: false,
			scope: 'project',
			path: '.cursor/mcp.json',
			search: 'folder',
			entries: [mcpServers('mcpServers')],
			onlyIf: {
				setting: 'chat.mcp.discovery.enabled',
				is: { 'cursor-workspace': true },
				otherwise: 'chat.mcp.discovery.enabled leaves Cursor out',
			},
		},
		{ ...hookFile, own: false, scope: 'project', path: '.github/hooks/*.json', search: 'folder' },
		{ ...hookFile, own: false, scope: 'project', path: '.claude/settings.json', search: 'folder', onlyIf: claudeHooks },
		{ ...hookFile, own: false, scope: 'project', path: '.claude/settings.local.json', search: 'folder', onlyIf: claudeHooks },
		{
			...servers,
			own: true,
			needsTrust: false,
			scope: 'user',
			places: inUserFolders('mcp.json', 'profiles/*/mcp.json'),
			entries: [mcpServers('servers')],
		},
		// Before 1.102 the servers stood in the settings; newer versions move them.
		{
			...servers,
			own: true,
			needsTrust: false,
			scope: 'user',
			places: inUserFolders('settings.json'),
			entries: [mcpServers('mcp', 'servers')],
		},
		{
			...servers,
			own: false,
			needsTrust: false,
			scope: 'user',
			places: ['~/.cursor/mcp.json'],
			entries: [mcpServers('mcpServers')],
			onlyIf: {
				setting: 'chat.mcp.discovery.enabled',
				is: { 'cursor-global': true },
				otherwise: 'chat.mcp.discovery.enabled leaves Cursor out',
			},
		},
		{ ...hookFile, own: false, needsTrust: false, scope: 'user', places: ['~/.copilot/hooks/*.json'] },
		{ ...hookFile, own: false, needsTrust: false, scope: 'user', places: ['~/.claude/settings.json'], onlyIf: claudeHooks },
	],
	source:
		'VS Code 1.139.1: InstalledMcpServersDiscovery, WorkspaceDotMcpDiscovery, nativeMcpDiscoveryAdapters, promptsServiceImpl.computeHooks',
});
