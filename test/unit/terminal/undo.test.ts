import assert from 'node:assert/strict';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { applyPlan } from '../../../src/change/apply.ts';
import { planEdit } from '../../../src/change/edit.ts';
import { roomFor } from '../../../src/change/ledger.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import schema from '../../../src/report/undone.schema.json';
import { EXIT, run } from '../../../src/terminal/run.ts';

const isUndone = new Ajv({ allErrors: true }).compile(schema);

describe('terminal/undo', () => {
	let home: string;
	let file: string;

	beforeEach(async () => {
		home = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-undo-')));
		file = join(home, 'settings.json');
		await writeFile(file, '{"a": 1}');
	});
	afterEach(() => rm(home, { recursive: true, force: true }));

	const undo = async (...args: readonly string[]): Promise<{ status: number; out: string; err: string }> => {
		let [out, err] = ['', ''];
		const status = await run(['undo', '--home', home, ...args], {
			out: async (text) => {
				out += text;
			},
			err: (text) => {
				err += text;
			},
			isTerminal: false,
			columns: 80,
			env: {},
			version: '1.2.3',
		});
		return { status, out, err };
	};
	const change = async (name = 'evil'): Promise<void> => {
		const room = roomFor(nodeMachine({ home }));
		const planned = await planEdit(room.writer, {
			target: { path: file, format: 'json', refuses: [], owner: 'Tool' },
			operations: [
				{ does: 'add', keys: ['denied'], items: [name] },
				{ does: 'set', keys: ['a'], value: 2 },
			],
			purpose: `denies the server ${name}`,
		});
		assert.ok(planned.kind === 'plan');
		assert.equal((await applyPlan(room, planned.plan)).kind, 'done');
	};

	it('says so where nothing was changed', async () => {
		assert.deepEqual(await undo(), { status: EXIT.answered, out: 'Sallyport has changed nothing that is still on record.\n', err: '' });
	});

	it('gives back every byte', async () => {
		await change();
		const { status, out } = await undo();
		assert.deepEqual([status, out], [EXIT.answered, `${file}: restored, byte for byte (denies the server evil)\n`]);
		assert.equal(await readFile(file, 'utf8'), '{"a": 1}');
	});

	it('--dry-run shows the change and makes none', async () => {
		await change('evil\u202e');
		const changed = await readFile(file, 'utf8');
		const { out } = await undo('--dry-run');
		assert.ok(out.startsWith(`${file}: would be restored, byte for byte (denies the server evil\\u{202e})\n--- ${file}\n`), out);
		assert.ok(out.includes('+{"a": 1}\n'), out);
		assert.equal(out.includes('\u202e'), false);
		assert.equal(await readFile(file, 'utf8'), changed);
	});

	it('leaves what others have changed, and says so by its status', async () => {
		await change();
		await writeFile(file, '{"a": 3}');
		const { status, out } = await undo('--format', 'json');
		assert.equal(status, EXIT.incomplete);
		const value = JSON.parse(out);
		assert.deepEqual(
			[value.dryRun, value.changes[0].state, value.changes[0].reason],
			[false, 'refused', '"a" was changed to something else since'],
		);
		assert.ok(isUndone(value), JSON.stringify(isUndone.errors));
		assert.equal(await readFile(file, 'utf8'), '{"a": 3}');
	});

	it('refuses a home that is none', async () => {
		const { status, err } = await undo('--home', file);
		assert.deepEqual([status, err], [EXIT.usage, `sallyport: ${file} is not a folder that can be read.\n`]);
	});
});
