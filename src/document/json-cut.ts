import { createScanner, findNodeAtOffset, type Node, parseTree } from 'jsonc-parser';

/** Take what stands between two offsets out, and put the text there. Offsets count UTF-16 units. */
export interface TextEdit {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

/** The syntax tree of a text that was parsed without damage before: its depth is bounded then. */
export function jsonTree(text: string): Node | undefined {
	return parseTree(text, [], { allowTrailingComma: true });
}

/** The node that begins at the offset; of a key that is the key, not its property. */
export function nodeAt(tree: Node, offset: number): Node | undefined {
	const node = findNodeAtOffset(tree, offset);
	return node?.offset === offset ? node : undefined;
}

/**
 * The edits that take an item out of its array, or a property out of its object, with the comma that parted it from its
 * neighbour and, where it had lines of its own, with these. Everything else stays byte by byte: comments too.
 */
export function cut(text: string, node: Node): readonly TextEdit[] {
	const end = node.offset + node.length;
	const siblings = node.parent?.children ?? [];
	const at = siblings.indexOf(node);
	const next = commaFrom(text, end);
	const previous = siblings[at - 1];
	// Of the last one it is the comma before that goes.
	const comma = next ?? (previous === undefined ? null : commaFrom(text, previous.offset + previous.length));
	if (comma !== null && comma >= end && text.slice(end, comma).trim() === '') {
		return [{ ...wholeLines(text, node.offset, comma + 1), text: '' }];
	}
	const edits = [{ ...wholeLines(text, node.offset, end), text: '' }];
	if (comma !== null) {
		edits.push({ start: comma, end: comma + 1, text: '' });
	}
	return edits.sort((a, b) => a.start - b.start);
}

/** Where the comma stands that comes next but for blanks and comments; null where something else does. */
function commaFrom(text: string, offset: number): number | null {
	const scanner = createScanner(text, true);
	scanner.setPosition(offset);
	scanner.scan();
	const at = scanner.getTokenOffset();
	return text[at] === ',' ? at : null;
}

/** The lines of a stretch, where nothing else stands on them; else the stretch, and the blanks behind it. */
function wholeLines(text: string, start: number, end: number): { start: number; end: number } {
	const isBlank = (at: number): boolean => text[at] === ' ' || text[at] === '\t';
	let from = start;
	while (from > 0 && isBlank(from - 1)) {
		from--;
	}
	let to = end;
	while (isBlank(to)) {
		to++;
	}
	const begins = from === 0 || text[from - 1] === '\n';
	const brk = text.startsWith('\r\n', to) ? 2 : text[to] === '\n' ? 1 : 0;
	return begins && brk > 0 ? { start: from, end: to + brk } : { start, end: brk > 0 ? end : to };
}
