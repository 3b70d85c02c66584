import { dirname } from 'node:path';
import { members, text } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { defineAgent } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';

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
	entries: [mcpServers('mcpServers'), hooks('hooks')],
} as const;

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
			...rules,
			scope: 'extension',
			places: ['~/.gemini/extensions/*/gemini-extension.json'],
			overrides: below('extensions/*/gemini-extension.json'),
			needsTrust: false,
			headless: 'runs',
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
	],
	trust: {
		places: ['~/.gemini/trustedFolders.json'],
		overrides: [{ variable: 'GEMINI_CLI_TRUSTED_FOLDERS_PATH', kind: 'file' }, ...below('trustedFolders.json')],
		format: 'jsonc',
		read: (root) =>
			members(root).flatMap((rule) => {
				switch (text(rule.value)) {
					case 'TRUST_FOLDER':
						return [rule.key];
					case 'TRUST_PARENT':
						return [dirname(rule.key)];
					default:
						return [];
				}
			}),
	},
	source: 'Gemini CLI 0.61.0, run offline with canary commands; system paths from its source',
});
