import assert from 'node:assert/strict';
import fc from 'fast-check';
import { positions } from '../../../src/document/lines.ts';

describe('document/lines', () => {
	it('counts lines and columns from one', () => {
		const locate = positions('ab\n\ncd');
		assert.deepEqual([0, 1, 2, 3, 4, 5, 6].map(locate), [
			{ line: 1, column: 1 },
			{ line: 1, column: 2 },
			{ line: 1, column: 3 },
			{ line: 2, column: 1 },
			{ line: 3, column: 1 },
			{ line: 3, column: 2 },
			{ line: 3, column: 3 },
		]);
		assert.deepEqual(positions('')(0), { line: 1, column: 1 });
		const backwards = positions('a\nb\nc');
		assert.deepEqual([4, 1, 2].map(backwards), [
			{ line: 3, column: 1 },
			{ line: 1, column: 2 },
			{ line: 2, column: 1 },
		]);
	});

	it('takes the carriage return for the end of its line', () => {
		const locate = positions('a\r\nb');
		assert.deepEqual([1, 2, 3].map(locate), [
			{ line: 1, column: 2 },
			{ line: 1, column: 3 },
			{ line: 2, column: 1 },
		]);
	});

	it('agrees with splitting the text before the offset', () => {
		const pieces = fc.array(fc.oneof(fc.constantFrom('\n', '\r\n', '\n\n', 'é', '𝄞'), fc.string({ unit: 'binary' })));
		fc.assert(
			fc.property(pieces, fc.nat(), (parts, seed) => {
				const text = parts.join('');
				const offset = seed % (text.length + 1);
				const before = text.slice(0, offset).split('\n');
				assert.deepEqual(positions(text)(offset), { line: before.length, column: (before.at(-1) ?? '').length + 1 });
			}),
		);
	});
});
