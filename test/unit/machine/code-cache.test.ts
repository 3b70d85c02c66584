import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { runCompiled } from '../../../src/machine/code-cache.ts';

describe('machine/code-cache', () => {
	let folder: string;
	const said = (): string => readFileSync(join(folder, 'said'), 'utf8');
	const program = (word: string): string =>
		`const { join } = require('node:path'); require('node:fs').writeFileSync(join(__dirname, 'said'), '${word}');`;
	const cacheOf = (source: string): Buffer =>
		Buffer.concat([
			createHash('sha256').update(source).digest(),
			new Script(Module.wrap(source), { filename: join(folder, 'x.js') }).createCachedData(),
		]);

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'sallyport-code-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const run = (source: string, cache: Buffer | null): string => {
		writeFileSync(join(folder, 'x.js'), source);
		if (cache !== null) {
			writeFileSync(join(folder, 'x.js.cache'), cache);
		}
		runCompiled(join(folder, 'x.js'));
		return said();
	};

	it('runs a file, with what was compiled of it and without', () => {
		assert.equal(run(program('one'), null), 'one');
		assert.equal(run(program('two'), cacheOf(program('two'))), 'two');
	});

	it('runs the source where what was compiled is another text’s, of the same length too', () => {
		assert.equal(run(program('new'), cacheOf(program('old'))), 'new');
	});

	it('runs the source where what was compiled is damaged', () => {
		const source = program('whole');
		const digest = createHash('sha256').update(source).digest();
		for (const damaged of [Buffer.alloc(0), digest, Buffer.concat([digest, Buffer.alloc(900, 7)]), cacheOf(source).subarray(0, 200)]) {
			writeFileSync(join(folder, 'said'), '');
			assert.equal(run(source, damaged), 'whole');
		}
	});
});
