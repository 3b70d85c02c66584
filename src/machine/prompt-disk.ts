import {
	closeSync,
	type Dirent,
	lstat,
	lstatSync,
	opendirSync,
	openSync,
	readdirSync,
	readlink,
	readlinkSync,
	readSync,
	stat,
} from 'node:fs';
import { dirname } from 'node:path';
import { AT_ONCE, type Disk, foldersAmong, waitingDisk } from './disk.ts';

/**
 * The disk of a process that has nothing else to do: calls are made on the spot, which takes a third of the time that
 * handing each to a thread and being woken takes. Only the command line may use it: an editor's thread must not wait.
 *
 * A dead network mount answers nothing, and no patience helps who waits on the spot. So a place is first asked about
 * through a thread, and only what has answered is opened and read on the spot. Where a whole folder was listed, its own
 * folders are taken to be on the same disk, and what stands in them is asked about on the spot as well; never what a
 * link leads to.
 */
export function promptDisk(): Disk {
	const listed = new Set<string>();
	return {
		lstat: (path, told) => (listed.has(dirname(path)) ? onTheSpot(() => lstatSync(path), told) : lstat(path, told)),
		readlink: (path, told) => (listed.has(dirname(path)) ? onTheSpot(() => readlinkSync(path), told) : readlink(path, told)),
		stat,
		open: (path, flags, told) => onTheSpot(() => openSync(path, flags), told),
		read: (descriptor, target, offset, length, position, told) =>
			onTheSpot(() => readSync(descriptor, target, offset, length, position), told),
		close: (descriptor, told) => onTheSpot(() => closeSync(descriptor), told),
		list: (path, most, told) => (listed.has(path) ? onTheSpot(() => listOnTheSpot(path, most), told) : waitingDisk.list(path, most, told)),
		names: (path, most, told) =>
			listed.has(path) ? onTheSpot(() => namesOnTheSpot(path, most), told) : waitingDisk.names(path, most, told),
		listed: (folder, entries) => {
			for (const path of foldersAmong(folder, entries)) {
				listed.add(path);
			}
		},
	};
}

function listOnTheSpot(path: string, most: number): readonly Dirent[] | null {
	const folder = opendirSync(path, AT_ONCE);
	try {
		const found: Dirent[] = [];
		for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
			if (found.length === most) {
				return null;
			}
			found.push(entry);
		}
		return found;
	} finally {
		folder.closeSync();
	}
}

/** A folder says by its own size that it holds much: up to then all names at once take half the time. Bytes. */
const LARGE = 1024 * 1024;

function namesOnTheSpot(path: string, most: number): readonly string[] | null {
	if (lstatSync(path).size > LARGE) {
		return listOnTheSpot(path, most)?.map(({ name }) => name) ?? null;
	}
	const names = readdirSync(path);
	return names.length > most ? null : names;
}

function onTheSpot<T>(work: () => T, told: (error: NodeJS.ErrnoException | null, value: T) => void): void {
	let value: T;
	try {
		value = work();
	} catch (error) {
		told(error as NodeJS.ErrnoException, undefined as T);
		return;
	}
	told(null, value);
}
