import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseIni } from '../../../src/document/ini.ts';

const rows = (text: string): unknown[] => parseIni(text).map(({ section, key, value, line }) => [section, key, value, line]);

describe('document/ini', () => {
	it('reads sections, keys and values with their lines', () => {
		assert.deepEqual(rows('top=1\n\n[default]\nregion = eu-west-1\n[profile a b]\n  output=json\n'), [
			['', 'top', '1', 1],
			['default', 'region', 'eu-west-1', 4],
			['profile a b', 'output', 'json', 6],
		]);
	});

	it('reads lines that end in CRLF', () => {
		assert.deepEqual(rows('[a]\r\nb = c \r\n\r\nd=e'), [
			['a', 'b', 'c', 2],
			['a', 'd', 'e', 4],
		]);
	});

	it('passes over comments, empty lines and lines that are no pair', () => {
		assert.deepEqual(rows('# a=1\n; b=2\n\n   # c=3\nnonsense\n=value\nkey='), [['', 'key', '', 7]]);
	});

	it('parts at the first equals sign, and takes a comment sign in a value for a part of it', () => {
		assert.deepEqual(rows('//registry.example.com/:_auth=a=b==\ncolour=#fff ; not a comment'), [
			['', '//registry.example.com/:_auth', 'a=b==', 1],
			['', 'colour', '#fff ; not a comment', 2],
		]);
	});

	it('takes quotes off only where they enclose the whole value', () => {
		assert.deepEqual(
			parseIni('a="x y"\nb=\'z\'\nc="open\nd="\ne=\'x"\nf=""\ng="a" "b"').map(({ value }) => value),
			['x y', 'z', '"open', '"', '\'x"', '', 'a" "b'],
		);
	});

	it('expands nothing', () => {
		assert.deepEqual(rows('token=${NPM_TOKEN}\nhome=~/x'), [
			['', 'token', '${NPM_TOKEN}', 1],
			['', 'home', '~/x', 2],
		]);
	});

	it('passes over what is indented below a key without a value, and only that', () => {
		assert.deepEqual(rows('[a]\ns3 =\n  max_concurrent_requests = 20\n  other = 1\nregion = x\n  indented = kept\n[b]\n  first = kept'), [
			['a', 's3', '', 2],
			['a', 'region', 'x', 5],
			['a', 'indented', 'kept', 6],
			['b', 'first', 'kept', 8],
		]);
		assert.deepEqual(rows('empty=\n  kept=1'), [
			['', 'empty', '', 1],
			['', 'kept', '1', 2],
		]);
	});

	it('takes for nested only what stands further in than its key', () => {
		assert.deepEqual(rows('[a]\n  s3 =\n  same = 1\n\tless = 2\n  api =\n    deeper = 3\n\n    deeper = 4\n  back = 5'), [
			['a', 's3', '', 2],
			['a', 'same', '1', 3],
			['a', 'less', '2', 4],
			['a', 'api', '', 5],
			['a', 'back', '5', 9],
		]);
		assert.deepEqual(rows('[a]\ns3 =\n[b]\n  first = kept'), [
			['a', 's3', '', 2],
			['b', 'first', 'kept', 4],
		]);
	});

	it('reads a section that is not closed, or closed early', () => {
		assert.deepEqual(rows('[open\na=1\n[ spaced ] trailing\nb=2\n[]\nc=3'), [
			['open', 'a', '1', 2],
			['spaced', 'b', '2', 4],
			['', 'c', '3', 6],
		]);
	});

	it('gives back what was written', () => {
		const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
		fc.assert(
			fc.property(fc.array(fc.tuple(word, word, word), { maxLength: 20 }), (entries) => {
				const written = entries.map(([section, key, value]) => `[${section}]\n${key} = ${value}`).join('\n');
				assert.deepEqual(
					rows(written),
					entries.map(([section, key, value], index) => [section, key, value, index * 2 + 2]),
				);
			}),
		);
	});

	it('throws on nothing and gives every entry in the order of its lines', () => {
		const tokens = fc
			.array(fc.constantFrom('[', ']', '=', '"', "'", '#', ';', ' ', '\n', '\r\n', '\t', 'a'))
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(fc.oneof(tokens, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
				const entries = parseIni(text);
				assert.deepEqual(parseIni(text), entries);
				const lines = text.split(/\r?\n/);
				let last = 0;
				for (const { key, value, line } of entries) {
					assert.ok(line > last && line <= lines.length);
					assert.ok(key === key.trim() && lines[line - 1]?.includes(key) && lines[line - 1]?.includes(value));
					last = line;
				}
			}),
		);
	});
});
