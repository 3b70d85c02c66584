import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEnvFile } from '../../../src/machine/env-file.ts';

describe('machine/env-file', () => {
	it('reads names and values, quotes, comments and CRLF', () => {
		assert.deepEqual(parseEnvFile('# comment\nA=1\r\nB = "two words" # after\nexport C=\'three\'\n\nD=\nE="a\nb"\n'), {
			A: '1',
			B: 'two words',
			C: 'three',
			D: '',
			E: 'a\nb',
		});
	});

	it('expands nothing', () => {
		assert.deepEqual(parseEnvFile('A=1\nB=${A}\nC=$HOME/x\nD=~/y\nE=`date`'), { A: '1', B: '${A}', C: '$HOME/x', D: '~/y', E: 'date' });
	});

	it('takes the last of a name that stands twice', () => {
		assert.deepEqual(parseEnvFile('A=1\nA=2'), { A: '2' });
	});

	it('finds no name that stands only in the language', () => {
		assert.deepEqual(Object.keys(parseEnvFile('')), []);
		assert.equal(Object.getPrototypeOf(parseEnvFile('__proto__=x')), Object.prototype);
	});

	it('throws on nothing and gives text alone', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('=', '"', "'", '`', '#', '\n', '\r', ' ', 'a', '\\') })),
				(text) => {
					const parsed = parseEnvFile(text);
					assert.deepEqual(parseEnvFile(text), parsed);
					assert.ok(Object.values(parsed).every((value) => typeof value === 'string'));
				},
			),
		);
	});
});
