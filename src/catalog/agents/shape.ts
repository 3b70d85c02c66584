import { type DocumentNode, items, type ObjectNode } from '../../document/node.ts';
import type { Tell } from './agent.ts';

/** Absent, `null`, or a list without items: nothing is lost by passing over it, and some tools write an empty object so. */
export function isNothing(node: DocumentNode | undefined): boolean {
	return node === undefined || (node.type === 'scalar' && node.value === null) || (node.type === 'array' && node.items.length === 0);
}

/** The node as an object. Another shape is told, by the keys that lead to it; the root is told of where the file is read. */
export function objectIn(node: DocumentNode | undefined, keys: string, tell: Tell): ObjectNode | undefined {
	if (node?.type === 'object') {
		return node;
	}
	if (!isNothing(node) && keys !== '') {
		tell(`${keys} is not an object`);
	}
	return undefined;
}

/** The items of a list. Another shape is told, as {@link objectIn} does. */
export function listIn(node: DocumentNode | undefined, keys: string, tell: Tell): readonly DocumentNode[] {
	if (!isNothing(node) && node?.type !== 'array') {
		tell(`${keys} is not a list`);
	}
	return items(node);
}

/** What the root of a document is, where nobody who reads it would take it for their file. */
export function oddRoot(root: DocumentNode): string | null {
	return root.type === 'object' || isNothing(root) ? null : 'not the object that the file is to hold';
}
