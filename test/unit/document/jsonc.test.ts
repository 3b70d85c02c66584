import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_DEPTH, MAX_NODES } from '../../../src/document/bounds.ts';
import { type ParsedDocument, parseDocument } from '../../../src/document/document.ts';
import { parseJsonc } from '../../../src/document/jsonc.ts';
import { at, type DocumentNode, items, members } from '../../../src/document/node.ts';

const parse = (text: string, byteOrderMark = false): ParsedDocument => {
	const parsed = parseJsonc(text, byteOrderMark);
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
const place = (placed: { line: number; column: number } | undefined): unknown => placed && [placed.line, placed.column];

describe('document/jsonc', () => {
	it('reads JSON with nothing to remark on it', () => {
		const { root, liberties, damage } = parse('{"a": [1, -2.5e3, true, false, null, "x\\u0041"], "b": {}}');
		assert.deepEqual(plain(root), { a: [1, -2500, true, false, null, 'xA'], b: {} });
		assert.deepEqual([liberties, damage], [[], null]);
	});

	it('reads comments and trailing commas, and says so', () => {
		const commented = parse('// one\n{ /* two */ "a": 1 // three\n}');
		assert.deepEqual([plain(commented.root), commented.liberties, commented.damage], [{ a: 1 }, ['comment'], null]);
		const trailing = parse('{"a": [1, 2,],}');
		assert.deepEqual([plain(trailing.root), trailing.liberties, trailing.damage], [{ a: [1, 2] }, ['trailing-comma'], null]);
		assert.deepEqual(parse('{"a": 1, // x\n}').liberties, ['comment', 'trailing-comma']);
		assert.deepEqual(parse('{"a": "// no comment, }"}').liberties, []);
	});

	it('says that there was a byte order mark, before anything else', () => {
		assert.deepEqual(parse('{}', true).liberties, ['byte-order-mark']);
		assert.deepEqual(parse('{/**/}', true).liberties, ['byte-order-mark', 'comment']);
	});

	it('takes an empty text for an empty object', () => {
		for (const text of ['', ' \r\n\t']) {
			assert.deepEqual(parse(text), { root: { type: 'object', line: 1, column: 1, members: [] }, liberties: [], damage: null });
		}
	});

	it('takes a text of comments alone for an empty object: nobody has filled it in yet', () => {
		for (const text of ['// Place your settings here\n', '/* nothing */', '\n  // one\n\t/* two */ // three']) {
			const parsed = parseJsonc(text, false);
			assert.ok(parsed.ok, text);
			assert.deepEqual(parsed.value, { root: { type: 'object', line: 1, column: 1, members: [] }, liberties: ['comment'], damage: null });
		}
		assert.equal(parseJsonc('// one\nx', false).ok, false);
	});

	it('knows where every key and value stands', () => {
		for (const end of ['\n', '\r\n']) {
			const { root } = parse(['{', '\t"a": 1,', '\t"b": {"c": [', '\t\tnull,', '\t\t"x"]}', '}'].join(end));
			assert.deepEqual(place(root), [1, 1]);
			assert.deepEqual(place(members(root)[0]), [2, 2]);
			assert.deepEqual(place(at(root, 'a')), [2, 7]);
			assert.deepEqual(place(members(root)[1]), [3, 2]);
			assert.deepEqual(place(at(root, 'b')), [3, 7]);
			assert.deepEqual(place(members(at(root, 'b'))[0]), [3, 8]);
			assert.deepEqual(place(at(root, 'b', 'c')), [3, 13]);
			assert.deepEqual(items(at(root, 'b', 'c')).map(place), [
				[4, 3],
				[5, 3],
			]);
		}
		assert.deepEqual(place(parse('\n  []').root), [2, 3]);
	});

	it('keeps a key that stands twice twice', () => {
		const { root, liberties } = parse('{"a": 1, "b": 2, "a": 3}');
		assert.deepEqual(
			members(root).map(({ key, value }) => [key, plain(value)]),
			[
				['a', 1],
				['b', 2],
				['a', 3],
			],
		);
		assert.deepEqual(liberties, []);
	});

	it('keeps what a damaged text still says, and where it is damaged', () => {
		const missing = parse('{\n\t"a": 1\n\t"b": 2\n}');
		assert.deepEqual(plain(missing.root), { a: 1, b: 2 });
		assert.equal(missing.damage, 'not JSON: CommaExpected at line 3, column 2');
		assert.deepEqual(missing.liberties, ['syntax-error']);
		const cut = parse('{"a": 1, "b": {"c": [true, "open');
		assert.deepEqual(plain(at(cut.root, 'a') ?? cut.root), 1);
		assert.deepEqual(plain(items(at(cut.root, 'b', 'c'))[0] ?? cut.root), true);
		assert.match(cut.damage ?? '', /^not JSON: \w+ at line 1, column \d+$/);
		const after = parse('{"a": 1} trailing');
		assert.deepEqual([plain(after.root), after.liberties], [{ a: 1 }, ['syntax-error']]);
		assert.deepEqual(plain(parse('{"a", "b": , "c": 3}').root), { c: 3 });
		assert.deepEqual(parse('{"a": 1 /* c */ "b": 2,}').liberties, ['comment', 'syntax-error', 'trailing-comma']);
	});

	it('cannot use a damaged text without object or array', () => {
		for (const text of ['nonsense', '"open', '12 13', ',', '}']) {
			const parsed = parseJsonc(text, false);
			assert.ok(!parsed.ok && !parsed.absent, text);
			assert.equal(parsed.reason, 'unparsable');
			assert.match(parsed.detail, /^not JSON: \w+ at line 1, column \d+$/);
		}
		assert.equal(plain(parse('"whole"').root), 'whole');
	});

	it('stops at its bounds of depth and of values', () => {
		const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
		const deepest = parseDocument('jsonc', { text: nested(MAX_DEPTH + 1) });
		assert.ok(deepest.ok);
		let depth = 0;
		for (let node: DocumentNode | undefined = deepest.value.root; node; node = items(node)[0]) {
			depth++;
		}
		assert.equal(depth, MAX_DEPTH + 1);
		for (const text of [nested(MAX_DEPTH + 2), nested(100_000), '{"a":'.repeat(50_000), `[${'0,'.repeat(MAX_NODES)}0]`]) {
			assert.deepEqual(parseDocument('jsonc', { text }), {
				ok: false,
				absent: false,
				reason: 'limit',
				detail: 'nested too deeply, or too many values',
			});
		}
		assert.ok(parseDocument('jsonc', { text: `[${'0,'.repeat(MAX_NODES - 2)}0]` }).ok);
	}).timeout(30_000);

	it('keeps of a large file what is wanted, whatever else is in it', () => {
		const wanted = [['servers'], ['projects', '*', 'trusted']];
		const wantedOf = (text: string): ParsedDocument => {
			const parsed = parseDocument('jsonc', { text, wanted });
			assert.ok(parsed.ok);
			return parsed.value;
		};
		const history = `"history": [${'{"a":1},'.repeat(MAX_NODES)}0]`;
		const { root, liberties, damage } = wantedOf(
			`{${history}, "servers": {"x": [1, {"y": 2}]},\n"projects": {"/p": {"trusted": true, ${history}}, "/q": [1], "/r": 5}}`,
		);
		assert.deepEqual(plain(root), { servers: { x: [1, { y: 2 }] }, projects: { '/p': { trusted: true }, '/q': [1], '/r': 5 } });
		assert.deepEqual(place(at(root, 'projects', '/p')), [2, 20]);
		assert.deepEqual([liberties, damage], [[], null]);
		// What nobody wants still decides whether a strict reader takes the file.
		assert.deepEqual(wantedOf('{"other": [1,], "servers": {}}').liberties, ['trailing-comma']);
		assert.deepEqual(wantedOf('{"other": {/* c */}, "servers": {}}').liberties, ['comment']);
		assert.deepEqual(wantedOf('{"other": [}], "servers": {"a": 1}}').liberties, ['syntax-error']);
		const deep = parseDocument('jsonc', { text: `{"other": ${'['.repeat(100_000)}`, wanted });
		assert.ok(!deep.ok && !deep.absent && deep.reason === 'limit');
		assert.deepEqual(parseDocument('jsonc', { text: `{"servers": [${'{"a":1},'.repeat(MAX_NODES)}0]}`, wanted }), {
			ok: false,
			absent: false,
			reason: 'limit',
			detail: 'nested too deeply, or too many values',
		});
	}).timeout(30_000);

	it('stops at blanks that were put there to cost memory', () => {
		assert.ok(parseDocument('jsonc', { text: `{${' '.repeat(900_000)}}` }).ok);
		const endless = parseDocument('jsonc', { text: `{${'\t'.repeat(1_100_000)}}` });
		assert.ok(!endless.ok && !endless.absent && endless.reason === 'limit');
	});

	it('gives back every JSON value', () => {
		fc.assert(
			fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
				const text = JSON.stringify(value, null, indent);
				const parsed = parseDocument('jsonc', { text });
				assert.ok(parsed.ok);
				assert.deepEqual(plain(parsed.value.root), JSON.parse(text));
				assert.deepEqual([parsed.value.liberties, parsed.value.damage], [[], null]);
			}),
		);
	});

	it('finds the text of every key and scalar at its place', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.constantFrom('\n', '\r\n'), (value, end) => {
				const lines = JSON.stringify(value, null, '\t').split('\n');
				const rest = ({ line, column }: { line: number; column: number }): string => lines[line - 1]?.slice(column - 1) ?? '';
				const walk = (node: DocumentNode): void => {
					assert.ok(rest(node).startsWith({ object: '{', array: '[', scalar: JSON.stringify(plain(node)) }[node.type]));
					for (const member of members(node)) {
						assert.ok(rest(member).startsWith(`${JSON.stringify(member.key)}: `));
						walk(member.value);
					}
					items(node).forEach(walk);
				};
				walk(parse(lines.join(end)).root);
			}),
		);
	});
});
