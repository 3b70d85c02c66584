import type { DocumentNode } from '../document/node.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What is to be done at a path of keys. Nothing else of the file changes. */
export type Operation =
	| { readonly does: 'set'; readonly keys: readonly string[]; readonly value: Json }
	/** Puts items into a list, made where it is absent; those that are in it already stay as they are. */
	| { readonly does: 'add'; readonly keys: readonly string[]; readonly items: readonly Json[] }
	/** Takes items out of a list, where they are in it. */
	| { readonly does: 'remove'; readonly keys: readonly string[]; readonly items: readonly Json[] };

/** One step towards that, as small as a text can take it. */
export type Step =
	| { readonly does: 'set'; readonly keys: readonly string[]; readonly value: Json }
	| { readonly does: 'unset'; readonly keys: readonly string[] }
	| { readonly does: 'append'; readonly keys: readonly string[]; readonly value: Json }
	| { readonly does: 'drop'; readonly keys: readonly string[]; readonly index: number };

/** What was done, with what it takes to do only that back. */
export type Touch =
	| {
			readonly did: 'set';
			readonly keys: readonly string[];
			readonly value: Json;
			/** Absent where the key was. */
			readonly before?: Json;
			/** How many keys of the path, counted from its end, were not there before. */
			readonly made: number;
	  }
	| { readonly did: 'add'; readonly keys: readonly string[]; readonly items: readonly Json[]; readonly made: number }
	| { readonly did: 'remove'; readonly keys: readonly string[]; readonly items: readonly Json[] };

/** Why a file is not edited, in a clause that carries none of its content but keys of ours. */
export class CannotEdit extends Error {}

/**
 * The values of a document without their places. A list of members rather than an object: a key that stands twice, or is
 * called `__proto__`, is compared like any other.
 */
export type Tree =
	| { readonly type: 'object'; readonly members: readonly (readonly [string, Tree])[] }
	| { readonly type: 'array'; readonly items: readonly Tree[] }
	| { readonly type: 'scalar'; readonly value: string | number | boolean | null };

export function treeOf(node: DocumentNode): Tree {
	switch (node.type) {
		case 'object':
			return { type: 'object', members: node.members.map(({ key, value }) => [key, treeOf(value)] as const) };
		case 'array':
			return { type: 'array', items: node.items.map(treeOf) };
		case 'scalar':
			return { type: 'scalar', value: node.value };
	}
}

export function treeFrom(value: Json): Tree {
	if (isList(value)) {
		return { type: 'array', items: value.map(treeFrom) };
	}
	return typeof value === 'object' && value !== null
		? { type: 'object', members: Object.entries(value).map(([key, inner]) => [key, treeFrom(inner)] as const) }
		: { type: 'scalar', value };
}

/** Null where the tree has no JSON form of one meaning: a key that stands twice. */
export function jsonOf(tree: Tree): Json | undefined {
	switch (tree.type) {
		case 'scalar':
			return tree.value;
		case 'array': {
			const items = tree.items.map(jsonOf);
			return items.includes(undefined) ? undefined : (items as Json[]);
		}
		case 'object': {
			const members = tree.members.map(([key, value]) => [key, jsonOf(value)] as const);
			const unclear = members.some(([, value]) => value === undefined) || new Set(members.map(([key]) => key)).size < members.length;
			return unclear ? undefined : (Object.fromEntries(members) as { [key: string]: Json });
		}
	}
}

/** Whether two trees hold the same; the order of an object's keys says nothing. */
export function isSame(a: Tree, b: Tree): boolean {
	return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(tree: Tree): unknown {
	switch (tree.type) {
		case 'scalar':
			return [tree.value];
		case 'array':
			return { items: tree.items.map(ordered) };
		case 'object':
			return {
				members: [...tree.members].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, value]) => [key, ordered(value)]),
			};
	}
}

/**
 * The value at a path of keys; undefined where there is none.
 *
 * @throws CannotEdit where something else than an object stands on the way, or a key twice: tools differ in which one counts.
 */
export function valueAt(tree: Tree, keys: readonly string[]): Tree | undefined {
	let found: Tree = tree;
	for (const [depth, key] of keys.entries()) {
		if (found.type !== 'object') {
			throw new CannotEdit(`${nameOf(keys.slice(0, depth))} is no object there`);
		}
		const here = found.members.filter(([name]) => name === key);
		if (here.length > 1) {
			throw new CannotEdit(`${nameOf(keys.slice(0, depth + 1))} stands there twice`);
		}
		const next = here[0]?.[1];
		if (next === undefined) {
			return undefined;
		}
		found = next;
	}
	return found;
}

/** The items of the list at a path of keys; undefined where there is none. */
export function listAt(tree: Tree, keys: readonly string[]): readonly Tree[] | undefined {
	const found = valueAt(tree, keys);
	if (found !== undefined && found.type !== 'array') {
		throw new CannotEdit(`${nameOf(keys)} is no list there`);
	}
	return found?.items;
}

/** How many keys of a path lead to something. */
export function depthOf(tree: Tree, keys: readonly string[]): number {
	let depth = 0;
	while (depth < keys.length && valueAt(tree, keys.slice(0, depth + 1)) !== undefined) {
		depth++;
	}
	return depth;
}

/** The steps of an operation on a document, and how to take them back; no steps where it is so already. */
export function stepsFor(tree: Tree, operation: Operation): { readonly steps: readonly Step[]; readonly touch: Touch | null } {
	const { keys } = operation;
	const made = keys.length - depthOf(tree, keys);
	if (operation.does === 'set') {
		const before = valueAt(tree, keys);
		const value = treeFrom(operation.value);
		if (before !== undefined && isSame(before, value)) {
			return { steps: [], touch: null };
		}
		const was = before === undefined ? undefined : jsonOf(before);
		if (before !== undefined && was === undefined) {
			throw new CannotEdit(`${nameOf(keys)} has a key that stands there twice`);
		}
		return {
			steps: [{ does: 'set', keys, value: operation.value }],
			touch: { did: 'set', keys, value: operation.value, made, ...(was !== undefined && { before: was }) },
		};
	}
	const list = listAt(tree, keys);
	const isIn = (item: Json): boolean => list?.some((there) => isSame(there, treeFrom(item))) ?? false;
	if (operation.does === 'add') {
		const items = operation.items.filter((item) => !isIn(item));
		return items.length === 0
			? { steps: [], touch: null }
			: {
					steps: list === undefined ? [{ does: 'set', keys, value: items }] : items.map((value) => ({ does: 'append', keys, value })),
					touch: { did: 'add', keys, items, made },
				};
	}
	const items = operation.items.filter(isIn);
	return items.length === 0
		? { steps: [], touch: null }
		: { steps: dropping(list ?? [], keys, items), touch: { did: 'remove', keys, items } };
}

/** The steps that take back only what was done, where others have edited the file since; none where that is gone already. */
export function stepsBack(tree: Tree, touch: Touch): readonly Step[] {
	const { keys } = touch;
	if (touch.did === 'set') {
		const now = valueAt(tree, keys);
		const before = touch.before === undefined ? undefined : treeFrom(touch.before);
		if (now === undefined ? before === undefined : before !== undefined && isSame(now, before)) {
			return [];
		}
		if (now === undefined || !isSame(now, treeFrom(touch.value))) {
			throw new CannotEdit(`${nameOf(keys)} was changed to something else since`);
		}
		return touch.before === undefined ? pruning(tree, keys, touch.made) : [{ does: 'set', keys, value: touch.before }];
	}
	const list = listAt(tree, keys);
	if (touch.did === 'add') {
		const drops = dropping(list ?? [], keys, touch.items);
		return drops.length > 0 && drops.length === list?.length && touch.made > 0 ? pruning(tree, keys, touch.made) : drops;
	}
	if (list === undefined) {
		throw new CannotEdit(`${nameOf(keys)} was taken away since`);
	}
	return touch.items
		.filter((item) => !list.some((there) => isSame(there, treeFrom(item))))
		.map((value) => ({ does: 'append', keys, value }));
}

/** Takes items out of a list, the last first, so that the numbers of the others hold. */
function dropping(list: readonly Tree[], keys: readonly string[], items: readonly Json[]): Step[] {
	const unwanted = items.map(treeFrom);
	return list
		.map((item, index) => ({ item, index }))
		.filter(({ item }) => unwanted.some((other) => isSame(other, item)))
		.map(({ index }): Step => ({ does: 'drop', keys, index }))
		.reverse();
}

/** Takes a key away, and the objects around it that were made for it and hold nothing else. */
function pruning(tree: Tree, keys: readonly string[], made: number): readonly Step[] {
	let path = keys;
	for (let left = made; left > 1; left--) {
		const around = valueAt(tree, path.slice(0, -1));
		if (around?.type !== 'object' || around.members.length > 1) {
			break;
		}
		path = path.slice(0, -1);
	}
	return [{ does: 'unset', keys: path }];
}

/** A step carried out on the values: what the text must read as once it is edited. */
export function walk(tree: Tree, step: Step): Tree {
	return within(tree, step.keys, (there) => {
		switch (step.does) {
			case 'set':
				return treeFrom(step.value);
			case 'unset':
				return undefined;
			case 'append':
				return there?.type === 'array' ? { type: 'array', items: [...there.items, treeFrom(step.value)] } : there;
			case 'drop':
				return there?.type === 'array' ? { type: 'array', items: there.items.filter((_, index) => index !== step.index) } : there;
		}
	});
}

function within(tree: Tree, [key, ...rest]: readonly string[], change: (there: Tree | undefined) => Tree | undefined): Tree {
	if (key === undefined || tree.type !== 'object') {
		return tree;
	}
	const there = tree.members.find(([name]) => name === key)?.[1];
	const next = rest.length === 0 ? change(there) : within(there ?? { type: 'object', members: [] }, rest, change);
	const kept = tree.members.filter(([name]) => name !== key);
	return { type: 'object', members: next === undefined ? kept : [...kept, [key, next]] };
}

/** A path of keys as a person would write it. */
export function nameOf(keys: readonly string[]): string {
	return keys.length === 0 ? 'the whole' : JSON.stringify(keys.join('.'));
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}
