import assert from 'node:assert/strict';
import { parseDocument } from '../../../src/document/document.ts';
import { at, boolean, type DocumentNode, items, members, number, scalarText, text } from '../../../src/document/node.ts';

const nodeOf = (json: string): DocumentNode => {
	const parsed = parseDocument('jsonc', { text: json });
	assert.ok(parsed.ok);
	return parsed.value.root;
};

describe('document/node', () => {
	const root = nodeOf(
		'{"s": "x", "n": 3, "b": false, "z": null, "o": {"in": {"deep": 1}}, "a": [1, "two"], "s2": "", "o": {"in": {"deep": 2}}}',
	);

	it('finds a value at a path, the last one of a key that stands twice', () => {
		assert.equal(number(at(root, 'o', 'in', 'deep')), 2);
		assert.equal(at(root), root);
		assert.equal(at(root, 'o', 'missing', 'deep'), undefined);
		assert.equal(at(root, 's', 'length'), undefined);
		assert.equal(at(root, 'a', '0'), undefined);
		assert.equal(at(undefined, 'a'), undefined);
	});

	it('finds no key that stands only in the language', () => {
		assert.equal(at(root, '__proto__'), undefined);
		assert.equal(at(root, 'constructor'), undefined);
		assert.equal(number(at(nodeOf('{"__proto__": {"a": 1}}'), '__proto__', 'a')), 1);
	});

	it('gives members of objects and items of arrays alone', () => {
		assert.deepEqual(
			members(root).map(({ key }) => key),
			['s', 'n', 'b', 'z', 'o', 'a', 's2', 'o'],
		);
		assert.deepEqual(members(at(root, 'a')), []);
		assert.deepEqual(members(undefined), []);
		assert.deepEqual(items(at(root, 'a')).map(scalarText), ['1', 'two']);
		assert.deepEqual(items(root), []);
		assert.deepEqual(items(undefined), []);
	});

	it('gives a scalar as what it is and as nothing else', () => {
		const keys = ['s', 'n', 'b', 'z', 'o', 'a', 's2', 'missing'];
		const each = <T>(read: (node: DocumentNode | undefined) => T): T[] => keys.map((key) => read(at(root, key)));
		assert.deepEqual(each(text), ['x', undefined, undefined, undefined, undefined, undefined, '', undefined]);
		assert.deepEqual(each(number), [undefined, 3, undefined, undefined, undefined, undefined, undefined, undefined]);
		assert.deepEqual(each(boolean), [undefined, undefined, false, undefined, undefined, undefined, undefined, undefined]);
		assert.deepEqual(each(scalarText), ['x', '3', 'false', undefined, undefined, undefined, '', undefined]);
	});
});
