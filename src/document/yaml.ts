import {
	type Alias,
	type Document,
	isAlias,
	isMap,
	isScalar,
	isSeq,
	LineCounter,
	parseAllDocuments,
	visit,
	type Node as YamlNode,
} from 'yaml';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import { MAX_DEPTH, MAX_NODES, type ParsedDocument } from './document.ts';
import type { DocumentNode, Member } from './node.ts';

/** The first document of a YAML text: the only one that kubectl and the GitHub CLI read. */
export function parseYaml(text: string): Outcome<ParsedDocument> {
	const lineCounter = new LineCounter();
	const documents = parseAllDocuments(text, { lineCounter, uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
	const [document] = Array.isArray(documents) ? documents : [];
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
			throw new RangeError('beyond the bounds of a document');
		}
		const { line, col: column } = lineCounter.linePos(node?.range?.[0] ?? 0);
		if (isAlias(node)) {
			return convert(targets.get(node) ?? null, depth + 1);
		}
		if (isMap(node)) {
			const members: Member[] = [];
			for (const pair of node.items) {
				const key = pair.key as YamlNode;
				const place = lineCounter.linePos(key?.range?.[0] ?? 0);
				const name = isScalar(key) ? String(key.value) : '';
				members.push({ key: name, line: place.line, column: place.col, value: convert(pair.value as YamlNode | null, depth + 1) });
			}
			return { type: 'object', line, column, members };
		}
		if (isSeq(node)) {
			return { type: 'array', line, column, items: node.items.map((item) => convert(item as YamlNode | null, depth + 1)) };
		}
		return { type: 'scalar', line, column, value: isScalar(node) ? plain(node.value, node.source) : null };
	};
	return ok({ root: convert(document.contents as YamlNode | null, 0), liberties: [], damage: null });
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
