import assert from 'node:assert/strict';
import { type GuardState, UNSEEN } from '../../../src/editor/state.ts';
import { clock, statusOf } from '../../../src/editor/status.ts';
import { NO_FACTS } from '../../../src/inventory/facts.ts';
import { ALL_AREAS } from '../../../src/inventory/survey.ts';
import type { Launch } from '../../../src/model/launch.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { exampleLaunch } from '../../../src/rules/example-launch.ts';

const checkedAt = new Date(2026, 5, 1, 9, 14);

function stateWith(launches: readonly Launch[], changes: Partial<GuardState> = {}): GuardState {
	const report = assembleReport({ ...NO_FACTS, answers: ALL_AREAS, launches }, '0.0.0');
	return { ...UNSEEN, report, opened: launches.map(({ id }) => id), folders: ['/home/dev/app'], checkedAt, ...changes };
}

describe('the status bar item', () => {
	it('is the shield alone while nothing waits, and says when it looked', () => {
		const { text, look, tooltip, waiting } = statusOf(stateWith([]));
		assert.deepEqual([text, look, waiting], ['$(shield)', 'plain', 0]);
		assert.equal(tooltip, 'Nothing waits for you. Checked 09:14. Network off.');
	});

	it('says how many would run if the folder were trusted, and how many can where it is', () => {
		const two = [exampleLaunch({ id: 'a' }), exampleLaunch({ id: 'b' })];
		assert.deepEqual([statusOf(stateWith(two)).text, statusOf(stateWith(two)).look], ['$(shield) 2 run if trusted', 'warning']);
		assert.equal(statusOf(stateWith(two, { trusted: true })).text, '$(shield) 2 can run');
		assert.equal(statusOf(stateWith(two)).waiting, 2);
	});

	it('speaks of folders where several are open', () => {
		const folders = ['/home/dev/app', '/home/dev/other'];
		assert.match(statusOf(stateWith([exampleLaunch()], { folders })).tooltip, /^1 command would run if you trusted these folders\./);
		assert.match(statusOf(stateWith([exampleLaunch()], { folders, trusted: true })).tooltip, /^These folders are trusted\./);
	});

	it('says that credentials are not looked at, where that is switched off', () => {
		const report = assembleReport({ ...NO_FACTS, answers: ALL_AREAS.filter((area) => area !== 'credentials') }, '0.0.0');
		assert.match(statusOf({ ...stateWith([]), report }).tooltip, /Credentials are not looked at\./);
	});

	it('counts only what the open folders bring, and what some tool takes', () => {
		const idle = exampleLaunch({
			id: 'idle',
			executors: exampleLaunch().executors.map((executor) => ({ ...executor, verdict: 'ignores' })),
		});
		assert.equal(statusOf(stateWith([exampleLaunch({ id: 'a' }), idle], { opened: ['idle'] })).text, '$(shield)');
	});

	it('is an error where a finding about the folder is high, and names it', () => {
		const gap = { path: '/home/dev/app/.mcp.json', area: 'launches', reason: 'too-large', detail: '', hides: true } as const;
		const report = assembleReport({ ...NO_FACTS, launches: [exampleLaunch({ id: 'a' })], gaps: [gap] }, '0.0.0');
		const here = statusOf({ ...stateWith([]), report, opened: ['a'] });
		assert.equal(here.look, 'error');
		assert.match(here.tooltip, /\.mcp\.json/);
		assert.match(here.tooltip, /1 place unreadable\./);
		const elsewhere = statusOf({ ...stateWith([]), report, opened: ['a'], folders: ['/home/dev/application'] });
		assert.equal(elsewhere.look, 'warning');
		const alone = statusOf({ ...stateWith([]), report, opened: [] });
		assert.deepEqual([alone.text, alone.look], ['$(shield) 1 to review', 'error']);
	});

	it('says that it is not checking, and why, whatever else is known', () => {
		const { text, look, tooltip } = statusOf(stateWith([exampleLaunch()], { degraded: 'the reading thread ended' }));
		assert.deepEqual([text, look, tooltip], ['$(shield) Not checking', 'warning', 'Not checking: the reading thread ended.']);
	});

	it('says that it is reading before the first report', () => {
		assert.equal(statusOf(UNSEEN).tooltip, 'Reading this machine…');
	});

	it('shows no unseen character of a hostile path', () => {
		const gap = { path: '/home/dev/app/\u202e.mcp.json', area: 'launches', reason: 'denied', detail: '\u0007' } as const;
		const report = assembleReport({ ...NO_FACTS, gaps: [gap] }, '0.0.0');
		assert.doesNotMatch(statusOf({ ...stateWith([]), report }).tooltip, /[\p{Cc}\u202e]/u);
	});

	it('writes times of day with two digits each', () => {
		assert.equal(clock(new Date(2026, 0, 1, 7, 5)), '07:05');
	});
});
