import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSqlite, readItems as readTable, type Sqlite } from '../../../src/machine/item-table.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import type { Outcome } from '../../../src/model/outcome.ts';

const TABLE = 'CREATE TABLE IF NOT EXISTS ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB);';

/** What a test needs of `node:sqlite` beyond what the product uses. */
interface Writer {
	exec(sql: string): void;
	close(): void;
}

/** As the machine does it, which knows whether there is a log of changes. */
const readItems = nodeMachine().files.items;

describe('machine/item-table', () => {
	let folder: string;
	let path: string;
	const shown = (outcome: Outcome<ReadonlyMap<string, string>>): unknown =>
		outcome.ok ? Object.fromEntries(outcome.value) : outcome.absent ? 'absent' : outcome.reason;
	const open = (at = path): Writer => new (nodeSqlite() as unknown as { DatabaseSync: new (at: string) => Writer }).DatabaseSync(at);
	const make = (sql: string, at = path): void => {
		const database = open(at);
		database.exec(sql);
		database.close();
	};

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'sallyport-items-'));
		path = join(folder, 'state ä#1?.vscdb');
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	it('is not supported where Node.js has no SQLite', async () => {
		await writeFile(path, 'x');
		assert.equal(shown(await readTable(path, ['a'], false, null)), 'unsupported');
	});

	it('is found without a word on standard error, or not at all', () => {
		const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
		assert.equal(nodeSqlite() !== null, major > 22 || (major === 22 && minor >= 13));
		assert.equal(nodeSqlite(), nodeSqlite());
	});

	it('says nothing of what SQLite says', async () => {
		class DatabaseSync {
			constructor() {
				throw new Error('hunter2');
			}
			prepare(): never {
				throw new Error('never');
			}
			close(): void {}
		}
		const outcome = await readTable(path, ['a'], false, { DatabaseSync } satisfies Sqlite);
		assert.equal(shown(outcome), 'unparsable');
		assert.ok(!JSON.stringify(outcome).includes('hunter2'));
	});

	describe('with SQLite', () => {
		before(function () {
			if (nodeSqlite() === null) {
				this.skip();
			}
		});

		it('reads texts and blobs by key, and leaves the folder as it was', async () => {
			make(`${TABLE} INSERT INTO ItemTable VALUES ('a', 'one'), ('b', x'74776f'), ('c', 'three'), ('n', NULL);`);
			await chmod(path, 0o400);
			const before = await readFile(path);
			assert.deepEqual(shown(await readItems(path, ['a', 'b', 'missing'])), { a: 'one', b: 'two' });
			assert.deepEqual(await readdir(folder), ['state ä#1?.vscdb']);
			assert.deepEqual(await readFile(path), before);
		});

		it('reads while another process is writing, and waits for nobody', async () => {
			make(`${TABLE} INSERT INTO ItemTable VALUES ('a', 'one');`);
			const writer = open();
			try {
				writer.exec("BEGIN EXCLUSIVE; INSERT INTO ItemTable VALUES ('a', 'two');");
				assert.deepEqual(shown(await readItems(path, ['a'])), { a: 'one' });
				writer.exec('COMMIT');
			} finally {
				writer.close();
			}
			assert.deepEqual(shown(await readItems(path, ['a'])), { a: 'two' });
		});

		it('reads what stands only in the log of changes, and leaves no copy behind', async () => {
			const copies = async () => (await readdir(tmpdir())).filter((name) => /^sallyport-\w{6}$/.test(name));
			const before = await copies();
			const writer = open();
			try {
				writer.exec(`PRAGMA journal_mode = WAL; ${TABLE} INSERT INTO ItemTable VALUES ('a', 'logged');`);
				assert.ok((await stat(`${path}-wal`)).size > 0);
				const log = await readFile(`${path}-wal`);
				assert.deepEqual(shown(await readItems(path, ['a'])), { a: 'logged' });
				assert.deepEqual(await readFile(`${path}-wal`), log);
				// The writer is not kept from anything.
				writer.exec("INSERT INTO ItemTable VALUES ('a', 'later'); PRAGMA wal_checkpoint(TRUNCATE);");
				assert.deepEqual(shown(await readItems(path, ['a'])), { a: 'later' });
			} finally {
				writer.close();
			}
			assert.deepEqual(await copies(), before);
		});

		it('takes no table but the one that the editors make', async () => {
			const endless = 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS key, x AS value FROM n';
			for (const [at, sql] of [
				'',
				`CREATE VIEW ItemTable AS ${endless};`,
				"CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB AS (key || 'x'));",
				'CREATE TABLE ItemTable (value BLOB, key TEXT);',
				`CREATE TABLE ItemTable (key TEXT, value BLOB, ${Array.from({ length: 100 }, (_, column) => `c${column}`).join()});`,
			].entries()) {
				const odd = `${path}.${at}`;
				make(sql || 'CREATE TABLE other (x);', odd);
				assert.equal(shown(await readItems(odd, ['a'])), 'unsupported', sql);
			}
		});

		it('tells a value that is too large, and a file that is no database', async () => {
			make(`${TABLE} INSERT INTO ItemTable VALUES ('a', zeroblob(5000000));`);
			assert.equal(shown(await readItems(path, ['a'])), 'too-large');
			for (const [at, text] of ['', 'x', 'SQLite format 3\0'.padEnd(5000, 'x')].entries()) {
				const odd = `${path}.${at}`;
				await writeFile(odd, text);
				assert.match(String(shown(await readItems(odd, ['a']))), /unparsable|unsupported/, text.slice(0, 5));
			}
		});

		it('goes through the one door: absent, a folder, out of another home', async () => {
			make(`${TABLE} INSERT INTO ItemTable VALUES ('a', 'one');`);
			const home = join(folder, 'home');
			await mkdir(home);
			await symlink(path, join(home, 'link'));
			const { files } = nodeMachine();
			assert.deepEqual(shown(await files.items(path, ['a'])), { a: 'one' });
			assert.equal(shown(await files.items(join(folder, 'none'), ['a'])), 'absent');
			assert.equal(shown(await files.items(folder, ['a'])), 'special-file');
			const elsewhere = nodeMachine({ home }).files;
			assert.equal(shown(await elsewhere.items(join(home, 'link'), ['a'])), 'unsupported');
			const inside = join(home, 'state.vscdb');
			make(TABLE, inside);
			await symlink(path, `${inside}-wal`);
			assert.equal(shown(await elsewhere.items(inside, ['a'])), 'unsupported');
		});
	});
});
