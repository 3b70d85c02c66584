import { dirname } from 'node:path';
import { members, text } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { defineAgent } from './agent.ts';
import { geminiServers, hooks, lastOfEachKey } from './entries.ts';
import { inSystem } from './places.ts';

/** QWEN_HOME stands for `.qwen` itself. */
const below = (relative: string): readonly Override[] => [{ variable: 'QWEN_HOME', kind: 'directory', relative }];

/** Comments are stripped; Qwen Code moves a file with a trailing comma or a byte order mark away and goes on without it. */
const rules = {
	format: 'jsonc',
	own: true,
	refuses: ['trailing-comma', 'byte-order-mark', 'syntax-error'],
	trigger: 'session-start',
	needsTrust: false,
	headless: 'runs',
	entries: [geminiServers('mcpServers'), hooks('hooks')],
} as const;

const project = {
	...rules,
	scope: 'project',
	search: 'folder',
	because: 'nothing asks first unless security.folderTrust.enabled is on, which it is not by default',
} as const;
const system = {
	linux: '/etc/qwen-code',
	darwin: '/Library/Application Support/QwenCode',
	win32: '%PROGRAMDATA%/qwen-code',
} as const;

export default defineAgent({
	id: 'qwen-code',
	title: 'Qwen Code',
	vendor: 'alibaba',
	files: [
		{ ...project, path: '.qwen/settings.json' },
		// Qwen Code keeps such a copy itself, and takes it where the other cannot be parsed.
		{ ...project, path: '.qwen/settings.json.orig', unsure: 'read only where settings.json beside it cannot be parsed' },
		{ ...rules, scope: 'user', places: ['~/.qwen/settings.json'], overrides: below('settings.json') },
		{
			...rules,
			scope: 'extension',
			places: ['~/.qwen/extensions/*/qwen-extension.json'],
			overrides: below('extensions/*/qwen-extension.json'),
			refuses: ['comment', ...rules.refuses],
		},
		{
			...rules,
			scope: 'system',
			places: inSystem('settings.json', system),
			overrides: [{ variable: 'QWEN_CODE_SYSTEM_SETTINGS_PATH', kind: 'file' }],
		},
		{
			...rules,
			scope: 'system',
			places: inSystem('system-defaults.json', system),
			overrides: [{ variable: 'QWEN_CODE_SYSTEM_DEFAULTS_PATH', kind: 'file' }],
		},
	],
	trust: {
		passesDown: true,
		places: ['~/.qwen/trustedFolders.json'],
		overrides: [{ variable: 'QWEN_CODE_TRUSTED_FOLDERS_PATH', kind: 'file' }, ...below('trustedFolders.json')],
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
	},
	source: 'Qwen Code 0.15.10, run offline with canary commands; system paths and trusted folders from its bundle',
});
