import { type DocumentNode, items, members, text } from '../../document/node.ts';
import { defineAgent, type EntryReader, type FoundEntry } from './agent.ts';
import { hooks, lastOfEachKey, mcpServers } from './entries.ts';
import { inConfig, inSystem } from './places.ts';

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
	entries: [mcpServers('mcp'), hooks('hooks'), substitutions],
} as const;

const project = { scope: 'project', search: 'repository-to-folder' } as const;

export default defineAgent({
	id: 'crush',
	title: 'Crush',
	vendor: 'charm',
	files: [
		{ ...config, ...project, path: '.crush.json' },
		{ ...config, ...project, path: 'crush.json' },
		{
			...config,
			scope: 'user',
			places: inConfig('crush/crush.json', '~/.config/crush/crush.json'),
			overrides: [{ variable: 'CRUSH_GLOBAL_CONFIG', kind: 'directory', relative: 'crush.json' }],
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
