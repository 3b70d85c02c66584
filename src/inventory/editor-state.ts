import { isAbsolute, join } from 'node:path';
import { type EditorEntry, sharedDataPlaces } from '../catalog/editors/editor.ts';
import { editors as catalog } from '../catalog/editors/index.ts';
import type { Machine } from '../machine/machine.ts';
import { pathFromVariable, resolvePlace, variable } from '../machine/places.ts';
import type { Editor } from '../model/editor.ts';
import { type Collected, type Gap, gapOf } from '../model/gap.ts';
import { failure } from '../model/outcome.ts';
import { fileUriPath, isObject, readEditorJson, textOf } from './editors.ts';

/** What an editor keeps for all of its windows. */
export interface EditorState {
	readonly editor: string;
	/** Folders, and `.code-workspace` files, that it trusts. Absolute. */
	readonly trusted: readonly string[];
	/** What it offers to open again, the most recent first. */
	readonly recent: readonly RecentPath[];
}

/** A folder, or a `.code-workspace` file that lists several. Absolute. */
export interface RecentPath {
	readonly path: string;
	readonly workspaceFile: boolean;
}

/** `{"uriTrustInfo": [{"uri": …, "trusted": true}]}` (WorkspaceTrustManagementService, 1.139.1). */
const TRUST_KEY = 'content.trust.model.key';

/** `{"entries": [{"folderUri": …} | {"workspace": {"configPath": …}} | {"fileUri": …}]}` (workspacesHistoryMainService). */
const RECENT_KEY = 'history.recentlyOpenedPathsList';

/** Records of one list beyond this are not looked at. */
const MAX_RECORDS = 5_000;

/**
 * Trusted and recent folders of each editor: from the database that all of its windows share, and from that of its user
 * data, where older versions keep both. The person's other half of a server, and a browser, keep theirs elsewhere.
 */
export async function collectEditorState(machine: Machine, editors: readonly Editor[]): Promise<Collected<EditorState>> {
	const results = await Promise.all(
		[...databasesOf(machine, editors)].map(async ([editor, paths]) => {
			const reads = await Promise.all(
				paths.map(async (path) => ({ path, items: await machine.files.items(path, [TRUST_KEY, RECENT_KEY]) })),
			);
			const gaps: Gap[] = [];
			const states = reads.flatMap(({ path, items }) => {
				if (!items.ok) {
					// One row for an editor: what keeps one database from being read keeps the others from it.
					if (!items.absent && !gaps.some(({ reason }) => reason === 'unsupported' && items.reason === 'unsupported')) {
						gaps.push(gapOf('trust', path, items));
					}
					return [];
				}
				const [trust, recent] = [TRUST_KEY, RECENT_KEY].map((key) => parsed(items.value.get(key)));
				const trusted = trust === undefined ? null : trustedIn(machine, trust);
				const remembered = recent === undefined ? null : recentIn(recent);
				if ([trusted, remembered].includes('odd')) {
					gaps.push(gapOf('trust', path, failure('unparsable', 'trusted or recent folders are not as the editors write them')));
				}
				return [{ trusted: trusted === 'odd' ? null : trusted, recent: remembered === 'odd' ? null : remembered }];
			});
			// The shared database comes first: what it says of trust is what counts since it is there.
			const trusted = states.find((state) => state.trusted !== null)?.trusted ?? [];
			const recent = states.flatMap((state) => state.recent ?? []);
			if (trusted.length > MAX_RECORDS || recent.length > MAX_RECORDS) {
				gaps.push(gapOf('trust', paths[0] ?? '', failure('limit', `more than ${MAX_RECORDS} folders; the first were looked at`)));
			}
			const opened = await lastOpened(
				machine,
				editors.filter((candidate) => candidate.editor === editor),
			);
			return {
				facts: [{ editor, trusted: trusted.slice(0, MAX_RECORDS), recent: [...opened.facts, ...recent.slice(0, MAX_RECORDS)] }],
				gaps: [...gaps, ...opened.gaps],
			};
		}),
	);
	return { facts: results.flatMap(({ facts }) => facts), gaps: results.flatMap(({ gaps }) => gaps) };
}

/** The files that hold it, with the logs of their changes, for watching. */
export function editorStatePaths(machine: Machine, editors: readonly Editor[]): readonly string[] {
	return [...databasesOf(machine, editors).values()].flat().flatMap((path) => [path, `${path}-wal`]);
}

/** By editor: its databases, the one that counts most first. */
function databasesOf(machine: Machine, editors: readonly Editor[]): ReadonlyMap<string, readonly string[]> {
	const databases = new Map<string, readonly string[]>();
	for (const { editor, userDataDir } of editors) {
		const entry = catalog.find(({ id }) => id === editor);
		const own = userDataDir === null || entry?.server ? [] : [join(userDataDir, 'User', 'globalStorage', 'state.vscdb')];
		const shared = entry === undefined ? [] : sharedFolders(machine, entry).map((folder) => join(folder, 'sharedStorage', 'state.vscdb'));
		databases.set(editor, [...new Set([...shared, ...(databases.get(editor) ?? []), ...own])]);
	}
	return databases;
}

function sharedFolders(machine: Machine, entry: EditorEntry): readonly string[] {
	const moved = (entry.overrides ?? []).flatMap(({ variable: name, sharedData }) => {
		const value = variable(machine, name);
		const base = value === undefined || typeof sharedData !== 'string' ? null : pathFromVariable(machine, value);
		return base === null || typeof sharedData !== 'string' ? [] : [join(base, sharedData)];
	});
	return [...moved, ...sharedDataPlaces(entry, machine.platform).flatMap((place) => resolvePlace(machine, place) ?? [])];
}

/** Undefined where nothing is kept under the key; null where it is no JSON. */
function parsed(text: string | undefined): unknown {
	try {
		return text === undefined ? undefined : JSON.parse(text);
	} catch {
		return null;
	}
}

function trustedIn(machine: Machine, value: unknown): readonly string[] | 'odd' {
	const list = isObject(value) ? value.uriTrustInfo : undefined;
	if (!Array.isArray(list)) {
		return 'odd';
	}
	return list.flatMap((entry: unknown) => {
		const { uri, trusted } = isObject(entry) ? entry : {};
		const path = trusted === true ? pathOfUri(machine, uri) : null;
		return path === null ? [] : [path];
	});
}

/** A URI as its parts. Only of this machine's own files, and none of another machine that a path would log this person in at. */
function pathOfUri(machine: Machine, uri: unknown): string | null {
	const { scheme, authority, path } = isObject(uri) ? uri : {};
	const text = textOf(path);
	if (scheme !== 'file' || (authority !== undefined && authority !== '') || text === undefined) {
		return null;
	}
	const local = machine.platform === 'win32' && /^\/[A-Za-z]:/.test(text) ? text.slice(1).replaceAll('/', '\\') : text;
	return /^[\\/]{2}/.test(local) ? null : local;
}

function recentIn(value: unknown): readonly RecentPath[] | 'odd' {
	const list = isObject(value) ? value.entries : undefined;
	if (!Array.isArray(list)) {
		return 'odd';
	}
	return list.flatMap((entry: unknown) => {
		const { folderUri, workspace, remoteAuthority } = isObject(entry) ? entry : {};
		const uri = textOf(folderUri) ?? (isObject(workspace) ? textOf(workspace.configPath) : undefined);
		const path = uri === undefined || typeof remoteAuthority === 'string' ? null : fileUriPath(uri);
		return path === null ? [] : [{ path, workspaceFile: folderUri === undefined }];
	});
}

/** The folder of the last window, of an editor that writes it into a file. */
async function lastOpened(machine: Machine, editors: readonly Editor[]): Promise<Collected<RecentPath>> {
	const results = await Promise.all(
		editors.map(async ({ editor, userDataDir }): Promise<Collected<RecentPath>> => {
			const where = catalog.find(({ id }) => id === editor)?.lastOpened;
			if (where === undefined || userDataDir === null) {
				return { facts: [], gaps: [] };
			}
			const path = join(userDataDir, where.file);
			const file = await readEditorJson(machine, path);
			if (!file.ok) {
				return { facts: [], gaps: file.absent ? [] : [gapOf('trust', path, file)] };
			}
			const at = (keys: readonly string[]): string | undefined =>
				textOf(keys.reduce((value: unknown, key) => (isObject(value) ? value[key] : undefined), file.value.value));
			const [folder, workspace] = [at(where.folder), at(where.workspace)];
			return {
				facts: [
					...(folder !== undefined && isAbsolute(folder) ? [{ path: folder, workspaceFile: false }] : []),
					...(workspace !== undefined && isAbsolute(workspace) ? [{ path: workspace, workspaceFile: true }] : []),
				],
				gaps: file.value.damage === null ? [] : [gapOf('trust', path, failure('unparsable', file.value.damage))],
			};
		}),
	);
	return { facts: results.flatMap(({ facts }) => facts), gaps: results.flatMap(({ gaps }) => gaps) };
}
