import assert from 'node:assert/strict';
import { lineOf } from '../../../src/editor/line-of.ts';

const TEXT = [
	'Risk  low',
	'',
	'  LOW  npm token (npm.example.com) is long-lived and',
	'       in plain text',
	'',
	'Credentials  1',
	'  npm token · · ·  npm.example.com',
].join('\n');

describe('the line of a sentence in a report', () => {
	it('is found though the sentence is folded or set in columns', () => {
		assert.equal(lineOf(TEXT, ['npm token (npm.example.com) is long-lived and in plain text']), 2);
		assert.equal(lineOf(TEXT, ['npm token npm.example.com']), 6);
		assert.equal(lineOf(TEXT, ['Credentials']), 5);
	});

	it('is that of the first sentence that is there', () => {
		assert.equal(lineOf(TEXT, ['nowhere', '', 'in plain text']), 3);
	});

	it('is none for what is not there', () => {
		assert.equal(lineOf(TEXT, ['nowhere']), null);
		assert.equal(lineOf(TEXT, []), null);
		assert.equal(lineOf('', ['x']), null);
	});
});
