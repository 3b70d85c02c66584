import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import { BeyondBounds, MAX_DEPTH, MAX_NODES } from './bounds.ts';
import type { ParsedDocument } from './document.ts';
import type { DocumentNode, Member } from './node.ts';

interface Growing {
	type: 'object';
	line: number;
	column: number;
	members: Member[];
}

type Place = Pick<Growing, 'line' | 'column'>;
type GrowingMember = { -readonly [key in keyof Member]: Member[key] };

/**
 * The parser makes tokens, nodes and scopes of every pair and table before anything can be counted: about 20 µs and 5 kB for
 * each of these characters. A Codex configuration that trusts a thousand folders has some ten thousand of them.
 */
export const MAX_MARKS = 100_000;

/**
 * TOML 1.0. Tables and dotted keys are folded into nested objects, as every reader of the file sees them.
 *
 * @throws BeyondBounds
 */
export function parseToml(text: string): Outcome<ParsedDocument> {
	if (marks(text) > MAX_MARKS) {
		throw new BeyondBounds();
	}
	let program: AST.TOMLProgram;
	try {
		program = parseTOML(text);
	} catch (error) {
		if (error instanceof ParseError) {
			return failure('unparsable', `not TOML: line ${error.lineNumber}, column ${error.column + 1}`);
		}
		throw error;
	}
	let left = MAX_NODES;
	const spend = (depth: number): void => {
		if (depth > MAX_DEPTH || --left < 0) {
			throw new BeyondBounds();
		}
	};
	const root = growing(program);
	/** What stands under each key of an object: looking through its members would cost a file of many tables minutes. */
	const indexes = new WeakMap<Growing, Map<string, GrowingMember>>();
	const indexOf = (object: Growing): Map<string, GrowingMember> => {
		const index = indexes.get(object) ?? new Map<string, GrowingMember>();
		indexes.set(object, index);
		return index;
	};
	const put = (object: Growing, key: string, at: Place, value: DocumentNode): void => {
		const member = { key, line: at.line, column: at.column, value };
		object.members.push(member);
		indexOf(object).set(key, member);
	};

	/** The object at a path of keys below `from`, made where it is missing; of an array of tables its last item. */
	const descend = (from: Growing, keys: readonly string[], at: AST.TOMLNode): Growing => {
		let object = from;
		for (const key of keys) {
			spend(keys.length);
			const existing = indexOf(object).get(key)?.value;
			const inner = existing?.type === 'array' ? existing.items.at(-1) : existing;
			if (inner?.type === 'object') {
				object = inner as Growing;
			} else {
				const made = growing(at);
				put(object, key, made, made);
				object = made;
			}
		}
		return object;
	};

	const assign = (object: Growing, pair: AST.TOMLKeyValue, depth: number): void => {
		const keys = pair.key.keys.map(keyText);
		const last = keys.pop() ?? '';
		const target = descend(object, keys, pair.key);
		put(target, last, place(pair.key), convert(pair.value, depth + 1));
	};

	const convert = (node: AST.TOMLContentNode, depth: number): DocumentNode => {
		spend(depth);
		switch (node.type) {
			case 'TOMLArray':
				return { type: 'array', ...place(node), items: node.elements.map((element) => convert(element, depth + 1)) };
			case 'TOMLInlineTable': {
				const table = growing(node);
				for (const pair of node.body) {
					assign(table, pair, depth + 1);
				}
				return table;
			}
			default:
				return { type: 'scalar', ...place(node), value: scalar(node) };
		}
	};

	for (const entry of program.body[0].body) {
		if (entry.type === 'TOMLKeyValue') {
			assign(root, entry, 0);
			continue;
		}
		const keys = entry.key.keys.map(keyText);
		let table: Growing;
		if (entry.kind === 'array') {
			const last = keys.pop() ?? '';
			const parent = descend(root, keys, entry);
			table = growing(entry);
			const existing = indexOf(parent).get(last)?.value;
			if (existing?.type === 'array') {
				(existing.items as DocumentNode[]).push(table);
			} else {
				put(parent, last, place(entry), { type: 'array', ...place(entry), items: [table] });
			}
		} else {
			table = descend(root, keys, entry);
			// `[a.b]` may stand before `[a]`: the header of its own is where a person looks for it.
			if (table.line !== entry.loc.start.line) {
				const member = indexOf(descend(root, keys.slice(0, -1), entry)).get(keys.at(-1) ?? '');
				Object.assign(table, place(entry));
				Object.assign(member ?? {}, place(entry));
			}
		}
		for (const pair of entry.body) {
			assign(table, pair, keys.length);
		}
	}
	return ok({ root, liberties: [], damage: null });
}

/** How many characters begin or separate values; at least as many as there are values, and more where strings hold some. */
function marks(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const character = text.charCodeAt(at);
		if (character === 0x3d || character === 0x2c || character === 0x5b || character === 0x2e) {
			count++;
		}
	}
	return count;
}

function growing(node: AST.TOMLNode): Growing {
	return { type: 'object', ...place(node), members: [] };
}

function place(node: AST.TOMLNode): Place {
	return { line: node.loc.start.line, column: node.loc.start.column + 1 };
}

function keyText(key: AST.TOMLBare | AST.TOMLQuoted): string {
	return key.type === 'TOMLBare' ? key.name : key.value;
}

/** A date comes as its text: as a Date it would depend on this machine's time zone. */
function scalar(node: AST.TOMLValue): string | number | boolean {
	return node.value instanceof Date ? (node as AST.TOMLDateTimeValue).datetime : node.value;
}
