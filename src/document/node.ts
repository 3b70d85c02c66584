/** A parsed value with its place in the text, the same for JSON, TOML and YAML. Lines and columns count from 1. */
export type DocumentNode = ObjectNode | ArrayNode | ScalarNode;

interface Placed {
	readonly line: number;
	readonly column: number;
}

export interface ObjectNode extends Placed {
	readonly type: 'object';
	/** In the order of the text; a key that stands twice is here twice. */
	readonly members: readonly Member[];
}

export interface ArrayNode extends Placed {
	readonly type: 'array';
	readonly items: readonly DocumentNode[];
}

export interface ScalarNode extends Placed {
	readonly type: 'scalar';
	/** Dates and other values without a JSON form come as their text. */
	readonly value: string | number | boolean | null;
}

export interface Member extends Placed {
	readonly key: string;
	readonly value: DocumentNode;
}

/** The members of an object; none of anything else. */
export function members(node: DocumentNode | undefined): readonly Member[] {
	return node?.type === 'object' ? node.members : [];
}

/** The items of an array; none of anything else. */
export function items(node: DocumentNode | undefined): readonly DocumentNode[] {
	return node?.type === 'array' ? node.items : [];
}

/** The value at a path of keys. Of a key that stands twice the last counts, as in every parser we know of but Codex's, which refuses. */
export function at(node: DocumentNode | undefined, ...path: readonly string[]): DocumentNode | undefined {
	let found = node;
	for (const key of path) {
		found = members(found).findLast((member) => member.key === key)?.value;
	}
	return found;
}

/** A string value; undefined for anything else. */
export function text(node: DocumentNode | undefined): string | undefined {
	return node?.type === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** A scalar as text: environment values are often written as numbers or booleans. */
export function scalarText(node: DocumentNode | undefined): string | undefined {
	return node?.type === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

export function number(node: DocumentNode | undefined): number | undefined {
	return node?.type === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
}

export function boolean(node: DocumentNode | undefined): boolean | undefined {
	return node?.type === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}
