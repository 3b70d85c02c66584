import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitted } from '../../../src/editor/room.ts';

describe('the room of a row', () => {
	it('keeps label and remarks that fit as they are', () => {
		assert.deepEqual(fitted(2, 'tickets', ['npx', '3 tools']), { label: 'tickets', description: 'npx · 3 tools' });
	});

	it('leaves out a remark that does not fit, and takes a later one that does', () => {
		assert.deepEqual(fitted(2, 'Identity provider token', ['a very long remark indeed', '3 d']), {
			label: 'Identity provider token',
			description: '3 d',
		});
	});

	it('takes the middle out of a name that is longer than the side bar', () => {
		const { label, description } = fitted(3, 'the-server-with-the-longest-name-that-anybody-ever-gave-one', ['npx']);
		assert.match(label, /^the-server-.*….*one$/);
		assert.equal(description, '');
	});

	it('has no separator beside an empty remark', () => {
		assert.deepEqual(fitted(1, 'Updates', ['', '2 d']), { label: 'Updates', description: '2 d' });
	});

	it('ends for every text', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9 }),
				fc.string({ unit: 'binary', maxLength: 500 }),
				fc.array(fc.string()),
				(level, label, remarks) => {
					assert.ok([...fitted(level, label, remarks).label].length <= Math.max(48, 8));
				},
			),
		);
	});
});
