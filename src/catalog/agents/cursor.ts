import { at, text } from '../../document/node.ts';
import { defineAgent } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';

/** Cursor is closed source: what its parser refuses is not known, so nothing is said to be refused. */
const rules = { format: 'jsonc', own: true, refuses: [], trigger: 'session-start' } as const;

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
	source: 'Cursor documentation (MCP, hooks, third-party hooks); trust of the command line from third-party runs of 2026.08',
});
