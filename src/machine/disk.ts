import { close, lstat, open, read, readlink, type Stats, stat } from 'node:fs';
import type { DirectoryEntry } from './machine.ts';

type Told<T> = (error: NodeJS.ErrnoException | null, value: T) => void;

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
	listed: () => undefined,
};
