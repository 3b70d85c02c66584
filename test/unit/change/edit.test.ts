import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { applyPlan } from '../../../src/change/apply.ts';
import { type EditPlan, type Planned, planEdit, read, type Target, take, textOf } from '../../../src/change/edit.ts';
import { type Room, roomFor } from '../../../src/change/ledger.ts';
import { isSame, type Json, type Operation, stepsBack } from '../../../src/change/tree.ts';
import { undoAll } from '../../../src/change/undo.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import type { Writer } from '../../../src/machine/writer.ts';
import { ok } from '../../../src/model/outcome.ts';

interface Layout {
	readonly indent: string;
	readonly end: string;
	readonly comments: boolean;
	readonly trailing: boolean;
	readonly mark: boolean;
}

describe('change/edit', () => {
	let home: string;
	let room: Room;

	beforeEach(async () => {
		home = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-edit-')));
		room = roomFor(nodeMachine({ home, platform: 'linux' }));
	});
	afterEach(() => rm(home, { recursive: true, force: true }));

	const path = (): string => join(home, '.tool', 'settings');
	const target = (format: Target['format'], refuses: Target['refuses'] = []) => ({ format, refuses, owner: 'Tool' });
	const plan = async (content: string | Uint8Array | null, operations: readonly Operation[], of = target('json')): Promise<Planned> => {
		await rm(dirname(path()), { recursive: true, force: true });
		if (content !== null) {
			await mkdir(dirname(path()), { recursive: true });
			await writeFile(path(), content);
		}
		return planEdit(room.writer, { target: { ...of, path: path() }, operations, purpose: 'a test' });
	};
	/** The text after the change; proves on the way that undoing gives back every byte. */
	const edited = async (content: string | null, operations: readonly Operation[], of = target('json')): Promise<string> => {
		const planned = await plan(content, operations, of);
		assert.ok(planned.kind === 'plan', JSON.stringify(planned));
		const before = content === null ? null : await readFile(path());
		assert.equal((await applyPlan(room, planned.plan)).kind, 'done');
		const after = await readFile(path(), 'utf8');
		assert.deepEqual(Buffer.from(planned.plan.after), await readFile(path()));
		assert.deepEqual(
			(await undoAll(room)).map(({ how }) => how),
			['restored'],
		);
		assert.deepEqual(await readFile(path()).catch(() => null), before);
		assert.deepEqual(await readdir(join(room.stateFolder, 'changes')), []);
		return after;
	};
	const why = async (content: string | Uint8Array, operations: readonly Operation[], of = target('json')): Promise<string> => {
		const planned = await plan(content, operations, of);
		assert.ok(planned.kind === 'refused', JSON.stringify(planned));
		assert.equal(planned.path, path());
		assert.deepEqual(await readFile(path()), Buffer.from(content));
		return planned.why;
	};
	const deny = (...items: Json[]): readonly Operation[] => [{ does: 'add', keys: ['mcp', 'excluded'], items }];
	const set = (key: string, value: Json): readonly Operation[] => [{ does: 'set', keys: [key], value }];

	describe('JSON', () => {
		const texts: readonly (readonly [string, string | null, readonly Operation[], string])[] = [
			['no file', null, deny('x'), '{\n  "mcp": {\n    "excluded": [\n      "x"\n    ]\n  }\n}\n'],
			['an empty file', '', set('a', true), '{\n  "a": true\n}\n'],
			['a file of comments', '// mine\n', set('a', true), '// mine\n{\n  "a": true\n}\n'],
			['an empty object', '{}\n', set('a', true), '{\n  "a": true\n}\n'],
			['an empty object over lines', '{\n}\n', set('a', true), '{\n  "a": true\n}\n'],
			['one line', '{"b":1}', deny('x'), '{"b":1,"mcp":{"excluded":["x"]}}'],
			['one line with blanks', '{ "b": 1 }', set('a', true), '{ "b": 1, "a": true }'],
			['tabs', '{\n\t"b": 1\n}\n', deny('x'), '{\n\t"b": 1,\n\t"mcp": {\n\t\t"excluded": [\n\t\t\t"x"\n\t\t]\n\t}\n}\n'],
			['four blanks', '{\n    "b": 1\n}', set('a', true), '{\n    "b": 1,\n    "a": true\n}'],
			[
				'CRLF',
				'{\r\n  "b": 1\r\n}\r\n',
				deny('x'),
				'{\r\n  "b": 1,\r\n  "mcp": {\r\n    "excluded": [\r\n      "x"\r\n    ]\r\n  }\r\n}\r\n',
			],
			['a byte order mark', '\ufeff{\n  "b": 1\n}', set('a', true), '\ufeff{\n  "b": 1,\n  "a": true\n}'],
			['a trailing comma', '{\n  "b": 1,\n}', set('a', true), '{\n  "b": 1,\n  "a": true,\n}'],
			[
				'comments',
				'// head\n{\n  "b": 1 // of b\n  /* end */\n}\n// foot',
				set('a', true),
				'// head\n{\n  "b": 1, // of b\n  "a": true\n  /* end */\n}\n// foot',
			],
			['a comma on a line of its own', '{\n  "b": 1\n  , // odd\n}', set('a', true), '{\n  "b": 1\n  , // odd\n  "a": true,\n}'],
			['a list on one line', '{\n  "mcp": {"excluded": ["w"]}\n}', deny('x', 'y'), '{\n  "mcp": {"excluded": ["w", "x", "y"]}\n}'],
			[
				'a list over lines',
				'{\n  "mcp": {\n    "excluded": [\n      "w" // why\n    ]\n  }\n}',
				deny('x'),
				'{\n  "mcp": {\n    "excluded": [\n      "w", // why\n      "x"\n    ]\n  }\n}',
			],
			[
				'an empty list',
				'{\n  "mcp": {\n    "excluded": []\n  }\n}',
				deny('x'),
				'{\n  "mcp": {\n    "excluded": [\n      "x"\n    ]\n  }\n}',
			],
			['a value that is replaced', '{\n  "a": "old", // c\n  "b": 1\n}', set('a', 'new'), '{\n  "a": "new", // c\n  "b": 1\n}'],
			[
				'an item that is taken out',
				'// by the tool\n{\n  "trusted": [\n    "/a",\n    "/b" // mine\n  ]\n}',
				[{ does: 'remove', keys: ['trusted'], items: ['/a'] }],
				'// by the tool\n{\n  "trusted": [\n    "/b" // mine\n  ]\n}',
			],
			['the last item', '{"t": ["/a", "/b"]}', [{ does: 'remove', keys: ['t'], items: ['/b'] }], '{"t": ["/a"]}'],
			['all items', '{"t": ["/a", "/b"]}', [{ does: 'remove', keys: ['t'], items: ['/b', '/a'] }], '{"t": []}'],
			[
				'the last item over lines',
				'{\n  "t": [\n    "/a",\n    "/b"\n  ]\n}',
				[{ does: 'remove', keys: ['t'], items: ['/b'] }],
				'{\n  "t": [\n    "/a"\n  ]\n}',
			],
			['a key that stands twice elsewhere', '{"b": 1, "b": 2}', set('a', true), '{"b": 1, "b": 2, "a": true}'],
			[
				'keys that objects have anyway',
				'{"__proto__": {"x": 1}, "constructor": 1}',
				set('toString', true),
				'{"__proto__": {"x": 1}, "constructor": 1, "toString": true}',
			],
			['hostile names', '{}', deny('\u202e"\n\\'), '{\n  "mcp": {\n    "excluded": [\n      "\u202e\\"\\n\\\\"\n    ]\n  }\n}'],
		];
		for (const [what, before, operations, after] of texts) {
			it(what, async () => {
				assert.equal(await edited(before, operations), after);
			});
		}

		it('says so where it is so already, and writes nothing', async () => {
			for (const content of ['{"mcp": {"excluded": ["x"]}}', '{"mcp": {"excluded": ["w", /* c */ "x",]}}']) {
				assert.deepEqual(await plan(content, deny('x')), { kind: 'already' });
			}
			assert.deepEqual(await plan('{"a": {"b": 1, "c": [2]}}', set('a', { c: [2], b: 1 })), { kind: 'already' });
			assert.deepEqual(await plan('{}', [{ does: 'remove', keys: ['t'], items: ['/b'] }]), { kind: 'already' });
		});

		it('adds only what is not there', async () => {
			assert.equal(await edited('{"mcp":{"excluded":["x"]}}', deny('x', 'y')), '{"mcp":{"excluded":["x","y"]}}');
		});

		const refusals: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
			['damage', '{"mcp": }', /^not JSON: ValueExpected at line 1, column 9$/],
			['a cut file', '{"mcp": {"excluded": ["x"', /^not JSON: /],
			['a list at the top', '[1]', /^the whole is no object there$/],
			['a text at the top', '"x"', /^the whole is no object there$/],
			['a text in the way', '{"mcp": "on"}', /^"mcp" is no object there$/],
			['an object for a list', '{"mcp": {"excluded": {"x": true}}}', /^"mcp\.excluded" is no list there$/],
			['a key of ours twice', '{"mcp": {}, "mcp": {"excluded": []}}', /^"mcp" stands there twice$/],
			['what is no text', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), /^it is no UTF-8 text$/],
			['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), /^it is no UTF-8 text$/],
			['depth without end', `{"a": ${'['.repeat(5_000)}${']'.repeat(5_000)}}`, /^nested too deeply, or too many values$/],
			['values without end', `{"a": [${'1,'.repeat(300_000)}1]}`, /^nested too deeply, or too many values$/],
			['more than a configuration', `{"a": "${'x'.repeat(1024 * 1024)}"}`, /bytes; at most/],
		];
		for (const [what, content, pattern] of refusals) {
			it(`refuses ${what}`, async () => {
				assert.match(await why(content, deny('x')), pattern);
			});
		}

		it('refuses what its owner would drop, in words that name no content', async () => {
			const strict = target('json', ['comment', 'trailing-comma']);
			assert.equal(
				await why('{\n// hush-hush\n"a": 1}', deny('x'), strict),
				'it has a comment, for which Tool drops the whole file: mend it first',
			);
			assert.match(await why('{"a": 1,}', deny('x'), strict), /^it has a trailing comma/);
			assert.match(await why('\ufeff{}', deny('x'), target('json', ['byte-order-mark'])), /^it has a byte order mark/);
			assert.equal(JSON.parse(await edited('{"a": 1}', deny('x'), strict)).a, 1);
		});

		it('takes 1 MB in seconds', async function () {
			this.timeout(10_000);
			const large = `{"list": [${'"abcdefgh", '.repeat(80_000)}"end"], "b": 1}`;
			const began = Date.now();
			const planned = await plan(large, deny('x'));
			assert.equal(planned.kind, 'plan');
			assert.ok(Date.now() - began < 5_000, `${Date.now() - began} ms`);
		});
	});

	describe('TOML', () => {
		const toml = target('toml');
		const untrust = (folder: string): readonly Operation[] => [
			{ does: 'set', keys: ['projects', folder, 'trust_level'], value: 'untrusted' },
		];
		const texts: readonly (readonly [string, string | null, string, string])[] = [
			['no file', null, '/p', '[projects."/p"]\ntrust_level = "untrusted"\n'],
			['an empty file', '', '/p', '[projects."/p"]\ntrust_level = "untrusted"\n'],
			['a table at the end', '# mine\nmodel = "x" # c\n', '/p', '# mine\nmodel = "x" # c\n\n[projects."/p"]\ntrust_level = "untrusted"\n'],
			['no line end at the end', 'model = "x"', '/p', 'model = "x"\n\n[projects."/p"]\ntrust_level = "untrusted"\n'],
			['CRLF', 'model = "x"\r\n', '/p', 'model = "x"\r\n\r\n[projects."/p"]\r\ntrust_level = "untrusted"\r\n'],
			['a byte order mark', '\ufeffmodel = "x"\n', '/p', '\ufeffmodel = "x"\n\n[projects."/p"]\ntrust_level = "untrusted"\n'],
			['a path of Windows', '', 'C:\\Users\\"me"', '[projects."C:\\\\Users\\\\\\"me\\""]\ntrust_level = "untrusted"\n'],
			['a name of control characters', '', '/a\u007f\u0001', '[projects."/a\\u007F\\u0001"]\ntrust_level = "untrusted"\n'],
			['a bare key', '', 'p', '[projects.p]\ntrust_level = "untrusted"\n'],
			[
				'a value that is replaced',
				'[projects."/p"]\ntrust_level = "trusted" # when?\n[z]\na = 1\n',
				'/p',
				'[projects."/p"]\ntrust_level = "untrusted" # when?\n[z]\na = 1\n',
			],
			['a literal key', "[projects.'/p']\nx = 1 # c\n\n[z]\n", '/p', '[projects.\'/p\']\nx = 1 # c\ntrust_level = "untrusted"\n\n[z]\n'],
			['a table without lines', '[projects."/p"] # c\n[z]\n', '/p', '[projects."/p"] # c\ntrust_level = "untrusted"\n[z]\n'],
			['a dotted key', 'projects."/p".trust_level = "trusted"\n', '/p', 'projects."/p".trust_level = "untrusted"\n'],
			[
				'a value inside of an inline table’s neighbour',
				'[projects]\n"/q" = { trust_level = "trusted" }\n',
				'/p',
				'[projects]\n"/q" = { trust_level = "trusted" }\n\n[projects."/p"]\ntrust_level = "untrusted"\n',
			],
		];
		for (const [what, before, folder, after] of texts) {
			it(what, async () => {
				assert.equal(await edited(before, untrust(folder), toml), after);
			});
		}

		const refusals: readonly (readonly [string, string, RegExp])[] = [
			['an inline table', '[projects]\n"/p" = { trust_level = "trusted" }\n', /^"projects\.\/p" is written inline there$/],
			['all projects inline', 'projects = { "/p" = { trust_level = "trusted" } }\n', /^"projects" is written inline there$/],
			['a table of dotted keys', 'projects."/p".x = 1\n', /^"projects\.\/p" is written without a table of its own there$/],
			['a list of tables', '[[projects]]\na = 1\n', /^"projects" is no object there$/],
			['damage', '[projects\n', /^not TOML: line \d+, column \d+$/],
			['a key twice', '[projects."/p"]\na = 1\na = 2\n', /^not TOML: /],
		];
		for (const [what, content, pattern] of refusals) {
			it(`refuses ${what}`, async () => {
				assert.match(await why(content, untrust('/p'), toml), pattern);
			});
		}
	});

	describe('whatever the file', () => {
		const key = fc.oneof(fc.constantFrom('mcp', 'excluded', 'a', '__proto__', 'é', 'a.b', ''), fc.string({ maxLength: 8 }));
		const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
			value: fc.oneof(
				{ maxDepth: 3 },
				fc.constantFrom(null, true, 0, -1.5, 'x', 'y', '//', '{', ',]'),
				fc.string({ maxLength: 8 }),
				fc.array(tie('value'), { maxLength: 4 }),
				fc
					.uniqueArray(key, { maxLength: 4 })
					.chain((keys) =>
						fc
							.tuple(...keys.map(() => tie('value')))
							.map((values) => Object.fromEntries(keys.map((name, at) => [name, values[at] ?? null]))),
					),
			),
		})).value;
		const object = fc
			.uniqueArray(key, { maxLength: 5 })
			.chain((keys) => fc.tuple(...keys.map(() => json)).map((values) => new Map(keys.map((name, at) => [name, values[at] ?? null]))));
		const layout = fc.record({
			indent: fc.constantFrom('', '  ', '\t', '    '),
			end: fc.constantFrom('\n', '\r\n'),
			comments: fc.boolean(),
			trailing: fc.boolean(),
			mark: fc.boolean(),
		});
		/** A text of the members, in a layout that people and tools write. */
		const written = (members: ReadonlyMap<string, Json>, { indent, end, comments, trailing, mark }: Layout): string => {
			const flat = indent === '';
			const lines = [...members].map(([name, value], at) => {
				const text = JSON.stringify(value, null, indent)
					.split('\n')
					.join(end + indent);
				const last = at === members.size - 1;
				const comma = last && !trailing ? '' : ',';
				return `${indent}${JSON.stringify(name)}: ${text}${comma}${comments && !flat ? ` // ${at}` : ''}`;
			});
			return `${mark ? '\ufeff' : ''}{${flat ? '' : end}${lines.join(flat ? ' ' : end)}${flat || lines.length === 0 ? '' : end}}${flat ? '' : end}`;
		};
		const operation: fc.Arbitrary<Operation> = fc.oneof(
			fc.record({
				does: fc.constant('set' as const),
				keys: fc.array(key, { minLength: 1, maxLength: 3 }),
				value: fc.oneof(fc.boolean(), fc.string()),
			}),
			fc.record({
				does: fc.constantFrom('add' as const, 'remove' as const),
				keys: fc.array(key, { minLength: 1, maxLength: 3 }),
				items: fc.array(fc.oneof(fc.constantFrom('x', 'y'), fc.string(), fc.record({ serverName: fc.string() })), {
					minLength: 1,
					maxLength: 3,
				}),
			}),
		);

		/** Characters of every member that is not ours stand there still, in their order, and every comment. */
		const untouched = (
			members: ReadonlyMap<string, Json>,
			style: Layout,
			operations: readonly Operation[],
			before: string,
			after: string,
		) => {
			const ours = new Set(operations.map(({ keys }) => keys[0]));
			let at = 0;
			for (const [name, value] of members) {
				if (!ours.has(name)) {
					const own = `${JSON.stringify(name)}: ${JSON.stringify(value, null, style.indent)
						.split('\n')
						.join(style.end + style.indent)}`;
					const found = after.indexOf(own, at);
					assert.ok(found >= 0, `${own}\n${after}`);
					at = found + own.length;
				}
			}
			if (style.comments && style.indent !== '') {
				assert.equal(after.match(/ \/\/ \d/g)?.length ?? 0, before.match(/ \/\/ \d/g)?.length ?? 0);
			}
		};
		const operations = fc.array(operation, { minLength: 1, maxLength: 3 });

		it('every other key stays as it was, and what is ours can be taken back alone', async function () {
			this.timeout(60_000);
			let planned = 0;
			await fc.assert(
				fc.asyncProperty(object, layout, operations, async (members, style, wanted) => {
					const text = written(members, style);
					const bytes = Buffer.from(text);
					const held = { path: '/x', place: '/x', bytes, identity: '', missing: [] };
					const writer: Writer = { hold: async () => ok(held), replace: async () => ok(null), remove: async () => ok(null) };
					const result = await planEdit(writer, { target: { ...target('json'), path: '/x' }, operations: wanted, purpose: '' });
					if (result.kind !== 'plan') {
						return;
					}
					planned++;
					const after = textOf(result.plan.after);
					untouched(members, style, wanted, text, after.text);
					assert.equal(after.mark, style.mark);
					// The order of a list is not kept where an item is put back.
					if (wanted.some(({ does }) => does === 'remove')) {
						return;
					}
					let now = { text: after.text, tree: read({ format: 'json' }, after.text, false).tree };
					for (const touch of [...result.plan.touches].reverse()) {
						now = take({ format: 'json' }, now.text, now.tree, stepsBack(now.tree, touch));
					}
					untouched(members, style, wanted, text, now.text);
					assert.ok(isSame(now.tree, read({ format: 'json' }, textOf(bytes).text, false).tree), `${text}\n${now.text}`);
				}),
				{ numRuns: 500 },
			);
			assert.ok(planned > 150, `${planned}`);
		});

		it('what is applied is undone byte for byte', async function () {
			this.timeout(60_000);
			await fc.assert(
				fc.asyncProperty(object, layout, operations, async (members, style, wanted) => {
					const text = written(members, style);
					const result = await plan(text, wanted);
					if (result.kind === 'plan') {
						assert.equal((await applyPlan(room, result.plan)).kind, 'done');
						const [undone] = await undoAll(room);
						assert.equal(undone?.how, 'restored');
						assert.equal(await readFile(path(), 'utf8'), text);
					}
				}),
				{ numRuns: 40 },
			);
		});
	});

	describe('preview', () => {
		const preview = async (content: string | null, operations: readonly Operation[], of = target('json')): Promise<string> => {
			const planned = await plan(content, operations, of);
			assert.ok(planned.kind === 'plan', JSON.stringify(planned));
			return (planned.plan satisfies EditPlan).preview.replaceAll(path(), 'FILE');
		};

		it('is a unified diff around what changes', async () => {
			assert.equal(
				await preview('{\n  "a": 1,\n  "b": 2,\n  "c": 3,\n  "d": 4\n}\n', set('e', true)),
				'--- FILE\n+++ FILE\n@@ -3,4 +3,5 @@\n   "b": 2,\n   "c": 3,\n-  "d": 4\n+  "d": 4,\n+  "e": true\n }\n',
			);
		});

		it('of a new file shows it whole', async () => {
			assert.equal(await preview(null, set('a', true)), '--- (no file)\n+++ FILE\n@@ -0,0 +1,3 @@\n+{\n+  "a": true\n+}\n');
		});

		it('parts changes that are far from one another', async () => {
			const far = Array.from({ length: 30 }, (_, at) => `  "k${at}": ${at}`).join(',\n');
			const shown = await preview(`{\n  "mcp": {\n    "excluded": ["w"]\n  },\n${far}\n}\n`, [...deny('x'), ...set('z', true)]);
			assert.equal(shown.match(/^@@ /gm)?.length, 2);
			assert.ok(shown.includes('-    "excluded": ["w"]\n+    "excluded": ["w", "x"]\n'), shown);
			assert.equal(shown.includes('"k10"'), false);
		});

		it('shows no value that it is not about, whatever the layout', async () => {
			const secret = ['hush', 'hush', 'hush'].join('-');
			for (const text of [
				`{"env": {"TOKEN": "${secret}"}, "args": ["--token", "${secret}"]}`,
				`{\n  "args": [\n    "--token",\n    "${secret}"\n  ], // ${secret}\n  "b": "${secret}" /* ${secret}\n ${secret} */\n}`,
			]) {
				const shown = await preview(text, deny('x'));
				assert.ok(shown.includes('"x"'), shown);
				assert.equal(shown.includes(secret), false, shown);
			}
			const toml = `token = "${secret}" # ${secret}\nlong = """\n${secret}\n"""\n`;
			const shown = await preview(toml, [{ does: 'set', keys: ['projects', '/p', 'trust_level'], value: 'untrusted' }], target('toml'));
			assert.ok(shown.includes('+trust_level = "untrusted"'), shown);
			assert.equal(shown.includes(secret), false, shown);
		});

		it('of a long line shows the place that changes', async () => {
			const shown = await preview(`{"a": [${'1, '.repeat(2_000)}1]}`, set('z', 'here'));
			assert.ok(shown.includes('"here"'), shown);
			assert.ok(shown.length < 1_000);
		});
	});
});
