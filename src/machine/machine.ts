import type { Collected } from '../model/gap.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Platform } from '../model/platform.ts';

/**
 * The only door to the outside. Everything else takes a Machine, so that the same code runs in the editor, in the
 * terminal, in a worker and on a fixture.
 */
export interface Machine {
	/** Whose layout applies; not always the platform this process runs on. */
	readonly platform: Platform;
	/** Absolute path of the home that is looked at. */
	readonly home: string;
	/** The same home once links are followed (`/var/home/me` of `/home/me`), where that is known and another name. */
	readonly realHome?: string | undefined;
	/** Where system-wide paths such as `/etc` are looked for; null: they are not looked at. */
	readonly systemRoot: string | null;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly clock: { readonly now: () => Date };
	readonly files: Files;
	readonly state: State;
}

export type FileKind = 'file' | 'directory' | 'fifo' | 'socket' | 'device';

export interface FileFacts {
	/** What stands there once links are followed. */
	readonly kind: FileKind;
	/** True where the path itself is a symbolic link. */
	readonly link: boolean;
	/** Bytes. */
	readonly size: number;
	/** Octal, four digits (`0600`); null on Windows, whose mode bits mean nothing. */
	readonly mode: string | null;
	/** ISO 8601. */
	readonly modifiedAt: string;
}

export interface FileContent {
	readonly bytes: Uint8Array;
	readonly facts: FileFacts;
}

export interface DirectoryEntry {
	readonly name: string;
	readonly kind: FileKind | 'link';
}

/**
 * Reading, bounded in size and time. Nothing here writes. No call throws on what it meets. A failure names the folder, or
 * the link, that keeps everything below it out of reach.
 */
export interface Files {
	/** The whole of a regular file, links followed. A FIFO, socket or device is never opened: reading one may block or prompt. */
	read(path: string, maxBytes?: number): Promise<Outcome<FileContent>>;
	/** The names in a folder, sorted; a `limit` failure where there are more than `maxEntries`. */
	list(path: string, maxEntries?: number): Promise<Outcome<readonly DirectoryEntry[]>>;
	/** The names that a folder holds, in any order: where nothing else is wanted, for a fraction of the time. */
	names(path: string, maxEntries?: number): Promise<Outcome<readonly string[]>>;
	facts(path: string): Promise<Outcome<FileFacts>>;
	/** The path with links resolved. */
	realpath(path: string): Promise<Outcome<string>>;
	/** Values by key of the SQLite database that an editor keeps its state in; keys that are not there are left out. */
	items(path: string, keys: readonly string[]): Promise<Outcome<ReadonlyMap<string, string>>>;
	/** How many different paths were asked for so far. */
	placesAsked(): number;
}

/**
 * What Sallyport itself keeps for this user: logs of lines. Editors, windows and command lines share them; each writer has a
 * file of its own, and who reads gets those of all.
 */
export interface State {
	/** Where it stands, whether or not anything is there yet. */
	readonly folder: string;
	/**
	 * Adds a line to this writer's file, which is made where it is missing. A machine that is only looked at answers
	 * `unsupported`, a folder that is not this user's alone `denied`.
	 *
	 * @param log name of the log: lower case letters.
	 * @param line without a line break, at most {@link MAX_LINE_BYTES}.
	 * @param fold gives fewer lines of the same meaning, for the day that the file grows large; without one it is full then.
	 */
	append(log: string, line: string, fold?: Fold): Promise<Outcome<null>>;
	/** The whole lines of every writer, each writer's in order. One that is only half there was never confirmed, and does not count. */
	readAll(log: string): Promise<Collected<string>>;
}

export type Fold = (lines: readonly string[]) => readonly string[];

/** No line of a log is longer. */
export const MAX_LINE_BYTES = 64 * 1024;

/** Configuration files beyond this are not read: 1 MiB is far above any that a tool writes. */
export const MAX_CONFIG_BYTES = 1024 * 1024;

/** A folder with more entries than this is reported, not listed. */
export const MAX_ENTRIES = 20_000;
