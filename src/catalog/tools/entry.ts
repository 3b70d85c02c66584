import { type DocumentNode, items, type Member, members } from '../../document/node.ts';
import type { LaunchKind } from '../../model/launch.ts';
import type { EntryReader, FoundEntry } from '../agents/agent.ts';

/** Where something stands in a file. */
export interface Place {
	readonly line: number;
	readonly column: number;
}

const MOST_CHARACTERS = 500;
const ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;

/** A value as text: objects and lists as JSON, cut where it is long. */
export function valueText(node: DocumentNode | undefined): string {
	const value = plain(node);
	return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MOST_CHARACTERS);
}

function plain(node: DocumentNode | undefined): unknown {
	switch (node?.type) {
		case 'object':
			return Object.fromEntries(node.members.map((member) => [member.key, plain(member.value)]));
		case 'array':
			return node.items.map(plain);
		default:
			return node?.value ?? null;
	}
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
