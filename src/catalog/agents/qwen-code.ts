import type { Override } from '../../machine/places.ts';
import { defineAgent } from './agent.ts';
import { geminiServers, hooks } from './entries.ts';
import { instructionFiles } from './instruction-files.ts';
import { inSystem } from './places.ts';
import { environmentSettings, helperCommands, is, settingValues } from './setting-entries.ts';
import { refusedByRules, trustedByRules } from './trust.ts';

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
	entries: [
		geminiServers('mcpServers'),
		hooks('hooks'),
		helperCommands([{ key: 'tools.discoveryCommand' }, { key: 'tools.callCommand', trigger: 'tool-use' }, { key: 'ui.statusLine' }]),
		settingValues([
			{ key: 'tools.approvalMode', when: is('yolo', 'auto-edit') },
			{ key: 'mcpServers.*.trust', when: is(true) },
			{ key: 'security.auth.baseUrl' },
			{ key: 'proxy' },
		]),
		environmentSettings('env'),
	],
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
	programs: ['qwen'],
	files: [
		{ ...project, path: '.qwen/settings.json' },
		// Qwen Code keeps such a copy itself, and takes it where the other cannot be parsed.
		{ ...project, path: '.qwen/settings.json.orig', unsure: 'read only where settings.json beside it cannot be parsed' },
		...instructionFiles('repository-to-folder', ['QWEN.md'], ['AGENTS.md']),
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
		read: trustedByRules,
		refused: refusedByRules,
		revoke: (folder) => `Set ${JSON.stringify(folder)} to "DO_NOT_TRUST" in ~/.qwen/trustedFolders.json, or run /permissions in Qwen Code`,
	},
	source: 'Qwen Code 0.15.10, run offline with canary commands; system paths and trusted folders from its bundle',
});
