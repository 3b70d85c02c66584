import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, lchown, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { MAX_LINE_BYTES, type State } from '../../../src/machine/machine.ts';
import { nodeFiles } from '../../../src/machine/node-files.ts';
import { currentPlatform, nodeMachine } from '../../../src/machine/node-machine.ts';
import { nodeState } from '../../../src/machine/state.ts';
import { failure, ok } from '../../../src/model/outcome.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const posix = process.platform !== 'win32';

describe('machine/state', () => {
	let home: string;
	let log: string;
	const stateOf = (at: string): State =>
		nodeState({ platform: currentPlatform(), home: at, systemRoot: '/', env: {} }, nodeFiles(currentPlatform()));

	beforeEach(async () => {
		home = await mkdtemp(join(tmpdir(), 'sallyport-state-'));
		log = join(stateOf(home).folder, 'reviews');
	});
	afterEach(() => rm(home, { recursive: true, force: true }));

	it('gives back what was added, log by log', async () => {
		const state = stateOf(home);
		assert.deepEqual(await state.readAll('reviews'), { facts: [], gaps: [] });
		assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((line) => state.append('reviews', line))), [ok(null), ok(null), ok(null)]);
		await state.append('ledger', 'd');
		assert.deepEqual(await state.readAll('reviews'), { facts: ['a', 'b', 'c'], gaps: [] });
		assert.deepEqual(await state.readAll('ledger'), { facts: ['d'], gaps: [] });
		assert.equal((await readdir(log)).length, 1);
	});

	it('asks for one folder where nothing was ever kept', async () => {
		const files = nodeFiles(currentPlatform());
		const state = nodeState({ platform: currentPlatform(), home, systemRoot: '/', env: {} }, files);
		assert.deepEqual(await state.readAll('reviews'), { facts: [], gaps: [] });
		assert.equal(files.placesAsked(), 1);
		assert.deepEqual(await readdir(home), []);
	});

	it('loses no line of several processes that write at once, and leaves no file per process', async function () {
		this.timeout(60_000);
		const script = join(home, 'write.mts');
		const from = (path: string): string => JSON.stringify(pathToFileURL(join(repository, 'src', 'machine', path)).href);
		await writeFile(
			script,
			`import { nodeState } from ${from('state.ts')};
			import { nodeFiles } from ${from('node-files.ts')};
			const [, , home, who] = process.argv;
			const platform = process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
			const state = nodeState({ platform, home, systemRoot: '/', env: {} }, nodeFiles(platform));
			// In the second round the fold, which keeps everything, replaces the file again and again while others read.
			for (let at = 0; at < 100; at++) {
				const line = JSON.stringify({ who, at, pad: 'x'.repeat(45_000 * (at % 2)) });
				const written = await state.append('reviews', line, (lines) => lines);
				if (!written.ok) throw new Error(JSON.stringify(written));
			}`,
		);
		const write = (who: number) =>
			promisify(execFile)(process.execPath, ['--import', 'tsx', script, home, String(who)], { cwd: repository });
		const wanted: string[] = [];
		for (const round of [0, 1]) {
			const writers = [0, 1, 2].map((who) => round * 3 + who);
			wanted.push(...writers.flatMap((who) => Array.from({ length: 100 }, (_, at) => `${who}:${at}`)));
			const running = Promise.all(writers.map(write));
			let done = false;
			running.then(
				() => {
					done = true;
				},
				() => {
					done = true;
				},
			);
			while (!done) {
				const { facts } = await stateOf(home).readAll('reviews');
				assert.ok(facts.every((line) => typeof JSON.parse(line).at === 'number'));
				await new Promise((resolve) => setTimeout(resolve, 100));
			}
			await running;
		}
		const { facts, gaps } = await stateOf(home).readAll('reviews');
		assert.deepEqual(gaps, []);
		const found = facts.map((line) => JSON.parse(line)).map(({ who, at }) => `${who}:${at}`);
		assert.deepEqual(found.sort(), wanted.sort());
		const names = await readdir(log);
		assert.ok(names.length <= 3 && names.every((name) => name.endsWith('.ndjson')), names.join());
	});

	it('passes over what is half written, and tells of what no writer of ours leaves', async () => {
		await mkdir(log, { recursive: true, mode: 0o700 });
		await writeFile(join(log, 'other.1.ndjson'), 'whole\nhalf');
		await writeFile(join(log, 'long.1.ndjson'), `before\n${'x'.repeat(MAX_LINE_BYTES)}\nafter\n`);
		await writeFile(join(log, 'notes.txt'), 'not ours\n');
		await writeFile(join(log, 'huge.1.ndjson'), Buffer.alloc(10 * 1024 * 1024, 'x'));
		await mkdir(join(log, 'folder.1.ndjson'));
		if (posix) {
			await symlink(join(home, 'elsewhere'), join(log, 'link.1.ndjson'));
		}
		const { facts, gaps } = await stateOf(home).readAll('reviews');
		assert.deepEqual(facts, ['before', 'after', 'whole']);
		assert.deepEqual(
			gaps.map(({ path, area, reason }) => [path?.slice(log.length + 1), area, reason]),
			[
				['folder.1.ndjson', 'journal', 'special-file'],
				['huge.1.ndjson', 'journal', 'too-large'],
				...(posix ? [['link.1.ndjson', 'journal', 'special-file']] : []),
				['long.1.ndjson', 'journal', 'limit'],
			],
		);
	});

	it('takes no word from a folder that others may write to', async function () {
		if (!posix) {
			this.skip();
		}
		const state = stateOf(home);
		await state.append('reviews', 'x');
		await chmod(state.folder, 0o770);
		const refused = failure('denied', 'others may write to it; neither read nor written');
		assert.deepEqual(await state.append('reviews', 'y'), refused);
		const { facts, gaps } = await state.readAll('reviews');
		assert.deepEqual(facts, []);
		assert.deepEqual(gaps, [{ path: state.folder, area: 'journal', reason: 'denied', detail: refused.detail }]);
	});

	it('takes no word from a folder, or a link to one, of somebody else', async function () {
		if (process.getuid?.() !== 0) {
			this.skip();
		}
		const state = stateOf(home);
		await state.append('reviews', 'x');
		await lchown(state.folder, 12345, 12345);
		const { facts, gaps } = await state.readAll('reviews');
		assert.deepEqual(
			[facts, gaps.map(({ reason, detail }) => [reason, detail])],
			[[], [['denied', 'belongs to another user; neither read nor written']]],
		);
	});

	it('of another home is read, and never written', async () => {
		await stateOf(home).append('reviews', 'theirs');
		const machine = nodeMachine({ home, platform: currentPlatform() });
		assert.equal(machine.state.folder, stateOf(home).folder);
		assert.deepEqual(await machine.state.readAll('reviews'), { facts: ['theirs'], gaps: [] });
		const refused = failure('unsupported', 'the state of another home is read, never written');
		assert.deepEqual(await machine.state.append('reviews', 'mine'), refused);
		assert.deepEqual((await machine.state.readAll('reviews')).facts, ['theirs']);
		assert.deepEqual(await fixtureMachine({ onlyLookedAt: true }).state.append('reviews', 'mine'), refused);
	});

	it('of another home that leads out of it is not followed', async function () {
		if (!posix) {
			this.skip();
		}
		const outside = await mkdtemp(join(tmpdir(), 'sallyport-outside-'));
		try {
			await mkdir(join(outside, 'sallyport', 'reviews'), { recursive: true });
			await writeFile(join(outside, 'sallyport', 'reviews', 'a.1.ndjson'), 'planted\n');
			await mkdir(join(home, '.local'));
			await symlink(outside, join(home, '.local', 'state'));
			const { facts, gaps } = await nodeMachine({ home, platform: 'linux' }).state.readAll('reviews');
			assert.deepEqual([facts, gaps.map(({ reason }) => reason)], [[], ['unsupported']]);
		} finally {
			await rm(outside, { recursive: true, force: true });
		}
	});

	it('is the same on a fixture', async () => {
		const { state } = fixtureMachine({
			files: { '/home/dev/.local/state/sallyport/reviews/a.1.ndjson': 'first\nhalf' },
		});
		assert.deepEqual(await state.append('reviews', 'second'), ok(null));
		assert.deepEqual(await state.readAll('reviews'), { facts: ['first', 'second'], gaps: [] });
		assert.deepEqual(await state.readAll('ledger'), { facts: [], gaps: [] });
	});
});
