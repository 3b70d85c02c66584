import { at, type DocumentNode, type Member, members, text } from '../../document/node.ts';
import type { EntryReader } from './agent.ts';

/** Changes a part of a document, its place in the text kept, so that a reader of the usual shape takes an unusual one. */
export type Reshape = (node: DocumentNode) => DocumentNode;

/** Reads a document of which the value at a path of keys is given another shape first. */
export function reshaped(path: readonly string[], reshape: Reshape, read: EntryReader): EntryReader {
	return (root, tell, file) => read(changedAt(root, path, reshape), tell, file);
}

function changedAt(node: DocumentNode, path: readonly string[], reshape: Reshape): DocumentNode {
	const [key, ...rest] = path;
	if (key === undefined) {
		return reshape(node);
	}
	return eachMember(node, (member) => (member.key === key ? { ...member, value: changedAt(member.value, rest, reshape) } : member));
}

/** Every value of an object reshaped; anything else stays as it is. */
export function eachValue(reshape: Reshape): Reshape {
	return (node) => eachMember(node, (member) => ({ ...member, value: reshape(member.value) }));
}

/** Of an object those members alone whose value passes; anything else stays as it is. */
export function only(keep: (value: DocumentNode) => boolean): Reshape {
	return (node) => (node.type === 'object' ? { ...node, members: node.members.filter((member) => keep(member.value)) } : node);
}

/** Keys by the names that the usual shape has for them. */
export function renamed(names: Readonly<Record<string, string>>): Reshape {
	return (node) =>
		eachMember(node, (member) => ({ ...member, key: Object.hasOwn(names, member.key) ? (names[member.key] ?? '') : member.key }));
}

/** A list of objects that name themselves becomes an object with those names; anything else stays as it is. */
export function byName(node: DocumentNode): DocumentNode {
	if (node.type !== 'array') {
		return node;
	}
	const taken = new Set<string>();
	const list = node.items.map((value, index) => {
		const name = text(at(value, 'name')) ?? String(index);
		// Of a name that stands twice both are servers: in an object the last alone would be.
		const key = taken.has(name) ? `${name} (${index})` : name;
		taken.add(key);
		return { key, line: value.line, column: value.column, value };
	});
	return { type: 'object', line: node.line, column: node.column, members: list };
}

function eachMember(node: DocumentNode, change: (member: Member) => Member): DocumentNode {
	return node.type === 'object' ? { ...node, members: members(node).map(change) } : node;
}
