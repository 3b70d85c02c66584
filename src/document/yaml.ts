import {
	type Alias,
	Composer,
	type Document,
	isAlias,
	isMap,
	isScalar,
	isSeq,
	Lexer,
	LineCounter,
	Parser,
	visit,
	type Node as YamlNode,
} from 'yaml';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import { BeyondBounds, MAX_DEPTH, MAX_NODES } from './bounds.ts';
import type { ParsedDocument } from './document.ts';
import { type DocumentNode, type Member, members } from './node.ts';

/** The parser makes an object of every piece of text, comments and line ends too: about 5 µs and 1 kB each. */
export const MAX_LEXEMES = MAX_NODES;

/**
 * The first document of a YAML text: the only one that kubectl and the GitHub CLI read. Merge keys (`<<`) are followed, as
 * both do.
 *
 * @throws BeyondBounds
 */
export function parseYaml(text: string): Outcome<ParsedDocument> {
	const lineCounter = new LineCounter();
	const document = firstDocument(text, lineCounter);
	if (!document) {
		return ok({ root: { type: 'object', line: 1, column: 1, members: [] }, liberties: [], damage: null });
	}
	const [error] = document.errors;
	if (error) {
		const { line, col } = lineCounter.linePos(error.pos[0]);
		return failure('unparsable', `not YAML: ${error.code} at line ${line}, column ${col}`);
	}
	const { targets, unknown } = aliasTargets(document);
	if (unknown) {
		const { line, col } = lineCounter.linePos(unknown.range?.[0] ?? 0);
		return failure('unparsable', `not YAML: an alias of nothing at line ${line}, column ${col}`);
	}
	let left = MAX_NODES;
	const convert = (node: YamlNode | null, depth: number): DocumentNode => {
		if (depth > MAX_DEPTH || --left < 0) {
			throw new BeyondBounds();
		}
		const { line, col: column } = lineCounter.linePos(node?.range?.[0] ?? 0);
		if (isAlias(node)) {
			return convert(targets.get(node) ?? null, depth + 1);
		}
		if (isMap(node)) {
			const own: Member[] = [];
			const merged: Member[] = [];
			for (const pair of node.items) {
				const key = pair.key as YamlNode;
				const place = lineCounter.linePos(key?.range?.[0] ?? 0);
				const name = isScalar(key) ? String(key.value) : '';
				const value = convert(pair.value as YamlNode | null, depth + 1);
				if (isScalar(key) && key.type === 'PLAIN' && name === '<<') {
					merged.push(...mergedMembers(value));
				} else {
					own.push({ key: name, line: place.line, column: place.col, value });
				}
			}
			// The last of a key counts: what stands in the object itself comes after what is merged into it.
			return { type: 'object', line, column, members: [...merged, ...own] };
		}
		if (isSeq(node)) {
			return { type: 'array', line, column, items: node.items.map((item) => convert(item as YamlNode | null, depth + 1)) };
		}
		return { type: 'scalar', line, column, value: isScalar(node) ? plain(node.value, node.source) : null };
	};
	return ok({ root: convert(document.contents as YamlNode | null, 0), liberties: [], damage: null });
}

/**
 * Stops before anything is built of a text that is too large or nests too deeply: the parser recurses, and a stack that
 * overflows while a regular expression is compiled ends the whole process.
 *
 * @throws BeyondBounds
 */
function measure(text: string): void {
	let lexemes = 0;
	let flows = 0;
	let column = 0;
	let scalar = false;
	for (const lexeme of new Lexer().lex(text)) {
		if (++lexemes > MAX_LEXEMES) {
			throw new BeyondBounds();
		}
		if (scalar) {
			// What a scalar says is no structure.
			scalar = false;
		} else if (lexeme === SCALAR_FOLLOWS) {
			scalar = true;
			continue;
		} else if (lexeme === '[' || lexeme === '{') {
			flows++;
		} else if (lexeme === ']' || lexeme === '}') {
			flows = Math.max(0, flows - 1);
		}
		// Every level of a block begins further to the right.
		if (flows > MAX_DEPTH + 1 || (flows === 0 && BLOCK_INDICATORS.has(lexeme) && column > MAX_BLOCK_COLUMN)) {
			throw new BeyondBounds();
		}
		const end = lexeme.lastIndexOf('\n');
		column = end < 0 ? column + lexeme.length : lexeme.length - end - 1;
	}
}

/** The lexer announces the text of a scalar with this (`cst.SCALAR`). */
const SCALAR_FOLLOWS = '\u001f';
const BLOCK_INDICATORS: ReadonlySet<string> = new Set(['-', '?', ':']);
const MAX_BLOCK_COLUMN = 500;

/** Later documents are not even composed. */
function firstDocument(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
	measure(text);
	const composer = new Composer({ uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
	for (const document of composer.compose(new Parser(lineCounter.addNewLine).parse(text))) {
		return document as Document.Parsed;
	}
	return undefined;
}

/** What `<<: *one` or `<<: [*one, *two]` brings in. Of a key that several have the first one's counts. */
function mergedMembers(value: DocumentNode): readonly Member[] {
	return value.type === 'array' ? [...value.items].reverse().flatMap(mergedMembers) : members(value);
}

/**
 * What each alias stands for: the last node before it with that anchor. In one pass: `Alias.resolve` walks the document
 * again for every alias, which costs a file of 100 kB a minute.
 */
function aliasTargets(document: Document.Parsed): { targets: Map<Alias, YamlNode>; unknown: Alias | undefined } {
	let unknown: Alias | undefined;
	const anchors = new Map<string, YamlNode>();
	const targets = new Map<Alias, YamlNode>();
	visit(document, {
		Node: (_key, node) => {
			if (isAlias(node)) {
				const target = anchors.get(node.source);
				if (target) {
					targets.set(node, target);
				} else {
					unknown ??= node;
				}
			} else if (node.anchor) {
				anchors.set(node.anchor, node);
			}
		},
	});
	return { targets, unknown };
}

/** `%YAML 1.1` has dates and bytes; they come as their text. */
function plain(value: unknown, source: string | undefined): string | number | boolean | null {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) {
		return value;
	}
	return value === undefined ? null : (source ?? String(value));
}
