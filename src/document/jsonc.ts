import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import { BeyondBounds, MAX_DEPTH, MAX_NODES } from './bounds.ts';
import type { Liberty, ParsedDocument, Wanted } from './document.ts';
import { positions } from './lines.ts';
import type { DocumentNode, Member, ScalarNode } from './node.ts';

/** An object or array that is still open. */
interface Open {
	readonly node: DocumentNode;
	readonly add: (value: DocumentNode) => void;
	/** What is wanted below; null: everything. */
	readonly wanted: Wanted | null;
}

/**
 * JSON, with comments and trailing commas where they stand. What a strict reader would refuse is kept in `liberties`.
 * A damaged text gives what could be recovered from it, as VS Code does, and says where it is damaged; one that holds no
 * object or array at all is unparsable. An empty text, or one of comments alone (a settings file that nobody has filled in
 * yet), is an empty object.
 *
 * The values are built while the text is scanned: a tree of everything would take a gigabyte for 20 MB of small objects
 * before anything could be counted.
 *
 * @throws BeyondBounds
 */
export function parseJsonc(text: string, byteOrderMark: boolean, wanted: Wanted | null = null): Outcome<ParsedDocument> {
	if (hasEndlessBlank(text)) {
		throw new BeyondBounds();
	}
	const locate = positions(text);
	const open: Open[] = [];
	let root: DocumentNode | undefined;
	let left = MAX_NODES;
	let key: { member: Omit<Member, 'value'>; wanted: Wanted | null } | undefined;
	let firstError: { code: ParseErrorCode; offset: number } | undefined;
	let commented = false;
	let trailing = false;
	let afterComma = false;
	/** How many objects and arrays are open that nobody wants. Their commas and comments still count as liberties. */
	let passedOver = 0;

	/** What is wanted of the value that comes next; undefined: nothing. */
	const wantedNext = (): Wanted | null | undefined => {
		const parent = open.at(-1);
		if (parent === undefined) {
			return wanted;
		}
		if (parent.node.type === 'array') {
			// A list where an object was to be: that it holds something is all there is to know.
			return parent.wanted === null ? null : [];
		}
		return key === undefined || key.wanted?.length === 0 ? undefined : key.wanted;
	};
	const place = (value: DocumentNode): void => {
		if (open.length > MAX_DEPTH || --left < 0) {
			throw new BeyondBounds();
		}
		const parent = open.at(-1);
		if (parent) {
			parent.add(value);
		} else {
			root ??= value;
		}
	};
	const begin = (offset: number, make: (at: Pick<Member, 'line' | 'column'>) => Omit<Open, 'wanted'>): void => {
		afterComma = false;
		const next = passedOver > 0 ? undefined : wantedNext();
		if (next === undefined) {
			// The scanner recurses there too.
			if (++passedOver > MAX_DEPTH) {
				throw new BeyondBounds();
			}
			return;
		}
		const made = make(locate(offset));
		place(made.node);
		open.push({ ...made, wanted: next });
	};
	const end = (): void => {
		trailing ||= afterComma;
		afterComma = false;
		if (passedOver > 0) {
			passedOver--;
		} else {
			open.pop();
		}
	};

	visit(
		text,
		{
			onObjectBegin: (offset) =>
				begin(offset, (at) => {
					const list: Member[] = [];
					return {
						node: { type: 'object', ...at, members: list },
						add: (value) => {
							// A second value behind one key is damage: the parser has said so.
							if (key) {
								list.push({ ...key.member, value });
								key = undefined;
							}
						},
					};
				}),
			onObjectProperty: (name, offset) => {
				afterComma = false;
				if (passedOver > 0) {
					return;
				}
				const below = open.at(-1)?.wanted ?? null;
				key = { member: { ...locate(offset), key: name }, wanted: below === null ? null : stepInto(below, name) };
			},
			onObjectEnd: end,
			onArrayBegin: (offset) =>
				begin(offset, (at) => {
					const list: DocumentNode[] = [];
					return { node: { type: 'array', ...at, items: list }, add: (value) => list.push(value) };
				}),
			onArrayEnd: end,
			onLiteralValue: (value: ScalarNode['value'] | undefined, offset) => {
				afterComma = false;
				if (passedOver === 0 && wantedNext() !== undefined) {
					place({ type: 'scalar', ...locate(offset), value: value ?? null });
				}
			},
			onSeparator: (character) => {
				afterComma = character === ',';
			},
			onComment: () => {
				commented = true;
			},
			onError: (code, offset) => {
				firstError ??= { code, offset };
			},
		},
		{ allowTrailingComma: true, allowEmptyContent: true },
	);

	const liberties: Liberty[] = [
		...(byteOrderMark ? ['byte-order-mark' as const] : []),
		...(commented ? ['comment' as const] : []),
		...(firstError ? ['syntax-error' as const] : []),
		...(trailing ? ['trailing-comma' as const] : []),
	];
	if (firstError === undefined) {
		return ok({ root: root ?? { type: 'object', line: 1, column: 1, members: [] }, liberties, damage: null });
	}
	const { line, column } = locate(firstError.offset);
	const damage = `not JSON: ${printParseErrorCode(firstError.code)} at line ${line}, column ${column}`;
	return root === undefined || root.type === 'scalar' ? failure('unparsable', damage) : ok({ root, liberties, damage });
}

/** The scanner collects blanks one by one; a run of this many was put there to cost memory. */
const MAX_BLANKS = 1_000_000;

function hasEndlessBlank(text: string): boolean {
	let run = 0;
	for (let at = 0; at < text.length && run <= MAX_BLANKS; at++) {
		const character = text.charCodeAt(at);
		run = character === 0x20 || character === 0x09 ? run + 1 : 0;
	}
	return run > MAX_BLANKS;
}

/** What is wanted below a key: nothing is an empty list, everything is null. */
function stepInto(wanted: Wanted, key: string): Wanted | null {
	const below = wanted.filter(([first]) => first === key || first === '*').map(([, ...rest]) => rest);
	return below.some((path) => path.length === 0) ? null : below;
}
