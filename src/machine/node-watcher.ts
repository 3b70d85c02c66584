import { lstat, type Stats, stat } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** Watches a changing set of paths, none of which need exist, and says which of them moved. */
export interface Watcher {
	/** Replaces the set. Resolves when everything in it is being watched. */
	watch(paths: readonly string[]): Promise<void>;
	/** Looks at every path at once, for changes that no event told of (network mounts, lost watches, swapped links). */
	sweep(): Promise<void>;
	close(): Promise<void>;
}

export interface WatcherEvents {
	/**
	 * Something at or directly in a watched path was created, changed or removed. One change may be told of twice; of two
	 * changes to a file in a watched folder within 50 ms only the first, so wait as long before reading it.
	 */
	readonly onChange: (path: string) => void;
	/** Watching is no longer complete; the sweep goes on. */
	readonly onDegraded: (reason: string) => void;
}

/** Milliseconds between sweeps. 100 paths cost 0.1 ms (measured), so this is free. */
const SWEEP_MS = 30_000;

/** New watchers in a row, where folders keep being made while they start. Then it is the sweep's turn. */
const MOST_STARTS = 5;

/**
 * chokidar for speed, an `lstat` sweep for certainty. Never the editor's own watcher: the settings of a folder that
 * nobody trusts yet can blind that one (`files.watcherExclude` counts in Restricted Mode; measured in VS Code 1.139.1).
 *
 * What chokidar 5 does not do and is done here: see a file again that was deleted and made anew, see one whose folder
 * did not exist, say when paths added later are being watched (its `ready` comes once), and see what is made in a new
 * folder between listing and watching it. So it is handed the folders above the paths, and gets a successor whenever the
 * set or the folders change.
 */
export function nodeWatcher(events: WatcherEvents, sweepMs = SWEEP_MS): Watcher {
	let chokidar: FSWatcher | undefined;
	let starting: FSWatcher | undefined;
	let giveUpWaiting = (): void => undefined;
	let arming: Promise<void> = Promise.resolve();
	let queued: Promise<void> | undefined;
	let watched: ReadonlySet<string> = new Set();
	let above: ReadonlySet<string> = new Set();
	let signatures = new Map<string, string>();
	let degraded = false;
	let closed = false;

	const note = async (path: string): Promise<boolean> => {
		const signature = await signatureOf(path);
		const before = signatures.get(path);
		signatures.set(path, signature);
		return before !== undefined && before !== signature;
	};
	const tell = (path: string): void => {
		if (!closed && concerns(path)) {
			events.onChange(path);
		}
	};
	/** Tells of a watched path if it is not what it was when last looked at. */
	const check = async (path: string): Promise<boolean> => {
		const moved = watched.has(path) && (await note(path));
		if (moved) {
			tell(path);
		}
		return moved;
	};
	const checkAll = async (): Promise<boolean> => (await Promise.all([...watched].map(check))).includes(true);
	const sweep = async (): Promise<void> => {
		// What no event told of has perhaps lost its watch.
		if (await checkAll()) {
			await rearm();
		}
	};
	const timer = setInterval(() => void sweep(), sweepMs);
	timer.unref();

	const concerns = (path: string): boolean => watched.has(path) || watched.has(dirname(path));
	// chokidar goes down from the folders it is given. Besides the way to a watched path, and what stands directly in a
	// watched folder, it must look at nothing: an extensions folder has 300 folders below it, a home a million.
	const ignored = (unix: string, stats?: Stats): boolean => {
		// chokidar asks with slashes on Windows too.
		const path = normalize(unix);
		return !watched.has(path) && !above.has(path) && (!concerns(path) || stats?.isDirectory() === true);
	};

	const arm = async (): Promise<void> => {
		queued = undefined;
		for (let start = 0; start < MOST_STARTS; start++) {
			if (!(await startWatching())) {
				return;
			}
		}
	};
	/** Resolves to whether something was made in the meantime that is not being watched. */
	const startWatching = async (): Promise<boolean> => {
		const folders = await foldersToWatch(watched);
		if (closed) {
			return false;
		}
		let fresh: FSWatcher | undefined;
		if (folders.length > 0) {
			fresh = watch([], { ignoreInitial: true, atomic: false, ignored, ignorePermissionErrors: true });
			starting = listen(fresh).add(folders);
			await new Promise<void>((resolve) => {
				giveUpWaiting = resolve;
				starting?.once('ready', () => resolve());
			});
			starting = undefined;
		}
		const before = chokidar;
		chokidar = fresh;
		await before?.close();
		// What moved while the new one was not ready and the old one perhaps blind.
		await checkAll();
		const seen = chokidar?.getWatched() ?? {};
		const below = [...watched, ...above].filter((path) => [...foldersAbove([path])].some((folder) => folders.includes(folder)));
		const unseen = below.filter((path) => !seen[dirname(path)]?.includes(basename(path)));
		return (await Promise.all(unseen.map(kindAt))).some((kind) => kind !== null);
	};
	/** One after the other. Resolves when the set of that moment is being watched. */
	const rearm = (): Promise<void> => {
		if (!queued) {
			queued = arming.then(arm);
			arming = queued;
		}
		return queued;
	};
	const listen = (watcher: FSWatcher): FSWatcher => {
		watcher.on('all', (event, path) => {
			if (watched.has(path)) {
				// Noted first: whatever comes after that differs from the note, and is told of by its raw event or by the next sweep.
				void note(path).then(() => tell(path));
			} else {
				tell(path);
			}
			if ((event === 'unlinkDir' || event === 'addDir') && (above.has(path) || watched.has(path))) {
				// With a folder that went the watch for its return is gone; in one that came something may have been missed.
				void rearm();
			}
		});
		// chokidar keeps to itself: changes within 50 ms of the last, links that now point elsewhere, folders it ignores.
		watcher.on('raw', (_event, name: string | null, details) => {
			const path = normalize((details as { watchedPath: string }).watchedPath);
			void check(path);
			if (name) {
				void check(join(path, name));
			}
		});
		watcher.on('error', (error) => {
			if (!degraded && !closed) {
				degraded = true;
				events.onDegraded(`the system's file watcher answered ${(error as NodeJS.ErrnoException).code ?? 'with an error'}`);
			}
		});
		return watcher;
	};

	return {
		async watch(paths) {
			const wanted = new Set(paths);
			const added = [...wanted].filter((path) => !watched.has(path));
			if (added.length === 0 && wanted.size === watched.size) {
				await arming;
				return;
			}
			watched = wanted;
			above = foldersAbove(wanted);
			signatures = new Map([...signatures].filter(([path]) => wanted.has(path)));
			await Promise.all(added.map(note));
			await rearm();
		},
		sweep,
		async close() {
			closed = true;
			clearInterval(timer);
			await Promise.all([chokidar?.close(), starting?.close()]);
			giveUpWaiting();
		},
	};
}

function foldersAbove(paths: Iterable<string>): Set<string> {
	const above = new Set<string>();
	for (const path of paths) {
		for (let folder = dirname(path); !above.has(folder); folder = dirname(folder)) {
			above.add(folder);
		}
	}
	return above;
}

/**
 * The folders that chokidar is to go down from: above each path the nearest that exists, without those that are reached
 * from another one.
 */
async function foldersToWatch(paths: Iterable<string>): Promise<string[]> {
	const folders = new Set(await Promise.all([...paths].map((path) => nearestFolder(dirname(path)))));
	return [...folders].filter((folder) => ![...foldersAbove([folder])].some((outer) => outer !== folder && folders.has(outer)));
}

async function nearestFolder(path: string): Promise<string> {
	const outer = dirname(path);
	return outer === path || (await kindAt(path)) === 'folder' ? path : nearestFolder(outer);
}

/** What stands at a path, links followed; null: nothing that could be seen. */
function kindAt(path: string): Promise<'folder' | 'other' | null> {
	return new Promise((resolve) => {
		stat(path, (error, stats) => resolve(error ? null : stats.isDirectory() ? 'folder' : 'other'));
	});
}

/** What lstat tells of a path, as a text that changes when the path does. ctime counts too: mtime can be set by anyone. */
function signatureOf(path: string): Promise<string> {
	return new Promise((resolve) => {
		lstat(path, { bigint: true }, (error, stats) => {
			resolve(error ? (error.code ?? 'error') : `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}:${stats.mode}`);
		});
	});
}
