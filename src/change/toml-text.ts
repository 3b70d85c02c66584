import { type AST, parseTOML } from 'toml-eslint-parser';
import { CannotEdit, type Json, nameOf, type Step } from './tree.ts';

/**
 * One step on a text of TOML: a value replaced in its place, a line put into its table, or a table put at the end. What is
 * written inline is left alone: refused.
 */
export function editToml(text: string, step: Step): string {
	const { body } = parseTOML(text).body[0];
	switch (step.does) {
		case 'set':
			return set(text, body, step.keys, step.value);
		case 'unset':
			return unset(text, body, step.keys);
		case 'append':
		case 'drop':
			throw new CannotEdit(`${nameOf(step.keys)} is a list`);
	}
}

type Entry = AST.TOMLKeyValue | AST.TOMLTable;

interface Pair {
	readonly path: readonly string[];
	readonly node: AST.TOMLKeyValue;
}

function pairsOf(body: readonly Entry[]): readonly Pair[] {
	return body.flatMap((entry) =>
		entry.type === 'TOMLKeyValue'
			? [{ path: keysOf(entry.key), node: entry }]
			: entry.kind === 'array'
				? []
				: entry.body.map((node) => ({ path: [...keysOf(entry.key), ...keysOf(node.key)], node })),
	);
}

function tableOf(body: readonly Entry[], keys: readonly string[]): AST.TOMLTable | undefined {
	return body.find(
		(entry): entry is AST.TOMLTable => entry.type === 'TOMLTable' && entry.kind === 'standard' && same(keysOf(entry.key), keys),
	);
}

function set(text: string, body: readonly Entry[], keys: readonly string[], value: Json): string {
	const pairs = pairsOf(body);
	const written = scalar(value);
	const there = pairs.find(({ path }) => same(path, keys));
	if (there !== undefined) {
		const [from, to] = there.node.value.range;
		return text.slice(0, from) + written + text.slice(to);
	}
	const above = keys.slice(0, -1);
	const inline = pairs.find(({ path }) => path.length < keys.length && same(path, keys.slice(0, path.length)));
	if (inline !== undefined) {
		throw new CannotEdit(`${nameOf(inline.path)} is written inline there`);
	}
	const line = `${name(keys.at(-1) ?? '')} = ${written}`;
	const end = /\r\n|\n/.exec(text)?.[0] ?? '\n';
	const table = tableOf(body, above);
	if (table !== undefined) {
		const after = endOfLine(text, (table.body.at(-1) ?? headerOf(table)).range[1]);
		return `${text.slice(0, after)}${end}${line}${text.slice(after)}`;
	}
	if (pairs.some(({ path }) => path.length > above.length && same(path.slice(0, above.length), above) && above.length > 0)) {
		throw new CannotEdit(`${nameOf(above)} is written without a table of its own there`);
	}
	const gap = text.trim() === '' ? '' : text.endsWith('\n') ? end : end + end;
	return `${text}${gap}[${above.map(name).join('.')}]${end}${line}${end}`;
}

/** The key inside `[…]`: the table itself reaches to its last line. */
function headerOf(table: AST.TOMLTable): AST.TOMLNode {
	return table.key;
}

function unset(text: string, body: readonly Entry[], keys: readonly string[]): string {
	const pair = pairsOf(body).find(({ path }) => same(path, keys));
	if (pair !== undefined) {
		return withoutLine(text, pair.node.range[0], pair.node.range[1]);
	}
	// What was made for it goes with it: the header and the line of ours under it.
	const table = tableOf(body, keys);
	const [only, ...more] = table?.body ?? [];
	if (table === undefined || only === undefined || more.length > 0) {
		throw new CannotEdit(`${nameOf(keys)} is written in another way there`);
	}
	const without = withoutLine(text, only.range[0], only.range[1]);
	const header = startOfLine(without, headerOf(table).range[0]);
	const cut = withoutLine(without, header, endOfLine(without, headerOf(table).range[1]));
	// The blank line that parted it from what stands before.
	const blank = /(?:\r\n|\n)$/.exec(cut.slice(0, header))?.[0] ?? '';
	const before = cut.slice(0, header - blank.length);
	return blank !== '' && (before.endsWith('\n') || before === '') ? before + cut.slice(header) : cut;
}

/** Takes a line out, with its end, where nothing else stands on it; else only what is ours. */
function withoutLine(text: string, from: number, to: number): string {
	const start = startOfLine(text, from);
	const end = endOfLine(text, to);
	const alone = text.slice(start, from).trim() === '' && text.slice(to, end).trim() === '';
	if (!alone) {
		return text.slice(0, from) + text.slice(to);
	}
	const lineBreak = text.startsWith('\r\n', end) ? 2 : text.startsWith('\n', end) ? 1 : 0;
	return text.slice(0, start) + text.slice(end + lineBreak);
}

function startOfLine(text: string, offset: number): number {
	return text.lastIndexOf('\n', offset - 1) + 1;
}

function endOfLine(text: string, offset: number): number {
	const found = text.indexOf('\n', offset);
	return found < 0 ? text.length : text[found - 1] === '\r' && found > offset ? found - 1 : found;
}

function keysOf(key: AST.TOMLKey): string[] {
	return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
}

/** A key as TOML writes it: backslashes and quotes of a path are escaped. */
function name(key: string): string {
	return /^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key);
}

function scalar(value: Json): string {
	if (typeof value === 'string') {
		return quoted(value);
	}
	if (typeof value === 'boolean' || typeof value === 'number') {
		return String(value);
	}
	throw new CannotEdit('it would take a list or a table');
}

/** A basic string: JSON's escapes are TOML's, but for the one control character that JSON lets stand. */
function quoted(text: string): string {
	return JSON.stringify(text).replaceAll('\u007f', '\\u007F');
}

function same(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((key, index) => key === b[index]);
}
