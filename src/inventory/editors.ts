import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EditorEntry } from '../catalog/editors/editor.ts';
import { editors as catalog } from '../catalog/editors/index.ts';
import { parseDocument } from '../document/document.ts';
import type { DocumentNode } from '../document/node.ts';
import { MAX_CONFIG_BYTES, type Machine } from '../machine/machine.ts';
import { pathFromVariable, resolvePlace, variable } from '../machine/places.ts';
import { readText } from '../machine/text.ts';
import type { Editor } from '../model/editor.ts';
import { type Collected, distinctGaps, type Gap, gapOf } from '../model/gap.ts';
import { failure, type Outcome, ok } from '../model/outcome.ts';

/** The editor that we run in, as its API tells it: whatever its command line said, these are its folders. */
export interface RunningEditor {
	readonly extensionsDir: string;
	readonly userDataDir: string | null;
	/** Used where the catalog does not know the folder. */
	readonly id?: string;
	/** The defaults that this build registers, by setting; a setting that is not among them is one that it does not know. */
	readonly defaults?: Readonly<Record<string, unknown>>;
}

/** The id that the running editor goes by among those that were found; null where it is not one of them. */
export function idInReport(editors: readonly Editor[], running: RunningEditor | undefined): string | null {
	const own = editors.find(
		({ extensionsDir, userDataDir }) =>
			extensionsDir === running?.extensionsDir || (userDataDir !== null && userDataDir === running?.userDataDir),
	);
	return own?.editor ?? running?.id ?? null;
}

/** One place of one editor, looked at. */
interface Candidate extends Editor {
	/** Only a variable names it. */
	readonly fromVariable: boolean;
}

/**
 * The editors on this machine, one row per place, sorted. An editor is there if its extensions folder or its user data
 * folder is. `extensionsDir` is given even where it does not exist: it is where that editor would load extensions from.
 * Two places that share an extensions folder (VSCodium and a distribution's Code - OSS) are two rows only where both have
 * user data.
 */
export async function collectEditors(
	machine: Machine,
	running?: RunningEditor,
	entries: readonly EditorEntry[] = catalog,
): Promise<Collected<Editor>> {
	const looks = await Promise.all(entries.flatMap((entry) => placesOf(machine, entry).map((place) => lookAt(machine, entry.id, place))));
	const candidates = looks.flatMap((look) => look.row ?? []);
	const rows = candidates.filter((row, index) => {
		const sharers = candidates.filter((other) => other.extensionsDir === row.extensionsDir);
		const outdone = row.userDataDir === null && (sharers.some((other) => other.userDataDir !== null) || sharers[0] !== row);
		const first = candidates.findIndex((other) => other.extensionsDir === row.extensionsDir && other.userDataDir === row.userDataDir);
		return !outdone && first === index;
	});
	const found = running ? await withRunning(machine, entries, rows, running) : rows;
	return {
		facts: found
			.map(({ editor, extensionsDir, userDataDir }): Editor => ({ editor, extensionsDir, userDataDir }))
			.sort(
				(a, b) =>
					compare(a.editor, b.editor) || compare(a.extensionsDir, b.extensionsDir) || compare(a.userDataDir ?? '', b.userDataDir ?? ''),
			),
		gaps: distinctGaps(looks.flatMap((look) => look.gaps)),
	};
}

/** By code units: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

interface FolderPair {
	readonly extensions: string;
	readonly userData: string;
	readonly fromVariable: boolean;
	/** The folders that make it a place of its own: a variable that moves one says nothing about the other. */
	readonly telling: readonly string[];
}

function placesOf(machine: Machine, entry: EditorEntry): readonly FolderPair[] {
	const usual: FolderPair[] = [];
	for (const place of entry.places[machine.platform]) {
		const extensions = resolvePlace(machine, place.extensions);
		const userData = resolvePlace(machine, place.userData);
		if (extensions !== null && userData !== null) {
			usual.push({ extensions, userData, fromVariable: false, telling: [extensions, userData] });
		}
	}
	const [first] = usual;
	const moved: FolderPair[] = [];
	for (const override of entry.overrides ?? []) {
		const value = variable(machine, override.variable);
		const base = value === undefined || value.includes('\0') ? null : pathFromVariable(machine, value);
		if (base === null || !first) {
			continue;
		}
		const extensions = override.extensions === null ? first.extensions : join(base, override.extensions);
		const userData = override.userData === null ? first.userData : join(base, override.userData);
		const telling = [extensions, userData].filter((folder) => folder !== first.extensions && folder !== first.userData);
		moved.push({ extensions, userData, fromVariable: true, telling });
	}
	return [...usual, ...moved];
}

interface Look {
	readonly row: Candidate | null;
	readonly gaps: readonly Gap[];
}

async function lookAt(machine: Machine, editor: string, place: FolderPair): Promise<Look> {
	const outcomes = await Promise.all(
		[place.extensions, place.userData].map(async (path) => {
			const facts = await machine.files.facts(path);
			return { path, there: facts.ok && facts.value.kind === 'directory', failure: facts.ok || facts.absent ? null : facts };
		}),
	);
	const [, userData] = outcomes;
	if (outcomes.some((outcome) => outcome.there && place.telling.includes(outcome.path))) {
		// User data that cannot be looked at is kept: whoever reads it next says so.
		const kept = userData && (userData.there || userData.failure) ? place.userData : null;
		return { row: { editor, extensionsDir: place.extensions, userDataDir: kept, fromVariable: place.fromVariable }, gaps: [] };
	}
	// An editor that may be there may have extensions, and servers in its user data.
	const areas = (path: string) => (path === place.userData ? (['extensions', 'launches'] as const) : (['extensions'] as const));
	return {
		row: null,
		gaps: outcomes.flatMap(({ path, failure }) => (failure ? areas(path).map((area) => gapOf(area, path, failure)) : [])),
	};
}

/** The rows with the running editor's own folders among them. */
async function withRunning(
	machine: Machine,
	entries: readonly EditorEntry[],
	rows: readonly Candidate[],
	running: RunningEditor,
): Promise<readonly Candidate[]> {
	const real = async (path: string | null): Promise<string | null> => {
		const resolved = path === null ? null : await machine.files.realpath(path);
		return resolved?.ok ? resolved.value : path;
	};
	const [extensions, userData] = await Promise.all([real(running.extensionsDir), real(running.userDataDir)]);
	const known = await Promise.all(
		rows.map(async (row) => ({ row, extensions: await real(row.extensionsDir), userData: await real(row.userDataDir) })),
	);
	const sameExtensions = known.filter((other) => other.extensions === extensions);
	const same =
		sameExtensions.find((other) => other.userData === userData || running.userDataDir === null) ??
		sameExtensions.find((other) => other.userData === null);
	// A folder that only a variable names is whoever's process that variable came from: the running editor knows better.
	const nameOf = (row: Candidate): string => (row.fromVariable ? (running.id ?? row.editor) : row.editor);
	if (same) {
		return rows.map((row) =>
			row === same.row ? { ...row, editor: nameOf(row), userDataDir: row.userDataDir ?? running.userDataDir } : row,
		);
	}
	const named = sameExtensions[0]
		? nameOf(sameExtensions[0].row)
		: entries.find((entry) => placesOf(machine, entry).some((place) => !place.fromVariable && place.extensions === running.extensionsDir))
				?.id;
	return [
		...rows,
		{
			editor: named ?? running.id ?? 'running',
			extensionsDir: running.extensionsDir,
			userDataDir: running.userDataDir,
			fromVariable: false,
		},
	];
}

/**
 * Where a path that an editor wrote down is to be looked for. The machine's own: as it stands. Another home: inside that
 * home as it stands, elsewhere only below the root that was given for it, so that nothing of the machine we run on gets
 * in. Null where it is out of reach.
 */
export function recordedPath(machine: Machine, path: string): string | null {
	// Two slashes in front name another machine on Windows: looking there would log this person in at it.
	if (!isAbsolute(path) || path.includes('\0') || /^[\\/]{2}/.test(path)) {
		return null;
	}
	const inside = (folder: string): boolean => {
		const rest = relative(folder, path);
		return rest === '' || (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest));
	};
	if (machine.systemRoot === '/' || inside(machine.home)) {
		return path;
	}
	if (machine.realHome !== undefined && inside(machine.realHome)) {
		return join(machine.home, relative(machine.realHome, path));
	}
	if (machine.systemRoot === null) {
		return null;
	}
	return inside(machine.systemRoot) ? path : join(machine.systemRoot, path);
}

/**
 * The path in a `file:` URI; null for any other URI, and for one with a host: looking at a UNC path would log this
 * person in at whatever server the file names.
 */
export function fileUriPath(uri: string): string | null {
	try {
		const url = new URL(uri);
		if (url.protocol !== 'file:' || url.host !== '') {
			return null;
		}
		const path = fileURLToPath(url);
		return path.includes('\0') ? null : path;
	} catch {
		return null;
	}
}

export interface EditorJson {
	/** Undefined for an empty file. Objects come as JSON.parse makes them, or without a prototype. */
	readonly value: unknown;
	/** Where strict JSON ends; the value is what could be recovered. Null where the file is whole. */
	readonly damage: string | null;
}

/**
 * A JSON file that an editor wrote. It is parsed strictly first, as the editor does and ten times as fast; what fails
 * that is read as JSON with comments, unless it is so large that no person wrote it.
 */
export async function readEditorJson(machine: Machine, path: string, maxBytes = MAX_CONFIG_BYTES): Promise<Outcome<EditorJson>> {
	const file = await readText(machine, path, maxBytes);
	if (!file.ok) {
		return file;
	}
	const { text } = file.value;
	try {
		return ok({ value: JSON.parse(text) as unknown, damage: null });
	} catch {
		if (text.trim() === '') {
			return ok({ value: undefined, damage: null });
		}
	}
	if (text.length > MAX_CONFIG_BYTES) {
		return failure('unparsable', 'not JSON');
	}
	const document = parseDocument('jsonc', file.value);
	return document.ok ? ok({ value: plainValue(document.value.root), damage: document.value.damage }) : document;
}

/** A node as the value it stands for. Objects have no prototype, so that a key named `__proto__` is a key like any other. */
export function plainValue(node: DocumentNode): unknown {
	switch (node.type) {
		case 'object': {
			const object: Record<string, unknown> = Object.create(null);
			for (const member of node.members) {
				object[member.key] = plainValue(member.value);
			}
			return object;
		}
		case 'array':
			return node.items.map(plainValue);
		case 'scalar':
			return node.value;
	}
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string that can be a name, a version or a path: not empty, of bounded length, without the byte that no path has. */
export function textOf(value: unknown, mostCharacters = 4096): string | undefined {
	return typeof value === 'string' && value !== '' && value.length <= mostCharacters && !value.includes('\0') ? value : undefined;
}
