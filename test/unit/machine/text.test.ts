import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { decodeText, readText } from '../../../src/machine/text.ts';
import { ABSENT, failure } from '../../../src/model/outcome.ts';

const decoded = (...bytes: readonly (number | Uint8Array)[]) =>
	decodeText(Buffer.concat(bytes.map((part) => (typeof part === 'number' ? Uint8Array.of(part) : part))));
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const binary = failure('binary', 'binary content');

describe('machine/text', () => {
	it('reads UTF-8, and UTF-16 where its mark says so, and drops the mark', () => {
		const text = '{"é": "𝄞"}\r\n';
		assert.deepEqual(decoded(Buffer.from(text)), { ok: true, value: { text, byteOrderMark: false } });
		assert.deepEqual(decoded(0xef, 0xbb, 0xbf, Buffer.from(text)), { ok: true, value: { text, byteOrderMark: true } });
		assert.deepEqual(decoded(0xff, 0xfe, Buffer.from(text, 'utf16le')), { ok: true, value: { text, byteOrderMark: true } });
		assert.deepEqual(decoded(0xfe, 0xff, utf16be(text)), { ok: true, value: { text, byteOrderMark: true } });
	});

	it('takes an empty file, or a mark alone, for an empty text', () => {
		assert.deepEqual(decoded(), { ok: true, value: { text: '', byteOrderMark: false } });
		assert.deepEqual(decoded(0xef, 0xbb, 0xbf), { ok: true, value: { text: '', byteOrderMark: true } });
		assert.deepEqual(decoded(0xff, 0xfe), { ok: true, value: { text: '', byteOrderMark: true } });
	});

	it('drops the first mark alone', () => {
		assert.deepEqual(decoded(Buffer.from('\uFEFF\uFEFFa\uFEFF')), { ok: true, value: { text: '\uFEFFa\uFEFF', byteOrderMark: true } });
	});

	it('calls bytes that no text has binary', () => {
		assert.deepEqual(decoded(Buffer.from('a'), 0, Buffer.from('b')), binary);
		assert.deepEqual(decoded(Buffer.from('unmarked', 'utf16le')), binary);
		assert.deepEqual(decoded(0xff, 0xfe, 0, 0), binary);
	});

	it('shows bytes that are no UTF-8 as replacement characters', () => {
		assert.deepEqual(decoded(Buffer.from('a'), 0xff, Buffer.from('b')), { ok: true, value: { text: 'a\uFFFDb', byteOrderMark: false } });
	});

	it('throws on no bytes and gives back every text', () => {
		fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.equal(typeof decodeText(bytes).ok, 'boolean')));
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (given) => {
				const text = Buffer.from(given.replaceAll('\0', '')).toString();
				fc.pre(!text.startsWith('\uFEFF'));
				for (const bytes of [Buffer.from(text), Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from(text, 'utf16le')])]) {
					const outcome = decodeText(bytes);
					assert.ok(outcome.ok);
					assert.equal(outcome.value.text, text);
				}
			}),
		);
	});

	it('passes on what reading the file gave', async () => {
		const denied = failure('denied', 'permission denied');
		const machine = fixtureMachine({
			files: { '/home/dev/a': '\uFEFFone', '/home/dev/b': new Uint8Array([1, 0, 2]), '/home/dev/c': denied },
			modes: { '/home/dev/a': '0644' },
		});
		const read = await readText(machine, '/home/dev/a');
		assert.ok(read.ok);
		assert.deepEqual([read.value.text, read.value.byteOrderMark, read.value.facts.size, read.value.facts.mode], ['one', true, 6, '0644']);
		assert.deepEqual(await readText(machine, '/home/dev/b'), binary);
		assert.deepEqual(await readText(machine, '/home/dev/c'), denied);
		assert.deepEqual(await readText(machine, '/home/dev/d'), ABSENT);
		assert.deepEqual(await readText(machine, '/home/dev/a', 5), failure('too-large', '6 bytes; at most 5 are read'));
	});
});
