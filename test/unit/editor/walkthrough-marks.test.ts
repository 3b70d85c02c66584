import assert from 'node:assert/strict';
import { WalkthroughMarks } from '../../../src/editor/walkthrough-marks.ts';

describe('the marks of the walkthrough', () => {
	it('are kept until it is open, since the editor misses what was true before', () => {
		const told: string[] = [];
		const marks = new WalkthroughMarks((key, value) => told.push(`${key} ${value}`));
		marks.set({ a: true, b: false });
		assert.deepEqual(told, []);
		marks.opened();
		assert.deepEqual(told, ['a true', 'b false']);
	});

	it('are told as they change from then on, and once', () => {
		const told: string[] = [];
		const marks = new WalkthroughMarks((key, value) => told.push(`${key} ${value}`));
		marks.opened();
		marks.set({ a: false });
		marks.set({ a: false });
		marks.opened();
		marks.set({ a: true });
		assert.deepEqual(told, ['a false', 'a true']);
	});
});
