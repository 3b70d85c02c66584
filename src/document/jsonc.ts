import { type Node as JsonNode, type ParseError, parseTree, printParseErrorCode, stripComments } from 'jsonc-parser';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import { type Liberty, MAX_DEPTH, MAX_NODES, type ParsedDocument } from './document.ts';
import { positions } from './lines.ts';
import type { DocumentNode, Member } from './node.ts';

/**
 * JSON, with comments and trailing commas where they stand. What a strict reader would refuse is kept in `liberties`.
 * A damaged text gives what could be recovered from it, as VS Code does, and says where it is damaged; one that holds no
 * object or array at all is unparsable. An empty text, or one of comments alone (a settings file that nobody has filled in
 * yet), is an empty object.
 */
export function parseJsonc(text: string, byteOrderMark: boolean): Outcome<ParsedDocument> {
	if (stripComments(text).trim() === '') {
		const liberties: Liberty[] = [
			...(byteOrderMark ? ['byte-order-mark' as const] : []),
			...(text.trim() === '' ? [] : ['comment' as const]),
		];
		return ok({ root: { type: 'object', line: 1, column: 1, members: [] }, liberties, damage: null });
	}
	const locate = positions(text);
	const errors: ParseError[] = [];
	const root = parseTree(text, errors, { allowTrailingComma: true });
	const [first] = errors;
	let damage: string | null = null;
	if (first) {
		const { line, column } = locate(first.offset);
		damage = `not JSON: ${printParseErrorCode(first.error)} at line ${line}, column ${column}`;
	}
	if (!root || (damage !== null && root.type !== 'object' && root.type !== 'array')) {
		return failure('unparsable', damage ?? 'not JSON');
	}
	let left = MAX_NODES;
	const convert = (node: JsonNode, depth: number): DocumentNode => {
		if (depth > MAX_DEPTH || --left < 0) {
			throw new RangeError('beyond the bounds of a document');
		}
		const place = locate(node.offset);
		if (node.type === 'object') {
			const members: Member[] = [];
			for (const property of node.children ?? []) {
				const [key, value] = property.children ?? [];
				if (key && value) {
					members.push({ ...locate(key.offset), key: String(key.value), value: convert(value, depth + 1) });
				}
			}
			return { type: 'object', ...place, members };
		}
		if (node.type === 'array') {
			return { type: 'array', ...place, items: (node.children ?? []).map((child) => convert(child, depth + 1)) };
		}
		return { type: 'scalar', ...place, value: node.value ?? null };
	};
	return ok({ root: convert(root, 0), liberties: libertiesOf(text, byteOrderMark, errors.length), damage });
}

/** Each liberty is found by forbidding it and counting whether that gives more errors. */
function libertiesOf(text: string, byteOrderMark: boolean, tolerated: number): Liberty[] {
	const liberties: Liberty[] = byteOrderMark ? ['byte-order-mark'] : [];
	if (isStrict(text)) {
		return liberties;
	}
	const errorsWith = (options: { allowTrailingComma: boolean; disallowComments: boolean }): number => {
		const errors: ParseError[] = [];
		parseTree(text, errors, options);
		return errors.length;
	};
	if (errorsWith({ allowTrailingComma: true, disallowComments: true }) > tolerated) {
		liberties.push('comment');
	}
	if (tolerated > 0) {
		liberties.push('syntax-error');
	}
	if (errorsWith({ allowTrailingComma: false, disallowComments: false }) > tolerated) {
		liberties.push('trailing-comma');
	}
	return liberties;
}

function isStrict(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
