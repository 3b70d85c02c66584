import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePrivately } from '../../../src/machine/write-privately.ts';
import { ABSENT, failure, ok } from '../../../src/model/outcome.ts';

describe('machine/write-privately', () => {
	let root: string;
	const refused = failure('special-file', 'not a regular file; not replaced');
	const posix = process.platform !== 'win32';
	const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), 'sallyport-write-'));
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	it('writes a file that its owner alone can read, and nothing beside it', async () => {
		const path = join(root, 'report.json');
		assert.deepEqual(await writePrivately(path, '{"é": 1}\n'), ok(null));
		assert.equal(await readFile(path, 'utf8'), '{"é": 1}\n');
		assert.deepEqual(await readdir(root), ['report.json']);
		if (posix) {
			assert.equal(await modeOf(path), 0o600);
		}
	});

	it('replaces a file that others could read by one that they cannot', async () => {
		const path = join(root, 'report.json');
		await writeFile(path, 'the old text, which was longer');
		await chmod(path, 0o644);
		const before = await stat(path);
		assert.deepEqual(await writePrivately(path, 'new'), ok(null));
		assert.equal(await readFile(path, 'utf8'), 'new');
		if (posix) {
			assert.equal(await modeOf(path), 0o600);
			assert.notEqual((await stat(path)).ino, before.ino);
		}
	});

	it('touches neither a link nor what it points to', async function () {
		if (!posix) {
			this.skip();
		}
		await writeFile(join(root, 'target'), 'kept');
		await symlink(join(root, 'target'), join(root, 'link'));
		assert.deepEqual(await writePrivately(join(root, 'link'), 'new'), refused);
		assert.equal(await readFile(join(root, 'target'), 'utf8'), 'kept');
		assert.ok((await lstat(join(root, 'link'))).isSymbolicLink());
		assert.deepEqual((await readdir(root)).sort(), ['link', 'target']);
	});

	it('puts no file in the place of a FIFO, which stands for devices here', async function () {
		if (!posix) {
			this.skip();
		}
		const path = join(root, 'fifo');
		execFileSync('mkfifo', [path]);
		assert.deepEqual(await writePrivately(path, 'new'), refused);
		assert.ok((await lstat(path)).isFIFO());
		assert.deepEqual(await readdir(root), ['fifo']);
	});

	it('makes no folder', async () => {
		assert.deepEqual(await writePrivately(join(root, 'absent', 'report.json'), 'x'), ABSENT);
		assert.deepEqual(await readdir(root), []);
	});

	it('leaves nothing behind where it cannot write', async () => {
		await mkdir(join(root, 'folder'));
		await writeFile(join(root, 'folder', 'inside'), '');
		const refused = await writePrivately(join(root, 'folder'), 'x');
		assert.ok(!refused.ok && !refused.absent);
		assert.equal(refused.reason, 'denied');
		assert.match(refused.detail, /^the system answered E[A-Z]+$/);
		assert.deepEqual(await readdir(root), ['folder']);
	});

	it('shows a reader one whole text or the other', async () => {
		const path = join(root, 'report.json');
		const texts = ['a'.repeat(100_000), 'b'.repeat(200_000)];
		await writePrivately(path, texts[0] ?? '');
		const writes = (async () => {
			for (let at = 1; at <= 20; at++) {
				assert.deepEqual(await writePrivately(path, texts[at % 2] ?? ''), ok(null));
			}
		})();
		for (let at = 0; at < 40; at++) {
			assert.ok(texts.includes(await readFile(path, 'utf8')));
		}
		await writes;
		assert.deepEqual(await readdir(root), ['report.json']);
	});
});
