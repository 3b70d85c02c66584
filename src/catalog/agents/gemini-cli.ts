import { type DocumentNode, items } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { defineAgent } from './agent.ts';
import { geminiServers, hooks } from './entries.ts';
import { shellInPrompt, variables } from './line-entries.ts';
import { instructions } from './markdown-entries.ts';
import { helperCommands, is, settingValues } from './setting-entries.ts';
import { refusedByRules, trustedByRules } from './trust.ts';

/** GEMINI_CLI_HOME stands for the home, so that `.gemini` is below it. */
const below = (relative: string): readonly Override[] => [
	{ variable: 'GEMINI_CLI_HOME', kind: 'directory', relative: `.gemini/${relative}` },
];

/** Comments are stripped; a trailing comma or a byte order mark stops Gemini CLI with a fatal error. */
const rules = {
	format: 'jsonc',
	own: true,
	refuses: ['trailing-comma', 'byte-order-mark', 'syntax-error'],
	trigger: 'session-start',
	entries: [
		geminiServers('mcpServers'),
		hooks('hooks'),
		helperCommands([{ key: 'tools.discoveryCommand' }, { key: 'tools.callCommand', trigger: 'tool-use' }, { key: 'mcp.serverCommand' }]),
		helperCommands(
			['toolDiscoveryCommand', 'toolCallCommand', 'mcpServerCommand'].map((key) => ({
				key,
				unsure: 'only in settings of the old flat form',
			})),
		),
		settingValues([
			{ key: 'mcpServers.*.trust', when: is(true), because: 'its tools are called without a question' },
			{ key: 'general.defaultApprovalMode', when: is('auto_edit', 'yolo') },
			{ key: 'tools.autoAccept', when: is(true) },
			{ key: 'tools.allowed', when: isFilled },
			{ key: 'security.folderTrust.enabled', when: is(false) },
		]),
	],
} as const;

function isFilled(node: DocumentNode): boolean {
	return items(node).length > 0;
}

/** Texts and variables; without trust the model's variables of a folder are filtered. */
const lines = { format: 'text', own: true, refuses: [], trigger: 'session-start' } as const;
const inProject = { ...lines, scope: 'project', search: 'folder', needsTrust: true, headless: 'refuses' } as const;
const ofUser = { ...lines, scope: 'user', needsTrust: false, headless: 'runs' } as const;
const commands = { format: 'toml', trigger: 'manual', entries: [shellInPrompt] } as const;

/** An extension's own files are read by JSON.parse as they are (extension-manager.ts). */
const extension = { ...rules, refuses: ['comment', ...rules.refuses], scope: 'extension', needsTrust: false, headless: 'runs' } as const;

export default defineAgent({
	id: 'gemini-cli',
	title: 'Gemini CLI',
	vendor: 'google',
	programs: ['gemini'],
	packages: ['@google/gemini-cli'],
	files: [
		{ ...rules, scope: 'project', path: '.gemini/settings.json', search: 'folder', needsTrust: true, headless: 'refuses' },
		{
			...rules,
			scope: 'user',
			places: ['~/.gemini/settings.json'],
			overrides: below('settings.json'),
			needsTrust: false,
			headless: 'runs',
		},
		{
			...extension,
			places: ['~/.gemini/extensions/*/gemini-extension.json'],
			overrides: below('extensions/*/gemini-extension.json'),
			entries: [geminiServers('mcpServers')],
		},
		{
			...extension,
			places: ['~/.gemini/extensions/*/hooks/hooks.json'],
			overrides: below('extensions/*/hooks/hooks.json'),
			entries: [hooks('hooks')],
		},
		{
			...rules,
			scope: 'system',
			places: {
				linux: ['/etc/gemini-cli/settings.json'],
				darwin: ['/Library/Application Support/GeminiCli/settings.json'],
				win32: ['%PROGRAMDATA%/gemini-cli/settings.json'],
			},
			overrides: [{ variable: 'GEMINI_CLI_SYSTEM_SETTINGS_PATH', kind: 'file' }],
			needsTrust: false,
			headless: 'runs',
		},
		{
			...rules,
			scope: 'system',
			places: {
				linux: ['/etc/gemini-cli/system-defaults.json'],
				darwin: ['/Library/Application Support/GeminiCli/system-defaults.json'],
				win32: ['%PROGRAMDATA%/gemini-cli/system-defaults.json'],
			},
			overrides: [{ variable: 'GEMINI_CLI_SYSTEM_DEFAULTS_PATH', kind: 'file' }],
			needsTrust: false,
			headless: 'runs',
		},
		{ ...inProject, path: '.gemini/.env', entries: [variables] },
		{ ...inProject, own: false, path: '.env', unless: '.gemini/.env', entries: [variables] },
		{ ...inProject, ...commands, path: '.gemini/commands/*.toml' },
		{ ...inProject, path: 'GEMINI.md', search: 'ancestors', entries: [instructions] },
		{ ...inProject, path: '.gemini/agents/*.md', entries: [instructions] },
		{ ...inProject, path: '.gemini/skills/*/SKILL.md', entries: [instructions] },
		{ ...ofUser, places: ['~/.gemini/.env'], overrides: below('.env'), entries: [variables] },
		{ ...ofUser, ...commands, places: ['~/.gemini/commands/*.toml'], overrides: below('commands/*.toml') },
		{ ...ofUser, places: ['~/.gemini/GEMINI.md'], overrides: below('GEMINI.md'), entries: [instructions] },
	],
	trust: {
		passesDown: true,
		places: ['~/.gemini/trustedFolders.json'],
		overrides: [{ variable: 'GEMINI_CLI_TRUSTED_FOLDERS_PATH', kind: 'file' }, ...below('trustedFolders.json')],
		format: 'jsonc',
		read: trustedByRules,
		refused: refusedByRules,
		revoke: (folder) =>
			`Set ${JSON.stringify(folder)} to "DO_NOT_TRUST" in ~/.gemini/trustedFolders.json, or run /permissions in Gemini CLI`,
	},
	source: 'Gemini CLI 0.61.0, run offline with canary commands; system paths and extension files from its source and documentation',
});
