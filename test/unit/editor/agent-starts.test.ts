import assert from 'node:assert/strict';
import { AgentStarts } from '../../../src/editor/agent-starts.ts';
import { folderQuery, survey } from '../../../src/inventory/survey.ts';
import { recordReview } from '../../../src/journal/reviews.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import { shownCommand } from '../../../src/report/phrases.ts';

const APP = '/home/dev/app';
const hook = (command: string): string => JSON.stringify({ hooks: { SessionStart: [{ hooks: [{ type: 'command', command }] }] } });

function machineWith(files: Readonly<Record<string, string>>, now = '2026-06-01T00:00:00.000Z'): Machine {
	return fixtureMachine({ files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`${APP}/${path}`, text])), now });
}

const NOTED = 'Claude Code was started in ~/app, which has 1 command for it that you have not reviewed.';

describe('an agent that is started in a terminal', () => {
	it('is noted where commands wait that nobody has reviewed', async () => {
		const starts = new AgentStarts(machineWith({ '.claude/settings.json': hook('node a.js') }), 0);
		assert.equal(await starts.started('claude --continue', APP), NOTED);
	});

	it('is not noted by another word, of another agent’s files, or in another folder', async () => {
		const machine = machineWith({ '.claude/settings.json': hook('node a.js'), 'sub/x.txt': '' });
		const starts = new AgentStarts(machine, 0);
		assert.equal(await starts.started('grep claude .', APP), null);
		assert.equal(await starts.started('codex', APP), null);
		assert.equal(await starts.started('claude', `${APP}/sub`), null);
		assert.equal(await starts.started('claude', APP), NOTED);
	});

	it('is noted once for the same commands, by whichever window, and again for another one', async () => {
		const first = machineWith({ '.claude/settings.json': hook('node a.js') });
		assert.equal(await new AgentStarts(first, 0).started('claude', APP), NOTED);
		const again: Machine = { ...machineWith({ '.claude/settings.json': hook('node a.js') }), state: first.state };
		assert.equal(await new AgentStarts(again, 0).started('claude', APP), null);
		const other: Machine = { ...machineWith({ '.claude/settings.json': hook('node b.js') }), state: first.state };
		assert.equal(await new AgentStarts(other, 0).started('claude', APP), NOTED);
	});

	it('is not noted where they were reviewed', async () => {
		const machine = machineWith({ '.claude/settings.json': hook('node a.js') });
		const { launches } = await survey(machine, folderQuery([APP]));
		assert.ok((await recordReview(machine, launches, shownCommand)).ok);
		assert.equal(await new AgentStarts(machine, 0).started('claude', APP), null);
	});

	it('is looked at once where it is started in a loop', async () => {
		const machine = machineWith({ '.claude/settings.json': hook('node a.js') });
		let looks = 0;
		const list: Machine['files']['list'] = (path, ...rest) => {
			looks++;
			return machine.files.list(path, ...rest);
		};
		const counted: Machine = { ...machine, files: { ...machine.files, list } };
		const starts = new AgentStarts(counted, 0);
		await starts.started('claude -p x', APP);
		const once = looks;
		for (let at = 0; at < 50; at++) {
			assert.equal(await starts.started('claude -p x', APP), null);
		}
		assert.ok(once > 0);
		assert.equal(looks, once);
	});
});
