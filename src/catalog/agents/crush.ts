import { basename } from 'node:path';
import { type DocumentNode, items, members, text } from '../../document/node.ts';
import { defineAgent, type EntryReader, type FoundEntry } from './agent.ts';
import { hooks, lastOfEachKey, mcpServers } from './entries.ts';
import { instructionFiles } from './instruction-files.ts';
import { inConfig, inSystem } from './places.ts';
import { scriptText } from './script-text.ts';
import { environmentSettings, helperCommands, settingValues } from './setting-entries.ts';

/** Values are nested no deeper than this in any file that Crush knows. */
const MAX_DEPTH = 8;

/** Values with `$(…)` in them: Crush's own shell runs it when the file is loaded, or when the value is first needed. */
const substitutions: EntryReader = (root) => {
	const found: FoundEntry[] = [];
	const look = (node: DocumentNode, pointer: readonly string[]): void => {
		const command = text(node);
		if (command !== undefined) {
			if (/\$\(|`/.test(command)) {
				const { line, column } = node;
				found.push({ kind: 'helper', name: pointer.join('.'), pointer, line, column, command, shell: true });
			}
		} else if (pointer.length < MAX_DEPTH) {
			const inner = [...lastOfEachKey(members(node)), ...items(node).map((value, index) => ({ key: String(index), value }))];
			for (const { key, value } of inner) {
				look(value, [...pointer, key]);
			}
		}
	};
	// A hook's command is a line for a shell by itself.
	for (const { key, value } of lastOfEachKey(members(root)).filter((member) => ['mcp', 'lsp', 'providers', 'env'].includes(member.key))) {
		look(value, [key]);
	}
	return found;
};

/** `{ lsp: { name: { command, args, env } } }`, started with the first file of their kind. */
const languageServers: EntryReader = (root, _tell, file) =>
	mcpServers('lsp')(root, () => undefined, file).map((server) => ({
		...server,
		kind: 'helper',
		name: `lsp.${server.name}.command`,
		trigger: 'tool-use',
	}));

/** Bash that Crush's own interpreter runs when it starts. */
const startScript: EntryReader = (root, _tell, { path }) => {
	const command = scriptText(text(root) ?? '');
	return command === '' ? [] : [{ kind: 'shell-env', name: basename(path), pointer: [], line: 1, column: 1, command, shell: true }];
};

/** Strict JSON, or Crush does not start. */
const config = {
	format: 'jsonc',
	own: true,
	refuses: ['comment', 'trailing-comma', 'byte-order-mark', 'syntax-error'],
	heeds: 'disabled',
	trigger: 'session-start',
	needsTrust: false,
	headless: 'runs',
	because: 'nothing asks first',
	entries: [
		mcpServers('mcp'),
		hooks('hooks'),
		languageServers,
		helperCommands([{ key: 'providers.*.aws_auth_refresh' }]),
		substitutions,
		settingValues([{ key: 'permissions.allowed_tools' }, { key: 'providers.*.base_url' }]),
		environmentSettings('env'),
	],
} as const;

const script = { ...config, format: 'text', refuses: [], entries: [startScript] } as const;

const project = { scope: 'project', search: 'repository-to-folder' } as const;

export default defineAgent({
	id: 'crush',
	title: 'Crush',
	vendor: 'charm',
	programs: ['crush'],
	files: [
		{ ...script, ...project, path: '.crushrc' },
		{ ...script, ...project, path: 'crushrc' },
		{ ...config, ...project, path: '.crush.json' },
		{ ...config, ...project, path: 'crush.json' },
		...instructionFiles('folder', ['CRUSH.md'], ['AGENTS.md', 'CLAUDE.md', 'GEMINI.md', '.cursorrules', '.github/copilot-instructions.md']),
		{
			...config,
			scope: 'user',
			places: inConfig('crush/crush.json', '~/.config/crush/crush.json'),
			overrides: [{ variable: 'CRUSH_GLOBAL_CONFIG', kind: 'directory', relative: 'crush.json' }],
		},
		{
			...script,
			scope: 'user',
			places: inConfig('crush/crushrc', '~/.config/crush/crushrc'),
			overrides: [{ variable: 'CRUSH_GLOBAL_CONFIG', kind: 'directory', relative: 'crushrc' }],
		},
		// What Crush writes itself, read as the others are.
		{
			...config,
			scope: 'user',
			places: {
				linux: ['$XDG_DATA_HOME/crush/crush.json'],
				darwin: ['$XDG_DATA_HOME/crush/crush.json'],
				win32: ['%LOCALAPPDATA%/crush/crush.json'],
			},
			overrides: [{ variable: 'CRUSH_GLOBAL_DATA', kind: 'directory', relative: 'crush.json' }],
		},
		{ ...config, scope: 'system', places: inSystem('crush.json', { linux: '/etc/crush', darwin: '/etc/crush' }) },
	],
	source: 'Crush, its source of 2026-08-21 (internal/config/load.go, resolve.go; docs/config): read, not run',
});
