import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, unlinkSync } from 'node:fs';
import { appendFile, chmod, mkdir, mkdtemp, realpath, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Disk, waitingDisk } from '../../../src/machine/disk.ts';
import { type Files, MAX_CONFIG_BYTES } from '../../../src/machine/machine.ts';
import { nodeFiles } from '../../../src/machine/node-files.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import { promptDisk } from '../../../src/machine/prompt-disk.ts';
import { readText } from '../../../src/machine/text.ts';
import { ABSENT, failure, ok } from '../../../src/model/outcome.ts';

/** As somebody without rights: root may read everything, so that nothing would ever be denied. */
async function withoutRights<T>(work: () => Promise<T>): Promise<T> {
	if (process.getuid?.() !== 0) {
		return work();
	}
	process.seteuid?.(65534);
	try {
		return await work();
	} finally {
		process.seteuid?.(0);
	}
}

const DISKS: readonly (readonly [string, () => Disk])[] = [
	['', () => waitingDisk],
	[' on a prompt disk', promptDisk],
];

for (const [named, disk] of DISKS) {
	describe(`machine/node-files${named}`, () => {
		let root: string;
		let files: Files;
		const inside = (...names: string[]): string => join(root, ...names);
		const text = async (path: string, maxBytes?: number): Promise<unknown> => {
			const content = await files.read(path, maxBytes);
			return content.ok ? Buffer.from(content.value.bytes).toString() : content;
		};

		before(function () {
			if (process.platform === 'win32') {
				this.skip();
			}
		});
		beforeEach(async () => {
			root = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-files-')));
			files = nodeFiles('linux', undefined, disk());
		});
		afterEach(() => rm(root, { recursive: true, force: true }));

		it('reads a file with its facts', async () => {
			await writeFile(inside('a.json'), '{"ä": 1}');
			await chmod(inside('a.json'), 0o640);
			await utimes(inside('a.json'), 0, new Date('2026-01-02T03:04:05.500Z'));
			const facts = { kind: 'file', link: false, size: 9, mode: '0640', modifiedAt: '2026-01-02T03:04:05.500Z' };
			const content = await files.read(inside('a.json'));
			assert.ok(content.ok);
			assert.deepEqual(content.value.facts, facts);
			assert.equal(Buffer.from(content.value.bytes).toString(), '{"ä": 1}');
			assert.deepEqual(await files.facts(inside('a.json')), ok(facts));
			await chmod(inside('a.json'), 0o4755);
			const facing = async (platform: 'win32' | 'darwin') => {
				const told = await nodeFiles(platform, undefined, disk()).facts(inside('a.json'));
				return told.ok && told.value.mode;
			};
			assert.deepEqual([await facing('win32'), await facing('darwin')], [null, '4755']);
		});

		it('finds nothing where nothing is', async () => {
			await writeFile(inside('file'), '');
			await symlink(inside('nowhere'), inside('dangling'));
			for (const path of [inside('nothing'), inside('no', 'such', 'folder'), inside('file', 'below'), inside('dangling'), '']) {
				for (const ask of [files.read, files.facts, files.list, files.realpath]) {
					assert.deepEqual(await ask(path), ABSENT, path);
				}
			}
			assert.deepEqual(await files.list(inside('file')), ABSENT);
		});

		it('finds nothing under a name that no file can have', async () => {
			for (const ask of [files.read, files.facts, files.list, files.realpath]) {
				assert.deepEqual(await ask(inside('a\0b')), ABSENT);
				assert.deepEqual(await ask(inside('x'.repeat(300))), failure('limit', 'the path is too long'));
			}
		});

		it('reads an empty file, and one as large as allowed, and none larger', async () => {
			await writeFile(inside('empty'), '');
			await writeFile(inside('ten'), '0123456789');
			assert.equal(await text(inside('empty')), '');
			assert.equal(await text(inside('empty'), 0), '');
			assert.equal(await text(inside('ten'), 10), '0123456789');
			assert.deepEqual(await text(inside('ten'), 9), failure('too-large', '10 bytes; at most 9 are read'));
			await writeFile(inside('config'), 'x'.repeat(MAX_CONFIG_BYTES));
			assert.ok((await files.read(inside('config'))).ok);
		});

		it('does not open a file of 100 MB', async () => {
			await writeFile(inside('large'), '');
			await truncate(inside('large'), 100 * 1024 * 1024);
			assert.deepEqual(await files.read(inside('large')), failure('too-large', '104857600 bytes; at most 1048576 are read'));
		});

		it('gives the bytes of a binary file, whose text is none', async () => {
			const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
			await writeFile(inside('binary'), bytes);
			const content = await files.read(inside('binary'));
			assert.deepEqual(content.ok && Uint8Array.from(content.value.bytes), bytes);
			assert.deepEqual(await readText(nodeMachine({ disk: disk(), home: root }), inside('binary')), failure('binary', 'binary content'));
		});

		it('follows links and says so', async () => {
			await mkdir(inside('folder'));
			await writeFile(inside('folder', 'target'), 'text');
			await symlink('folder/target', inside('link'));
			await symlink('folder', inside('way'));
			const content = await files.read(inside('link'));
			assert.deepEqual(content.ok && [content.value.facts.link, content.value.facts.kind, content.value.facts.size], [true, 'file', 4]);
			const through = await files.read(inside('way', 'target'));
			assert.deepEqual(through.ok && through.value.facts.link, false);
			const folder = await files.facts(inside('way'));
			assert.deepEqual(folder.ok && [folder.value.link, folder.value.kind], [true, 'directory']);
			assert.deepEqual(await files.realpath(inside('way', '..', 'link')), ok(inside('folder', 'target')));
		});

		it('tells a loop of links', async () => {
			await symlink(inside('b'), inside('a'));
			await symlink(inside('a'), inside('b'));
			await symlink('self', inside('self'));
			for (const path of [inside('a'), inside('self'), inside('self', 'below')]) {
				for (const ask of [files.read, files.facts, files.list, files.realpath]) {
					const loop = failure('loop', 'a loop of symbolic links');
					assert.deepEqual(await ask(path), path === inside('self', 'below') ? { ...loop, at: inside('self') } : loop);
				}
			}
		});

		it('opens no FIFO, directly or through a link', async () => {
			execFileSync('mkfifo', [inside('fifo')]);
			await symlink('fifo', inside('link'));
			// A read would wait for a writer for ever; nobody writes.
			for (const name of ['fifo', 'link']) {
				assert.deepEqual(await files.read(inside(name)), failure('special-file', 'a fifo; not opened'));
				const facts = await files.facts(inside(name));
				assert.deepEqual(facts.ok && [facts.value.kind, facts.value.link], ['fifo', name === 'link']);
			}
		});

		it('opens no socket, folder or device', async () => {
			const server: Server = createServer();
			try {
				await new Promise<void>((resolve) => server.listen(inside('socket'), resolve));
				assert.deepEqual(await files.read(inside('socket')), failure('special-file', 'a socket; not opened'));
				const listed = await files.list(root);
				assert.deepEqual(listed, ok([{ name: 'socket', kind: 'socket' }]));
			} finally {
				await new Promise((resolve) => server.close(resolve));
			}
			assert.deepEqual(await files.read(root), failure('special-file', 'a directory; not opened'));
			assert.deepEqual(await files.read('/dev/null'), failure('special-file', 'a device; not opened'));
		});

		it('says what it may not read', async () => {
			await chmod(root, 0o755);
			await writeFile(inside('file'), 'x', { mode: 0 });
			await mkdir(inside('folder'));
			await writeFile(inside('folder', 'file'), 'x');
			await chmod(inside('folder'), 0);
			const denied = failure('denied', 'permission denied');
			await withoutRights(async () => {
				assert.deepEqual(await files.read(inside('file')), denied);
				assert.equal((await files.facts(inside('file'))).ok, true);
				assert.deepEqual(await files.list(inside('folder')), denied);
				for (const ask of [files.read, files.facts, files.realpath]) {
					assert.deepEqual(await ask(inside('folder', 'file')), { ...denied, at: inside('folder') });
					assert.deepEqual(await ask(inside('folder', 'far', 'below')), { ...denied, at: inside('folder') });
				}
			});
			await chmod(inside('folder'), 0o700);
		});

		describe('within folders that stand for another machine', () => {
			const OUT = { ok: false, absent: false, reason: 'unsupported', detail: 'leads out of the home that is looked at' };
			let confined: Files;
			beforeEach(async () => {
				await mkdir(inside('home', 'real'), { recursive: true });
				await mkdir(inside('elsewhere', 'deep'), { recursive: true });
				await writeFile(inside('elsewhere', 'deep', 'file'), 'not of this home');
				await writeFile(inside('home', 'real', 'file'), 'own');
				confined = nodeFiles('linux', [inside('home')], disk());
			});
			const reading = async (...names: string[]): Promise<unknown> => {
				const content = await confined.read(inside(...names));
				return content.ok ? Buffer.from(content.value.bytes).toString() : content;
			};

			it('follows links that stay inside, also where the folder itself is reached by one', async () => {
				await symlink('real', inside('home', 'link'));
				await symlink(inside('home'), inside('way'));
				assert.equal(await reading('home', 'link', 'file'), 'own');
				const byLink = await nodeFiles('linux', [inside('way')], disk()).read(inside('way', 'link', 'file'));
				assert.ok(byLink.ok);
			});

			it('reads nothing that a link leads out to, whatever asks, and names the link', async () => {
				await symlink(inside('elsewhere', 'deep', 'file'), inside('home', 'file'));
				await symlink(inside('elsewhere'), inside('home', 'folder'));
				await symlink('../..', inside('home', 'real', 'up'));
				for (const ask of [confined.read, confined.facts, confined.list, confined.realpath]) {
					assert.deepEqual(await ask(inside('home', 'file')), OUT);
					assert.deepEqual(await ask(inside('home', 'folder')), OUT);
					assert.deepEqual(await ask(inside('home', 'folder', 'deep', 'file')), { ...OUT, at: inside('home', 'folder') });
					assert.deepEqual(await ask(inside('home', 'real', 'up', 'elsewhere', 'deep', 'file')), {
						...OUT,
						at: inside('home', 'real', 'up'),
					});
				}
			});

			it('reads nothing outside by its own name either, and everything of a further folder that is named', async () => {
				assert.deepEqual(await reading('elsewhere', 'deep', 'file'), { ...OUT, at: inside('elsewhere') });
				// Whether something is there is a matter of this disk, and of no interest.
				assert.deepEqual(await reading('home-of-another', 'far', 'file'), { ...OUT, at: inside('home-of-another') });
				confined = nodeFiles('linux', [inside('home'), inside('elsewhere')], disk());
				assert.equal(await reading('elsewhere', 'deep', 'file'), 'not of this home');
			});

			it('tells of a link that leads out to nothing as of one that leads out to something', async () => {
				await symlink(inside('elsewhere', 'nothing'), inside('home', 'dangling'));
				await symlink('dangling', inside('home', 'chained'));
				await symlink('../elsewhere/none', inside('home', 'folder'));
				assert.deepEqual([await reading('home', 'dangling'), await reading('home', 'chained')], [OUT, OUT]);
				assert.deepEqual(await reading('home', 'folder', 'file'), { ...OUT, at: inside('home', 'folder') });
				await symlink(inside('home', 'round'), inside('home', 'about'));
				await symlink(inside('home', 'about'), inside('home', 'round'));
				assert.equal((await confined.read(inside('home', 'about'))).ok, false);
			});

			it('finds what is not there absent, and a link to nothing too', async () => {
				await symlink(inside('home', 'real', 'nothing'), inside('home', 'dangling'));
				assert.deepEqual([await reading('home', 'nothing', 'here'), await reading('home', 'dangling')], [ABSENT, ABSENT]);
			});

			it('applies to another home, and not to one’s own', async () => {
				await symlink(inside('elsewhere'), inside('home', 'folder'));
				const path = inside('home', 'folder', 'deep', 'file');
				assert.equal((await nodeMachine({ disk: disk(), home: inside('home') }).files.read(path)).ok, false);
				assert.equal((await nodeMachine({ disk: disk(), home: inside('home'), systemRoot: inside() }).files.read(path)).ok, true);
				assert.equal((await nodeMachine({ disk: disk(), home: inside('home'), folders: [inside('elsewhere')] }).files.read(path)).ok, true);
				assert.equal((await nodeMachine({ disk: disk() }).files.read(path)).ok, true);
			});
		});

		it('lists names with their kinds, in order', async () => {
			for (const name of ['b', 'a', 'B', '.hidden', 'ä', 'a b']) {
				await writeFile(inside(name), '');
			}
			await mkdir(inside('folder'));
			await symlink('folder', inside('link'));
			execFileSync('mkfifo', [inside('pipe')]);
			const listed = await files.list(root);
			assert.deepEqual(listed.ok && listed.value.map(({ name, kind }) => `${name} ${kind}`), [
				'.hidden file',
				'B file',
				'a file',
				'a b file',
				'b file',
				'folder directory',
				'link link',
				'pipe fifo',
				'ä file',
			]);
			const through = await files.list(inside('link'));
			assert.deepEqual(through, ok([]));
		});

		it('lists a folder up to the limit and not beyond', async () => {
			await Promise.all(Array.from({ length: 300 }, (_, at) => writeFile(inside(`f${at}`), '')));
			const all = await files.list(root, 300);
			assert.equal(all.ok && new Set(all.value.map(({ name }) => name)).size, 300);
			assert.deepEqual(await files.list(root, 299), failure('limit', 'more than 299 entries'));
		});

		it('answers for a file that is deleted while it is read', async () => {
			for (let at = 0; at < 200; at++) {
				const path = inside('going');
				await writeFile(path, 'x'.repeat(1000));
				const reading = files.read(path);
				// Later each time, so that it also falls between looking and opening.
				for (let turn = 0; turn < at % 8; turn++) {
					await new Promise((resolve) => setImmediate(resolve));
				}
				unlinkSync(path);
				const outcome = await reading;
				assert.ok(outcome.ok ? outcome.value.bytes.length === 1000 : outcome.absent || outcome.reason === 'vanished');
			}
		});

		it('reads the whole of a file that grows, or says that it is too large', async () => {
			for (let at = 0; at < 30; at++) {
				const path = inside('growing');
				await writeFile(path, 'a'.repeat(500));
				const [outcome] = await Promise.all([files.read(path, 5_000), appendFile(path, 'b'.repeat(4_000)), files.read(path, 4_499)]);
				assert.ok(outcome.ok);
				const got = Buffer.from(outcome.value.bytes).toString();
				assert.match(got, /^a{500}b*$/);
				const limited = await files.read(path, 4_499);
				assert.deepEqual(limited, failure('too-large', '4500 bytes; at most 4499 are read'));
			}
		});

		it('reads more than a file’s size promised', async function () {
			// The kernel says 0 bytes of these, as of a file that was written to after it was looked at.
			if (process.platform !== 'linux') {
				this.skip();
			}
			const content = await files.read('/proc/self/status');
			assert.ok(content.ok && content.value.facts.size === 0);
			assert.match(Buffer.from(content.value.bytes).toString(), /^Name:\t[\s\S]*\nPid:\t\d+\n[\s\S]*\n$/);
			const limited = await files.read('/proc/self/status', 100);
			assert.deepEqual(limited, failure('too-large', '101 bytes; at most 100 are read'));
		});

		it('reads any number at once and leaves none open', async function () {
			if (process.platform !== 'linux') {
				this.skip();
			}
			const names = Array.from({ length: 500 }, (_, at) => inside(`f${at}`));
			await Promise.all(names.map((path, at) => writeFile(path, `${at}`)));
			const open = (): number => readdirSync('/proc/self/fd').length;
			const before = open();
			const reading = Promise.all(names.map((path) => text(path)));
			await files.read(inside('f499'), 0);
			assert.deepEqual(
				await reading,
				names.map((_, at) => `${at}`),
			);
			await Promise.all([files.list(root), files.list(root, 3), files.read(root), files.read(inside('absent'))]);
			assert.ok(open() <= before);
		});

		it('counts each place once', async () => {
			await Promise.all([files.read(inside('a')), files.facts(inside('a')), files.list(root), files.realpath(root)]);
			assert.equal(files.placesAsked(), 2);
		});

		it('throws on no name', async () => {
			await fc.assert(
				fc.asyncProperty(fc.string({ unit: 'binary' }), async (name) => {
					const below = `${root}/${name.replaceAll('..', '.')}`;
					for (const ask of [files.read, files.facts, files.list, files.realpath]) {
						assert.equal(typeof (await ask(below)).ok, 'boolean');
					}
				}),
			);
		});

		it('gives back what was written', async () => {
			await fc.assert(
				fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
					await writeFile(inside('any'), bytes);
					const content = await files.read(inside('any'), bytes.length);
					assert.ok(content.ok && Buffer.compare(content.value.bytes, bytes) === 0);
				}),
				{ numRuns: 30 },
			);
		});
	});
}
