import assert from 'node:assert/strict';
import { promptOf } from '../../../src/editor/prompt.ts';
import { type GuardState, UNSEEN } from '../../../src/editor/state.ts';
import { NO_FACTS } from '../../../src/inventory/facts.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Launch } from '../../../src/model/launch.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { exampleLaunch } from '../../../src/rules/example-launch.ts';

const FOLDER = '/home/dev/app';

const grave = (launch: Launch, changes: Partial<Finding> = {}): Finding => ({
	id: `launch/example:${launch.id}`,
	ruleId: 'launch/example',
	severity: 'high',
	messageId: 'launch/example',
	arguments: {},
	subject: { type: 'launch', ref: launch.id },
	location: launch.source,
	evidence: [],
	brief: 'Runs a font',
	title: 'Runs a font',
	detail: '',
	fixes: [],
	...changes,
});

function stateWith(launches: readonly Launch[], findings: readonly Finding[], changes: Partial<GuardState> = {}): GuardState {
	const report = { ...assembleReport({ ...NO_FACTS, launches }, '0.0.0'), findings };
	return { ...UNSEEN, report, opened: launches.map(({ id }) => id), folders: [FOLDER], checkedAt: new Date(0), ...changes };
}

describe('what is said unasked', () => {
	const launch = exampleLaunch({ id: 'a', fingerprint: 'v1:sha256:a' });

	it('nothing before anything was read, nor about what no rule calls high', () => {
		assert.equal(promptOf(UNSEEN), null);
		assert.equal(promptOf(stateWith([launch], [])), null);
		assert.equal(promptOf(stateWith([launch], [grave(launch, { severity: 'medium' })])), null);
		assert.equal(promptOf(stateWith([launch], [], { trusted: true })), null);
	});

	it('a dialog before trust, with the exact command, who would run it and where it stands', () => {
		const prompt = promptOf(stateWith([launch], [grave(launch)]));
		assert.equal(prompt?.how, 'modal');
		assert.equal(prompt?.armed, false);
		assert.equal(prompt?.title, 'Trusting ~/app lets 1 command run.');
		assert.match(prompt?.detail ?? '', /^Runs a font\.\n\n• npx -y example-server\n {3}Claude Code — ~\/app\/\.mcp\.json, line 3$/);
	});

	it('nothing about what was reviewed', () => {
		const reviewed = exampleLaunch({ id: 'a', review: 'reviewed' });
		assert.equal(promptOf(stateWith([reviewed], [grave(reviewed)])), null);
		assert.equal(promptOf(stateWith([reviewed], [grave(reviewed)], { trusted: true })), null);
	});

	it('a notice where the editor’s own question stands before every dialog', () => {
		assert.equal(promptOf(stateWith([launch], [grave(launch)], { startupPrompt: 'once' }))?.how, 'notice');
		assert.equal(promptOf(stateWith([launch], [grave(launch)], { startupPrompt: 'once', trusted: true }))?.how, 'modal');
	});

	it('that a folder is trusted already, or everything is', () => {
		const titleWith = (changes: Partial<GuardState>) =>
			promptOf(stateWith([launch], [grave(launch)], { trusted: true, ...changes }))?.title;
		assert.equal(titleWith({}), '~/app is already trusted: 1 command can run.');
		assert.equal(titleWith({ trustOff: true }), 'Workspace Trust is off: 1 command can run in ~/app.');
	});

	it('what is armed when the person has just trusted the folder, though it was spoken of before', () => {
		const before = promptOf(stateWith([launch], [grave(launch)]));
		const after = promptOf(stateWith([launch], [grave(launch)], { trusted: true, granted: true }));
		assert.deepEqual(
			[after?.how, after?.armed, after?.title],
			['notice', true, 'You trusted ~/app: 1 command can run now: npx -y example-server.'],
		);
		assert.notEqual(after?.key, before?.key);
	});

	it('what has changed in a trusted folder since it was reviewed, and what was added', () => {
		const reviewed = exampleLaunch({ id: 'r', review: 'reviewed' });
		const changed = exampleLaunch({ id: 'c', review: 'changed', fingerprint: 'v1:sha256:c' });
		const added = exampleLaunch({ id: 'n', review: 'unreviewed', fingerprint: 'v1:sha256:n' });
		assert.match(promptOf(stateWith([reviewed, changed], [], { trusted: true }))?.title ?? '', /has changed since you reviewed it: npx -y/);
		assert.match(promptOf(stateWith([reviewed, added], [], { trusted: true }))?.key ?? '', /^changed:/);
		assert.equal(promptOf(stateWith([reviewed, changed], [])), null);
	});

	it('the same about the same: neither order nor place changes the key, another fingerprint does', () => {
		const other = exampleLaunch({ id: 'b', fingerprint: 'v1:sha256:b' });
		const keyOf = (launches: readonly Launch[]) =>
			promptOf(
				stateWith(
					launches,
					launches.map((each) => grave(each)),
				),
			)?.key;
		assert.equal(keyOf([launch, other]), keyOf([other, launch]));
		assert.notEqual(keyOf([launch]), keyOf([exampleLaunch({ id: 'a', fingerprint: 'v1:sha256:z' })]));
	});

	it('no more commands than a dialog holds, and none without its end being marked', () => {
		const many = Array.from({ length: 9 }, (_, at) => exampleLaunch({ id: `l${at}`, args: ['x'.repeat(400)], fingerprint: `v1:${at}` }));
		const { detail = '' } =
			promptOf(
				stateWith(
					many,
					many.map((each) => grave(each)),
				),
			) ?? {};
		assert.match(detail, /• and 4 more$/);
		assert.ok(
			detail.split('\n').every((line) => line.length < 200),
			detail,
		);
		assert.match(detail, /x…$/m);
	});

	it('a hostile name as what it is', () => {
		const hostile = exampleLaunch({ id: 'h', command: 'sh\u202e', args: ['a\nb'] });
		const { detail = '' } = promptOf(stateWith([hostile], [grave(hostile)])) ?? {};
		assert.ok(!detail.includes('\u202e'));
		assert.match(detail, /\\u\{202e\}/);
	});
});

describe('what is said unasked of a person’s own files', () => {
	const own = exampleLaunch({
		id: 'o',
		scope: 'user',
		folder: null,
		fingerprint: 'v1:sha256:o',
		source: { path: '/home/dev/.claude.json', line: 3, column: 5 },
	});
	const stateAfter = (was: string | null): GuardState => {
		const report = assembleReport(
			{ ...NO_FACTS, launches: [own], changes: [{ launch: 'o', was, since: '2026-05-01T00:00:00.000Z' }] },
			'0.0.0',
		);
		return { ...UNSEEN, report, checkedAt: new Date(0) };
	};

	it('one notice where a server was turned to another program, and never a dialog', () => {
		const prompt = promptOf(stateAfter('npx -y other-server'));
		assert.deepEqual([prompt?.how, prompt?.own, prompt?.detail], ['notice', true, '']);
		assert.equal(prompt?.title, 'In your own files ~/.claude.json line 3: files is not what it was on 2026-05-01.');
	});

	it('nothing where something was added, or has another version', () => {
		assert.equal(promptOf(stateAfter(null)), null);
		assert.equal(promptOf(stateAfter('npx -y example-server@1.0.0')), null);
	});

	it('the same is said once: its key is what is there now', () => {
		assert.equal(promptOf(stateAfter('npx -y other-server'))?.key, promptOf(stateAfter('node x.js'))?.key);
	});
});
