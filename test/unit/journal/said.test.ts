import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayBeSaid } from '../../../src/journal/said.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import { nodeState } from '../../../src/machine/state.ts';
import { failure } from '../../../src/model/outcome.ts';

describe('journal/said', () => {
	let home: string;
	beforeEach(() => {
		home = mkdtempSync(join(tmpdir(), 'sallyport-said-'));
	});
	afterEach(() => rmSync(home, { recursive: true, force: true }));

	/** A window of its own: it writes a file of its own. */
	const window = (): Machine => {
		const machine = nodeMachine({ home });
		return { ...machine, state: nodeState({ platform: 'linux', home, systemRoot: null, env: {} }, machine.files) };
	};

	it('says a thing once, whichever window asks later', async () => {
		assert.equal(await mayBeSaid(window(), 'a'), true);
		assert.equal(await mayBeSaid(window(), 'a'), false);
		assert.equal(await mayBeSaid(window(), 'b'), true);
	});

	it('elects one of the windows that would say it at once', async () => {
		const votes = await Promise.all(Array.from({ length: 6 }, () => mayBeSaid(window(), 'a')));
		assert.equal(votes.filter(Boolean).length, 1);
	});

	it('speaks where nothing can be kept', async () => {
		const machine = { ...window(), state: { ...window().state, append: async () => failure('denied', 'no space') } };
		assert.equal(await mayBeSaid(machine, 'a'), true);
	});

	it('passes over lines that are no record', async () => {
		const machine = window();
		await machine.state.append('said', 'not JSON');
		await machine.state.append('said', '{"key": 1}');
		assert.equal(await mayBeSaid(machine, 'a'), true);
	});
});
