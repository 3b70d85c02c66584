import { at, boolean, type DocumentNode, items, type Member, members, scalarText, text } from '../../document/node.ts';
import { wildcard } from '../../machine/places.ts';
import type { EntryReader, FoundEntry } from './agent.ts';
import { lastOfEachKey } from './entries.ts';
import { isNothing } from './shape.ts';
import { isDestination, steers } from './steering-variables.ts';

/** A key that a reader of settings looks for, and what is the key's own rather than the file's. */
export interface WantedSetting
	extends Pick<FoundEntry, 'because' | 'headless' | 'ignored' | 'needsTrust' | 'onlyIf' | 'trigger' | 'unsure'> {
	/** The keys that lead to it, joined by dots; `*` is any key. */
	readonly key: string;
	/** The values that steer or weaken something; absent: every one. */
	readonly when?: (value: DocumentNode) => boolean;
}

/** Whether a value is this scalar, or one of these. */
export function is(...values: readonly (string | number | boolean)[]): (value: DocumentNode) => boolean {
	return (node) => node.type === 'scalar' && node.value !== null && values.includes(node.value);
}

/** Settings that steer or weaken, of a file that nests its keys; `below` leads to the object that they stand in. */
export function settingValues(wanted: readonly WantedSetting[], ...below: readonly string[]): EntryReader {
	return (root) =>
		wanted.flatMap(({ key, when, ...own }) =>
			placed(root, [...below, ...key.split('.')])
				.filter(({ member }) => counts(member.value, when))
				.map((place) => settingEntry(place, own)),
		);
}

/** The same of VS Code's settings: one dotted key, or objects that nest, which it makes one of (`toValuesTree`). `*` is any run of characters. */
export function dottedSettings(wanted: readonly WantedSetting[], ...below: readonly string[]): EntryReader {
	const matchers = wanted.map((setting) => ({ setting, matches: wildcard(setting.key) }));
	return (root) =>
		dotted(root, below, (name) => matchers.find(({ matches }) => matches(name))?.setting).flatMap(({ found, ...place }) => {
			const { key: _, when, ...own } = found;
			return counts(place.member.value, when) ? [settingEntry(place, own)] : [];
		});
}

/** A command that a setting names: a line for a shell, a list of arguments, or an object with a `command`. */
export interface WantedHelper extends Pick<FoundEntry, 'because' | 'headless' | 'needsTrust' | 'onlyIf' | 'trigger' | 'unsure'> {
	readonly key: string;
}

/** Commands that settings name. One that is there and cannot be read is told. */
export function helperCommands(wanted: readonly WantedHelper[], ...below: readonly string[]): EntryReader {
	return (root, tell) =>
		wanted.flatMap(({ key, ...own }) =>
			placed(root, [...below, ...key.split('.')]).flatMap(({ name, pointer, member }) => {
				const inner = member.value.type === 'object' ? at(member.value, 'command') : member.value;
				const list = items(inner)
					.map(scalarText)
					.filter((part) => part !== undefined);
				const [command, ...args] = inner?.type === 'array' ? list : [text(inner)];
				if (command === undefined || command.trim() === '') {
					if (!isNothing(member.value) && command === undefined) {
						tell(`${name} has no command that can be read`);
					}
					return [];
				}
				const { line, column } = member;
				return [
					{
						...own,
						kind: 'helper' as const,
						name,
						pointer,
						line,
						column,
						command,
						args: args.filter((argument) => argument !== undefined),
						shell: inner?.type !== 'array',
					},
				];
			}),
		);
}

/** Of the variables that an object sets, those that steer which code runs or where requests go. */
export function environmentSettings(...path: readonly string[]): EntryReader {
	return (root) => placed(root, path).flatMap((place) => environmentEntries(place, {}));
}

/** The same of VS Code's settings. */
export function dottedEnvironment(key: string, own: Partial<FoundEntry> = {}, ...below: readonly string[]): EntryReader {
	const matches = wildcard(key);
	return (root) => dotted(root, below, (name) => matches(name) || undefined).flatMap((place) => environmentEntries(place, own));
}

/** A setting where it stands. */
interface Place {
	/** As a person names it: the keys joined by dots. */
	readonly name: string;
	readonly pointer: readonly string[];
	readonly member: Member;
}

/** What stands at a path of keys, of which `*` is any. */
function placed(root: DocumentNode | undefined, path: readonly string[], pointer: readonly string[] = []): readonly Place[] {
	const [key, ...rest] = path;
	const found = key === '*' ? lastOfEachKey(members(root)) : [members(root).findLast((member) => member.key === key)];
	return found.flatMap((member) => {
		if (member === undefined) {
			return [];
		}
		const here = [...pointer, member.key];
		return rest.length === 0 ? [{ name: here.join('.'), pointer: here, member }] : placed(member.value, rest, here);
	});
}

/** Deeper than any setting's name. */
const MAX_DOTTED_DEPTH = 8;

/** The members whose dotted name is wanted; of a name that stands twice the last. Nothing is looked for inside of one that is. */
function dotted<T>(
	root: DocumentNode,
	below: readonly string[],
	wanted: (name: string) => T | undefined,
): readonly (Place & { readonly found: T })[] {
	const byName = new Map<string, Place & { readonly found: T }>();
	const walk = (node: DocumentNode | undefined, prefix: string, pointer: readonly string[]): void => {
		for (const member of members(node)) {
			const name = prefix + member.key;
			const here = [...pointer, member.key];
			const found = wanted(name);
			if (found !== undefined) {
				byName.set(name, { name, pointer: here, member, found });
			} else if (here.length - below.length < MAX_DOTTED_DEPTH) {
				walk(member.value, `${name}.`, here);
			}
		}
	};
	walk(at(root, ...below), '', below);
	return [...byName.values()];
}

function counts(value: DocumentNode, when: WantedSetting['when']): boolean {
	return !(value.type === 'scalar' && value.value === null) && (when?.(value) ?? true);
}

function settingEntry({ name, pointer, member }: Place, own: Partial<FoundEntry>): FoundEntry {
	const value = text(member.value);
	const url = value !== undefined && isAddress(value) ? value : undefined;
	const args = valuePieces(member.value);
	return { ...own, kind: 'setting', name, pointer, line: member.line, column: member.column, args, ...(url !== undefined && { url }) };
}

function environmentEntries({ name, pointer, member }: Place, own: Partial<FoundEntry>): readonly FoundEntry[] {
	return lastOfEachKey(members(member.value)).flatMap(({ key, value: node, line, column }) => {
		const value = scalarText(node);
		return value === undefined || !steers(key)
			? []
			: [
					{
						...own,
						kind: 'setting' as const,
						name: `${name}.${key}`,
						pointer: [...pointer, key],
						line,
						column,
						args: [value],
						env: [{ name: key, value }],
						...(isDestination(key) && isAddress(value) && { url: value }),
					},
				];
	});
}

function isAddress(value: string): boolean {
	return /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
}

/** A piece of a value is at most so long, unless it is one name and its value. Characters. */
const PIECE = 500;
/** Pieces beyond these come as one, however long: whoever bounds texts says so. */
const MAX_PIECES = 20;

/**
 * A value as text: a scalar as it is, anything else as JSON without spaces, in pieces that part no name from its value.
 * All of it: what changes anywhere in it is a change.
 */
export function valuePieces(node: DocumentNode): readonly string[] {
	if (node.type === 'scalar') {
		return [String(node.value)];
	}
	const pieces: string[] = [];
	let piece = '';
	for (const part of jsonParts(node)) {
		if (piece !== '' && piece.length + part.length > PIECE && pieces.length < MAX_PIECES) {
			pieces.push(piece);
			piece = '';
		}
		piece += part;
	}
	return [...pieces, piece];
}

function* jsonParts(node: DocumentNode, before = '', after = ''): Generator<string> {
	if (node.type === 'scalar') {
		yield before + JSON.stringify(node.value) + after;
		return;
	}
	const [open, close] = node.type === 'object' ? ['{', '}'] : ['[', ']'];
	const list: readonly { key: string; value: DocumentNode }[] =
		node.type === 'object' ? lastOfEachKey(node.members) : node.items.map((value) => ({ key: '', value }));
	yield before + open;
	for (const [index, { key, value }] of list.entries()) {
		yield* jsonParts(value, node.type === 'object' ? `${JSON.stringify(key)}:` : '', index < list.length - 1 ? ',' : '');
	}
	yield close + after;
}

/** Plugins that a file enables, and the marketplaces that it makes known (`enabledPlugins`, `extraKnownMarketplaces`). */
export const plugins: EntryReader = (root, tell) => {
	const marketplaces = lastOfEachKey(members(at(root, 'extraKnownMarketplaces')));
	const sources = new Map(marketplaces.map(({ key, value }) => [key, sourceOf(at(value, 'source'))]));
	const unreadable = [...sources.values()].filter((source) => source === undefined).length;
	if (unreadable > 0) {
		tell(`${unreadable} marketplaces have no source that can be read`);
	}
	const enabled = lastOfEachKey(members(at(root, 'enabledPlugins'))).filter(({ value }) => boolean(value) !== false && !isNothing(value));
	return [
		...enabled.map(({ key, line, column }): FoundEntry => {
			const marketplace = key.slice(key.lastIndexOf('@') + 1);
			return {
				kind: 'plugin',
				name: key,
				pointer: ['enabledPlugins', key],
				line,
				column,
				args: [sources.get(marketplace)?.text ?? (key.includes('@') ? marketplace : '')].filter((source) => source !== ''),
			};
		}),
		...marketplaces.flatMap(({ key, line, column }): FoundEntry[] => {
			const source = sources.get(key);
			return source === undefined
				? []
				: [
						{
							kind: 'plugin',
							name: key,
							pointer: ['extraKnownMarketplaces', key],
							line,
							column,
							args: [source.text],
							...(source.url !== undefined && { url: source.url }),
							headerNames: source.headerNames,
						},
					];
		}),
	];
};

/** `github owner/repository`, `directory ./tools`: what a marketplace is taken from. */
function sourceOf(node: DocumentNode | undefined) {
	const kind = text(at(node, 'source')) ?? '';
	const place = ['repo', 'url', 'path', 'package'].map((key) => text(at(node, key))).find((found) => found !== undefined) ?? text(node);
	if (place === undefined) {
		return undefined;
	}
	const ref = text(at(node, 'ref'));
	return {
		text: `${kind} ${place}${ref === undefined ? '' : `#${ref}`}`.trimStart(),
		url: isAddress(place) ? place : undefined,
		headerNames: members(at(node, 'headers')).map(({ key }) => key),
	};
}
