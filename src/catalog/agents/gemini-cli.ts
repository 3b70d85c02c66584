import { dirname } from 'node:path';
import { members, text } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { defineAgent } from './agent.ts';
import { geminiServers, hooks, lastOfEachKey } from './entries.ts';

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
	entries: [geminiServers('mcpServers'), hooks('hooks')],
} as const;

/** An extension's own files are read by JSON.parse as they are (extension-manager.ts). */
const extension = { ...rules, refuses: ['comment', ...rules.refuses], scope: 'extension', needsTrust: false, headless: 'runs' } as const;

export default defineAgent({
	id: 'gemini-cli',
	title: 'Gemini CLI',
	vendor: 'google',
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
	],
	trust: {
		passesDown: true,
		places: ['~/.gemini/trustedFolders.json'],
		overrides: [{ variable: 'GEMINI_CLI_TRUSTED_FOLDERS_PATH', kind: 'file' }, ...below('trustedFolders.json')],
		format: 'jsonc',
		read: (root) =>
			lastOfEachKey(members(root)).flatMap((rule) => {
				switch (text(rule.value)) {
					case 'TRUST_FOLDER':
						return [rule.key];
					case 'TRUST_PARENT':
						return [dirname(rule.key)];
					default:
						return [];
				}
			}),
		refused: (root) => lastOfEachKey(members(root)).flatMap((rule) => (text(rule.value) === 'DO_NOT_TRUST' ? [rule.key] : [])),
	},
	source: 'Gemini CLI 0.61.0, run offline with canary commands; system paths and extension files from its source and documentation',
});
