import { close, type Dirent, lstat, open, opendir, read, readlink, type Stats, stat } from 'node:fs';
import { sep } from 'node:path';
import type { DirectoryEntry } from './machine.ts';

type Told<T> = (error: NodeJS.ErrnoException | null, value: T) => void;

/** The paths of the folders among what a folder holds. */
export function foldersAmong(folder: string, entries: readonly DirectoryEntry[]): readonly string[] {
	const before = folder.endsWith(sep) ? folder : folder + sep;
	return entries.flatMap(({ name, kind }) => (kind === 'directory' ? before + name : []));
}

/** The calls of Node's file system that {@link nodeFiles} makes for single places, with their callbacks. */
export interface Disk {
	readonly lstat: (path: string, told: Told<Stats>) => void;
	readonly stat: (path: string, told: Told<Stats>) => void;
	readonly readlink: (path: string, told: Told<string>) => void;
	/** Called only for what `lstat`, or `stat` where that is a link, has just said to be a regular file. */
	readonly open: (path: string, flags: number, told: Told<number>) => void;
	readonly read: (
		descriptor: number,
		target: NodeJS.ArrayBufferView,
		offset: number,
		length: number,
		position: number,
		told: Told<number>,
	) => void;
	readonly close: (descriptor: number, told: () => void) => void;
	/** What a folder holds, in any order; null where that is more than `most`. */
	readonly list: (path: string, most: number, told: Told<readonly Dirent[] | null>) => void;
	/** The names alone. */
	readonly names: (path: string, most: number, told: Told<readonly string[] | null>) => void;
	/** Told what a folder was found to hold. */
	readonly listed: (folder: string, entries: readonly DirectoryEntry[]) => void;
}

/** Waits for nothing: other work of the thread goes on meanwhile. */
export const waitingDisk: Disk = {
	lstat,
	stat,
	readlink,
	open,
	read,
	close: (descriptor, told) => close(descriptor, () => told()),
	list: (path, most, told) => {
		// opendir rather than readdir: a folder of millions of names stops at the limit instead of filling memory.
		opendir(path, AT_ONCE, (openError, folder) => {
			if (openError) {
				told(openError, null);
				return;
			}
			const found: Dirent[] = [];
			const more = (): void => {
				folder.read((readError, entry) => {
					if (!readError && entry !== null && found.length < most) {
						found.push(entry);
						more();
						return;
					}
					folder.close(() => told(readError, entry === null ? found : null));
				});
			};
			more();
		});
	},
	names: (path, most, told) => waitingDisk.list(path, most, (error, found) => told(error, found?.map(({ name }) => name) ?? null)),
	listed: () => undefined,
};

/** Names that one call of the system brings. */
export const AT_ONCE = { bufferSize: 256 };
