import { lstat, type Stats } from 'node:fs';
import { dirname } from 'node:path';
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
	/** Something at or directly in a watched path was created, changed or removed. */
	readonly onChange: (path: string) => void;
	/** Watching is no longer complete; the sweep goes on. */
	readonly onDegraded: (reason: string) => void;
}

/** Milliseconds between sweeps. 100 paths cost 0.1 ms (measured), so this is free. */
const SWEEP_MS = 30_000;

/**
 * chokidar for speed, an `lstat` sweep for certainty. Never the editor's own watcher: the settings of a folder that
 * nobody trusts yet can blind that one (`files.watcherExclude` counts in Restricted Mode; measured in VS Code 1.139.1).
 */
export function nodeWatcher(events: WatcherEvents, sweepMs = SWEEP_MS): Watcher {
	let chokidar: FSWatcher | undefined;
	let watched: ReadonlySet<string> = new Set();
	let above: ReadonlySet<string> = new Set();
	let signatures = new Map<string, string>();
	let degraded = false;

	const note = async (path: string): Promise<boolean> => {
		if (!watched.has(path)) {
			return false;
		}
		const signature = await signatureOf(path);
		const before = signatures.get(path);
		signatures.set(path, signature);
		return before !== undefined && before !== signature;
	};
	const sweep = async (): Promise<void> => {
		const moved = await Promise.all([...watched].map(async (path) => ((await note(path)) ? path : null)));
		for (const path of moved) {
			if (path !== null) {
				events.onChange(path);
			}
		}
	};
	const timer = setInterval(() => void sweep(), sweepMs);
	timer.unref();

	const concerns = (path: string): boolean => watched.has(path) || watched.has(dirname(path));
	// chokidar watches the folders above a path that does not exist yet. Beyond those, and what stands directly in a
	// watched folder, it must look at nothing: an extensions folder has 300 folders below it, a home a million.
	const ignored = (path: string, stats?: Stats): boolean =>
		!watched.has(path) && !above.has(path) && (!concerns(path) || stats?.isDirectory() === true);

	return {
		async watch(paths) {
			const wanted = new Set(paths);
			const added = [...wanted].filter((path) => !watched.has(path));
			const removed = [...watched].filter((path) => !wanted.has(path));
			watched = wanted;
			above = foldersAbove(wanted);
			signatures = new Map([...signatures].filter(([path]) => wanted.has(path)));
			await Promise.all(added.map(note));
			if (!chokidar) {
				chokidar = watch([], { ignoreInitial: true, atomic: false, ignored, ignorePermissionErrors: true });
				chokidar.on('all', (_event, path) => {
					if (concerns(path)) {
						events.onChange(path);
						// So that the next sweep does not tell of it again.
						void note(path);
					}
				});
				chokidar.on('error', (error) => {
					if (!degraded) {
						degraded = true;
						events.onDegraded(`the system's file watcher answered ${(error as NodeJS.ErrnoException).code ?? 'with an error'}`);
					}
				});
			}
			const watcher = chokidar;
			if (removed.length > 0) {
				await watcher.unwatch(removed);
			}
			if (added.length > 0) {
				await new Promise<void>((resolve) => {
					watcher.once('ready', () => resolve());
					watcher.add(added);
				});
			}
		},
		sweep,
		async close() {
			clearInterval(timer);
			await chokidar?.close();
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

/** What lstat tells of a path, as a text that changes when the path does. ctime counts too: mtime can be set by anyone. */
function signatureOf(path: string): Promise<string> {
	return new Promise((resolve) => {
		lstat(path, { bigint: true }, (error, stats) => {
			resolve(error ? (error.code ?? 'error') : `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}:${stats.mode}`);
		});
	});
}
