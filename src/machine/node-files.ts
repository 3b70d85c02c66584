import { constants, realpath, type Stats } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { ABSENT, type Failure, failure, type Outcome, ok } from '../model/outcome.ts';
import type { Platform } from '../model/platform.ts';
import { type Disk, foldersAmong, waitingDisk } from './disk.ts';
import { readItems } from './item-table.ts';
import {
	type DirectoryEntry,
	type FileContent,
	type FileFacts,
	type FileKind,
	type Files,
	MAX_CONFIG_BYTES,
	MAX_ENTRIES,
} from './machine.ts';

/** A place that has not answered by then (a dead network mount) becomes a `timeout` row. Milliseconds. */
const PATIENCE_MS = 5_000;

/** Open files at a time; the rest wait. Well below every platform's default limit of descriptors. */
const MAX_OPEN = 64;

/**
 * Node's file system as {@link Files}. `platform` decides whether mode bits mean something. With `within` nothing outside
 * of those folders is looked at, wherever links lead: they stand for another machine.
 */
export function nodeFiles(platform: Platform, within?: readonly string[], disk: Disk = waitingDisk): Files {
	const asked = new Set<string>();
	const bounds = within === undefined ? UNBOUNDED : boundsOf(within, disk);
	const turnstile = limit(MAX_OPEN);
	const visit = <T>(path: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
		asked.add(path);
		// No file system has such a name, and Node throws on it; paths also come out of files that anybody may write.
		return path.includes('\0') ? Promise.resolve(ABSENT) : turnstile(() => patiently(() => looked(path, work)));
	};
	const looked = async <T>(path: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
		const exit = bounds.isWithin(dirname(path)) ? null : await bounds.exitBefore(path);
		if (exit !== null) {
			return blamed(OUT, path, exit);
		}
		const outcome = await work();
		return !outcome.ok && !outcome.absent && (outcome.reason === 'denied' || outcome.reason === 'loop')
			? blamed(outcome, path, await obstacle(path, disk))
			: outcome;
	};
	const bounded = async <T>(path: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
		!bounds.isWithin(path) && (await statsOf(path, disk))?.isSymbolicLink() && (await bounds.leadsOut(path)) ? OUT : work();
	return {
		read: (path, maxBytes = MAX_CONFIG_BYTES) => visit(path, () => readRegular(path, maxBytes, platform, bounds, disk)),
		list: (path, maxEntries = MAX_ENTRIES) =>
			visit(path, async () => {
				const listed = await bounded(path, () => listFolder(path, maxEntries, disk));
				if (listed.ok) {
					bounds.holds(path, listed.value);
					disk.listed(path, listed.value);
				}
				return listed;
			}),
		names: (path, maxEntries = MAX_ENTRIES) => visit(path, () => bounded(path, () => namesIn(path, maxEntries, disk))),
		facts: (path) => visit(path, () => factsOf(path, platform, bounds, disk)),
		realpath: (path) => visit(path, () => bounded(path, () => resolveLinks(path))),
		items: (path, keys) =>
			visit(path, async () => {
				const facts = await factsOf(path, platform, bounds, disk);
				if (!facts.ok || facts.value.kind !== 'file') {
					return facts.ok ? notRegular(facts.value.kind) : facts;
				}
				const log = await factsOf(`${path}-wal`, platform, bounds, disk);
				if (log.ok ? log.value.kind !== 'file' : !log.absent) {
					return log.ok ? notRegular(log.value.kind) : log;
				}
				return readItems(path, keys, log.ok && log.value.size > 0);
			}),
		placesAsked: () => asked.size,
	};
}

async function readRegular(path: string, maxBytes: number, platform: Platform, bounds: Bounds, disk: Disk): Promise<Outcome<FileContent>> {
	const facts = await factsOf(path, platform, bounds, disk);
	if (!facts.ok) {
		return facts;
	}
	if (facts.value.kind !== 'file') {
		return notRegular(facts.value.kind);
	}
	if (facts.value.size > maxBytes) {
		return tooLarge(facts.value.size, maxBytes);
	}
	// Between lstat and open the path can be swapped: O_NONBLOCK keeps a FIFO put there from holding us, and of whatever else
	// is put there no more than maxBytes is read, so that a second look at every file is not worth its time.
	const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
	return new Promise((resolve) => {
		disk.open(path, flags, (openError, descriptor) => {
			if (openError) {
				// It was there a moment ago.
				resolve(openError.code === 'ENOENT' ? failure('vanished', 'deleted while it was being read') : failureOf(openError));
				return;
			}
			const done = (outcome: Outcome<FileContent>) => disk.close(descriptor, () => resolve(outcome));
			const expected = facts.value.size;
			// One byte more than expected shows a file that grows while it is read.
			const buffer = Buffer.allocUnsafe(expected + 1);
			let filled = 0;
			const more = (target: Buffer): void => {
				disk.read(descriptor, target, filled, target.length - filled, filled, (readError, count) => {
					if (readError) {
						done(failureOf(readError));
						return;
					}
					filled += count;
					// Asked for one byte more than there should be, a regular file gives less only at its end.
					if (count === 0 || filled === expected) {
						done(ok({ bytes: target.subarray(0, filled), facts: facts.value }));
					} else if (filled < target.length) {
						more(target);
					} else if (filled > maxBytes) {
						done(tooLarge(filled, maxBytes));
					} else {
						const larger = Buffer.allocUnsafe(Math.min(target.length * 2, maxBytes + 1));
						target.copy(larger);
						more(larger);
					}
				});
			};
			more(buffer);
		});
	});
}

function factsOf(path: string, platform: Platform, bounds: Bounds, disk: Disk): Promise<Outcome<FileFacts>> {
	return new Promise((resolve) => {
		disk.lstat(path, (error, own) => {
			if (error) {
				resolve(failureOf(error));
			} else if (own.isSymbolicLink()) {
				void bounds.leadsOut(path).then((out) => {
					if (out) {
						resolve(OUT);
						return;
					}
					disk.stat(path, (linkError, target) => {
						resolve(linkError ? failureOf(linkError) : ok(toFacts(target, true, platform)));
					});
				});
			} else {
				resolve(ok(toFacts(own, false, platform)));
			}
		});
	});
}

function toFacts(stats: Stats, link: boolean, platform: Platform): FileFacts {
	return {
		kind: kindOf(stats),
		link,
		size: stats.size,
		mode: platform === 'win32' ? null : (stats.mode & 0o7777).toString(8).padStart(4, '0'),
		modifiedAt: new Date(Math.trunc(stats.mtimeMs)).toISOString(),
	};
}

function kindOf(entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket'>): FileKind {
	if (entry.isFile()) {
		return 'file';
	}
	if (entry.isDirectory()) {
		return 'directory';
	}
	if (entry.isFIFO()) {
		return 'fifo';
	}
	return entry.isSocket() ? 'socket' : 'device';
}

function listFolder(path: string, maxEntries: number, disk: Disk): Promise<Outcome<readonly DirectoryEntry[]>> {
	return new Promise((resolve) => {
		disk.list(path, maxEntries, (error, found) => {
			if (error) {
				resolve(failureOf(error));
			} else if (found === null) {
				resolve(beyond(maxEntries));
			} else {
				const entries = found.map((entry): DirectoryEntry => ({ name: entry.name, kind: entry.isSymbolicLink() ? 'link' : kindOf(entry) }));
				resolve(ok(entries.sort((a, b) => (a.name < b.name ? -1 : 1))));
			}
		});
	});
}

const beyond = (maxEntries: number): Failure => failure('limit', `more than ${maxEntries} entries`);

function namesIn(path: string, maxEntries: number, disk: Disk): Promise<Outcome<readonly string[]>> {
	return new Promise((resolve) => {
		disk.names(path, maxEntries, (error, found) => {
			resolve(error ? failureOf(error) : found === null ? beyond(maxEntries) : ok(found));
		});
	});
}

function resolveLinks(path: string): Promise<Outcome<string>> {
	return new Promise((resolve) => {
		realpath.native(path, (error, resolved) => resolve(error ? failureOf(error) : ok(resolved)));
	});
}

function notRegular(kind: FileKind): Failure {
	return failure('special-file', `a ${kind}; not opened`);
}

/** The failure of a path, told of what stands in the way, so that one obstacle is one row. */
function blamed(problem: Failure, path: string, at: string): Failure {
	return at === path ? problem : { ...problem, at };
}

/** The deepest place on the way to a path that can be seen: it is what lets nobody further. */
async function obstacle(path: string, disk: Disk): Promise<string> {
	for (let at = path; at !== dirname(at); at = dirname(at)) {
		if (await statsOf(at, disk)) {
			return at;
		}
	}
	return path;
}

const OUT = failure('unsupported', 'leads out of the home that is looked at');

/** Keeps looking within some folders. */
interface Bounds {
	/** Whether a folder is known to be within: most are asked about again and again. */
	readonly isWithin: (folder: string) => boolean;
	/** The first place on the way to a path, before its last name, that leads out of the folders; null where none does. */
	readonly exitBefore: (path: string) => Promise<string | null>;
	/** Takes what a folder that is within holds: its folders are within as well, and need not be resolved one by one. */
	readonly holds: (folder: string, entries: readonly DirectoryEntry[]) => void;
	/** Whether a link leads out of them. */
	readonly leadsOut: (link: string) => Promise<boolean>;
}

const UNBOUNDED: Bounds = { isWithin: () => true, exitBefore: async () => null, holds: () => undefined, leadsOut: async () => false };

function boundsOf(within: readonly string[], disk: Disk): Bounds {
	const destinations = new Map<string, Promise<string | null>>();
	/**
	 * Where a path leads, whether or not something is there: what is on the disk that happens to be looked from must not
	 * change the answer. Null where that cannot be said.
	 */
	const destination = (path: string): Promise<string | null> => {
		const known = destinations.get(path) ?? follow(path, { left: MAX_HOPS });
		destinations.set(path, known);
		return known;
	};
	const follow = async (path: string, hops: { left: number }): Promise<string | null> => {
		if (dirname(path) === path) {
			return path;
		}
		// Behind a link nothing is remembered: a loop would wait for itself.
		const above = await (hops.left === MAX_HOPS ? destination(dirname(path)) : follow(dirname(path), hops));
		if (above === null) {
			return null;
		}
		const place = join(above, basename(path));
		const target = await linkTarget(place, disk);
		if (target === null) {
			return place;
		}
		return --hops.left < 0 ? null : follow(resolve(above, target), hops);
	};
	const folders = Promise.all(within.map((folder) => destination(folder)));
	const answers = new Map<string, Promise<boolean>>();
	const known = new Set<string>();
	const inside = (path: string, folders: readonly (string | null)[]): boolean =>
		folders.some((folder) => folder !== null && (path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)));
	// What cannot be resolved leads nowhere: looking says so.
	const outside = (path: string): Promise<boolean> => {
		const answer =
			answers.get(path) ??
			destination(path).then(async (place) => {
				const out = place !== null && !inside(place, await folders);
				if (!out) {
					known.add(path);
				}
				return out;
			});
		answers.set(path, answer);
		return answer;
	};
	return {
		isWithin: (folder) => known.has(folder),
		holds: (folder, entries) => {
			for (const path of foldersAmong(folder, entries)) {
				known.add(path);
			}
		},
		leadsOut: async (link) => !within.includes(link) && outside(link),
		exitBefore: async (path) => {
			let at = dirname(path);
			if (within.includes(path) || !(await outside(at))) {
				return null;
			}
			if (!inside(path, within)) {
				return divergence(path, within[0] ?? '');
			}
			while (!within.includes(dirname(at)) && (await outside(dirname(at)))) {
				at = dirname(at);
			}
			return at;
		},
	};
}

/** Links on the way to one path, as many as Linux follows. */
const MAX_HOPS = 40;

function linkTarget(path: string, disk: Disk): Promise<string | null> {
	return new Promise((resolved) => disk.readlink(path, (error, target) => resolved(error ? null : target)));
}

/** The first folder on the way to a path that is not on the way to the other: one obstacle for all that a variable sends there. */
function divergence(path: string, other: string): string {
	let at = path;
	while (dirname(at) !== at && !other.startsWith(dirname(at).endsWith(sep) ? dirname(at) : dirname(at) + sep)) {
		at = dirname(at);
	}
	return at;
}

function statsOf(path: string, disk: Disk): Promise<Stats | null> {
	return new Promise((resolve) => {
		disk.lstat(path, (error, stats) => resolve(error ? null : stats));
	});
}

function tooLarge(bytes: number, maxBytes: number): Failure {
	return failure('too-large', `${bytes} bytes; at most ${maxBytes} are read`);
}

/** Node's error as an outcome. Only the code is told: messages repeat paths, and paths can be hostile. */
function failureOf(error: NodeJS.ErrnoException): Outcome<never> {
	switch (error.code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return ABSENT;
		case 'EACCES':
		case 'EPERM':
			return failure('denied', 'permission denied');
		case 'ELOOP':
			return failure('loop', 'a loop of symbolic links');
		case 'ENAMETOOLONG':
			return failure('limit', 'the path is too long');
		case 'ENXIO':
		case 'EISDIR':
			return failure('special-file', 'not a regular file');
		default:
			return failure('unsupported', `the system answered ${error.code ?? 'with an error'}`);
	}
}

function patiently<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => resolve(failure('timeout', `no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
		const after =
			<V>(settle: (value: V) => void) =>
			(value: V): void => {
				clearTimeout(timer);
				settle(value);
			};
		work().then(after(resolve), after(reject));
	});
}

/** Runs at most `places` pieces of work at a time, first come, first served. */
function limit(places: number): <T>(work: () => Promise<T>) => Promise<T> {
	let free = places;
	const queue: (() => void)[] = [];
	return async (work) => {
		if (free > 0) {
			free--;
		} else {
			await new Promise<void>((resolve) => queue.push(resolve));
		}
		try {
			return await work();
		} finally {
			const next = queue.shift();
			if (next) {
				next();
			} else {
				free++;
			}
		}
	};
}
