import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyPlan, applySetting, type EditorSettings } from '../../../src/change/apply.ts';
import { type EditPlan, planEdit, type Target } from '../../../src/change/edit.ts';
import { type Room, readLedger, recordEdit, roomFor } from '../../../src/change/ledger.ts';
import type { Json, Operation } from '../../../src/change/tree.ts';
import { undoAll, undoChange } from '../../../src/change/undo.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import { failure } from '../../../src/model/outcome.ts';

describe('change/undo', () => {
	let home: string;
	let room: Room;
	let file: string;

	beforeEach(async () => {
		home = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-undo-')));
		room = roomFor(nodeMachine({ home, platform: 'linux' }));
		file = join(home, '.tool', 'settings.json');
	});
	afterEach(() => rm(home, { recursive: true, force: true }));

	const put = async (text: string, path = file): Promise<void> => {
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
	};
	const now = (): Promise<string> => readFile(file, 'utf8');
	const planned = async (operations: readonly Operation[], format: Target['format'] = 'json'): Promise<EditPlan> => {
		const result = await planEdit(room.writer, {
			target: { path: file, format, refuses: [], owner: 'Tool' },
			operations,
			purpose: 'a test',
		});
		assert.ok(result.kind === 'plan', JSON.stringify(result));
		return result.plan;
	};
	const change = async (operations: readonly Operation[], format: Target['format'] = 'json'): Promise<string> => {
		const applied = await applyPlan(room, await planned(operations, format));
		assert.ok(applied.kind === 'done', JSON.stringify(applied));
		return applied.id;
	};
	const deny = (...items: Json[]): readonly Operation[] => [{ does: 'add', keys: ['mcp', 'excluded'], items }];
	const how = async (options = {}): Promise<readonly string[]> =>
		(await undoAll(room, options)).map((undone) => (undone.why === undefined ? undone.how : `${undone.how}: ${undone.why}`));
	const onRecord = async (): Promise<number> => (await readLedger(room)).records.length;

	it('gives back every byte, and forgets the backup', async () => {
		const before = '// mine\r\n{ "a" :1 }';
		await put(before);
		await change(deny('x'));
		assert.equal(await onRecord(), 1);
		assert.deepEqual(await how(), ['restored']);
		assert.equal(await now(), before);
		assert.equal(await onRecord(), 0);
		assert.deepEqual(await how(), []);
	});

	it('takes away what was made: file and folders', async () => {
		await change(deny('x'));
		assert.deepEqual(await how(), ['restored']);
		assert.equal((await readdir(home)).includes('.tool'), false);
	});

	it('keeps backups where their owner alone can read them', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		await put('{"token": "mine"}');
		const id = await change(deny('x'));
		const folder = join(room.stateFolder, 'changes');
		assert.equal((await stat(folder)).mode & 0o777, 0o700);
		assert.equal((await stat(join(folder, `${id}.json`))).mode & 0o777, 0o600);
		await chmod(folder, 0o777);
		const applied = await applyPlan(room, await planned(deny('y')));
		assert.ok(applied.kind === 'refused');
		assert.match(applied.why, /^no backup could be kept: others may write to it/);
		assert.equal(JSON.parse(await now()).mcp.excluded.length, 1);
	});

	describe('where somebody else has edited the file since', () => {
		it('takes back only what was ours', async () => {
			await put('{\n  "a": 1\n}\n');
			await change(deny('x', 'y'));
			await put((await now()).replace('"a": 1', '"a": 2, // theirs\n  "b": {}').replace('"y"', '"y",\n      "theirs"'));
			assert.deepEqual(await how(), ['taken-back']);
			assert.equal(await now(), '{\n  "a": 2, // theirs\n  "b": {},\n  "mcp": {\n    "excluded": [\n      "theirs"\n    ]\n  }\n}\n');
			assert.equal(await onRecord(), 0);
		});

		it('takes the objects along that were made for it', async () => {
			await put('{\n  "a": 1\n}\n');
			await change(deny('x'));
			await put((await now()).replace('"a": 1', '"a": 2'));
			assert.deepEqual(await how(), ['taken-back']);
			assert.equal(await now(), '{\n  "a": 2\n}\n');
		});

		it('leaves a file that was made for it where others use it now', async () => {
			await change(deny('x'));
			await put((await now()).replace('{\n', '{\n  "theirs": 1,\n'));
			assert.deepEqual(await how(), ['taken-back']);
			assert.equal(await now(), '{\n  "theirs": 1\n}\n');
		});

		it('takes a file away that was made for it and holds nothing else, in whatever layout', async () => {
			await change(deny('x'));
			await put('{"mcp":{"excluded":["x"]}}');
			assert.deepEqual(await how(), ['taken-back']);
			assert.equal((await readdir(home)).includes('.tool'), false);
		});

		it('finds nothing to do where it is gone already', async () => {
			await put('{"a": 1}');
			await change(deny('x'));
			for (const text of ['{"a": 1}', '{"a": 2}', '{"a": 1, "mcp": {"excluded": ["theirs"]}}']) {
				await put(text);
				assert.deepEqual(await how({ dryRun: true }), ['nothing'], text);
			}
			await rm(file);
			assert.deepEqual(await how(), ['nothing']);
			assert.equal(await onRecord(), 0);
		});

		it('puts back a value, and an item that was taken out', async () => {
			await put('{"level": "trusted", "folders": ["/a", "/b"]}');
			await change([
				{ does: 'set', keys: ['level'], value: 'untrusted' },
				{ does: 'remove', keys: ['folders'], items: ['/a'] },
			]);
			await put((await now()).replace('"/b"', '"/b", "/theirs"'));
			assert.deepEqual(await how(), ['taken-back']);
			assert.equal(await now(), '{"level": "trusted", "folders": ["/b", "/theirs", "/a"]}');
		});

		it('takes a table of TOML back', async () => {
			await put('model = "x"\n');
			await change([{ does: 'set', keys: ['projects', '/p', 'trust_level'], value: 'untrusted' }], 'toml');
			await put(`${(await now()).replace('"x"', '"theirs"')}\n[projects."/q"]\ntrust_level = "trusted"\n`);
			assert.deepEqual(await how(), ['taken-back']);
			assert.equal(await now(), 'model = "theirs"\n\n[projects."/q"]\ntrust_level = "trusted"\n');
		});

		const conflicts: readonly (readonly [string, string, readonly Operation[], string, string])[] = [
			[
				'a value that is a third one now',
				'{"a": 1}',
				[{ does: 'set', keys: ['a'], value: 2 }],
				'{"a": 3}',
				'"a" was changed to something else since',
			],
			['a value that is gone', '{"a": 1}', [{ does: 'set', keys: ['a'], value: 2 }], '{}', '"a" was changed to something else since'],
			['a list that is none now', '{}', [{ does: 'add', keys: ['a'], items: ['x'] }], '{"a": "x"}', '"a" is no list there'],
			['a list that is gone', '{"a": ["x"]}', [{ does: 'remove', keys: ['a'], items: ['x'] }], '{}', '"a" was taken away since'],
			[
				'a file that is damaged now',
				'{}',
				[{ does: 'add', keys: ['a'], items: ['x'] }],
				'{"a": ["x"',
				'not JSON: CloseBracketExpected at line 1, column 11',
			],
		];
		for (const [what, before, operations, theirs, why] of conflicts) {
			it(`changes nothing for ${what}, and keeps the record`, async () => {
				await put(before);
				await change(operations);
				await put(theirs);
				assert.deepEqual(await how(), [`refused: ${why}`]);
				assert.equal(await now(), theirs);
				assert.equal(await onRecord(), 1);
			});
		}
	});

	describe('several changes', () => {
		it('go back one after the other, the last first', async () => {
			await put('{"a": 1}');
			await change(deny('x'));
			await change(deny('y'));
			await change([{ does: 'set', keys: ['z'], value: true }]);
			assert.deepEqual(await how({ dryRun: true }), ['restored', 'restored', 'restored']);
			assert.deepEqual(await how(), ['restored', 'restored', 'restored']);
			assert.equal(await now(), '{"a": 1}');
		});

		it('of a new file leave nothing', async () => {
			await change(deny('x'));
			await change(deny('y'));
			assert.deepEqual(await how({ dryRun: true }), ['restored', 'restored']);
			assert.deepEqual(await how(), ['restored', 'restored']);
			assert.equal((await readdir(home)).includes('.tool'), false);
		});

		it('can be undone one by one, in any order', async () => {
			await put('{"a": 1}');
			const first = await change(deny('x'));
			const second = await change(deny('y'));
			assert.equal((await undoChange(room, first))?.how, 'taken-back');
			assert.deepEqual(JSON.parse(await now()), { a: 1, mcp: { excluded: ['y'] } });
			assert.equal((await undoChange(room, second))?.how, 'taken-back');
			assert.deepEqual(JSON.parse(await now()).a, 1);
			assert.equal(await undoChange(room, second), null);
		});

		it('do not wait for one that cannot be undone', async () => {
			await put('{"a": 1}');
			await change([{ does: 'set', keys: ['a'], value: 2 }]);
			await change(deny('x'));
			await put('{"a": 3, "mcp": {"excluded": ["x"]}}');
			assert.deepEqual(await how(), ['taken-back', 'refused: "a" was changed to something else since']);
			assert.equal(await now(), '{"a": 3}');
		});
	});

	it('a dry run writes nothing and shows what it would do', async () => {
		await put('{\n  "a": 1\n}\n');
		await change(deny('x'));
		const changed = await now();
		const [undone] = await undoAll(room, { dryRun: true });
		assert.ok(undone?.preview?.includes('-      "x"\n'), undone?.preview);
		assert.equal(await now(), changed);
		assert.equal(await onRecord(), 1);
	});

	describe('whoever dies on the way', () => {
		it('before the record: nothing was done, nothing is known', async () => {
			await put('{"a": 1}');
			await planned(deny('x'));
			assert.deepEqual(await how(), []);
			assert.equal(await now(), '{"a": 1}');
		});

		it('between record and file: there is nothing to undo', async () => {
			await put('{"a": 1}');
			assert.ok((await recordEdit(room, await planned(deny('x')))).ok);
			assert.equal(await onRecord(), 1);
			assert.equal(await now(), '{"a": 1}');
			assert.deepEqual(await how(), ['nothing']);
			assert.equal(await onRecord(), 0);
		});

		it('between record and a new file: there is nothing to undo', async () => {
			assert.ok((await recordEdit(room, await planned(deny('x')))).ok);
			assert.deepEqual(await how(), ['nothing']);
		});

		it('the record is whole on the disk before the file is touched', async () => {
			await put('{"a": 1}');
			const plan = await planned(deny('x'));
			let seen: unknown;
			const watched: Room = {
				...room,
				writer: {
					...room.writer,
					replace: async (held, bytes) => {
						if (held.path === file) {
							const { records } = await readLedger(room);
							seen = [records.length, await now(), (await readdir(join(room.stateFolder, 'changes'))).length];
						}
						return room.writer.replace(held, bytes);
					},
				},
			};
			assert.equal((await applyPlan(watched, plan)).kind, 'done');
			assert.deepEqual(seen, [1, '{"a": 1}', 1]);
		});

		it('between undoing and forgetting: the next time finds nothing to do', async () => {
			await put('{"a": 1}');
			const id = await change(deny('x'));
			const record = await readFile(join(room.stateFolder, 'changes', `${id}.json`));
			await how();
			await writeFile(join(room.stateFolder, 'changes', `${id}.json`), record, { mode: 0o600 });
			assert.deepEqual(await how(), ['nothing']);
			assert.equal(await now(), '{"a": 1}');
		});

		it('with a record half written beside its place: it does not count', async () => {
			await put('{"a": 1}');
			const id = await change(deny('x'));
			await writeFile(join(room.stateFolder, 'changes', `.${id}.json.0123456789ab.tmp`), '{"version": 1, "ki');
			const { records, unread } = await readLedger(room);
			assert.deepEqual([records.length, unread], [1, []]);
		});
	});

	it('forgets the record again where the file is refused', async () => {
		await put('{"a": 1}');
		const plan = await planned(deny('x'));
		await put('{"a": 2}');
		assert.deepEqual(await applyPlan(room, plan), { kind: 'refused', path: file, why: 'somebody else changed it meanwhile' });
		assert.equal(await now(), '{"a": 2}');
		assert.equal(await onRecord(), 0);
	});

	it('changes nothing where no record can be kept', async () => {
		await put('{"a": 1}');
		const plan = await planned(deny('x'));
		await put('', room.stateFolder);
		const applied = await applyPlan(room, plan);
		assert.ok(applied.kind === 'refused');
		assert.match(applied.why, /^no backup could be kept: /);
		assert.equal(await now(), '{"a": 1}');
	});

	it('tells of a record that is damaged, or not ours to believe', async () => {
		await put('{"a": 1}');
		const id = await change(deny('x'));
		const path = join(room.stateFolder, 'changes', `${id}.json`);
		const record = JSON.parse(await readFile(path, 'utf8'));
		for (const text of [
			'{"version": 1',
			'null',
			'[]',
			JSON.stringify({ ...record, version: 2 }),
			JSON.stringify({ ...record, id: 'x' }),
			JSON.stringify({ ...record, touches: 1 }),
		]) {
			await writeFile(path, text);
			assert.deepEqual(await how(), ['refused: it is damaged'], text);
		}
		const shut: Room = { ...room, files: { ...room.files, list: async () => failure('denied', 'permission denied') } };
		assert.deepEqual(
			(await undoAll(shut)).map(({ why }) => why),
			['permission denied'],
		);
	});

	describe('through an editor', () => {
		const editor = (value: Json | undefined, id = 'vscode'): EditorSettings & { value: Json | undefined; fails: boolean } => ({
			editor: id,
			value,
			fails: false,
			read() {
				return this.value;
			},
			async write(_key, next) {
				if (this.fails) {
					throw new Error('not registered');
				}
				this.value = next;
			},
		});
		const setting = { key: 'chat.mcp.deniedServers', items: [{ serverName: 'x' }] };

		it('adds items and takes only those back', async () => {
			const settings = editor([{ serverName: 'w' }]);
			assert.equal((await applySetting(room, settings, 'a test', setting)).kind, 'done');
			assert.deepEqual(settings.value, [{ serverName: 'w' }, { serverName: 'x' }]);
			assert.deepEqual(await applySetting(room, settings, 'a test', setting), { kind: 'already' });
			settings.value = [{ serverName: 'x' }, { serverName: 'theirs' }];
			assert.deepEqual(await how({ settings, dryRun: true }), ['taken-back']);
			assert.deepEqual(await how({ settings }), ['taken-back']);
			assert.deepEqual(settings.value, [{ serverName: 'theirs' }]);
			assert.equal(await onRecord(), 0);
		});

		it('leaves the setting unset where it was', async () => {
			for (const unset of [undefined, null]) {
				const settings = editor(unset);
				await applySetting(room, settings, 'a test', setting);
				await how({ settings });
				assert.equal(settings.value, undefined);
			}
		});

		it('is refused where the editor does not know it, and by another editor, and on the command line', async () => {
			const settings = editor(undefined);
			settings.fails = true;
			assert.deepEqual(await applySetting(room, settings, 'a test', setting), {
				kind: 'refused',
				path: setting.key,
				why: 'the editor does not take it',
			});
			assert.equal(await onRecord(), 0);
			assert.equal((await applySetting(room, editor('x'), 'a test', setting)).kind, 'refused');
			settings.fails = false;
			await applySetting(room, settings, 'a test', setting);
			const refused = ['refused: it was made through the settings of vscode: undo it there'];
			assert.deepEqual(await how(), refused);
			assert.deepEqual(await how({ settings: editor([], 'vscodium') }), refused);
			assert.equal(await onRecord(), 1);
			settings.value = 'x';
			assert.deepEqual(await how({ settings }), ['refused: it is no longer a list']);
		});
	});
});
