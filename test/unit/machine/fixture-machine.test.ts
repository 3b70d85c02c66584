import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { type Files, MAX_CONFIG_BYTES } from '../../../src/machine/machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import { ABSENT, failure, type Outcome } from '../../../src/model/outcome.ts';

describe('machine/fixture-machine', () => {
	describe('on the same tree as the real one', () => {
		let root: string;
		let real: Files;
		let fixture: Files;
		const both = async <T>(ask: (files: Files) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
			const answer = await ask(real);
			assert.deepEqual(await ask(fixture), answer);
			return answer;
		};

		before(async function () {
			if (process.platform === 'win32') {
				this.skip();
			}
			root = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-fixture-')));
			const files: Record<string, string | Uint8Array> = {
				[join(root, 'top', 'empty')]: '',
				[join(root, 'top', 'umlaut.json')]: '{"ä": "𝄞"}',
				[join(root, 'top', 'bytes')]: new Uint8Array([0, 1, 2, 255]),
				[join(root, 'top', 'inner', 'deeper', 'x')]: 'x',
				[join(root, 'top', 'open')]: 'anyone',
				[join(root, 'top', 'large')]: 'y'.repeat(MAX_CONFIG_BYTES + 1),
			};
			for (const [path, content] of Object.entries(files)) {
				await mkdir(dirname(path), { recursive: true });
				await writeFile(path, content);
				await chmod(path, path.endsWith('open') ? 0o644 : 0o600);
			}
			for (const folder of ['top', join('top', 'inner'), join('top', 'inner', 'deeper')]) {
				await chmod(join(root, folder), 0o755);
			}
			real = nodeMachine({ home: root, platform: 'linux' }).files;
			fixture = fixtureMachine({ files, modes: { [join(root, 'top', 'open')]: '0644' } }).files;
		});
		after(() => rm(root, { recursive: true, force: true }));

		it('reads the same', async () => {
			const read = (name: string, maxBytes?: number) =>
				both(async (files) => {
					const content = await files.read(join(root, 'top', name), maxBytes);
					// The time a file was written at is the one thing that a fixture makes up.
					return content.ok
						? { ok: true, value: { bytes: [...content.value.bytes], facts: { ...content.value.facts, modifiedAt: '' } } }
						: content;
				});
			const bytes = await read('bytes');
			assert.deepEqual(bytes.ok && bytes.value.bytes, [0, 1, 2, 255]);
			const umlaut = await read('umlaut.json');
			assert.deepEqual(umlaut.ok && umlaut.value.facts.size, 14);
			assert.ok((await read('umlaut.json', 14)).ok);
			assert.deepEqual(await read('umlaut.json', 13), failure('too-large', '14 bytes; at most 13 are read'));
			assert.deepEqual(await read('large'), failure('too-large', '1048577 bytes; at most 1048576 are read'));
			assert.ok((await read('empty')).ok && (await read('open')).ok);
			for (const name of ['nothing', 'empty/below-a-file', 'no/such/folder']) {
				assert.deepEqual(await read(name), ABSENT);
			}
			assert.deepEqual(await read('inner'), failure('special-file', 'a directory; not opened'));
		});

		it('lists the same', async () => {
			const list = (name: string, maxEntries?: number) => both((files) => files.list(join(root, name), maxEntries));
			assert.deepEqual(await list('top'), {
				ok: true,
				value: [
					{ name: 'bytes', kind: 'file' },
					{ name: 'empty', kind: 'file' },
					{ name: 'inner', kind: 'directory' },
					{ name: 'large', kind: 'file' },
					{ name: 'open', kind: 'file' },
					{ name: 'umlaut.json', kind: 'file' },
				],
			});
			assert.deepEqual(await list('top/inner'), { ok: true, value: [{ name: 'deeper', kind: 'directory' }] });
			assert.deepEqual(await list('top', 5), failure('limit', 'more than 5 entries'));
			assert.ok((await list('top', 6)).ok);
			assert.deepEqual(await list('top/empty'), ABSENT);
			assert.deepEqual(await list('nothing'), ABSENT);
		});

		it('states the same facts', async () => {
			const facts = (name: string) =>
				both(async (files) => {
					const told = await files.facts(join(root, 'top', name));
					return told.ok
						? { ok: true, value: { ...told.value, size: told.value.kind === 'file' ? told.value.size : 0, modifiedAt: '' } }
						: told;
				});
			const file = { kind: 'file', link: false, modifiedAt: '' };
			assert.deepEqual(await facts('open'), { ok: true, value: { ...file, size: 6, mode: '0644' } });
			assert.deepEqual(await facts('umlaut.json'), { ok: true, value: { ...file, size: 14, mode: '0600' } });
			assert.deepEqual(await facts('inner'), { ok: true, value: { ...file, kind: 'directory', size: 0, mode: '0755' } });
			assert.deepEqual(await facts('nothing'), ABSENT);
		});

		it('resolves and counts the same', async () => {
			const path = join(root, 'top', 'inner', 'deeper', 'x');
			assert.deepEqual(await both((files) => files.realpath(path)), { ok: true, value: path });
			assert.deepEqual(await both((files) => files.realpath(join(root, 'nothing'))), ABSENT);
			assert.equal(fixture.placesAsked(), real.placesAsked());
		});
	});

	it('has a home, a root, no variables and a clock that stands still', () => {
		const machine = fixtureMachine();
		assert.deepEqual([machine.home, machine.systemRoot, machine.env, machine.platform], ['/home/dev', '/', {}, 'linux']);
		assert.equal(machine.clock.now().toISOString(), '2026-06-01T00:00:00.000Z');
		assert.equal(fixtureMachine({ now: '2025-01-01T00:00:00Z' }).clock.now().toISOString(), '2025-01-01T00:00:00.000Z');
	});

	it('gives the failure that a path stands for, whatever is asked of it', async () => {
		const denied = failure('denied', 'permission denied');
		const { files } = fixtureMachine({ files: { '/home/dev/locked': denied } });
		for (const ask of [files.read, files.list, files.facts, files.realpath]) {
			assert.deepEqual(await ask('/home/dev/locked'), denied);
		}
		assert.deepEqual(await files.list('/home/dev'), { ok: true, value: [{ name: 'locked', kind: 'file' }] });
	});

	it('has no modes on Windows', async () => {
		const { files } = fixtureMachine({ platform: 'win32', files: { '/home/dev/a': '' }, modes: { '/home/dev/a': '0644' } });
		const told = await Promise.all([files.facts('/home/dev/a'), files.facts('/home/dev')]);
		assert.deepEqual(
			told.map((facts) => facts.ok && facts.value.mode),
			[null, null],
		);
	});

	it('counts each place once', async () => {
		const { files } = fixtureMachine();
		await files.read('/a');
		await files.facts('/a');
		await files.list('/b');
		assert.equal(files.placesAsked(), 2);
	});
});
