import { at, type DocumentNode, items, type Member, members, text } from '../../document/node.ts';
import type { EntryReader, FoundEntry } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { children, command, setting } from './entry.ts';

/** A text, a list of them, or a table with the text under one of these keys. */
function texts(node: DocumentNode | undefined, keys: readonly string[]): readonly { readonly text: string; readonly node: DocumentNode }[] {
	if (node?.type === 'array') {
		return node.items.flatMap((item) => texts(item, keys));
	}
	const inner = node?.type === 'object' ? keys.map((key) => at(node, key)).find((found) => text(found) !== undefined) : node;
	const found = text(inner);
	return inner === undefined || found === undefined || found.trim() === '' ? [] : [{ text: found, node: inner }];
}

/** Entries that stand under one name are told apart by their number. */
function numbered(entries: readonly FoundEntry[]): readonly FoundEntry[] {
	return entries.map((entry, index) => ({ ...entry, pointer: [...entry.pointer, String(index)] }));
}

const ON_ENTRY = new Set(['enter', 'leave', 'cd']);

/** Hooks, scripts that are sourced, and what is run once a tool is installed. Tasks run only where somebody asks for them. */
export const miseCommands: EntryReader = (root) => [
	...lastOfEachKey(members(at(root, 'hooks'))).flatMap(({ key, value }) =>
		numbered(
			texts(value, ['script', 'run']).map(({ text, node }) => ({
				...command('shell-env', `hooks.${key}`, node, text),
				trigger: ON_ENTRY.has(key) ? ('shell-enter' as const) : ('install' as const),
			})),
		),
	),
	...numbered(
		items(at(root, 'watch_files')).flatMap((watched) =>
			texts(at(watched, 'run'), ['script', 'run']).map(({ text, node }) => command('shell-env', 'watch_files.run', node, text)),
		),
	),
	...numbered(
		environments(root).flatMap((env) =>
			texts(at(env, '_', 'source'), ['path']).map(({ text, node }) => command('shell-env', 'env._.source', node, text)),
		),
	),
	...lastOfEachKey(members(at(root, 'tools'))).flatMap(({ key, value }) => {
		const node = at(value, 'postinstall');
		const line = text(node) ?? '';
		return node === undefined || line === ''
			? []
			: [{ ...command('lifecycle-script', `tools.${key}.postinstall`, node, line), trigger: 'install' as const }];
	}),
];

/** `[env]`, or several of them as `[[env]]`. */
function environments(root: DocumentNode): readonly DocumentNode[] {
	const env = at(root, 'env');
	return env?.type === 'array' ? env.items : env === undefined ? [] : [env];
}

/** Where programs and variables come from besides. */
export const miseSettings: EntryReader = (root) => [
	...numbered(
		environments(root).flatMap((env) =>
			['path', 'file'].flatMap((key) => texts(at(env, '_', key), ['path']).map(({ text, node }) => setting(`env._.${key}`, node, text))),
		),
	),
	...lastOfEachKey(members(at(root, 'plugins'))).flatMap(({ key, line, column, value }): FoundEntry[] => {
		const from = text(value);
		return from === undefined
			? []
			: [
					{
						kind: 'plugin',
						name: key,
						pointer: ['plugins', key],
						line,
						column,
						args: [from],
						...(from.includes('://') && { url: from }),
						trigger: 'install',
					},
				];
	}),
];

/** Deeper than any setting, and more than any file has. */
const MOST_DEPTH = 20;
const EXECUTES = /\bexec\s{0,8}\(/;

/** Templates may call `exec(command=…)`, in any value: it is run while the file is read. */
export const miseTemplates: EntryReader = (root) => {
	const found: FoundEntry[] = [];
	const walk = (list: readonly Member[], path: readonly string[]): void => {
		for (const { key, value } of list) {
			const here = [...path, key];
			const line = text(value) ?? '';
			// What a task runs is a template too, and is read only once the task is asked for.
			if (here[0] === 'tasks' || here.length > MOST_DEPTH) {
				continue;
			}
			if (line.includes('{{') && EXECUTES.test(line)) {
				found.push({ ...command('shell-env', here.join('.'), value, line), pointer: here });
			}
			walk(children(value), here);
		}
	};
	walk(members(root), []);
	return found;
};
