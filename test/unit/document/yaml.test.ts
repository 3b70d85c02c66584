import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_DEPTH } from '../../../src/document/bounds.ts';
import { type ParsedDocument, parseDocument } from '../../../src/document/document.ts';
import { at, type DocumentNode, items, members } from '../../../src/document/node.ts';
import { MAX_LEXEMES, parseYaml } from '../../../src/document/yaml.ts';

const parse = (text: string): ParsedDocument => {
	const parsed = parseYaml(text);
	assert.ok(parsed.ok);
	return parsed.value;
};
const plain = (node: DocumentNode): unknown => {
	switch (node.type) {
		case 'object':
			return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
		case 'array':
			return node.items.map(plain);
		case 'scalar':
			return node.value;
	}
};
const read = (text: string): unknown => plain(parse(text).root);
const place = (placed: { line: number; column: number } | undefined): unknown => placed && [placed.line, placed.column];
const bounded = { ok: false, absent: false, reason: 'limit', detail: 'nested too deeply, or too many values' };

describe('document/yaml', () => {
	it('reads block and flow style, and scalars of every kind', () => {
		assert.deepEqual(
			read('a: 1\nb:\n  - x\n  - [true, null, 2.5]\n  -\nc: {d: "e f", g: ~}\nh: |\n  one\n  two\ni: yes\nj: 2001-12-14\n'),
			{
				a: 1,
				b: ['x', [true, null, 2.5], null],
				c: { d: 'e f', g: null },
				h: 'one\ntwo\n',
				i: 'yes',
				j: '2001-12-14',
			},
		);
		assert.equal(read('just text'), 'just text');
	});

	it('gives the dates and bytes of YAML 1.1 as their text', () => {
		assert.deepEqual(read('%YAML 1.1\n---\na: 2001-12-14t21:59:43.10-05:00\nb: !!binary aGk=\nc: 2001-12-14'), {
			a: '2001-12-14t21:59:43.10-05:00',
			b: 'aGk=',
			c: '2001-12-14',
		});
	});

	it('takes an empty text for an empty object, and an empty document for null', () => {
		for (const text of ['', '# only a comment\n']) {
			assert.deepEqual(parse(text), { root: { type: 'object', line: 1, column: 1, members: [] }, liberties: [], damage: null }, text);
		}
		assert.equal(read('---\n'), null);
	});

	it('reads the first document alone, whole or not', () => {
		assert.deepEqual(read('a: 1\n---\nb: 2\n'), { a: 1 });
		assert.deepEqual(read('---\na: 1\n...\n---\nb: [open'), { a: 1 });
		assert.deepEqual(read('a: &x 1\nb: *x\n---\nc: &x 2\n'), { a: 1, b: 1 });
		assert.ok(!parseYaml('a: [open\n---\nb: 2').ok);
	});

	it('keeps a key that stands twice twice, and gives keys as text', () => {
		assert.deepEqual(
			members(parse('a: 1\n2: x\nnull: y\na: 3\n[1]: z\n__proto__: w').root).map(({ key, value }) => [key, plain(value)]),
			[
				['a', 1],
				['2', 'x'],
				['null', 'y'],
				['a', 3],
				['', 'z'],
				['__proto__', 'w'],
			],
		);
	});

	it('knows where keys and values stand', () => {
		for (const end of ['\n', '\r\n']) {
			const { root } = parse(['# c', 'a: 1', 'b:', '  - x', '  - k: "v"', '    l: [1, 2]'].join(end));
			assert.deepEqual(place(root), [2, 1]);
			assert.deepEqual(members(root).map(place), [
				[2, 1],
				[3, 1],
			]);
			assert.deepEqual(place(at(root, 'a')), [2, 4]);
			const [first, second] = items(at(root, 'b'));
			assert.deepEqual(place(first), [4, 5]);
			assert.deepEqual(members(second).map(place), [
				[5, 5],
				[6, 5],
			]);
			assert.deepEqual(place(at(second, 'k')), [5, 8]);
			assert.deepEqual(items(at(second, 'l')).map(place), [
				[6, 9],
				[6, 12],
			]);
		}
	});

	it('puts in for an alias the last thing before it with that anchor', () => {
		assert.deepEqual(read('a: &x {b: &y 1}\nc: &y 2\nd: *x\ne: *y\nf: &y 3\ng: *y\n'), {
			a: { b: 1 },
			c: 2,
			d: { b: 1 },
			e: 2,
			f: 3,
			g: 3,
		});
		const { root } = parse('a: &x {k: v}\nb: *x');
		assert.deepEqual(place(at(root, 'b', 'k')), [1, 11]);
		assert.deepEqual(place(members(root)[1]), [2, 1]);
	});

	it('follows merge keys: what stands in the object itself counts, then the first that is merged', () => {
		const { root } = parse('a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\none:\n  z: 3\n  <<: *a\nlist:\n  <<: [*a, *b]\nquoted: {"<<": *a}');
		const counted = (key: string): unknown => ['x', 'y', 'z'].map((inner) => at(root, key, inner)).map((node) => node && plain(node));
		assert.deepEqual(counted('one'), [1, 1, 3]);
		assert.deepEqual(counted('list'), [1, 1, 2]);
		assert.deepEqual(plain(at(root, 'quoted') ?? root), { '<<': { x: 1, y: 1 } });
	});

	it('stops before the parser recurses too deeply, which could end the process', () => {
		const steps = Array.from({ length: 900 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
		for (const text of [
			'['.repeat(900),
			'{a: '.repeat(900),
			'- '.repeat(50_000),
			'? '.repeat(50_000),
			`${steps} 1`,
			`a: ${'['.repeat(900)}`,
			']'.repeat(900) + '['.repeat(900),
		]) {
			assert.deepEqual(parseDocument('yaml', { text }), bounded, text.slice(0, 20));
		}
		// Long lines, keys and scalars that hold such characters are none of that.
		for (const text of [
			JSON.stringify({ users: Array.from({ length: 200 }, (_, index) => ({ name: `u${index}`, user: { token: '-' } })) }),
			`a: |\n  ${'- '.repeat(600)}\nb: ${'x - '.repeat(600)}\nc: "${'[{'.repeat(600)}"`,
			`${'k'.repeat(400)}: - 1`.replace(' - 1', ' 1'),
		]) {
			assert.ok(parseDocument('yaml', { text }).ok, text.slice(0, 20));
		}
	});

	it('stops before it has made an object of every piece of a large text', () => {
		for (const text of ['}: [\n', '- a\n', '\n', '{a: ', '#\n', '  \n'].map((piece) => piece.repeat(MAX_LEXEMES + 1))) {
			assert.deepEqual(parseDocument('yaml', { text }), bounded);
		}
		assert.deepEqual(read('a: 1\n'.concat('---\nb: 2\n'.repeat(20_000))), { a: 1 });
		assert.deepEqual(read(`a: "${'x '.repeat(MAX_LEXEMES)}"`), { a: 'x '.repeat(MAX_LEXEMES) });
	});

	it('refuses an alias of nothing and stops at one of itself', () => {
		for (const [text, place] of [
			['a: 1\nb: *nothing', 'line 2, column 4'],
			['a: *later\nb: &later 1', 'line 1, column 4'],
			['a: &x 1\n---\nb: *x', null],
		] as const) {
			const parsed = parseYaml(text);
			assert.equal(parsed.ok || parsed.absent ? null : parsed.detail, place && `not YAML: an alias of nothing at ${place}`);
		}
		assert.deepEqual(parseDocument('yaml', { text: 'a: &x [*x, *x]' }), bounded);
	});

	it('is not multiplied by aliases', () => {
		const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
		for (let level = 1; level < 12; level++) {
			laughs.push(
				`a${level}: &a${level} [${Array(10)
					.fill(`*a${level - 1}`)
					.join(', ')}]`,
			);
		}
		assert.deepEqual(parseDocument('yaml', { text: laughs.join('\n') }), bounded);
		assert.ok(parseDocument('yaml', { text: laughs.slice(0, 5).join('\n') }).ok);
	});

	it('reads many aliases in time', () => {
		// 20 000 took a minute when each was looked for in the whole document.
		const { root } = parse(`- &a x\n${'- *a\n'.repeat(20_000)}`);
		assert.equal(items(root).length, 20_001);
		assert.equal(plain(items(root)[20_000] ?? root), 'x');
	});

	it('says where a damaged text is damaged', () => {
		for (const [text, line] of [
			['a: [1, 2\nb: 3', 2],
			['a: "open', 1],
			['a: 1\n  b: 2', 1],
			['a: b: c', 1],
			['- a\nb: c', 2],
			['%TAG\n---\na: 1', 1],
		] as const) {
			const parsed = parseYaml(text);
			assert.ok(!parsed.ok && !parsed.absent, text);
			assert.equal(parsed.reason, 'unparsable');
			assert.match(parsed.detail, new RegExp(`^not YAML: [A-Z_]+ at line ${line}, column \\d+$`), text);
		}
	});

	it('stops at its bounds of depth and of values', () => {
		for (const text of ['['.repeat(1000) + ']'.repeat(1000), '['.repeat(5000), '- '.repeat(5000)]) {
			assert.deepEqual(parseDocument('yaml', { text }), bounded);
		}
		assert.deepEqual(parseDocument('yaml', { text: '['.repeat(MAX_DEPTH + 2) + ']'.repeat(MAX_DEPTH + 2) }), bounded);
		assert.ok(parseDocument('yaml', { text: '['.repeat(MAX_DEPTH + 1) + ']'.repeat(MAX_DEPTH + 1) }).ok);
	});

	it('reads JSON as the JSON reader does, with the same places', () => {
		// Keys of more than 1024 characters, which YAML forbids, fast-check does not make.
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const text = JSON.stringify(value, null, 1);
				const json = parseDocument('jsonc', { text });
				assert.ok(json.ok);
				assert.deepEqual(parse(text).root, json.value.root);
			}),
		);
	});
});
