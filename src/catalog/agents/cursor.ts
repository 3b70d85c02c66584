import { at, text } from '../../document/node.ts';
import { defineAgent } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';
import { worktreeScripts } from './line-entries.ts';
import { instructions } from './markdown-entries.ts';
import { settingValues } from './setting-entries.ts';
import { automaticTasks } from './task-entries.ts';
import { folderSettings } from './vscode-settings.ts';

/** Cursor is closed source: what its parser refuses is not known, so nothing is said to be refused. */
const rules = { format: 'jsonc', own: true, refuses: [], trigger: 'session-start' } as const;

const inFolder = { ...rules, scope: 'project', search: 'folder', needsTrust: true, headless: 'refuses' } as const;
const texts = { ...inFolder, format: 'text', headless: 'unknown', entries: [instructions] } as const;
const allowed = [settingValues([{ key: 'permissions.allow', when: ({ type }) => type === 'array' }])];

/** It is built of VS Code, and leaves trust in folders off until somebody switches it on; what its current build does is not known. */
const editing = { ...inFolder, own: false, needsTrust: false, headless: 'refuses', trigger: 'folder-open' } as const;
const unsure = 'Cursor reads what VS Code does, by rules of its own';

/** Claude Code's hooks, where the person switched on "Third-party skills"; the answer is in Cursor's own database. */
const claudeHooks = {
	...rules,
	own: false,
	entries: [hooks('hooks')],
	headless: 'unknown',
	unsure: 'only while Cursor includes third-party configurations',
} as const;

export default defineAgent({
	id: 'cursor',
	title: 'Cursor',
	vendor: 'anysphere',
	programs: ['cursor-agent'],
	files: [
		{
			...rules,
			scope: 'project',
			path: '.cursor/mcp.json',
			search: 'ancestors',
			entries: [mcpServers('mcpServers')],
			asksEach: true,
			needsTrust: true,
			headless: 'refuses',
		},
		{
			...rules,
			scope: 'project',
			path: '.cursor/hooks.json',
			search: 'folder',
			entries: [hooks('hooks')],
			needsTrust: true,
			headless: 'refuses',
		},
		{ ...claudeHooks, scope: 'project', path: '.claude/settings.json', search: 'folder', needsTrust: true },
		{ ...claudeHooks, scope: 'project', path: '.claude/settings.local.json', search: 'folder', needsTrust: true },
		{ ...claudeHooks, scope: 'user', places: ['~/.claude/settings.json'], needsTrust: false },
		{
			...rules,
			scope: 'user',
			places: ['~/.cursor/mcp.json'],
			entries: [mcpServers('mcpServers')],
			needsTrust: false,
			headless: 'unknown',
		},
		{ ...rules, scope: 'user', places: ['~/.cursor/hooks.json'], entries: [hooks('hooks')], needsTrust: false, headless: 'unknown' },
		{ ...inFolder, path: '.cursor/worktrees.json', entries: [worktreeScripts], because: 'runs when Cursor makes a worktree' },
		{ ...inFolder, path: '.cursor/cli.json', entries: allowed },
		{ ...inFolder, path: '.cursor/permissions.json', entries: allowed },
		{ ...rules, scope: 'user', places: ['~/.cursor/cli-config.json'], entries: allowed, needsTrust: false, headless: 'runs' },
		...['.cursorrules', '.cursor/rules/*.mdc', '.cursor/commands/*.md', '.cursor/agents/*.md', '.cursor/skills/*/SKILL.md'].map((path) => ({
			...texts,
			path,
		})),
		{ ...texts, own: false, path: 'AGENTS.md' },
		{ ...editing, path: '.vscode/tasks.json', entries: [automaticTasks()], unsure },
		{ ...editing, path: '.vscode/settings.json', entries: folderSettings(), unsure },
		{
			...rules,
			scope: 'system',
			places: {
				linux: ['/etc/cursor/hooks.json'],
				darwin: ['/Library/Application Support/Cursor/hooks.json'],
				win32: ['%PROGRAMDATA%/Cursor/hooks.json'],
			},
			entries: [hooks('hooks')],
			needsTrust: false,
			headless: 'unknown',
		},
	],
	// Of its command line, one file per folder; whether trust is passed down was not established. The editor's is in its own state.
	trust: {
		passesDown: false,
		places: ['~/.cursor/projects/*/.workspace-trusted'],
		format: 'jsonc',
		read: (root) => [text(at(root, 'workspacePath'))].filter((folder) => folder !== undefined),
		revoke: () => 'Delete the .workspace-trusted of the folder below ~/.cursor/projects',
	},
	source:
		'Cursor documentation (MCP, hooks, third-party hooks, rules, command line); worktree scripts from a third-party reading of its bundle; trust of the command line from third-party runs of 2026.08',
});
