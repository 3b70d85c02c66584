import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, link, lstat, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MAX_CONFIG_BYTES } from '../../../src/machine/machine.ts';
import { CHANGED_MEANWHILE, type Held, nodeWriter, type Writer } from '../../../src/machine/writer.ts';
import { failure, type Outcome, ok } from '../../../src/model/outcome.ts';

const posix = process.platform !== 'win32';

describe('machine/writer', () => {
	let root: string;
	let home: string;
	let writer: Writer;

	beforeEach(async () => {
		root = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-writer-')));
		home = join(root, 'home');
		await mkdir(home);
		writer = nodeWriter(home);
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	const put = async (path: string, text: string): Promise<string> => {
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
		return path;
	};
	const held = async (path: string): Promise<Held> => {
		const outcome = await writer.hold(path);
		assert.ok(outcome.ok, JSON.stringify(outcome));
		return outcome.value;
	};
	const bytes = (text: string): Uint8Array => Buffer.from(text);
	const changed = failure('unsupported', CHANGED_MEANWHILE);
	const everything = async (): Promise<readonly string[]> => (await readdir(root, { recursive: true })).sort();

	it('replaces a whole file, and keeps its mode', async () => {
		const path = await put(join(home, 'settings.json'), 'old');
		await chmod(path, 0o640);
		assert.deepEqual(await writer.replace(await held(path), bytes('new')), ok(null));
		assert.equal(await readFile(path, 'utf8'), 'new');
		assert.deepEqual(await readdir(home), ['settings.json']);
		if (posix) {
			assert.equal((await stat(path)).mode & 0o7777, 0o640);
		}
	});

	it('makes a file that is its owner’s alone, and the folders for it', async () => {
		const path = join(home, 'a', 'b', 'settings.json');
		const absent = await held(path);
		assert.deepEqual([absent.bytes, absent.missing], [null, [join(home, 'a'), join(home, 'a', 'b')]]);
		assert.deepEqual(await writer.replace(absent, bytes('new')), ok(null));
		assert.equal(await readFile(path, 'utf8'), 'new');
		assert.deepEqual(await readdir(dirname(path)), ['settings.json']);
		if (posix) {
			assert.deepEqual(
				await Promise.all([path, dirname(path), join(home, 'a')].map(async (place) => (await stat(place)).mode & 0o7777)),
				[0o600, 0o700, 0o700],
			);
			assert.equal((await stat(path)).nlink, 1);
		}
		assert.deepEqual(await writer.remove(await held(path), absent.missing), ok(null));
		assert.deepEqual(await everything(), ['home']);
	});

	it('leaves a folder that was made where something else stands in it by then', async () => {
		const path = join(home, 'a', 'b', 'settings.json');
		const absent = await held(path);
		await writer.replace(absent, bytes('new'));
		await put(join(home, 'a', 'other'), '');
		await writer.remove(await held(path), absent.missing);
		assert.deepEqual(await readdir(join(home, 'a')), ['other']);
	});

	describe('lets nobody else’s change go under', () => {
		const others: readonly (readonly [string, (path: string) => Promise<unknown>])[] = [
			['written in place', (path) => writeFile(path, 'theirs')],
			['written in place, of the same length', (path) => writeFile(path, 'dlo')],
			[
				'another file of the same content',
				async (path) => {
					await writeFile(`${path}.theirs`, 'old');
					await rename(`${path}.theirs`, path);
				},
			],
			['deleted', (path) => rm(path)],
			[
				'a link in its place',
				async (path) => {
					await rename(path, `${path}.theirs`);
					await symlink(`${path}.theirs`, path);
				},
			],
		];
		for (const [what, change] of others) {
			it(what, async function () {
				if (!posix && what.includes('link')) {
					this.skip();
				}
				const path = await put(join(home, 'settings.json'), 'old');
				const mine = await held(path);
				await change(path);
				const before = await everything();
				const content = await readFile(path, 'utf8').catch(() => null);
				assert.deepEqual(await writer.replace(mine, bytes('mine')), changed);
				assert.deepEqual(await writer.remove(mine), changed);
				assert.deepEqual(await everything(), before);
				assert.equal(await readFile(path, 'utf8').catch(() => null), content);
			});
		}

		it('made where there was none', async () => {
			const path = join(home, 'a', 'settings.json');
			const mine = await held(path);
			await put(path, 'theirs');
			assert.deepEqual(await writer.replace(mine, bytes('mine')), changed);
			assert.equal(await readFile(path, 'utf8'), 'theirs');
			assert.deepEqual(await readdir(dirname(path)), ['settings.json']);
		});

		it('many at a time: of all that hold the same file one gets through', async () => {
			const path = await put(join(home, 'settings.json'), 'old');
			const mine = await held(path);
			await writer.replace(mine, bytes('first'));
			const later = await Promise.all(['a', 'b', 'c'].map((text) => writer.replace(mine, bytes(text))));
			assert.deepEqual(later, [changed, changed, changed]);
			assert.equal(await readFile(path, 'utf8'), 'first');
		});
	});

	it('follows a link that stays in the home, and leaves the link', async function () {
		if (!posix) {
			this.skip();
		}
		const target = await put(join(home, 'dotfiles', 'settings.json'), 'old');
		await symlink(target, join(home, 'settings.json'));
		assert.deepEqual(await writer.replace(await held(join(home, 'settings.json')), bytes('new')), ok(null));
		assert.equal(await readFile(target, 'utf8'), 'new');
		assert.ok((await lstat(join(home, 'settings.json'))).isSymbolicLink());
	});

	it('writes to a home that is reached by a link', async function () {
		if (!posix) {
			this.skip();
		}
		await symlink(home, join(root, 'linked'));
		writer = nodeWriter(join(root, 'linked'));
		const path = await put(join(root, 'linked', 'settings.json'), 'old');
		assert.deepEqual(await writer.replace(await held(path), bytes('new')), ok(null));
		assert.equal(await readFile(join(home, 'settings.json'), 'utf8'), 'new');
	});

	it('writes in a folder outside that was named outright', async () => {
		const path = await put(join(root, 'moved', 'settings.json'), 'old');
		assert.deepEqual(await writer.replace(await held(path), bytes('new')), ok(null));
		assert.deepEqual(await writer.replace(await held(join(root, 'fresh', 'x.json')), bytes('new')), ok(null));
	});

	describe('refuses', () => {
		const refusals: readonly (readonly [string, string, (path: string) => Promise<unknown>])[] = [
			[
				'a link out of the home',
				'a link on the way leads out of the home',
				async (path) => symlink(await put(join(root, 'elsewhere', 'settings.json'), 'kept'), path),
			],
			['a link to nothing', 'a link that leads to nothing', (path) => symlink(join(home, 'nothing'), path)],
			['a folder', 'not a regular file', (path) => mkdir(path)],
			['a FIFO', 'not a regular file', async (path) => execFileSync('mkfifo', [path])],
			['a device', 'a link on the way leads out of the home', (path) => symlink('/dev/null', path)],
			[
				'a second name of another file',
				'it has a second name (a hard link)',
				async (path) => link(await put(join(root, 'elsewhere', 'settings.json'), 'kept'), path),
			],
			[
				'a file that its owner protected',
				'it is write-protected',
				async (path) => {
					await writeFile(path, 'kept');
					await chmod(path, 0o444);
				},
			],
			[
				'what is too large',
				`${MAX_CONFIG_BYTES + 1} bytes; at most ${MAX_CONFIG_BYTES} are edited`,
				(path) => writeFile(path, ' '.repeat(MAX_CONFIG_BYTES + 1)),
			],
		];
		for (const [what, why, make] of refusals) {
			it(what, async function () {
				if (!posix) {
					this.skip();
				}
				const path = join(home, 'settings.json');
				await make(path);
				const before = await everything();
				const outcome: Outcome<Held> = await writer.hold(path);
				assert.ok(!outcome.ok && !outcome.absent, JSON.stringify(outcome));
				assert.equal(outcome.detail, why);
				assert.deepEqual(await everything(), before);
			});
		}

		it('a folder that a link puts elsewhere, also where no file is there yet', async function () {
			if (!posix) {
				this.skip();
			}
			await mkdir(join(root, 'elsewhere'));
			await symlink(join(root, 'elsewhere'), join(home, '.tool'));
			const outcome = await writer.hold(join(home, '.tool', 'settings.json'));
			assert.deepEqual(outcome, failure('unsupported', 'a link on the way leads out of the home'));
		});

		it('a path below a file, and a name that no file has', async () => {
			await put(join(home, 'file'), '');
			assert.deepEqual(
				await writer.hold(join(home, 'file', 'x')),
				failure('special-file', 'something that is no folder stands in the way'),
			);
			assert.equal((await writer.hold('/x\0y')).ok, false);
		});
	});

	it('a folder put in its way between two looks is not written through', async function () {
		if (!posix) {
			this.skip();
		}
		const mine = await held(join(home, '.tool', 'settings.json'));
		await mkdir(join(root, 'elsewhere'));
		await symlink(join(root, 'elsewhere'), join(home, '.tool'));
		assert.equal((await writer.replace(mine, bytes('mine'))).ok, false);
		assert.deepEqual(await readdir(join(root, 'elsewhere')), []);
	});

	it('says what the system answered', async function () {
		if (!posix || process.getuid?.() === 0) {
			this.skip();
		}
		const path = await put(join(home, 'shut', 'settings.json'), 'old');
		const mine = await held(path);
		await chmod(dirname(path), 0o500);
		assert.deepEqual(await writer.replace(mine, bytes('new')), failure('denied', 'permission denied'));
		await chmod(dirname(path), 0o700);
	});

	it('clears away the second name that a crash left of a new file', async function () {
		if (!posix) {
			this.skip();
		}
		const path = await put(join(home, 'settings.json'), 'new');
		await link(path, join(home, '.settings.json.0123456789ab.tmp'));
		await put(join(home, '.settings.json.ba9876543210.tmp'), 'of another file');
		assert.ok((await writer.hold(path)).ok);
		assert.deepEqual((await readdir(home)).sort(), ['.settings.json.ba9876543210.tmp', 'settings.json']);
	});
});
