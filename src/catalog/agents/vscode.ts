import { defineAgent } from './agent.ts';
import { hooks, mcpServers, wrappedServers } from './entries.ts';
import { frontMatterHooks, instructions } from './markdown-entries.ts';
import { plugins } from './setting-entries.ts';
import { automaticTasks, debugTasks } from './task-entries.ts';
import { folderSettings, ownSettings, STRAY } from './vscode-settings.ts';

/** VS Code reads all its files with a tolerant parser and takes what it can recover. */
const rules = { format: 'jsonc', refuses: [], needsTrust: true } as const;
const servers = { ...rules, headless: 'unknown', trigger: 'first-prompt' } as const;
const useHooks = { setting: 'chat.useHooks', is: true, otherwise: 'chat.useHooks is off' } as const;
const hookFile = { ...rules, headless: 'unknown', trigger: 'first-prompt', entries: [hooks('hooks')], onlyIf: [useHooks] } as const;
const claudeHooks = [useHooks, { setting: 'chat.useClaudeHooks', is: true, otherwise: 'chat.useClaudeHooks is off' }] as const;

/** Tasks, debugging and settings of a folder; no agent is needed for them. */
const editing = { ...rules, headless: 'refuses', trigger: 'folder-trust', own: true, scope: 'project', search: 'folder' } as const;

/** Texts that the chat gives its model, or has ready for somebody to call. */
const texts = { ...rules, format: 'text', headless: 'unknown', trigger: 'first-prompt', scope: 'project', search: 'folder' } as const;
const always = (path: string, own: boolean) => ({ ...texts, path, own, entries: [instructions] }) as const;
const called = (path: string, own: boolean) => ({ ...texts, path, own, entries: [instructions, frontMatterHooks] }) as const;

/** One that a person opens as such; opening the folder that it lies in does not. */
const workspaceFile = { ...editing, path: '*.code-workspace', unsure: 'only where the workspace file itself is opened' } as const;

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
		{ ...editing, path: '.vscode/tasks.json', entries: [automaticTasks()] },
		{ ...editing, path: '.vscode/launch.json', entries: [debugTasks()] },
		{ ...editing, path: '.vscode/settings.json', entries: [...folderSettings(), automaticTasks(['tasks'], { unsure: STRAY })] },
		{
			...workspaceFile,
			entries: [
				...folderSettings('settings'),
				automaticTasks(['tasks']),
				debugTasks('launch'),
				mcpServers('settings', 'mcp', 'servers'),
				mcpServers('settings', 'mcp.servers'),
			],
		},
		// Read while the folder is trusted (workspacePluginSettingsService).
		...['.claude/settings.json', '.claude/settings.local.json', '.github/copilot/settings.json', '.github/copilot/settings.local.json'].map(
			(path) => ({ ...servers, own: false, scope: 'project' as const, path, search: 'folder' as const, entries: [plugins] }),
		),
		always('.github/copilot-instructions.md', true),
		always('.github/instructions/*.instructions.md', true),
		always('AGENTS.md', false),
		always('CLAUDE.md', false),
		always('.claude/rules/*.md', false),
		called('.github/agents/*.agent.md', true),
		called('.github/prompts/*.prompt.md', true),
		called('.claude/agents/*.md', false),
		called('.agents/skills/*/SKILL.md', true),
		called('.github/skills/*/SKILL.md', true),
		called('.claude/skills/*/SKILL.md', false),
		{
			...editing,
			needsTrust: false,
			scope: 'user',
			places: [],
			inUserData: ['User/tasks.json', 'User/profiles/*/tasks.json'],
			entries: [automaticTasks()],
		},
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
			entries: [mcpServers('mcp', 'servers'), mcpServers('mcp.servers'), ...ownSettings],
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
		'VS Code 1.139.1: InstalledMcpServersDiscovery, McpConfigMigration, McpResourceScannerService, WorkspaceDotMcpDiscovery, nativeMcpDiscoveryAdapters, promptsServiceImpl.computeHooks, RunAutomaticTasks; settings in force in a folder that nobody trusts measured in code-server 4.139.1',
});
