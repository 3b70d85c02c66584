import assert from 'node:assert/strict';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { folded, joined, tableLines, wrapped } from '../../../src/report/layout.ts';

const words = fc.array(fc.stringMatching(/^[a-z漢🙂/.-]{0,90}$/u), { maxLength: 30 }).map((list) => list.join(' '));
const squeezed = (text: string): string => text.replaceAll(' ', '');

describe('report/layout', () => {
	it('folds any text into lines of the page, and loses nothing but spaces where lines end', () => {
		fc.assert(
			fc.property(words, fc.integer({ min: 2, max: 80 }), fc.integer({ min: 2, max: 80 }), (text, room, first) => {
				const lines = folded(text, room, first);
				assert.equal(squeezed(lines.join('')), squeezed(text));
				for (const [at, line] of lines.entries()) {
					assert.ok(stringWidth(line) <= (at === 0 ? Math.max(first, room) : room), line);
				}
			}),
		);
	});

	it('gives the first line the room that is left beside something', () => {
		assert.deepEqual(folded('aa bb cc', 8, 5), ['aa bb', 'cc']);
		assert.deepEqual(folded('aaaaaaaaaa', 8, 5), ['aaaaa', 'aaaaa']);
	});

	it('wraps a sentence at its spaces, and takes neither a path nor an address apart', () => {
		const path = `/home/dev/${'deep/'.repeat(10)}`;
		assert.deepEqual(wrapped(`read ${path} now`, 20), ['read', path, 'now']);
		assert.deepEqual(wrapped('x'.repeat(25), 20), ['x'.repeat(20), 'x'.repeat(5)]);
		assert.deepEqual(wrapped('', 20), []);
	});

	it('joins parts with a dot, and breaks between them', () => {
		assert.deepEqual(joined(['one', '', 'two', 'three four'], 12), ['one · two', 'three four']);
		assert.deepEqual(joined(['a long part of its own', 'x'], 12), ['a long part', 'of its own', 'x']);
	});

	it('lines columns up, and moves those without room to a line below in every row', () => {
		const rows = [
			['a', 'first', '/some/path/to/a'],
			['bb', '2nd', '~/b'],
		];
		assert.deepEqual(tableLines(rows, 60).flat(), ['  a   first  /some/path/to/a', '  bb  2nd    ~/b']);
		assert.deepEqual(tableLines(rows, 24), [
			['  a   first', '      /some/path/to/a'],
			['  bb  2nd', '      ~/b'],
		]);
		assert.deepEqual(tableLines([['', 'x', '']], 60, 4), [['    x']]);
		assert.deepEqual(tableLines([], 60), []);
	});

	it('folds a wide cell within its column, and on a page without an edge lets it stand over', () => {
		const wide = 'wide '.repeat(20).trim();
		const lines = tableLines([[wide, 'x']], 60).flat();
		assert.ok(lines.length > 1 && lines.every((line) => stringWidth(line) <= 60));
		assert.equal(squeezed(lines.join('')).replace('x', ''), squeezed(wide));
		assert.deepEqual(
			tableLines(
				[
					[wide, 'x'],
					['a', 'y'],
				],
				Number.POSITIVE_INFINITY,
			).flat(),
			[`  ${wide}  x`, `  a${' '.repeat(61)}y`],
		);
	});
});
