import { type DocumentNode, items, type Member, members } from '../../document/node.ts';
import type { LaunchKind } from '../../model/launch.ts';
import type { EntryReader, FoundEntry } from '../agents/agent.ts';
import { settingValues } from '../agents/setting-entries.ts';

/** What a package manager runs by itself when it installs, and nobody is asked. */
export const atInstallation = {
	own: true,
	needsTrust: false,
	headless: 'runs',
	trigger: 'install',
	because: 'nothing asks first',
} as const;

/** Where something stands in a file. */
export interface Place {
	readonly line: number;
	readonly column: number;
}

const ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;

/** Whether a value says anything: not `false`, nor an empty list, object or text. */
export function saysSomething(node: DocumentNode): boolean {
	return node.type === 'scalar' ? node.value !== false && node.value !== '' && node.value !== null : children(node).length > 0;
}

/** Settings of a file that nests its keys, with why each counts: those that say something. */
export function loosened(because: Readonly<Record<string, string>>): EntryReader {
	return settingValues(Object.entries(because).map(([key, why]) => ({ key, when: saysSomething, because: `nothing asks first; ${why}` })));
}

/** A setting that moves or loosens something, under its whole name; with an address, where that is its value. */
export function setting(name: string, { line, column }: Place, value: string, because?: string): FoundEntry {
	return {
		kind: 'setting',
		name,
		pointer: [name],
		line,
		column,
		args: [value],
		...(ADDRESS.test(value) && { url: value }),
		...(because !== undefined && { because }),
	};
}

/** Something that a key has executed: a line for a shell. */
export function command(kind: LaunchKind, name: string, { line, column }: Place, text: string, because?: string): FoundEntry {
	return { kind, name, pointer: [name], line, column, command: text, shell: true, ...(because !== undefined && { because }) };
}

/** A file that a program executes as soon as it is there, whatever it holds. */
export function program(name: string, line: readonly [string, ...string[]]): EntryReader {
	const [program, ...args] = line;
	return () => [{ kind: 'lifecycle-script', name, pointer: [name], line: 1, column: 1, command: program, args }];
}

/** The members of an object, or the items of a list under their numbers. */
export function children(node: DocumentNode | undefined): readonly Member[] {
	return node?.type === 'array'
		? items(node).map((value, index) => ({ key: String(index), line: value.line, column: value.column, value }))
		: members(node);
}
