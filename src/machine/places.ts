import { isAbsolute, join } from 'node:path';
import { type Gap, gapOf } from '../model/gap.ts';
import { failure } from '../model/outcome.ts';
import type { Platform } from '../model/platform.ts';
import type { Machine } from './machine.ts';

/**
 * A path as the catalog writes it: `~/…`, `$XDG_CONFIG_HOME/…`, `%APPDATA%/…`, or an absolute system path. Segments are
 * parted by `/` on every platform. `*` stands for any run of characters within one segment.
 */
export type Place = string;

/** What decides where a place is. */
export type Layout = Pick<Machine, 'platform' | 'home' | 'systemRoot' | 'env'>;

/** The same places everywhere, or each platform's own. */
export type Places = readonly Place[] | Readonly<Record<Platform, readonly Place[]>>;

export function placesFor(places: Places, platform: Platform): readonly Place[] {
	return 'linux' in places ? places[platform] : places;
}

/** The value of an environment variable; names do not mind case on Windows. Empty counts as unset. */
export function variable(machine: Layout, name: string): string | undefined {
	const exact = machine.env[name];
	if (exact !== undefined || machine.platform !== 'win32') {
		return exact || undefined;
	}
	const wanted = name.toLowerCase();
	const found = Object.keys(machine.env).find((key) => key.toLowerCase() === wanted);
	return (found && machine.env[found]) || undefined;
}

/** A pattern below a folder. Only the pattern's `*` stand for something: the folder's name may have any character. */
export interface Pattern {
	readonly base: string;
	/** Segments parted by `/`; empty for the base itself. */
	readonly pattern: string;
}

/** The path of a pattern, with its `*` as they are. */
export function pathOf({ base, pattern }: Pattern): string {
	return join(base, ...pattern.split('/'));
}

/** A place on this machine; null where it has no such place (a system path of a fixture without one). */
function patternOf(machine: Layout, place: Place): Pattern | null {
	const [head = '', ...rest] = place.split('/');
	const base = baseFolder(machine, head);
	if (base !== undefined) {
		return base === null ? null : { base, pattern: rest.join('/') };
	}
	if (place.startsWith('/')) {
		return machine.systemRoot === null ? null : { base: machine.systemRoot, pattern: place.slice(1) };
	}
	throw new Error(`not a place: ${place}`);
}

/** The absolute path of a place on this machine; null where it has no such place. */
export function resolvePlace(machine: Layout, place: Place): string | null {
	const pattern = patternOf(machine, place);
	return pattern === null ? null : pathOf(pattern);
}

/** The folder that the first segment stands for; undefined where it stands for none, null where this machine has none. */
function baseFolder(machine: Layout, head: string): string | null | undefined {
	switch (head) {
		case '~':
			return machine.home;
		// The XDG base directory specification: relative values are to be ignored.
		case '$XDG_CONFIG_HOME':
			return absoluteVariable(machine, 'XDG_CONFIG_HOME') ?? join(machine.home, '.config');
		case '$XDG_DATA_HOME':
			return absoluteVariable(machine, 'XDG_DATA_HOME') ?? join(machine.home, '.local', 'share');
		case '$XDG_STATE_HOME':
			return absoluteVariable(machine, 'XDG_STATE_HOME') ?? join(machine.home, '.local', 'state');
		case '$XDG_CACHE_HOME':
			return absoluteVariable(machine, 'XDG_CACHE_HOME') ?? join(machine.home, '.cache');
		case '$XDG_RUNTIME_DIR':
			return absoluteVariable(machine, 'XDG_RUNTIME_DIR') ?? null;
		case '%APPDATA%':
			return absoluteVariable(machine, 'APPDATA') ?? join(machine.home, 'AppData', 'Roaming');
		case '%LOCALAPPDATA%':
			return absoluteVariable(machine, 'LOCALAPPDATA') ?? join(machine.home, 'AppData', 'Local');
		case '%PROGRAMDATA%':
			return systemFolder(machine, 'PROGRAMDATA', 'ProgramData');
		case '%PROGRAMFILES%':
			return systemFolder(machine, 'PROGRAMFILES', 'Program Files');
		default:
			return undefined;
	}
}

function absoluteVariable(machine: Layout, name: string): string | undefined {
	const value = variable(machine, name);
	return value !== undefined && isAbsolute(value) ? value : undefined;
}

/** A Windows folder for all users: below the fixture's root where one is given, else where Windows says it is. */
function systemFolder(machine: Layout, name: string, folder: string): string | null {
	if (machine.systemRoot === null) {
		return null;
	}
	return (machine.systemRoot === '/' ? absoluteVariable(machine, name) : undefined) ?? join(machine.systemRoot, folder);
}

/** A path that an environment variable holds. `~` and `$HOME` are expanded as a shell would have; anything else is taken as it is. */
export function pathFromVariable(machine: Machine, value: string): string | null {
	const expanded = value.replace(/^(?:~|\$HOME|\$\{HOME\})(?=$|[/\\])/, () => machine.home);
	return isAbsolute(expanded) ? expanded : null;
}

/**
 * The existing or not yet existing paths that a pattern names: one path where it has no `*`, else one per match. A folder
 * that cannot be listed becomes a gap.
 */
export async function expandPattern(
	machine: Machine,
	{ base, pattern }: Pattern,
	area: Gap['area'],
	most = 500,
): Promise<{ paths: string[]; gaps: Gap[] }> {
	let paths = [base];
	const gaps: Gap[] = [];
	for (const segment of pattern === '' ? [] : pattern.split('/')) {
		const next: string[] = [];
		for (const path of paths) {
			if (!segment.includes('*')) {
				next.push(join(path, segment));
				continue;
			}
			const entries = await machine.files.list(path);
			if (entries.ok) {
				const matches = wildcard(segment);
				next.push(
					...entries.value
						.filter((entry) => matches(entry.name) && !entry.name.startsWith(APPLE_DOUBLE))
						.map((entry) => join(path, entry.name)),
				);
			} else if (!entries.absent) {
				gaps.push(gapOf(area, path, entries));
			}
		}
		if (next.length > most) {
			const searched = join(base, ...pattern.slice(0, pattern.indexOf('*')).split('/').slice(0, -1));
			gaps.push(gapOf(area, searched, failure('limit', `${next.length} matches; the first ${most} were looked at`)));
		}
		paths = next.slice(0, most);
	}
	return { paths, gaps };
}

/** macOS writes such a file beside each file that it copies to a disk of another kind: no tool's own. */
const APPLE_DOUBLE = '._';

/** A matcher for one segment with `*`. Linear in the name: each literal part is looked for once, left to right. */
export function wildcard(segment: string): (name: string) => boolean {
	const parts = segment.split('*');
	const first = parts[0] ?? '';
	const last = parts.at(-1) ?? '';
	return (name) => {
		if (parts.length === 1) {
			return name === segment;
		}
		if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) {
			return false;
		}
		let at = first.length;
		const end = name.length - last.length;
		for (const part of parts.slice(1, -1)) {
			const found = name.indexOf(part, at);
			if (found < 0 || found + part.length > end) {
				return false;
			}
			at = found + part.length;
		}
		return true;
	};
}

/** A variable that moves what a tool keeps. */
export interface Override {
	readonly variable: string;
	/** `file`: the value is the file; `directory`: the file is `relative` below it; `list`: a path list. */
	readonly kind: 'file' | 'directory' | 'list';
	readonly relative?: string;
}

/**
 * The patterns to look at. A variable that is set replaces the default places, it does not add to them: "being set is
 * what displaces the defaults, not naming somewhere real".
 */
export function patternsFor(machine: Machine, places: Places, overrides: readonly Override[] = []): readonly Pattern[] {
	for (const override of overrides) {
		const value = variable(machine, override.variable);
		if (value === undefined) {
			continue;
		}
		const values = override.kind === 'list' ? value.split(machine.platform === 'win32' ? ';' : ':').filter((part) => part !== '') : [value];
		const paths = values.map((part) => pathFromVariable(machine, part)).filter((path) => path !== null);
		return paths.map((base) => ({ base, pattern: override.kind === 'directory' ? (override.relative ?? '') : '' }));
	}
	return placesFor(places, machine.platform)
		.map((place) => patternOf(machine, place))
		.filter((pattern) => pattern !== null);
}
