import { at, boolean, type DocumentNode, items, members, text } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { type Answer, defineAgent } from './agent.ts';
import { headersHelpers, hooks, lastOfEachKey, mcpServers } from './entries.ts';
import { frontMatterHooks, instructions, skills } from './markdown-entries.ts';
import { environmentSettings, helperCommands, is, plugins, settingValues } from './setting-entries.ts';
import { objectIn } from './shape.ts';
import { repositoryElseNearestRecord } from './trust.ts';

const below = (relative: string): readonly Override[] => [{ variable: 'CLAUDE_CONFIG_DIR', kind: 'directory', relative }];

/** Claude Code keeps its history beside the servers; the file grows to several megabytes. */
const STATE_BYTES = 32 * 1024 * 1024;

/** Strict JSON with or without a byte order mark: comments or a trailing comma make it drop the file. */
const strict = { format: 'jsonc', own: true, refuses: ['comment', 'trailing-comma', 'syntax-error'], trigger: 'session-start' } as const;

/** Keys of a settings file that run something, steer what runs, or ask less. */
const settings = [
	hooks('hooks'),
	helperCommands([
		...['statusLine', 'subagentStatusLine', 'otelHeadersHelper', 'proxyAuthHelper'].map((key) => ({ key })),
		...['apiKeyHelper', 'awsAuthRefresh', 'awsCredentialExport', 'gcpAuthRefresh'].map((key) => ({
			key,
			trigger: 'first-prompt' as const,
		})),
		{ key: 'fileSuggestion', trigger: 'tool-use' },
	]),
	environmentSettings('env'),
	settingValues([
		{ key: 'permissions.allow', when: isFilled },
		{ key: 'permissions.additionalDirectories', when: isFilled },
		{ key: 'permissions.defaultMode', when: is('bypassPermissions', 'acceptEdits', 'dontAsk', 'auto') },
		{ key: 'enableAllProjectMcpServers', when: is(true), because: 'in a trusted folder no question about a server is left' },
		{ key: 'enabledMcpjsonServers', when: isFilled, because: 'in a trusted folder no question about these servers is left' },
	]),
	plugins,
];

function isFilled(node: DocumentNode): boolean {
	return items(node).length > 0;
}

/** Texts of a project that its agent is given, or that are ready to be called. */
const texts = {
	format: 'text',
	own: true,
	refuses: [],
	scope: 'project',
	trigger: 'session-start',
	needsTrust: true,
	headless: 'runs',
} as const;
const told = (path: string, search: 'folder' | 'ancestors', own = true) => ({ ...texts, own, path, search, entries: [instructions] });
const called = (path: string) => ({ ...texts, path, search: 'folder' as const, entries: [instructions, skills, frontMatterHooks] });
const ownTexts = { ...texts, scope: 'user', needsTrust: false } as const;

/** What was answered about servers of `.mcp.json`, from whichever settings: a refusal wins over all approvals. */
function answersInSettings(root: DocumentNode): readonly Answer[] {
	return [
		{ key: 'disabledMcpjsonServers', says: 'denied', names: namesIn(root, 'disabledMcpjsonServers') },
		{ key: 'enabledMcpjsonServers', says: 'approved', names: namesIn(root, 'enabledMcpjsonServers') },
		...(boolean(at(root, 'enableAllProjectMcpServers')) === true
			? [{ key: 'enableAllProjectMcpServers', says: 'approved' as const, names: 'all' as const }]
			: []),
	];
}

/** What was answered in one folder: of servers of any kind, and of those of `.mcp.json`. */
function answersInState(root: DocumentNode): readonly Answer[] {
	return lastOfEachKey(members(at(root, 'projects'))).flatMap((project) => [
		{
			key: 'disabledMcpServers',
			says: 'denied' as const,
			names: namesIn(project.value, 'disabledMcpServers'),
			folder: project.key,
			everyServer: true,
		},
		...answersInSettings(project.value).map((answer) => ({ ...answer, folder: project.key })),
	]);
}

function namesIn(node: DocumentNode, key: string): readonly string[] {
	return items(at(node, key))
		.map(text)
		.filter((name) => name !== undefined);
}

export default defineAgent({
	id: 'claude-code',
	title: 'Claude Code',
	vendor: 'anthropic',
	programs: ['claude'],
	packages: ['@anthropic-ai/claude-code'],
	files: [
		// `claude -p` runs project servers and hooks in a folder that nobody trusted; the terminal asks first.
		{
			...strict,
			scope: 'project',
			path: '.mcp.json',
			search: 'ancestors',
			entries: [mcpServers('mcpServers'), headersHelpers('mcpServers')],
			asksEach: true,
			needsTrust: true,
			headless: 'runs',
		},
		{
			...strict,
			scope: 'project',
			path: '.claude/settings.json',
			search: 'folder',
			entries: settings,
			answers: answersInSettings,
			needsTrust: true,
			headless: 'runs',
		},
		{
			...strict,
			scope: 'project',
			path: '.claude/settings.local.json',
			search: 'folder',
			entries: settings,
			answers: answersInSettings,
			needsTrust: true,
			headless: 'runs',
		},
		{
			...strict,
			scope: 'user',
			places: ['~/.claude.json'],
			overrides: below('.claude.json'),
			entries: [
				mcpServers('mcpServers'),
				mcpServers('projects', '*', 'mcpServers'),
				headersHelpers('mcpServers'),
				headersHelpers('projects', '*', 'mcpServers'),
			],
			answers: answersInState,
			needsTrust: false,
			headless: 'runs',
			maxBytes: STATE_BYTES,
			wanted: [
				['mcpServers'],
				['projects', '*', 'mcpServers'],
				['projects', '*', 'disabledMcpServers'],
				['projects', '*', 'disabledMcpjsonServers'],
				['projects', '*', 'enabledMcpjsonServers'],
				['projects', '*', 'enableAllProjectMcpServers'],
			],
		},
		{
			...strict,
			scope: 'user',
			places: ['~/.claude/settings.json'],
			overrides: below('settings.json'),
			entries: settings,
			answers: answersInSettings,
			needsTrust: false,
			headless: 'runs',
		},
		{
			...strict,
			scope: 'system',
			places: {
				linux: ['/etc/claude-code/managed-settings.json', '/etc/claude-code/managed-settings.d/*.json'],
				darwin: [
					'/Library/Application Support/ClaudeCode/managed-settings.json',
					'/Library/Application Support/ClaudeCode/managed-settings.d/*.json',
				],
				win32: ['%PROGRAMFILES%/ClaudeCode/managed-settings.json', '%PROGRAMFILES%/ClaudeCode/managed-settings.d/*.json'],
			},
			entries: settings,
			answers: answersInSettings,
			needsTrust: false,
			headless: 'runs',
		},
		{
			...strict,
			scope: 'system',
			places: {
				linux: ['/etc/claude-code/managed-mcp.json'],
				darwin: ['/Library/Application Support/ClaudeCode/managed-mcp.json'],
				win32: ['%PROGRAMFILES%/ClaudeCode/managed-mcp.json'],
			},
			entries: [mcpServers('mcpServers'), headersHelpers('mcpServers')],
			needsTrust: false,
			headless: 'runs',
		},
		told('CLAUDE.md', 'ancestors'),
		told('CLAUDE.local.md', 'ancestors'),
		told('.claude/CLAUDE.md', 'folder'),
		told('AGENTS.md', 'folder', false),
		told('.claude/rules/*.md', 'folder'),
		called('.claude/agents/*.md'),
		called('.claude/commands/*.md'),
		called('.claude/skills/*/SKILL.md'),
		{ ...ownTexts, places: ['~/.claude/CLAUDE.md'], overrides: below('CLAUDE.md'), entries: [instructions] },
		...['agents/*.md', 'commands/*.md', 'skills/*/SKILL.md'].map((path) => ({
			...ownTexts,
			places: [`~/.claude/${path}`],
			overrides: below(path),
			entries: [instructions, skills, frontMatterHooks],
		})),
	],
	// A repository nested in another is not covered (2.1.232). Trust in the home is for a session alone: a record of it was not
	// written by Claude Code.
	trust: {
		passesDown: true,
		rule: repositoryElseNearestRecord,
		wanted: [['projects', '*', 'hasTrustDialogAccepted']],
		places: ['~/.claude.json'],
		overrides: below('.claude.json'),
		format: 'jsonc',
		maxBytes: STATE_BYTES,
		read: (root, tell) =>
			lastOfEachKey(members(objectIn(at(root, 'projects'), 'projects', tell)))
				.filter((project) => boolean(at(project.value, 'hasTrustDialogAccepted')) === true)
				.map((project) => project.key),
		// The transcripts of its sessions, from the first prompt on. A long name is cut at 200 characters, with a hash behind.
		traces: {
			places: ['~/.claude/projects'],
			overrides: below('projects'),
			prefix: (folder) => folder.replace(/[^A-Za-z0-9]/g, '-').slice(0, 200),
		},
		revoke: (folder) =>
			`While no Claude Code is running, which writes the file itself: set hasTrustDialogAccepted to false in ~/.claude.json, below "projects" and ${JSON.stringify(folder)}`,
	},
	source:
		'Claude Code 2.1.330, run offline with canary commands; managed paths, keys of settings and front matter from its shipped bundle and documentation',
});
