import { createScanner, type Node, parseTree } from 'jsonc-parser';
import { CannotEdit, type Json, nameOf, type Step } from './tree.ts';

/**
 * One step on a text of JSON, with comments and trailing commas where they stand: nothing but our own characters is put in or
 * taken out. (jsonc-parser's own `modify` formats every line that it touches anew, takes comments away with the value before
 * them, and breaks a list on one line when its last item goes.) The text must be whole.
 */
export function editJson(text: string, step: Step): string {
	const there = parseTree(text);
	const whole = there === undefined ? withRoot(text) : text;
	const root = there ?? parseTree(whole);
	if (root === undefined) {
		throw new CannotEdit('it holds no object');
	}
	const style = styleOf(whole, root);
	switch (step.does) {
		case 'set':
			return set(whole, root, style, step.keys, step.value);
		case 'unset': {
			const around = find(root, step.keys.slice(0, -1));
			return removeChild(
				whole,
				around,
				(around.children ?? []).findIndex((child) => keyOf(child) === step.keys.at(-1)),
			);
		}
		case 'append':
			return insertChild(whole, find(root, step.keys), style, null, step.value);
		case 'drop':
			return removeChild(whole, find(root, step.keys), step.index);
	}
}

/** A text of blanks and comments alone gets an object to put things in. */
function withRoot(text: string): string {
	const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
	const blank = text.trim() === '';
	return blank ? `{}${end}` : `${text}${/[\r\n]$/.test(text) ? '' : end}{}${end}`;
}

interface Style {
	readonly end: string;
	/** One level. */
	readonly indent: string;
	/** The whole text stands on one line. */
	readonly isFlat: boolean;
	/** Nothing between a key's colon and its value. */
	readonly isTight: boolean;
}

function styleOf(text: string, root: Node): Style {
	const inside = text.slice(root.offset, root.offset + root.length);
	return {
		end: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n',
		indent: /[\r\n](\t|[ ]{1,8})[^\s]/.exec(inside)?.[1] ?? '  ',
		isFlat: (root.children?.length ?? 0) > 0 && !/[\r\n]/.test(inside),
		isTight: (root.children?.length ?? 0) > 0 && !/[:,] /.test(inside.slice(0, 10_000)),
	};
}

function set(text: string, root: Node, style: Style, keys: readonly string[], value: Json): string {
	let node = root;
	for (const [depth, key] of keys.entries()) {
		if (node.type !== 'object') {
			throw new CannotEdit(`${nameOf(keys.slice(0, depth))} is no object there`);
		}
		const next = node.children?.find((child) => keyOf(child) === key)?.children?.[1];
		if (next === undefined) {
			const inner = keys.slice(depth + 1).reduceRight<Json>((wrapped, name) => ({ [name]: wrapped }), value);
			return insertChild(text, node, style, key, inner);
		}
		node = next;
	}
	const written = written_(value, style, lineIndent(text, node.offset), isOnOneLine(text, root) || style.isFlat);
	return text.slice(0, node.offset) + written + text.slice(node.offset + node.length);
}

function insertChild(text: string, container: Node, style: Style, key: string | null, value: Json): string {
	const open = container.offset + 1;
	const close = container.offset + container.length - 1;
	const last = container.children?.at(-1);
	const start = last === undefined ? open : last.offset + last.length;
	const { at, comma } = endOfLine(text, start, close, last !== undefined);
	const isInline = last === undefined ? style.isFlat : !/[\r\n]/.test(text.slice(container.offset, close));
	const around = lineIndent(text, container.offset);
	const own = last !== undefined && isFirstOnLine(text, last.offset) ? lineIndent(text, last.offset) : around + style.indent;
	const name = key === null ? '' : `${JSON.stringify(key)}:${style.isTight ? '' : ' '}`;
	const child = name + written_(value, style, own, isInline);
	const space = isInline ? (style.isTight || last === undefined ? '' : ' ') : style.end + own;
	// Of an empty container the closing bracket may still stand on the line of the opening one.
	const closing = !isInline && last === undefined && !/[\r\n]/.test(text.slice(at, close)) ? style.end + around : '';
	const added = space + child + (comma ? ',' : '') + closing;
	const missingComma = last !== undefined && !comma ? ',' : '';
	return text.slice(0, start) + missingComma + text.slice(start, at) + added + (closing === '' ? text.slice(at) : text.slice(close));
}

/** Where the line of a value ends, its comma and comments included. */
function endOfLine(text: string, start: number, close: number, isValue: boolean): { at: number; comma: boolean } {
	const scanner = createScanner(text, false);
	scanner.setPosition(start);
	let at = start;
	let comma = false;
	let broken = false;
	for (let kind = scanner.scan(); scanner.getTokenOffset() < close && kind !== KIND.end; kind = scanner.scan()) {
		broken ||= kind === KIND.lineBreak;
		if (kind === KIND.comma && isValue) {
			comma = true;
			at = scanner.getPosition();
			broken = false;
		} else if ((kind === KIND.lineComment || kind === KIND.blockComment) && (!broken || !isValue)) {
			at = scanner.getPosition();
		}
	}
	return { at, comma };
}

function removeChild(text: string, container: Node, index: number): string {
	const children = container.children ?? [];
	const child = children[index];
	if (child === undefined) {
		throw new CannotEdit('it is no longer there');
	}
	const end = child.offset + child.length;
	const next = children[index + 1]?.offset ?? container.offset + container.length - 1;
	const before = children[index - 1];
	const after = commaIn(text, end, next);
	const ahead = after === null && before !== undefined ? commaIn(text, before.offset + before.length, child.offset) : null;
	const lineStart = startOfLine(text, child.offset);
	const isOwnLine = isFirstOnLine(text, child.offset);
	/** Nothing but blanks between the value and its comma: they go together. */
	const tail = after !== null && text.slice(end, after).trim() === '' ? after + 1 : end;
	const lineEnd = tail + (/^[ \t]*/.exec(text.slice(tail, tail + 200))?.[0].length ?? 0);
	const cuts: [number, number][] = [];
	if (after !== null && tail === end) {
		cuts.push([after, after + 1]);
	}
	const lineBreak = /^(?:\r\n|\n|\r)/.exec(text.slice(lineEnd, lineEnd + 2))?.[0];
	if (isOwnLine && lineBreak !== undefined) {
		cuts.push([lineStart, lineEnd + lineBreak.length]);
	} else if (after === null && ahead !== null && text.slice(ahead + 1, child.offset).trim() === '' && !isOwnLine) {
		cuts.push([ahead, tail]);
	} else {
		cuts.push([child.offset, index === children.length - 1 ? tail : lineEnd]);
	}
	if (ahead !== null && !cuts.some(([from]) => from === ahead)) {
		cuts.push([ahead, ahead + 1]);
	}
	return cuts.sort(([a], [b]) => b - a).reduce((kept, [from, to]) => kept.slice(0, from) + kept.slice(to), text);
}

function commaIn(text: string, from: number, to: number): number | null {
	const scanner = createScanner(text, true);
	scanner.setPosition(from);
	const kind = scanner.scan();
	return kind === KIND.comma && scanner.getTokenOffset() < to ? scanner.getTokenOffset() : null;
}

/** jsonc-parser's `SyntaxKind`, a const enum that only its own compiler resolves. */
const KIND = { comma: 5, lineComment: 12, blockComment: 13, lineBreak: 14, end: 17 };

function written_(value: Json, style: Style, indent: string, isInline: boolean): string {
	return isInline
		? JSON.stringify(value)
		: JSON.stringify(value, null, style.indent)
				.split('\n')
				.join(style.end + indent);
}

function keyOf(child: Node): string | undefined {
	return child.type === 'property' ? child.children?.[0]?.value : undefined;
}

function find(root: Node, keys: readonly string[]): Node {
	let node: Node = root;
	for (const key of keys) {
		const next = node.children?.find((child) => keyOf(child) === key)?.children?.[1];
		if (next === undefined) {
			throw new CannotEdit(`${nameOf(keys)} is no longer there`);
		}
		node = next;
	}
	return node;
}

function startOfLine(text: string, offset: number): number {
	return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function isFirstOnLine(text: string, offset: number): boolean {
	return text.slice(startOfLine(text, offset), offset).trim() === '';
}

function lineIndent(text: string, offset: number): string {
	return /^[ \t]*/.exec(text.slice(startOfLine(text, offset), offset))?.[0] ?? '';
}

function isOnOneLine(text: string, node: Node): boolean {
	return !/[\r\n]/.test(text.slice(node.offset, node.offset + node.length));
}
