import { defineAgent } from './agent.ts';
import { hooks, mcpServers, wrappedServers } from './entries.ts';

/** VS Code reads all its files with a tolerant parser and takes what it can recover. */
const rules = { format: 'jsonc', refuses: [], needsTrust: true } as const;
const servers = { ...rules, headless: 'unknown', trigger: 'first-prompt' } as const;
const useHooks = { setting: 'chat.useHooks', is: true, otherwise: 'chat.useHooks is off' } as const;
const hookFile = { ...rules, headless: 'unknown', trigger: 'first-prompt', entries: [hooks('hooks')], onlyIf: [useHooks] } as const;
const claudeHooks = [useHooks, { setting: 'chat.useClaudeHooks', is: true, otherwise: 'chat.useClaudeHooks is off' }] as const;

const takesOver = (source: string) => [
	{ setting: 'chat.mcp.discovery.enabled', is: { [source]: true }, otherwise: 'chat.mcp.discovery.enabled leaves Cursor out' },
];

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
			onlyIf: takesOver('cursor-workspace'),
		},
		{ ...hookFile, own: false, scope: 'project', path: '.github/hooks/*.json', search: 'folder' },
		{ ...hookFile, own: false, scope: 'project', path: '.claude/settings.json', search: 'folder', onlyIf: claudeHooks },
		{ ...hookFile, own: false, scope: 'project', path: '.claude/settings.local.json', search: 'folder', onlyIf: claudeHooks },
		{
			...servers,
			own: true,
			needsTrust: false,
			scope: 'user',
			places: [],
			// Also on a server: the person's remote servers stand beside those of no profile (ServerEnvironmentService.mcpResource).
			inUserData: ['User/mcp.json', 'User/profiles/*/mcp.json', 'User/profiles/builtin/*/mcp.json'],
			inForksToo: true,
			entries: [wrappedServers('servers')],
		},
		// Before 1.102 the servers stood in the settings; newer versions move them to mcp.json, from a server's settings too.
		{
			...servers,
			own: true,
			needsTrust: false,
			scope: 'user',
			places: [],
			inUserData: ['User/settings.json', 'User/profiles/*/settings.json', 'Machine/settings.json'],
			entries: [mcpServers('mcp', 'servers'), mcpServers('mcp.servers')],
		},
		{
			...servers,
			own: false,
			needsTrust: false,
			scope: 'user',
			places: ['~/.cursor/mcp.json'],
			entries: [mcpServers('mcpServers')],
			onlyIf: takesOver('cursor-global'),
		},
		{ ...hookFile, own: false, needsTrust: false, scope: 'user', places: ['~/.copilot/hooks/*.json'] },
		{ ...hookFile, own: false, needsTrust: false, scope: 'user', places: ['~/.claude/settings.json'], onlyIf: claudeHooks },
	],
	source:
		'VS Code 1.139.1: InstalledMcpServersDiscovery, McpConfigMigration, McpResourceScannerService, WorkspaceDotMcpDiscovery, nativeMcpDiscoveryAdapters, promptsServiceImpl.computeHooks',
});
