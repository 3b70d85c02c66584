import { dirname, isAbsolute, join, resolve } from 'node:path';
import { listIn, oddRoot } from '../catalog/agents/shape.ts';
import { parseDocument } from '../document/document.ts';
import { at, text } from '../document/node.ts';
import type { Machine } from '../machine/machine.ts';
import { readText } from '../machine/text.ts';
import type { Editor } from '../model/editor.ts';
import { type Collected, distinctGaps, type Gap, gapOf } from '../model/gap.ts';
import { failure } from '../model/outcome.ts';
import type { EditorState } from './editor-state.ts';
import { compare, fileUriPath, isObject, readEditorJson, recordedPath, textOf } from './editors.ts';

/** A folder that an editor remembers having opened, and that is still there. */
export interface KnownFolder {
	/** Absolute. */
	readonly folder: string;
	/** Id of the editor that used it last. */
	readonly from: string;
	/** ISO 8601; null where the editor recorded none. */
	readonly lastUsed: string | null;
}

/** Of each editor's recent workspaces this many are looked at, the newest first; the rest are counted. */
const MAX_FOLDERS = 200;

const MAX_STORAGE_BYTES = 8 * 1024 * 1024;

/**
 * The folders that the editors remember, the most recently used first: one per workspace in `User/workspaceStorage`, and
 * what `User/globalStorage/storage.json` says of profiles and of windows to restore; and what they offer to open again. Only folders on this machine's own
 * disks count, and nothing is searched for: a folder is here because an editor wrote its name down.
 */
export async function collectKnownFolders(
	machine: Machine,
	editors: readonly Editor[],
	states: readonly EditorState[] = [],
): Promise<Collected<KnownFolder>> {
	const results = await Promise.all(
		editors.map(async (editor, index) => {
			// What an editor offers to open again it keeps once, wherever else it has user data.
			const first = editors.findIndex((other) => other.editor === editor.editor) === index;
			const offered = first ? states.filter((state) => state.editor === editor.editor).flatMap(({ recent }) => recent) : [];
			const [stored, remembered] = await Promise.all([workspaceStorage(machine, editor), globalStorage(machine, editor)]);
			const named = [...stored.named, ...remembered.named, ...offered.map((recent) => ({ ...recent, lastUsed: null }))];
			const looks = await Promise.all(named.map((name) => existing(machine, editor, name)));
			const away = new Set(looks.flatMap((look) => look.outOfReach)).size;
			const unreached: Gap[] =
				away === 0 || editor.userDataDir === null
					? []
					: [
							gapOf(
								'launches',
								editor.userDataDir,
								failure('unsupported', `${away} remembered folders lie outside of the home that is looked at`),
							),
						];
			return {
				facts: looks.flatMap((look) => look.facts),
				gaps: [...stored.gaps, ...remembered.gaps, ...looks.flatMap((look) => look.gaps), ...unreached],
			};
		}),
	);
	const latest = new Map<string, KnownFolder>();
	for (const fact of results.flatMap((result) => result.facts).sort(byUse)) {
		if (!latest.has(fact.folder)) {
			latest.set(fact.folder, fact);
		}
	}
	return { facts: [...latest.values()], gaps: distinctGaps(results.flatMap((result) => result.gaps)) };
}

/** The newest first, those without a time last; then by name, so that the order is always the same. */
function byUse(a: KnownFolder, b: KnownFolder): number {
	return compare(b.lastUsed ?? '', a.lastUsed ?? '') || compare(a.folder, b.folder) || compare(a.from, b.from);
}

/** A `file:` path that an editor wrote down, of a folder or of a `.code-workspace` file that lists several. */
interface NamedPath {
	readonly path: string;
	readonly workspaceFile: boolean;
	readonly lastUsed: string | null;
}

interface Named {
	readonly named: readonly NamedPath[];
	readonly gaps: readonly Gap[];
}

/** `workspaceStorage/<hash>/workspace.json`: `{"folder": uri}`, or `{"workspace": uri}` (`configuration` in old versions). */
async function workspaceStorage(machine: Machine, editor: Editor): Promise<Named> {
	if (editor.userDataDir === null) {
		return { named: [], gaps: [] };
	}
	const storage = workspaceStorageFolder(editor.userDataDir);
	const entries = await machine.files.list(storage);
	if (!entries.ok) {
		return { named: [], gaps: entries.absent ? [] : [gapOf('launches', storage, entries)] };
	}
	const files = await Promise.all(
		entries.value
			.filter((entry) => entry.kind === 'directory' || entry.kind === 'link')
			.map(async (entry) => {
				const path = join(storage, entry.name, 'workspace.json');
				const facts = await machine.files.facts(path);
				// What cannot be looked at is read all the same: reading says what is wrong with it.
				return facts.ok ? [{ path, modifiedAt: facts.value.modifiedAt }] : facts.absent ? [] : [{ path, modifiedAt: null }];
			}),
	);
	const newest = files.flat().sort((a, b) => compare(b.modifiedAt ?? '', a.modifiedAt ?? '') || compare(a.path, b.path));
	const reads = await Promise.all(newest.slice(0, MAX_FOLDERS).map(({ path, modifiedAt }) => readWorkspace(machine, path, modifiedAt)));
	const rest = newest.length - MAX_FOLDERS;
	const uncounted = rest > 0 ? [gapOf('launches', storage, failure('limit', `${rest} older workspaces were not looked at`))] : [];
	return { named: reads.flatMap((read) => read.named), gaps: [...reads.flatMap((read) => read.gaps), ...uncounted] };
}

/** Gains a folder whenever the editor opens a workspace for the first time. */
export function workspaceStorageFolder(userDataDir: string): string {
	return join(userDataDir, 'User', 'workspaceStorage');
}

async function readWorkspace(machine: Machine, path: string, lastUsed: string | null): Promise<Named> {
	const file = await readEditorJson(machine, path);
	if (!file.ok) {
		return { named: [], gaps: file.absent ? [] : [gapOf('launches', path, file)] };
	}
	const { value, damage } = file.value;
	if (damage !== null || (value !== undefined && !isObject(value))) {
		return { named: [], gaps: [gapOf('launches', path, failure('unparsable', damage ?? 'not a workspace'))] };
	}
	const folder = fromUri(value?.folder, false, lastUsed);
	const workspace = fromUri(value?.workspace ?? value?.configuration, true, lastUsed);
	return { named: [...folder, ...workspace], gaps: [] };
}

/** Folders that have a profile of their own, and those of windows to restore. */
async function globalStorage(machine: Machine, editor: Editor): Promise<Named> {
	if (editor.userDataDir === null) {
		return { named: [], gaps: [] };
	}
	const path = join(editor.userDataDir, 'User', 'globalStorage', 'storage.json');
	const file = await readEditorJson(machine, path, MAX_STORAGE_BYTES);
	if (!file.ok) {
		return { named: [], gaps: file.absent ? [] : [gapOf('launches', path, file)] };
	}
	const { value, damage } = file.value;
	const odd: string[] = [];
	/** What stands under a key; another shape than the editor's own is told. */
	const taken = <T>(found: unknown, is: (value: unknown) => value is T, none: T, what: string): T => {
		if (is(found)) {
			return found;
		}
		if (found !== undefined && found !== null) {
			odd.push(what);
		}
		return none;
	};
	const storage = taken(value, isObject, {}, 'not the object that the editor writes');
	const associations = taken(storage.profileAssociations, isObject, {}, 'profileAssociations is not an object');
	const associated = taken(associations.workspaces, isObject, {}, 'profileAssociations.workspaces is not an object');
	const backups = taken(storage.backupWorkspaces, isObject, {}, 'backupWorkspaces is not an object');
	const folders = taken(backups.folders, isList, [], 'backupWorkspaces.folders is not a list');
	const workspaces = taken(backups.workspaces, isList, [], 'backupWorkspaces.workspaces is not a list');
	const named = [
		...Object.keys(associated).flatMap((uri) => fromUri(uri, uri.endsWith('.code-workspace'), null)),
		...folders.flatMap((entry) => fromUri(isObject(entry) ? entry.folderUri : entry, false, null)),
		...workspaces.flatMap((entry) => fromUri(isObject(entry) ? entry.configURIPath : undefined, true, null)),
	];
	const problem = damage ?? odd.join('; ');
	const gaps = problem === '' ? [] : [gapOf('launches', path, failure('unparsable', problem))];
	if (named.length > MAX_FOLDERS) {
		gaps.push(gapOf('launches', path, failure('limit', `${named.length} folders; the first ${MAX_FOLDERS} were looked at`)));
	}
	return { named: named.slice(0, MAX_FOLDERS), gaps };
}

function isList(value: unknown): value is readonly unknown[] {
	return Array.isArray(value);
}

function fromUri(uri: unknown, workspaceFile: boolean, lastUsed: string | null): NamedPath[] {
	const text = textOf(uri);
	const path = text === undefined ? null : fileUriPath(text);
	return path === null ? [] : [{ path, workspaceFile, lastUsed }];
}

interface Look extends Collected<KnownFolder> {
	/** Recorded paths that lie outside of what is looked at. */
	readonly outOfReach: readonly string[];
}

/** The folders that a recorded path stands for, as far as they are still there. `resolve` drops a slash at the end: one folder, one name. */
async function existing(machine: Machine, editor: Editor, { path, workspaceFile, lastUsed }: NamedPath): Promise<Look> {
	const here = recordedPath(machine, path);
	if (here === null) {
		return { facts: [], gaps: [], outOfReach: [path] };
	}
	const { folders, gaps, outOfReach } = workspaceFile
		? await foldersOf(machine, here)
		: { folders: [resolve(here)], gaps: [], outOfReach: [] };
	const looks = await Promise.all(folders.map(async (folder) => ({ folder, facts: await machine.files.facts(folder) })));
	return {
		facts: looks.flatMap(({ folder, facts }) =>
			facts.ok && facts.value.kind === 'directory' ? [{ folder, from: editor.editor, lastUsed }] : [],
		),
		gaps: [...gaps, ...looks.flatMap(({ folder, facts }) => (facts.ok || facts.absent ? [] : [gapOf('launches', folder, facts)]))],
		outOfReach,
	};
}

/** The folders of a `.code-workspace` file: `path`, relative to the file or absolute, or `uri`. */
async function foldersOf(machine: Machine, path: string): Promise<Pick<Look, 'gaps' | 'outOfReach'> & { folders: readonly string[] }> {
	const file = await readText(machine, path);
	const document = file.ok ? parseDocument('jsonc', file.value) : file;
	if (!document.ok) {
		return { folders: [], gaps: document.absent ? [] : [gapOf('launches', path, document)], outOfReach: [] };
	}
	const { root, damage } = document.value;
	const problems = [oddRoot(root)].filter((problem) => problem !== null);
	const listed = listIn(at(root, 'folders'), 'folders', (problem) => problems.push(problem));
	const outOfReach: string[] = [];
	const folders = listed.slice(0, MAX_FOLDERS).flatMap((entry) => {
		const relativePath = textOf(text(at(entry, 'path')));
		const uri = textOf(text(at(entry, 'uri')));
		const named = relativePath ?? (uri === undefined ? undefined : (fileUriPath(uri) ?? undefined));
		if (named === undefined) {
			return [];
		}
		const written = isAbsolute(named) ? named : resolve(dirname(path), named);
		const folder = recordedPath(machine, written);
		outOfReach.push(...(folder === null ? [written] : []));
		return folder === null ? [] : [resolve(folder)];
	});
	const unread = damage ?? problems.join('; ');
	return { folders, gaps: unread === '' ? [] : [gapOf('launches', path, failure('unparsable', unread))], outOfReach };
}
