import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { isoDate } from '../document/secret.ts';
import { MAX_ENTRIES, type Machine } from '../machine/machine.ts';
import type { Editor } from '../model/editor.ts';
import { type Collected, distinctGaps, type Gap, gapOf } from '../model/gap.ts';
import type { ExtensionSource, InstalledExtension } from '../model/installed-extension.ts';
import { type Failure, failure, type Outcome, ok } from '../model/outcome.ts';
import { compare, isObject, readEditorJson, recordedPath, textOf } from './editors.ts';
import { redactText } from './redaction.ts';

/** `extensions.json` takes about a kilobyte per extension. */
const MAX_PROFILE_BYTES = 16 * 1024 * 1024;

/** Manifests of this size exist: language packs and icon themes list thousands of contributions. */
const MAX_MANIFEST_BYTES = 5 * 1024 * 1024;

/** The list of a profile's extensions. */
const LIST = 'extensions.json';

const MAX_STORAGE_BYTES = 8 * 1024 * 1024;

/** The longest id or version that is taken for one. */
const MAX_NAME = 256;

/** What VS Code calls the publisher of a manifest without one (`UNDEFINED_PUBLISHER`, platform/extensions/common/extensions.ts). */
const NO_PUBLISHER = 'undefined_publisher';

/** Every editor's extensions, side by side. Two rows of one editor that share a folder give each extension once. */
export async function collectAllExtensions(machine: Machine, editors: readonly Editor[]): Promise<Collected<InstalledExtension>> {
	const results = await Promise.all(editors.map((editor) => collectExtensions(machine, editor)));
	return { facts: merge(results.flatMap((result) => result.facts)), gaps: distinctGaps(results.flatMap((result) => result.gaps)) };
}

/**
 * The extensions that one editor would load, over all of its profiles.
 *
 * The profiles' `extensions.json` say which; each extension's own manifest says what it is
 * (`ExtensionsScanner.scanExtension`, platform/extensionManagement/common/extensionsScannerService.ts). Without the
 * default profile's file (VS Code before 1.73, a server that never opened a window) every folder with a whole manifest
 * counts, since VS Code adds them all when it first starts (`initializeDefaultProfileExtensions`); where that file is
 * damaged they count too, in no known profile.
 *
 * An entry whose folder is gone is nothing at all: VS Code passes over it when it scans, so it is no extension, and nothing
 * is unknown about it.
 *
 * A folder that no profile lists is not loaded. It is given, in no profile, where VS Code did not put it there itself:
 * dropped in while a window is open, it joins the default profile at once
 * (`ExtensionManagementService.onDidFilesChange`, installedTimestamp undefined). What VS Code installed and lists no
 * more, and another version of what is listed, is a leftover.
 */
export async function collectExtensions(machine: Machine, editor: Editor): Promise<Collected<InstalledExtension>> {
	const [folder, byDefault, others, obsolete] = await Promise.all([
		machine.files.list(editor.extensionsDir),
		readProfile(machine, join(editor.extensionsDir, LIST), 'default'),
		readOtherProfiles(machine, editor),
		readObsolete(machine, editor.extensionsDir),
	]);
	const reading: Reading = { machine, editor, obsolete: obsolete.keys, manifestIn: manifestReader(machine) };
	const recorded = await Promise.all(
		[byDefault, ...others.read].flatMap((profile) => profile.entries.map((entry) => readRecorded(reading, entry, profile.name))),
	);
	const names = folder.ok
		? folder.value.filter((entry) => entry.kind === 'directory' || entry.kind === 'link').map((entry) => entry.name)
		: [];
	const standing = await readFolders(reading, names, byDefault.state, recorded);
	return {
		facts: merge([...recorded, ...standing].flatMap((look) => look.extension ?? [])),
		gaps: distinctGaps([
			...(folder.ok || folder.absent ? [] : [gapOf('extensions', editor.extensionsDir, folder)]),
			...byDefault.gaps,
			...obsolete.gaps,
			...others.gaps,
			...[...recorded, ...standing].flatMap((look) => look.gap ?? []),
		]),
	};
}

/** Where a change would change what an editor loads, for watching: its extensions folder and each profile's list. */
export async function extensionPaths(machine: Machine, { extensionsDir, userDataDir }: Editor): Promise<readonly string[]> {
	const paths = [extensionsDir, join(extensionsDir, LIST), join(extensionsDir, '.obsolete')];
	if (userDataDir === null) {
		return paths;
	}
	const folder = join(userDataDir, 'User', 'profiles');
	const profiles = await machine.files.list(folder);
	const lists = profiles.ok ? profiles.value.map((profile) => join(folder, profile.name, LIST)) : [];
	return [...paths, folder, ...lists];
}

/** What reading one editor's extensions takes. */
interface Reading {
	readonly machine: Machine;
	readonly editor: Editor;
	readonly obsolete: ReadonlySet<string>;
	readonly manifestIn: (folder: string) => Promise<Outcome<Manifest>>;
}

/** What came of one entry, or of one folder. */
interface Look {
	readonly path: string;
	readonly extension: InstalledExtension | null;
	readonly gap: Gap | null;
}

/** One entry of one profile's `extensions.json`. */
async function readRecorded(reading: Reading, entry: RecordedExtension, profile: string): Promise<Look> {
	const { path, manifest } = await locate(reading, entry);
	if (manifest !== null && !manifest.ok && manifest.absent) {
		// ExtensionsScanner.scanExtensionManifest passes over it.
		return { path, extension: null, gap: null };
	}
	const read = manifest?.ok ? manifest.value : null;
	const id = read?.id ?? entry.id.toLowerCase();
	const version = read?.version ?? entry.version;
	const platform = entry.targetPlatform ?? read?.targetPlatform;
	if (isObsolete(reading, path, id, version, platform)) {
		// VS Code deletes what is marked at its next start, but only what it stamped when it installed it; the rest it goes
		// on loading for as long as a profile lists it (deleteExtensionsMarkedForRemoval; seen in 1.139.1).
		const stays = read !== null && !read.installedByEditor;
		const gap = stays
			? gapOf('extensions', path, failure('unsupported', 'listed and marked as removed at once: the editor may go on loading it'))
			: null;
		return { path, extension: null, gap };
	}
	const { source, pinned, preRelease } = entry;
	return {
		path,
		extension: installed(reading.editor, {
			id,
			version,
			path,
			targetPlatform: platformOf(platform),
			profiles: [profile],
			source,
			pinned,
			preRelease,
			installedAt: entry.installedAt ?? read?.installedAt ?? null,
		}),
		gap: recordedGap(path, manifest),
	};
}

function recordedGap(path: string, manifest: Outcome<Manifest> | null): Gap | null {
	if (manifest === null) {
		return gapOf('extensions', path, failure('unsupported', 'recorded outside of what is looked at; not followed'));
	}
	return manifest.ok || manifest.absent ? null : gapOf('extensions', join(path, 'package.json'), manifest);
}

/** The folders that stand in the extensions folder, for what the profiles leave open. */
async function readFolders(
	reading: Reading,
	names: readonly string[],
	listing: Profile['state'],
	recorded: readonly Look[],
): Promise<readonly Look[]> {
	const { machine, editor, obsolete } = reading;
	const comparable = (path: string): string => (machine.platform === 'linux' ? path : path.toLowerCase());
	const named = new Set(recorded.map((look) => comparable(look.path)));
	const listedIds = new Set(recorded.flatMap((look) => look.extension?.id ?? []));
	const candidates = names.filter((name) => {
		// `.<uuid>` while a VSIX is unpacked, `.vsctmp` while a folder is deleted. The list itself may be a link.
		const passing = name === LIST || name.startsWith('.') || name.endsWith('.vsctmp') || obsolete.has(name.toLowerCase());
		return !passing && (listing === 'absent' || !named.has(comparable(join(editor.extensionsDir, name))));
	});
	const looks = candidates.map(async (name): Promise<Look> => {
		const path = join(editor.extensionsDir, name);
		const manifest = await reading.manifestIn(path);
		if (!manifest.ok) {
			return { path, extension: null, gap: manifest.absent ? null : gapOf('extensions', join(path, 'package.json'), manifest) };
		}
		const { id, version, targetPlatform, installedAt, installedByEditor, publisher } = manifest.value;
		const leftover = listing !== 'absent' && (listedIds.has(id) || (listing === 'read' && installedByEditor));
		if (!publisher || leftover || isObsolete(reading, path, id, version, targetPlatform)) {
			return { path, extension: null, gap: null };
		}
		const extension = installed(editor, {
			id,
			version,
			path,
			targetPlatform: platformOf(targetPlatform),
			profiles: listing === 'absent' ? ['default'] : [],
			source: 'unknown',
			pinned: false,
			preRelease: false,
			installedAt,
		});
		return { path, extension, gap: null };
	});
	return Promise.all(looks);
}

type Seen = Pick<
	InstalledExtension,
	'id' | 'version' | 'path' | 'targetPlatform' | 'profiles' | 'source' | 'pinned' | 'preRelease' | 'installedAt'
>;

/** What is on disk, with nothing yet of what only a gallery knows. */
function installed(editor: Editor, seen: Seen): InstalledExtension {
	return {
		...seen,
		editor: editor.editor,
		publishedAt: null,
		ageAtInstallHours: null,
		quarantine: { state: 'unknown', reason: 'publish times were not looked up', until: null },
	};
}

/** Each extension once, sorted: the profiles of all, and pinned only where it is pinned in every one. */
function merge(extensions: readonly InstalledExtension[]): InstalledExtension[] {
	const merged = new Map<string, { extension: InstalledExtension; profiles: Set<string>; pinned: boolean }>();
	for (const extension of extensions) {
		const key = JSON.stringify([extension.editor, extension.id, extension.version, extension.path]);
		const known = merged.get(key);
		if (known) {
			for (const profile of extension.profiles) {
				known.profiles.add(profile);
			}
			known.pinned &&= extension.pinned;
		} else {
			merged.set(key, { extension, profiles: new Set(extension.profiles), pinned: extension.pinned });
		}
	}
	return [...merged.values()]
		.map(({ extension, profiles, pinned }) => ({ ...extension, profiles: [...profiles].sort(compare), pinned }))
		.sort((a, b) => compare(a.editor, b.editor) || compare(a.id, b.id) || compare(a.version, b.version) || compare(a.path, b.path));
}

/**
 * Where an entry's folder is, with its manifest; null where it is not followed. VS Code takes `relativeLocation` first
 * and joins it to the extensions folder, `..` and all (`ExtensionsProfileScannerService.withProfileExtensions`; seen in
 * 1.139.1). We say where that leads and do not go there. An absolute location may lie anywhere: that is how an extension
 * under development is linked.
 */
async function locate(
	{ machine, editor, manifestIn }: Reading,
	entry: RecordedExtension,
): Promise<{ path: string; manifest: Outcome<Manifest> | null }> {
	const { extensionsDir } = editor;
	const elsewhere = entry.location === null ? null : reachable(machine, extensionsDir, entry.location);
	if (entry.relative === null) {
		return elsewhere === null
			? { path: entry.location ?? extensionsDir, manifest: null }
			: { path: elsewhere, manifest: await manifestIn(elsewhere) };
	}
	const path = join(extensionsDir, entry.relative);
	const away = relative(extensionsDir, path);
	if (away === '' || away === '..' || away.startsWith(`..${sep}`) || isAbsolute(away)) {
		return { path, manifest: null };
	}
	const manifest = await manifestIn(path);
	if (!manifest.ok && manifest.absent && elsewhere !== null) {
		const there = await manifestIn(elsewhere);
		if (there.ok || !there.absent) {
			return { path: elsewhere, manifest: there };
		}
	}
	return { path, manifest };
}

/** An absolute location on the machine that is looked at; where that is another's home, by its place in the extensions folder. */
function reachable(machine: Machine, extensionsDir: string, location: string): string | null {
	const path = recordedPath(machine, location);
	if (path !== null) {
		return path;
	}
	const own = relative(machine.home, extensionsDir).split(sep).join('/');
	const recorded = location.replaceAll('\\', '/');
	const at = recorded.lastIndexOf('/');
	const name = recorded.slice(at + 1);
	return at > 0 && name !== '' && name !== '..' && recorded.slice(0, at).endsWith(`/${own}`) ? join(extensionsDir, name) : null;
}

/** By folder name, and as VS Code compares: `id-version[-platform]` (`ExtensionKey.toString`). Case counts in neither. */
function isObsolete({ editor, obsolete }: Reading, path: string, id: string, version: string, platform: string | undefined): boolean {
	if (obsolete.size === 0) {
		return false;
	}
	const key = `${id}-${version}${platform && platform !== 'undefined' ? `-${platform}` : ''}`.toLowerCase();
	return obsolete.has(key) || (dirname(path) === editor.extensionsDir && obsolete.has(basename(path).toLowerCase()));
}

interface Profile {
	readonly name: string;
	/** `damaged`: some of it could not be read, so that what it does not list may be installed all the same. */
	readonly state: 'read' | 'absent' | 'damaged';
	readonly entries: readonly RecordedExtension[];
	readonly gaps: readonly Gap[];
}

/** An entry of `extensions.json` (`IStoredProfileExtension`), checked. */
interface RecordedExtension {
	readonly id: string;
	readonly version: string;
	/** The folder's name below the extensions folder, or what a hostile file has in its place. */
	readonly relative: string | null;
	/** The path of a `file:` location. */
	readonly location: string | null;
	readonly targetPlatform: string | undefined;
	readonly source: ExtensionSource;
	readonly pinned: boolean;
	readonly preRelease: boolean;
	readonly installedAt: string | null;
}

async function readProfile(machine: Machine, path: string, name: string): Promise<Profile> {
	const damaged = (problem: Failure, entries: readonly RecordedExtension[] = []): Profile => ({
		name,
		state: 'damaged',
		entries,
		gaps: [gapOf('extensions', path, problem)],
	});
	const file = await readEditorJson(machine, path, MAX_PROFILE_BYTES);
	if (!file.ok) {
		return file.absent ? { name, state: 'absent', entries: [], gaps: [] } : damaged(file);
	}
	// VS Code takes an empty file for an empty list.
	const list = file.value.value ?? [];
	if (!Array.isArray(list)) {
		return damaged(failure('unparsable', file.value.damage ?? 'not a list of extensions'));
	}
	const looked: readonly unknown[] = list.slice(0, MAX_ENTRIES);
	const entries = looked.flatMap((entry) => toRecorded(entry) ?? []);
	if (file.value.damage !== null) {
		return damaged(failure('unparsable', file.value.damage), entries);
	}
	if (list.length > MAX_ENTRIES) {
		return damaged(failure('limit', `${list.length} entries; the first ${MAX_ENTRIES} were looked at`), entries);
	}
	if (entries.length < looked.length) {
		return damaged(failure('unparsable', `${looked.length - entries.length} of ${looked.length} entries are not an extension’s`), entries);
	}
	return { name, state: 'read', entries, gaps: [] };
}

function toRecorded(entry: unknown): RecordedExtension | null {
	if (!isObject(entry) || !isObject(entry.identifier)) {
		return null;
	}
	const id = textOf(entry.identifier.id, MAX_NAME);
	const version = textOf(entry.version, MAX_NAME);
	const { location, relativeLocation } = entry;
	// VS Code 1.73 wrote the relative path as the location.
	const relativePath = textOf(relativeLocation) ?? textOf(location) ?? null;
	const path = locationPath(location);
	if (id === undefined || version === undefined || (relativePath === null && path === null)) {
		return null;
	}
	const metadata = isObject(entry.metadata) ? entry.metadata : {};
	const { isPreReleaseVersion, preRelease } = metadata;
	return {
		id,
		version,
		relative: relativePath,
		location: path,
		targetPlatform: textOf(metadata.targetPlatform, MAX_NAME),
		source: sourceOf(metadata),
		pinned: metadata.pinned === true,
		// `preRelease` says what the person asked for, `isPreReleaseVersion` what this version is.
		preRelease: typeof isPreReleaseVersion === 'boolean' ? isPreReleaseVersion : preRelease === true,
		installedAt: moment(metadata.installedTimestamp),
	};
}

/** The path in a serialised URI. Not `fsPath`: that is only a cache of it, and what VS Code opens is built from `path`. */
function locationPath(location: unknown): string | null {
	if (!isObject(location) || location.scheme !== 'file' || (location.authority ?? '') !== '') {
		return null;
	}
	const path = textOf(location.path) ?? textOf(location.fsPath);
	return path === undefined ? null : /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

function sourceOf(metadata: Readonly<Record<string, unknown>>): ExtensionSource {
	if (metadata.isBuiltin === true || metadata.isSystem === true) {
		return 'builtin';
	}
	const { source } = metadata;
	return source === 'gallery' || source === 'vsix' ? source : 'unknown';
}

function platformOf(value: string | undefined): string | null {
	return value === undefined || value === 'universal' || value === 'undefined' || value === 'unknown' ? null : value;
}

/** Milliseconds as ISO 8601, up to the year 9999. */
function moment(value: unknown): string | null {
	return typeof value === 'number' && value > 0 && value < 253_402_300_800_000 ? isoDate(value) : null;
}

/** The profiles other than the default one, each with its name. */
async function readOtherProfiles(machine: Machine, editor: Editor): Promise<{ read: readonly Profile[]; gaps: readonly Gap[] }> {
	if (editor.userDataDir === null) {
		return { read: [], gaps: [] };
	}
	const folder = join(editor.userDataDir, 'User', 'profiles');
	const listed = await machine.files.list(folder);
	if (!listed.ok) {
		return { read: [], gaps: listed.absent ? [] : [gapOf('extensions', folder, listed)] };
	}
	const ids = listed.value.filter((entry) => entry.kind === 'directory' || entry.kind === 'link').map((entry) => entry.name);
	if (ids.length === 0) {
		return { read: [], gaps: [] };
	}
	const storage = join(editor.userDataDir, 'User', 'globalStorage', 'storage.json');
	const file = await readEditorJson(machine, storage, MAX_STORAGE_BYTES);
	const names = profileNames(file.ok ? file.value.value : undefined);
	const read = await Promise.all(ids.map((id) => readProfile(machine, join(folder, id, LIST), names.get(id) ?? id)));
	const problem = file.ok
		? (file.value.damage ?? (isObject(file.value.value ?? {}) ? null : 'not the object that the editor writes'))
		: null;
	const damage = problem !== null ? failure('unparsable', problem) : file.ok || file.absent ? null : file;
	return { read, gaps: [...read.flatMap((profile) => profile.gaps), ...(damage ? [gapOf('extensions', storage, damage)] : [])] };
}

/** Folder → name, from `userDataProfiles` (`StoredUserDataProfile`): the location is the folder's name, or once was its URI. */
function profileNames(storage: unknown): ReadonlyMap<string, string> {
	const profiles = isObject(storage) ? storage.userDataProfiles : undefined;
	const names = new Map<string, string>();
	for (const profile of Array.isArray(profiles) ? profiles.slice(0, MAX_ENTRIES) : []) {
		if (isObject(profile)) {
			const location = isObject(profile.location) ? textOf(profile.location.path) : textOf(profile.location);
			const name = textOf(profile.name, MAX_NAME);
			if (location !== undefined && name !== undefined) {
				// A person named it, and may have pasted.
				names.set(location.slice(location.lastIndexOf('/') + 1), redactText(name));
			}
		}
	}
	return names;
}

/** The keys of `.obsolete`, in lower case. Damaged, it hides nothing. */
async function readObsolete(machine: Machine, folder: string): Promise<{ keys: ReadonlySet<string>; gaps: readonly Gap[] }> {
	const path = join(folder, '.obsolete');
	const file = await readEditorJson(machine, path);
	if (!file.ok && file.absent) {
		return { keys: new Set(), gaps: [] };
	}
	const found = file.ok ? (file.value.value ?? {}) : null;
	if (!file.ok || file.value.damage !== null || !isObject(found)) {
		return {
			keys: new Set(),
			gaps: [gapOf('extensions', path, file.ok ? failure('unparsable', file.value.damage ?? 'not a list of folders') : file)],
		};
	}
	const keys = Object.entries(found)
		.filter(([, marked]) => Boolean(marked))
		.map(([key]) => key.toLowerCase());
	return { keys: new Set(keys), gaps: [] };
}

/** What an extension's own `package.json` says of it. */
interface Manifest {
	readonly id: string;
	/** False where it names none: then the folder alone makes no extension. */
	readonly publisher: boolean;
	readonly version: string;
	readonly targetPlatform: string | undefined;
	readonly installedAt: string | null;
	/** VS Code stamps what it installs: with the time, and before 1.73 with the gallery's id. */
	readonly installedByEditor: boolean;
}

async function readManifest(machine: Machine, folder: string): Promise<Outcome<Manifest>> {
	const file = await readEditorJson(machine, join(folder, 'package.json'), MAX_MANIFEST_BYTES);
	if (!file.ok) {
		return file;
	}
	if (file.value.damage !== null) {
		return failure('unparsable', file.value.damage);
	}
	const manifest = file.value.value;
	const name = isObject(manifest) ? textOf(manifest.name, MAX_NAME) : undefined;
	const version = isObject(manifest) ? textOf(manifest.version, MAX_NAME) : undefined;
	if (!isObject(manifest) || name === undefined || version === undefined) {
		return failure('unparsable', 'not an extension’s manifest: no name or no version');
	}
	const publisher = textOf(manifest.publisher, MAX_NAME);
	const stamp = isObject(manifest.__metadata) ? manifest.__metadata : {};
	return ok({
		id: `${publisher ?? NO_PUBLISHER}.${name}`.toLowerCase(),
		publisher: publisher !== undefined,
		version,
		targetPlatform: textOf(stamp.targetPlatform, MAX_NAME),
		installedAt: moment(stamp.installedTimestamp),
		installedByEditor: stamp.installedTimestamp !== undefined || stamp.id !== undefined,
	});
}

/** Reads each folder's manifest once, however many profiles list it. */
function manifestReader(machine: Machine): (folder: string) => Promise<Outcome<Manifest>> {
	const readings = new Map<string, Promise<Outcome<Manifest>>>();
	return (folder) => {
		let reading = readings.get(folder);
		if (!reading) {
			reading = readManifest(machine, folder);
			readings.set(folder, reading);
		}
		return reading;
	};
}
