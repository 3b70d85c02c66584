import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findNodeAtLocation, type JSONPath, parse } from 'jsonc-parser';
import { cut, jsonTree, nodeAt } from '../../../src/document/json-cut.ts';

/** The text without what stands at the path. */
function without(text: string, path: JSONPath): string {
	const tree = jsonTree(text);
	assert.ok(tree);
	const found = findNodeAtLocation(tree, path);
	assert.ok(found);
	const node = typeof path.at(-1) === 'string' ? found.parent : found;
	assert.ok(node);
	return [...cut(text, node)]
		.reverse()
		.reduce((before, { start, end, text: put }) => before.slice(0, start) + put + before.slice(end), text);
}

const LINES = `{
  "a": [ // the list
    "first", // about the first
    // before the second
    "second",
    /* last one */ "third"
    // end
  ],
  "b": 1
}
`;

describe('document/json-cut', () => {
	it('takes lines of their own with it, and leaves every comment', () => {
		assert.equal(without(LINES, ['a', 1]), LINES.replace('    "second",\n', ''));
		assert.equal(without(LINES, ['a', 0]), LINES.replace('"first", ', ''));
		assert.equal(without(LINES, ['b']), LINES.replace('  "b": 1\n', '').replace('],', ']'));
	});

	it('takes the comma before the last one', () => {
		assert.equal(without('["a", "b"]', [1]), '["a" ]');
		assert.equal(without('["a", /* , */ "b"]', [1]), '["a" /* , */ ]');
		assert.equal(without('["a" /* x */, "b" /* y */, "c"]', [1]), '["a" /* x */, /* y */ "c"]');
	});

	it('copes with one alone, with a trailing comma, and with Windows line breaks', () => {
		assert.equal(without('["a"]', [0]), '[]');
		assert.equal(without('["a",]', [0]), '[]');
		assert.equal(without('[\r\n  "a",\r\n  "b"\r\n]', [0]), '[\r\n  "b"\r\n]');
	});

	it('finds what begins at a place, and nothing that merely holds it', () => {
		const tree = jsonTree(LINES);
		assert.ok(tree);
		assert.equal(nodeAt(tree, LINES.indexOf('"second"'))?.value, 'second');
		assert.equal(nodeAt(tree, LINES.indexOf('"a"'))?.value, 'a');
		assert.equal(nodeAt(tree, LINES.indexOf('econd"')), undefined);
	});

	it('gives the value without it, and every comment, for any list and any spacing', () => {
		const gap = fc.array(fc.constantFrom(' ', '\t', '\n', '\r\n', '/* c, */', '// d,\n'), { maxLength: 4 }).map((parts) => parts.join(''));
		const item = fc.constantFrom('1', '"x,"', '{}', '[1, 2]', '{"k": /* in */ 1}', 'null');
		const list = fc.array(fc.tuple(gap, item, gap), { minLength: 1, maxLength: 5 });
		const comments = (text: string): readonly string[] => text.match(/\/\* c, \*\/|\/\/ d,\n/g) ?? [];
		fc.assert(
			fc.property(list, fc.nat(), fc.boolean(), fc.boolean(), (parts, choice, trailing, object) => {
				const inner = parts.map(([before, value, after], at) => `${before}${object ? `"k${at}": ` : ''}${value}${after}`).join(',');
				const text = `${object ? '{' : '['}${inner}${trailing ? ',' : ''}${object ? '}' : ']'}`;
				const at = choice % parts.length;
				const left = without(text, [object ? `k${at}` : at]);
				const expected = parts.map(([, value]) => parse(value));
				const errors: never[] = [];
				const value = parse(left, errors, { allowTrailingComma: true, disallowComments: false });
				assert.deepEqual(errors, [], left);
				const rest = expected.filter((_, index) => index !== at);
				const names = expected.map((_, index) => `k${index}`).filter((_, index) => index !== at);
				assert.deepEqual(value, object ? Object.fromEntries(names.map((name, index) => [name, rest[index]])) : rest);
				assert.deepEqual(comments(left), comments(text));
			}),
			{ numRuns: 1_000 },
		);
	});
});
