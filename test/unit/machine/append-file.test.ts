import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendLine, linesOf } from '../../../src/machine/append-file.ts';
import { MAX_LINE_BYTES } from '../../../src/machine/machine.ts';
import { failure, ok } from '../../../src/model/outcome.ts';

describe('machine/append-file', () => {
	let root: string;
	let path: string;

	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), 'sallyport-append-'));
		path = join(root, 'log.ndjson');
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	it('adds line after line to a file that its owner alone can read', async () => {
		assert.deepEqual(await appendLine(path, 'one'), ok(null));
		assert.deepEqual(await appendLine(path, 'zwei ü'), ok(null));
		assert.equal(await readFile(path, 'utf8'), 'one\nzwei ü\n');
		if (process.platform !== 'win32') {
			assert.equal((await stat(path)).mode & 0o777, 0o600);
		}
	});

	it('cuts off what a writer left half written', async () => {
		for (const [before, after] of [
			['one\ntw', 'one\nnew\n'],
			['one\n', 'one\nnew\n'],
			['o', 'new\n'],
			['', 'new\n'],
		] as const) {
			await writeFile(path, before);
			assert.deepEqual(await appendLine(path, 'new'), ok(null));
			assert.equal(await readFile(path, 'utf8'), after);
		}
	});

	it('takes no two lines, and none that is longer than any may be', async () => {
		const refused = failure('limit', `not one line of at most ${MAX_LINE_BYTES} bytes`);
		assert.deepEqual(await appendLine(path, 'a\nb'), refused);
		assert.deepEqual(await appendLine(path, 'ü'.repeat(MAX_LINE_BYTES / 2)), refused);
		assert.deepEqual(await readdir(root), []);
		assert.deepEqual(await appendLine(path, 'a'.repeat(MAX_LINE_BYTES - 1)), ok(null));
	});

	it('writes through no link', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		await writeFile(join(root, 'target'), 'kept\n');
		await symlink(join(root, 'target'), path);
		const refused = await appendLine(path, 'x');
		assert.ok(!refused.ok && !refused.absent && refused.reason === 'denied');
		assert.equal(await readFile(join(root, 'target'), 'utf8'), 'kept\n');
	});

	it('folds a file that has grown large, in one step', async () => {
		const old = `${'x'.repeat(1_000)}\n`.repeat(4_200);
		await writeFile(path, old);
		assert.deepEqual(await appendLine(path, 'new', (lines) => [`${lines.length} lines`]), ok(null));
		assert.equal(await readFile(path, 'utf8'), '4200 lines\nnew\n');
		assert.deepEqual(await readdir(root), ['log.ndjson']);
	});

	it('says so where the file is full', async () => {
		await writeFile(path, `${'x'.repeat(1_000)}\n`.repeat(8_400));
		const before = (await stat(path)).size;
		assert.deepEqual(await appendLine(path, 'new'), failure('limit', 'the file of this writer is full'));
		assert.deepEqual(await appendLine(path, 'new', (lines) => lines), failure('limit', 'the file of this writer is full'));
		assert.equal((await stat(path)).size, before);
	});

	it('reads whole lines alone', () => {
		assert.deepEqual(linesOf('a\n\nb\nc'), ['a', 'b']);
		assert.deepEqual(linesOf('torn'), []);
		assert.deepEqual(linesOf(''), []);
	});
});
