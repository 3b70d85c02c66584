import assert from 'node:assert/strict';
import { MAX_DEPTH, MAX_NODES } from '../../../src/document/bounds.ts';
import { type ParsedDocument, parseDocument } from '../../../src/document/document.ts';
import { at, type DocumentNode, items, members } from '../../../src/document/node.ts';
import { MAX_MARKS, parseToml } from '../../../src/document/toml.ts';

const parse = (text: string): ParsedDocument => {
	const parsed = parseToml(text);
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

describe('document/toml', () => {
	it('reads values of every kind', () => {
		const text = `s = "a\\tb"\nl = 'C:\\x'\nm = """\none\ntwo"""\ni = -17\nh = 0xff\nu = 1_000\nf = 6.5e-1\nt = true\na = [1, [2, "x"], ]`;
		assert.deepEqual(read(text), {
			s: 'a\tb',
			l: 'C:\\x',
			m: 'one\ntwo',
			i: -17,
			h: 255,
			u: 1000,
			f: 0.65,
			t: true,
			a: [1, [2, 'x']],
		});
		assert.deepEqual(read('a = inf\nb = nan'), { a: Number.POSITIVE_INFINITY, b: Number.NaN });
	});

	it('gives dates as their text, in no time zone but their own', () => {
		const dates = {
			a: '1979-05-27T07:32:00Z',
			b: '1979-05-27T00:32:00.5-07:00',
			c: '1979-05-27T07:32:00',
			d: '1979-05-27',
			e: '07:32:00',
			f: '1979-05-27 07:32:00Z',
		};
		const text = Object.entries(dates)
			.map(([key, date]) => `${key} = ${date}`)
			.join('\n');
		assert.deepEqual(read(text), dates);
	});

	it('folds tables, dotted keys and inline tables into objects', () => {
		assert.deepEqual(read('top = 1\n[a]\nb = 2\n[a.c]\nd = 3\n[x."y.z".w]\nv = 4'), {
			top: 1,
			a: { b: 2, c: { d: 3 } },
			x: { 'y.z': { w: { v: 4 } } },
		});
		assert.deepEqual(read('a.b.c = 1\na.b.d = 2\na."e" = 3'), { a: { b: { c: 1, d: 2 }, e: 3 } });
		assert.deepEqual(read('p = { x = 1, y.z = 2, q = { r = [{ s = 3 }] } }'), { p: { x: 1, y: { z: 2 }, q: { r: [{ s: 3 }] } } });
		assert.deepEqual(read('[a.b]\nx = 1\n[a]\ny = 2'), { a: { b: { x: 1 }, y: 2 } });
	});

	it('reads arrays of tables, and hangs what follows below their last item', () => {
		assert.deepEqual(read('[[s]]\nn = 1\n[s.e]\nk = "a"\n[[s]]\nn = 2\n[[s.t]]\nx = 1\n[[s.t]]\nx = 2\n[s.e]\nk = "b"\n[[u.v]]\nw = 1'), {
			s: [
				{ n: 1, e: { k: 'a' } },
				{ n: 2, t: [{ x: 1 }, { x: 2 }], e: { k: 'b' } },
			],
			u: { v: [{ w: 1 }] },
		});
	});

	it('reads keys that mean something in the language', () => {
		const { root } = parse('__proto__ = 1\nconstructor.prototype = 2\n[toString]\na = 3');
		assert.deepEqual(
			members(root).map(({ key }) => key),
			['__proto__', 'constructor', 'toString'],
		);
		assert.equal(plain(at(root, 'constructor', 'prototype') ?? root), 2);
	});

	it('knows where keys and values stand', () => {
		for (const end of ['\n', '\r\n']) {
			const { root } = parse(['# c', '  a = 1', '[t.u]', 'k.l = "v"', 'm = [ 1,', '  2]', '[[r]]', 'x = { y = 3 }'].join(end));
			assert.deepEqual(place(root), [1, 1]);
			assert.deepEqual(place(members(root)[0]), [2, 3]);
			assert.deepEqual(place(at(root, 'a')), [2, 7]);
			assert.deepEqual(place(members(root)[1]), [3, 1]);
			assert.deepEqual(place(at(root, 't', 'u')), [3, 1]);
			assert.deepEqual(place(members(at(root, 't', 'u'))[0]), [4, 1]);
			assert.deepEqual(place(at(root, 't', 'u', 'k', 'l')), [4, 7]);
			assert.deepEqual(items(at(root, 't', 'u', 'm')).map(place), [
				[5, 7],
				[6, 3],
			]);
			const [row] = items(at(root, 'r'));
			assert.deepEqual(place(row), [7, 1]);
			assert.deepEqual(place(at(row, 'x')), [8, 5]);
			assert.deepEqual(place(at(row, 'x', 'y')), [8, 11]);
		}
	});

	it('takes an empty text for an empty object', () => {
		for (const text of ['', '\n\n', '# only a comment']) {
			assert.deepEqual([read(text), parse(text).liberties, parse(text).damage], [{}, [], null]);
		}
	});

	it('says where a damaged text is damaged, and gives nothing of it', () => {
		for (const [text, line] of [
			['a = ', 1],
			['a = 1\nb', 2],
			['a = 1\n\n[t] b', 3],
			['a = "open\nb = 1', 1],
			['a = 1\na = 2', 2],
			['[a]\n[a]', 2],
		] as const) {
			const parsed = parseToml(text);
			assert.ok(!parsed.ok && !parsed.absent, text);
			assert.equal(parsed.reason, 'unparsable');
			assert.match(parsed.detail, new RegExp(`^not TOML: line ${line}, column \\d+$`));
		}
	});

	it('stops at its bounds of depth and of values', () => {
		const dotted = (depth: number): string => Array(depth).fill('a').join('.');
		for (const text of [
			`a = ${'['.repeat(1000)}${']'.repeat(1000)}`,
			`${dotted(MAX_DEPTH + 2)} = 1`,
			`[${dotted(MAX_DEPTH + 1)}]`,
			`a = [${'0,'.repeat(MAX_NODES)}]`,
		]) {
			assert.deepEqual(parseDocument('toml', { text }), bounded);
		}
		assert.ok(parseDocument('toml', { text: `a = ${'['.repeat(MAX_DEPTH - 1)}${']'.repeat(MAX_DEPTH - 1)}` }).ok);
		assert.ok(parseDocument('toml', { text: `${dotted(MAX_DEPTH)} = 1` }).ok);
	}).timeout(30_000);

	it('places a table at its own header, though one of its inner tables stands before it', () => {
		const { root } = parse('[a.b.env]\nx = 1\n\n[a.b]\ny = 2\n\n[a.c]\n');
		assert.deepEqual(members(at(root, 'a')).map(place), [
			[4, 1],
			[7, 1],
		]);
		assert.deepEqual(place(at(root, 'a', 'b', 'env')), [1, 1]);
		assert.deepEqual(plain(root), { a: { b: { env: { x: 1 }, y: 2 }, c: {} } });
	});

	it('reads a file of many tables in time', () => {
		// 60 000 tables took half a minute when each looked through all before it.
		const { root } = parse(Array.from({ length: 60_000 }, (_, index) => `[a${index}]`).join('\n'));
		assert.equal(members(root).length, 60_000);
		assert.deepEqual(place(members(root)[59_999]), [60_000, 1]);
	});

	it('stops before it has made objects of a large text', () => {
		for (const text of ['[[a]]\n', 'a=1\n', 'a.'].map((piece) => piece.repeat(MAX_MARKS + 1))) {
			assert.ok(text.length < 1024 * 1024, 'small enough to be read');
			assert.deepEqual(parseDocument('toml', { text }), bounded);
		}
	});
});
