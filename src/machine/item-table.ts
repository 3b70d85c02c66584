import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failure, type Outcome, ok } from '../model/outcome.ts';

/** A longer value is told, not read. The longest that an editor writes under the keys that we ask for has some kilobytes. */
const MAX_VALUE_BYTES = 4 * 1024 * 1024;

/** A database with a log of changes is copied to be read: not a larger one. */
const MAX_COPIED_BYTES = 64 * 1024 * 1024;

/** As the editors of VS Code's family make it (base/parts/storage/node/storage.ts). Another one could compute what it holds. */
const TABLE = 'create table itemtable (key text unique on conflict replace, value blob)';

interface Database {
	prepare(sql: string): { get(...values: readonly string[]): unknown };
	close(): void;
}

/** The part of `node:sqlite` that is needed. */
export interface Sqlite {
	readonly DatabaseSync: new (path: string, options: { readonly readOnly: boolean }) => Database;
}

let known: { readonly sqlite: Sqlite | null } | undefined;

/** SQLite as this Node.js brings it: from 22.13 on (measured on 22.15.1 and 24.21.0; not in 20 and 22.12); null without. */
export function nodeSqlite(): Sqlite | null {
	if (known === undefined) {
		// Node says on standard error that it is experimental: no concern of whoever reads our report.
		const { emitWarning } = process;
		process.emitWarning = () => undefined;
		try {
			known = { sqlite: (process.getBuiltinModule?.('node:sqlite') as Sqlite | undefined) ?? null };
		} finally {
			process.emitWarning = emitWarning;
		}
	}
	return known.sqlite;
}

/**
 * Values of an editor's `ItemTable` by their keys; those that are not there are left out. The database is opened as one
 * that does not change: no lock is taken and no file is made, whatever the editor does meanwhile. Where its newest changes
 * stand in a log beside it (`logged`), a copy of both is read.
 */
export async function readItems(
	path: string,
	keys: readonly string[],
	logged: boolean,
	sqlite: Sqlite | null = nodeSqlite(),
): Promise<Outcome<ReadonlyMap<string, string>>> {
	if (sqlite === null) {
		return failure('unsupported', 'this Node.js has no SQLite: it is read from Node.js 22.13 on');
	}
	return logged ? readCopy(path, keys, sqlite) : valuesIn(`${pathToFileURL(path).href}?immutable=1`, keys, sqlite, true);
}

async function readCopy(path: string, keys: readonly string[], sqlite: Sqlite): Promise<Outcome<ReadonlyMap<string, string>>> {
	const names = [path, `${path}-wal`];
	const folder = await fs.mkdtemp(join(tmpdir(), 'sallyport-'));
	const copy = join(folder, 'state');
	try {
		for (let attempt = 0; attempt < 3; attempt++) {
			const before = await stamp(names);
			if (before.bytes > MAX_COPIED_BYTES) {
				return failure('too-large', `${before.bytes} bytes with the log of its changes; at most ${MAX_COPIED_BYTES} are copied`);
			}
			await fs.copyFile(path, copy);
			await fs.copyFile(`${path}-wal`, `${copy}-wal`);
			if ((await stamp(names)).at === before.at) {
				return valuesIn(copy, keys, sqlite, false);
			}
		}
		return failure('vanished', 'it was written each time that it was copied');
	} catch {
		return failure('vanished', 'it changed while it was copied');
	} finally {
		await fs.rm(folder, { recursive: true, force: true });
	}
}

/** What changes when one of the files is written. */
async function stamp(paths: readonly string[]): Promise<{ readonly at: string; readonly bytes: number }> {
	const stats = await Promise.all(paths.map((path) => fs.stat(path)));
	return {
		at: stats.map(({ mtimeMs, size, ino }) => `${mtimeMs}:${size}:${ino}`).join(),
		bytes: stats.reduce((sum, { size }) => sum + size, 0),
	};
}

function valuesIn(location: string, keys: readonly string[], sqlite: Sqlite, readOnly: boolean): Outcome<ReadonlyMap<string, string>> {
	const values = new Map<string, string>();
	try {
		const database = new sqlite.DatabaseSync(location, { readOnly });
		try {
			const table = database.prepare("SELECT type, sql FROM sqlite_schema WHERE name = 'ItemTable' AND octet_length(sql) < 200").get();
			const { type, sql } = (table ?? {}) as { readonly type?: unknown; readonly sql?: unknown };
			if (type !== 'table' || typeof sql !== 'string' || sql.replace(/\s+/g, ' ').toLowerCase() !== TABLE) {
				return failure('unsupported', 'not the table that the editors keep');
			}
			const value = database.prepare(
				`SELECT CASE WHEN octet_length(value) <= ${MAX_VALUE_BYTES} THEN CAST(value AS TEXT) END AS text FROM ItemTable WHERE key = ?`,
			);
			for (const key of keys) {
				const row = value.get(key) as { readonly text: unknown } | undefined;
				if (row === undefined) {
					continue;
				}
				if (typeof row.text !== 'string') {
					return failure('too-large', `a value of more than ${MAX_VALUE_BYTES} bytes`);
				}
				values.set(key, row.text);
			}
		} finally {
			database.close();
		}
	} catch {
		// SQLite's own message may name what it read.
		return failure('unparsable', 'not a database that can be read, or one that is being written');
	}
	return ok(values);
}
