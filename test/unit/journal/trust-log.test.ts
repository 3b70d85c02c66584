import assert from 'node:assert/strict';
import { NO_FACTS } from '../../../src/inventory/facts.ts';
import type { Trusted } from '../../../src/inventory/trust.ts';
import { rememberTrust, withTrustHistory } from '../../../src/journal/trust-log.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import { failure } from '../../../src/model/outcome.ts';

const app: Trusted = { tool: 'claude-code', folder: '/home/dev/app' };
const other: Trusted = { tool: 'codex', folder: '/home/dev/other' };
const at = (now: string, ...trust: Trusted[]) => ({ ...NO_FACTS, now, trust });
const appeared = async (machine: Machine, now: string, ...trust: Trusted[]) =>
	(await withTrustHistory(machine, at(now, ...trust))).trust.map((record) => record.appeared ?? null);

describe('journal/trust-log', () => {
	it('knows nothing of when a record came that was there at the first look', async () => {
		const machine = fixtureMachine();
		assert.deepEqual(await appeared(machine, '2026-06-01', app), [null]);
		await rememberTrust(machine, at('2026-06-01', app));
		assert.deepEqual(await appeared(machine, '2026-06-02', app), [null]);
	});

	it('knows since when there is one that came later, whoever writes it down again', async () => {
		const machine = fixtureMachine();
		await rememberTrust(machine, at('2026-06-01', app));
		assert.deepEqual(await appeared(machine, '2026-06-02', app, other), [null, '2026-06-02']);
		await rememberTrust(machine, at('2026-06-02', app, other));
		assert.deepEqual(await appeared(machine, '2026-06-09', app, other), [null, '2026-06-02']);
		await machine.state.append('trust', JSON.stringify({ at: '2026-06-03', first: false, records: [app, other] }));
		assert.deepEqual(await appeared(machine, '2026-06-09', app, other), [null, '2026-06-02']);
	});

	it('takes for new what comes where there was nothing', async () => {
		const machine = fixtureMachine();
		await rememberTrust(machine, at('2026-06-01'));
		assert.deepEqual(await appeared(machine, '2026-06-02', app), ['2026-06-02']);
	});

	it('writes nothing where nothing is new, and nothing of what is trusted through another folder', async () => {
		const machine = fixtureMachine();
		await rememberTrust(machine, at('2026-06-01', app));
		await rememberTrust(machine, at('2026-06-02', app, { tool: 'gemini-cli', folder: '/x', through: '/' }));
		assert.equal((await machine.state.readAll('trust')).facts.length, 1);
		assert.deepEqual(await appeared(machine, '2026-06-03', { tool: 'gemini-cli', folder: '/x', through: '/' }), [null]);
	});

	it('keeps five thousand records in lines that are taken, and passes over what is no record', async () => {
		const machine = fixtureMachine();
		const many = Array.from({ length: 5_000 }, (_, index): Trusted => ({ tool: 'codex', folder: `/${'x'.repeat(4_000)}/${index}` }));
		assert.deepEqual(await rememberTrust(machine, at('2026-06-01', ...many.slice(0, 50))), { ok: true, value: null });
		for (const line of [
			'x',
			'null',
			'7',
			'{"at":1}',
			'{"at":"2026","first":false,"records":[null]}',
			'{"at":"2026","first":true,"records":{}}',
		]) {
			await machine.state.append('trust', line);
		}
		assert.deepEqual(await appeared(machine, '2026-06-02', ...many.slice(49, 51)), [null, '2026-06-02']);
	});

	it('says what keeps it from writing', async () => {
		const machine = fixtureMachine();
		const shut = { ...machine, state: { ...machine.state, append: async () => failure('denied', 'no') } };
		assert.equal((await rememberTrust(shut, at('2026-06-01', app))).ok, false);
	});
});
