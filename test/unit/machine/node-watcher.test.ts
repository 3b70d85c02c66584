import assert from 'node:assert/strict';
import { appendFile, chmod, mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeWatcher, type Watcher } from '../../../src/machine/node-watcher.ts';

/** However slow the machine: an event that has not come by then does not come. Milliseconds. */
const DEADLINE_MS = 5_000;

describe('machine/node-watcher', () => {
	let root: string;
	let watcher: Watcher;
	let told: string[];
	let degraded: string[];
	let waiting: { path: string; done: () => void }[];
	const inside = (...names: string[]): string => join(root, ...names);

	const make = (sweepMs?: number): void => {
		watcher = nodeWatcher(
			{
				onChange: (path) => {
					// The fence is touched by the test itself, and one change may be told of twice.
					if (path !== inside('fence')) {
						told.push(path);
					}
					waiting.filter((waiter) => waiter.path === path).forEach((waiter) => void waiter.done());
				},
				onDegraded: (reason) => degraded.push(reason),
			},
			sweepMs,
		);
	};
	/** Does something and waits until a path is told of. */
	const tells = async (path: string, act: () => Promise<unknown>): Promise<void> => {
		let timer: NodeJS.Timeout | undefined;
		const heard = new Promise<void>((resolve, reject) => {
			waiting.push({ path, done: resolve });
			timer = setTimeout(() => reject(new Error(`nothing was told of ${path.slice(root.length)}`)), DEADLINE_MS);
		});
		try {
			await Promise.all([heard, act()]);
		} finally {
			clearTimeout(timer);
		}
	};
	/** Lets everything that came before be told: events come in the order of what happened. */
	const settle = async (): Promise<void> => {
		for (let at = 0; at < 3; at++) {
			await tells(inside('fence'), () => appendFile(inside('fence'), 'x'));
		}
	};
	const watch = (...paths: string[]): Promise<void> => watcher.watch([inside('fence'), ...paths]);

	beforeEach(async () => {
		root = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-watch-')));
		await writeFile(inside('fence'), '');
		told = [];
		degraded = [];
		waiting = [];
		make();
	});
	afterEach(async () => {
		await watcher.close();
		await rm(root, { recursive: true, force: true });
		assert.deepEqual(degraded, []);
	});

	it('tells of a file that is changed, deleted, and made anew', async () => {
		const path = inside('settings.json');
		await mkdir(inside('other'));
		await writeFile(inside('other', 'file'), '');
		await writeFile(path, '1');
		await watch(path, inside('other', 'file'));
		await settle();
		assert.deepEqual(told, [], 'what was there before is no change');
		await tells(path, () => writeFile(path, '22'));
		await settle();
		await tells(path, () => rm(path));
		await settle();
		await tells(path, () => writeFile(path, '333'));
		await settle();
		await tells(path, () => appendFile(path, '4'));
		assert.deepEqual(new Set(told), new Set([path]));
	});

	it('tells of a file that is made where none was', async () => {
		const path = inside('new.json');
		await watch(path);
		await tells(path, () => writeFile(path, ''));
		await settle();
		await tells(path, () => writeFile(path, 'more'));
	});

	it('tells of a file whose folders did not exist', async () => {
		const [near, far] = [inside('a', 'near.json'), inside('b', 'c', 'd', 'far.json')];
		await watch(near, far);
		await tells(near, async () => {
			await mkdir(inside('a'));
			await writeFile(near, '1');
		});
		await tells(far, async () => {
			await mkdir(inside('b', 'c', 'd'), { recursive: true });
			await writeFile(far, '1');
		});
		await settle();
		await tells(far, () => writeFile(far, '22'));
	});

	it('tells of a file whose folder was deleted with it and made anew', async () => {
		const path = inside('a', 'b', 'file');
		await mkdir(inside('a', 'b'), { recursive: true });
		await writeFile(path, '1');
		await watch(path);
		for (let at = 0; at < 5; at++) {
			await tells(path, () => rm(inside('a'), { recursive: true }));
			await settle();
			await tells(path, async () => {
				await mkdir(inside('a', 'b'), { recursive: true });
				await writeFile(path, '2');
			});
			await settle();
			await tells(path, () => writeFile(path, '333'));
			await settle();
		}
	});

	it('still tells where the topmost folder it looked at went and came back', async () => {
		await watcher.close();
		make();
		const path = inside('only', 'file');
		await mkdir(inside('only'));
		await writeFile(path, '1');
		await watcher.watch([path]);
		await tells(path, () => rm(inside('only'), { recursive: true }));
		await mkdir(inside('only'));
		await writeFile(path, '2');
		// By event or, where the folder was back before it was looked for, here.
		await watcher.sweep();
		await tells(path, () => writeFile(path, '333'));
	});

	it('tells of every atomic replacement, and of changes after it', async () => {
		const path = inside('settings.json');
		await writeFile(path, 'old');
		await watch(path);
		for (const text of ['one', 'two', 'three']) {
			await tells(path, async () => {
				await writeFile(inside('settings.json.tmp'), text);
				await rename(inside('settings.json.tmp'), path);
			});
			await settle();
		}
		await tells(path, () => appendFile(path, 'x'));
		await settle();
		assert.deepEqual(new Set(told), new Set([path]));
	});

	it('tells of a mode that changes', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		const path = inside('file');
		await writeFile(path, '', { mode: 0o600 });
		await watch(path);
		await tells(path, () => chmod(path, 0o644));
	});

	it('tells of the second of two changes in quick succession', async () => {
		const path = inside('file');
		await writeFile(path, '');
		await watch(path);
		for (let at = 0; at < 5; at++) {
			await tells(path, () => appendFile(path, 'first'));
			await tells(path, () => appendFile(path, 'second'));
		}
	});

	it('tells of files directly in a watched folder, and of folders made there', async () => {
		const folder = inside('extensions');
		await mkdir(inside('extensions', 'old'), { recursive: true });
		await writeFile(inside('extensions', 'old', 'file'), '');
		await writeFile(inside('extensions', 'extensions.json'), '[]');
		await watch(folder);
		await tells(inside('extensions', 'extensions.json'), () => writeFile(inside('extensions', 'extensions.json'), '[1]'));
		await tells(inside('extensions', '.obsolete'), () => writeFile(inside('extensions', '.obsolete'), '{}'));
		await tells(inside('extensions', '.obsolete'), () => rm(inside('extensions', '.obsolete')));
		await settle();
		await tells(folder, () => mkdir(inside('extensions', 'publisher.name-1.0.0')));
		await settle();
		await tells(folder, () => rm(inside('extensions', 'old'), { recursive: true }));
	});

	it('tells of nothing deeper down, and of nothing beside', async () => {
		await mkdir(inside('extensions', 'one', 'src'), { recursive: true });
		await mkdir(inside('beside'));
		await mkdir(inside('way', 'side'), { recursive: true });
		await watch(inside('extensions'), inside('way', 'to', 'file'));
		await settle();
		for (const path of [
			inside('extensions', 'one', 'package.json'),
			inside('extensions', 'one', 'src', 'a.js'),
			inside('beside', 'file'),
			inside('sibling'),
			inside('way', 'else'),
			inside('way', 'side', 'file'),
		]) {
			await writeFile(path, 'x');
			await appendFile(path, 'y');
			await rm(path);
		}
		await settle();
		assert.deepEqual(told, []);
	});

	it('takes up paths that are added, and forgets those that are not named again', async () => {
		const [one, two, three] = [inside('one'), inside('two'), inside('d', 'three')];
		await Promise.all([one, two].map((path) => writeFile(path, '')));
		await watch(one);
		await watch(one, two, three);
		await tells(two, () => writeFile(two, '2'));
		await settle();
		await watch(two, three);
		told = [];
		await writeFile(one, '1');
		await rm(one);
		await settle();
		await watcher.sweep();
		assert.deepEqual(told, []);
		await tells(three, async () => {
			await mkdir(inside('d'));
			await writeFile(three, '3');
		});
		await tells(two, () => writeFile(two, '22'));
		await watch(one);
		await tells(one, () => writeFile(one, 'again'));
	});

	it('keeps a file in view when the folder around it is no longer watched, and the other way round', async () => {
		const [folder, file] = [inside('f'), inside('f', 'file')];
		await mkdir(folder);
		await writeFile(file, '');
		await watch(folder, file);
		await watch(file);
		await tells(file, () => writeFile(file, '1'));
		await settle();
		told = [];
		await writeFile(inside('f', 'other'), '');
		await settle();
		assert.deepEqual(told, []);
		await watch(folder);
		await tells(file, () => writeFile(file, '22'));
		await tells(inside('f', 'other'), () => rm(inside('f', 'other')));
	});

	it('is settled by the last of several sets that are named at once', async () => {
		const [one, two] = [inside('one'), inside('two')];
		await Promise.all([watch(one), watch(), watch(two), watch(two)]);
		await writeFile(one, '1');
		await tells(two, () => writeFile(two, '2'));
		await settle();
		assert.ok(told.length > 0 && !told.includes(one));
	});

	it('watches nothing for an empty set, and something after it', async () => {
		await watcher.watch([]);
		await watcher.sweep();
		await watch(inside('x'));
		await watcher.watch([]);
		await writeFile(inside('x'), '');
		await watcher.sweep();
		assert.deepEqual(told, []);
		await watch(inside('x'));
		await tells(inside('x'), () => rm(inside('x')));
	});

	it('finds a swapped link in the sweep', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		await writeFile(inside('good'), 'same');
		await writeFile(inside('bad'), 'same');
		await symlink('good', inside('link'));
		await watch(inside('link'));
		await watcher.sweep();
		assert.deepEqual(told, []);
		await symlink('bad', inside('fresh'));
		await rename(inside('fresh'), inside('link'));
		await watcher.sweep();
		assert.ok(new Set<string>(told).has(inside('link')));
		await settle();
		told = [];
		await watcher.sweep();
		assert.deepEqual(told, []);
	});

	it('tells of a change in the file that a link points to', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		await mkdir(inside('dotfiles'));
		await writeFile(inside('dotfiles', 'rc'), '');
		await symlink(inside('dotfiles', 'rc'), inside('link'));
		await watch(inside('link'));
		await tells(inside('link'), () => appendFile(inside('dotfiles', 'rc'), 'x'));
	});

	it('finds by itself what no event tells of, and watches it from then on', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		await watcher.close();
		make(20);
		await mkdir(inside('outer', 'one'), { recursive: true });
		await mkdir(inside('outer', 'two'));
		await writeFile(inside('outer', 'one', 'file'), '1');
		await writeFile(inside('outer', 'two', 'file'), '2');
		await symlink('one', inside('outer', 'link'));
		const path = inside('outer', 'link', 'file');
		await watcher.watch([path]);
		// Nothing happens in the folder that the link pointed to.
		await tells(path, async () => {
			await symlink('two', inside('outer', 'fresh'));
			await rename(inside('outer', 'fresh'), inside('outer', 'link'));
		});
		await tells(path, () => writeFile(inside('outer', 'two', 'file'), '22'));
	});

	it('tells of nothing once it is closed, and closes at any time', async () => {
		await watch(inside('x'));
		const other = watcher.watch([inside('y')]);
		await watcher.close();
		await other;
		await watcher.close();
		await writeFile(inside('x'), '');
		await writeFile(inside('y'), '');
		await watcher.sweep();
		assert.deepEqual(told, []);
		make();
		const starting = watcher.watch([inside('z')]);
		await watcher.close();
		await starting;
	});
});
