import { dirname, join } from 'node:path';
import { ABSENT, type Failure, failure, type Outcome, ok } from '../model/outcome.ts';
import type { Platform } from '../model/platform.ts';
import type { Files } from './machine.ts';
import { type DirectoryEntry, type FileContent, type FileFacts, MAX_CONFIG_BYTES, MAX_ENTRIES, type Machine } from './machine.ts';
import { ONLY_LOOKED_AT, readLog } from './state.ts';
import { stateFolderOf } from './state-folder.ts';

export interface FixtureOptions {
	/**
	 * Absolute path → text, bytes, or the failure that reading it gives. Folders exist where something stands in them. What is
	 * below a path that is denied is denied by it.
	 */
	readonly files?: Readonly<Record<string, string | Uint8Array | Failure>>;
	/** Absolute path → the items of an editor's database, or the failure that reading it gives. */
	readonly databases?: Readonly<Record<string, Readonly<Record<string, string>> | Failure>>;
	readonly modes?: Readonly<Record<string, string>>;
	readonly platform?: Platform;
	readonly env?: Readonly<Record<string, string>>;
	readonly now?: string;
	/** True for one whose state may be read alone. */
	readonly onlyLookedAt?: boolean;
}

/** A machine that exists in memory alone, with its home at `/home/dev`. */
export function fixtureMachine(options: FixtureOptions = {}): Machine {
	const platform = options.platform ?? 'linux';
	const files = new Map(
		[...Object.keys(options.databases ?? {}).map((path) => [path, ''] as const), ...Object.entries(options.files ?? {})].map(
			([path, content]) => [path, typeof content === 'string' ? new TextEncoder().encode(content) : content],
		),
	);
	const folders = new Set<string>();
	const addFolders = (path: string): void => {
		for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) {
			folders.add(folder);
		}
	};
	for (const path of files.keys()) {
		addFolders(path);
	}
	const asked = new Set<string>();
	const shutBy = (path: string): Failure | null => {
		for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
			const content = files.get(folder);
			if (content !== undefined && 'ok' in content && content.reason === 'denied') {
				return { ...content, at: folder };
			}
		}
		return null;
	};
	const factsOf = (path: string): Outcome<FileFacts> => {
		asked.add(path);
		const shut = shutBy(path);
		if (shut !== null) {
			return shut;
		}
		const content = files.get(path);
		const base = { link: false, modifiedAt: '2026-01-01T00:00:00.000Z' };
		if (content === undefined) {
			return folders.has(path) ? ok({ ...base, kind: 'directory', size: 0, mode: platform === 'win32' ? null : '0755' }) : ABSENT;
		}
		if ('ok' in content) {
			return content;
		}
		return ok({ ...base, kind: 'file', size: content.length, mode: platform === 'win32' ? null : (options.modes?.[path] ?? '0600') });
	};
	const layout = { platform, home: '/home/dev', systemRoot: '/', env: options.env ?? {} };
	const found: Files = {
		read: async (path, maxBytes = MAX_CONFIG_BYTES): Promise<Outcome<FileContent>> => {
			const facts = factsOf(path);
			if (!facts.ok) {
				return facts;
			}
			const content = files.get(path);
			if (content === undefined || 'ok' in content) {
				return failure('special-file', 'a directory; not opened');
			}
			if (content.length > maxBytes) {
				return failure('too-large', `${content.length} bytes; at most ${maxBytes} are read`);
			}
			return ok({ bytes: content, facts: facts.value });
		},
		list: async (path, maxEntries = MAX_ENTRIES): Promise<Outcome<readonly DirectoryEntry[]>> => {
			asked.add(path);
			const shut = shutBy(path);
			if (shut !== null) {
				return shut;
			}
			const content = files.get(path);
			if (content !== undefined && 'ok' in content) {
				return content;
			}
			if (!folders.has(path)) {
				return ABSENT;
			}
			const inside = (candidate: string) => candidate !== path && dirname(candidate) === path;
			const names = [
				...[...folders]
					.filter(inside)
					.map((folder): DirectoryEntry => ({ name: folder.slice(folder.lastIndexOf('/') + 1), kind: 'directory' })),
				...[...files.keys()].filter(inside).map((file): DirectoryEntry => ({ name: file.slice(file.lastIndexOf('/') + 1), kind: 'file' })),
			];
			if (names.length > maxEntries) {
				return failure('limit', `more than ${maxEntries} entries`);
			}
			return ok(names.sort((a, b) => (a.name < b.name ? -1 : 1)));
		},
		names: async (path, maxEntries) => {
			const listed = await found.list(path, maxEntries);
			return listed.ok ? ok(listed.value.map(({ name }) => name)) : listed;
		},
		items: async (path, keys) => {
			const facts = factsOf(path);
			const database = options.databases?.[path];
			if (!facts.ok || database === undefined) {
				return facts.ok ? failure('unparsable', 'not a database') : facts;
			}
			return 'ok' in database ? (database as Failure) : ok(new Map(Object.entries(database).filter(([key]) => keys.includes(key))));
		},
		facts: async (path) => factsOf(path),
		realpath: async (path) => {
			const facts = factsOf(path);
			return facts.ok ? ok(path) : facts;
		},
		placesAsked: () => asked.size,
	};
	const folder = stateFolderOf(layout);
	return {
		...layout,
		clock: { now: () => new Date(options.now ?? '2026-06-01T00:00:00.000Z') },
		files: found,
		state: {
			folder,
			append: async (log, line) => {
				if (options.onlyLookedAt) {
					return ONLY_LOOKED_AT;
				}
				const path = join(folder, log, 'fixture.ndjson');
				const before = files.get(path);
				files.set(path, Buffer.concat([before !== undefined && !('ok' in before) ? before : Buffer.alloc(0), Buffer.from(`${line}\n`)]));
				addFolders(path);
				return ok(null);
			},
			readAll: (log) => readLog(found, folder, log, async () => null),
		},
	};
}
