import assert from 'node:assert/strict';
import { chmod, lchown, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeStateFolder, refusalOfMode, refusalOfOwner, stateFolderOf } from '../../../src/machine/state-folder.ts';
import { failure, ok } from '../../../src/model/outcome.ts';

const posix = process.platform !== 'win32';

describe('machine/state-folder', () => {
	let root: string;

	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), 'sallyport-state-'));
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	it('stands where each platform keeps state', () => {
		const layout = { home: '/home/dev', systemRoot: '/', env: {} };
		const moved = { XDG_STATE_HOME: '/srv/state', LOCALAPPDATA: '/srv/local' };
		assert.equal(stateFolderOf({ ...layout, platform: 'linux' }), '/home/dev/.local/state/sallyport');
		assert.equal(stateFolderOf({ ...layout, platform: 'linux', env: moved }), '/srv/state/sallyport');
		assert.equal(stateFolderOf({ ...layout, platform: 'linux', env: { XDG_STATE_HOME: 'state' } }), '/home/dev/.local/state/sallyport');
		assert.equal(stateFolderOf({ ...layout, platform: 'darwin', env: moved }), '/home/dev/Library/Application Support/Sallyport');
		assert.equal(stateFolderOf({ ...layout, platform: 'win32' }), '/home/dev/AppData/Local/Sallyport');
		assert.equal(stateFolderOf({ ...layout, platform: 'win32', env: moved }), '/srv/local/Sallyport');
	});

	it('is made for its owner alone, and the folders above it with it', async () => {
		const folder = join(root, '.local', 'state', 'sallyport');
		assert.deepEqual(await makeStateFolder(folder), ok(null));
		assert.deepEqual(await makeStateFolder(folder), ok(null));
		if (posix) {
			assert.equal((await stat(folder)).mode & 0o777, 0o700);
			await chmod(folder, 0o755);
			assert.deepEqual(await makeStateFolder(folder), ok(null));
			assert.equal((await stat(folder)).mode & 0o777, 0o700);
		}
	});

	it('is refused where others may write to it', async function () {
		if (!posix) {
			this.skip();
		}
		const folder = join(root, 'sallyport');
		for (const mode of [0o770, 0o722, 0o777]) {
			await mkdir(folder, { recursive: true });
			await chmod(folder, mode);
			assert.deepEqual(await makeStateFolder(folder), failure('denied', 'others may write to it; neither read nor written'));
			assert.equal((await stat(folder)).mode & 0o777, mode, 'left as it was');
		}
		assert.equal(refusalOfMode({ mode: '0700' }), null);
		assert.equal(refusalOfMode({ mode: '0755' }), null);
		assert.equal(refusalOfMode({ mode: null }), null);
	});

	it('is refused where it, or the link in its place, belongs to somebody else', async function () {
		if (process.getuid?.() !== 0) {
			this.skip();
		}
		const foreign = failure('denied', 'belongs to another user; neither read nor written');
		await mkdir(join(root, 'own'), { mode: 0o700 });
		await symlink(join(root, 'own'), join(root, 'link'));
		await lchown(join(root, 'link'), 12345, 12345);
		assert.deepEqual(await makeStateFolder(join(root, 'link')), foreign);
		await mkdir(join(root, 'theirs'), { mode: 0o700 });
		await lchown(join(root, 'theirs'), 12345, 12345);
		assert.deepEqual(await makeStateFolder(join(root, 'theirs')), foreign);
		await symlink(join(root, 'theirs'), join(root, 'mine'));
		assert.deepEqual(await makeStateFolder(join(root, 'mine')), foreign);
	});

	it('may be a link of the person’s own', async function () {
		if (!posix) {
			this.skip();
		}
		await mkdir(join(root, 'dotfiles'));
		await symlink(join(root, 'dotfiles'), join(root, 'sallyport'));
		assert.deepEqual(await makeStateFolder(join(root, 'sallyport')), ok(null));
		assert.equal(await refusalOfOwner(join(root, 'sallyport')), null);
	});

	it('is a value where it cannot be made', async () => {
		await writeFile(join(root, 'file'), '');
		const refused = await makeStateFolder(join(root, 'file', 'sallyport'));
		assert.ok(!refused.ok && !refused.absent);
		assert.match(refused.detail, /^the system answered E[A-Z]+$/);
	});
});
