import assert from 'node:assert/strict';
import type { Facts } from '../../../src/inventory/facts.ts';
import { survey } from '../../../src/inventory/survey.ts';
import { ownChanges, recordOwnReview, rememberOwnLaunches, withOwnLaunches } from '../../../src/journal/own-launches.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import { type Failure, failure } from '../../../src/model/outcome.ts';
import type { Report } from '../../../src/model/report.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { shownWithVariables } from '../../../src/report/phrases.ts';

type Contents = Readonly<Record<string, unknown>>;

const STATE = '/home/dev/.claude.json';
const SETTINGS = '/home/dev/.claude/settings.json';
const servers = (list: Contents): Contents => ({ numStartups: 3, mcpServers: list });
const files = (command: string, ...args: string[]): Contents => ({ files: { command, args } });
const hooks = (...commands: string[]): Contents => ({
	hooks: { SessionStart: [{ hooks: commands.map((command) => ({ type: 'command', command })) }] },
});

/** One state folder, and a home whose files are others at each look. */
function home() {
	const { state } = fixtureMachine();
	let day = 0;
	const machineWith = (contents: Contents): Machine => {
		const texts = Object.entries(contents).map(([path, content]): [string, string | Failure] => [
			path,
			typeof content === 'string'
				? content
				: typeof content === 'object' && content !== null && 'reason' in content
					? (content as unknown as Failure)
					: JSON.stringify(content),
		]);
		day++;
		return { ...fixtureMachine({ files: Object.fromEntries(texts), now: `2026-06-${String(day).padStart(2, '0')}T00:00:00.000Z` }), state };
	};
	const seen = (machine: Machine): Promise<Facts> => survey(machine, { areas: ['launches'] });
	return {
		state,
		/** As the guard looks: it is told of first, and remembered then. */
		guard: async (contents: Contents): Promise<Report> => {
			const machine = machineWith(contents);
			const facts = await seen(machine);
			const report = assembleReport(await withOwnLaunches(machine, facts), '0.0.0');
			assert.ok((await rememberOwnLaunches(machine, facts, shownWithVariables)).ok);
			return report;
		},
		/** As the command line looks. */
		look: async (contents: Contents): Promise<Report> => {
			const machine = machineWith(contents);
			return assembleReport(await withOwnLaunches(machine, await seen(machine)), '0.0.0');
		},
		review: async (contents: Contents): Promise<void> => {
			const machine = machineWith(contents);
			const facts = await seen(machine);
			const changed = ownChanges(await withOwnLaunches(machine, facts));
			assert.ok((await recordOwnReview(machine, facts, changed, shownWithVariables)).ok);
		},
	};
}

const told = ({ findings }: Report): readonly string[] =>
	findings
		.filter(({ ruleId }) => ruleId === 'trust/user-launch-changed')
		.map(
			({ severity, messageId, arguments: { name, was } }) => `${severity} ${messageId.slice(6)} ${name}${was === '' ? '' : ` was ${was}`}`,
		);

describe('journal/own-launches', () => {
	it('takes what is there at the first look for the person’s own, in silence', async () => {
		const { guard } = home();
		assert.deepEqual(told(await guard({ [STATE]: servers(files('npx', 'files')) })), []);
		assert.deepEqual(told(await guard({ [STATE]: servers(files('npx', 'files')) })), []);
	});

	it('says nothing of order, formatting, comments, bookkeeping, or what an agent may do', async () => {
		const { guard } = home();
		const server = { command: 'npx', args: ['files'], env: { A: '1', B: '2' } };
		await guard({ [STATE]: servers({ files: server }), [SETTINGS]: hooks('node a.js') });
		const moved = `{"mcpServers":\n\n{"files":{"env":{"B":"2","A":"1"},"args":["files"],\t"command":"npx"}},"numStartups":99,"projects":{"/x":{"lastCost":1}}}`;
		const settings = { permissions: { allow: ['Bash(ls:*)'] }, ...hooks('node a.js') };
		assert.deepEqual(told(await guard({ [STATE]: moved, [SETTINGS]: settings })), []);
	});

	it('tells of a hook and of a server that were added, quietly, until they were reviewed', async () => {
		const { guard, look, review } = home();
		await guard({ [SETTINGS]: hooks('node a.js') });
		const now = { [STATE]: servers(files('npx', 'files')), [SETTINGS]: hooks('node a.js', 'node b.js') };
		const expected = ['low user-launch-added SessionStart', 'low user-launch-added files'];
		for (const report of [await guard(now), await guard(now), await look(now)]) {
			assert.deepEqual([...told(report)].sort(), expected);
		}
		await review(now);
		assert.deepEqual(told(await look(now)), []);
		const reviewed = (await look(now)).launches.filter(({ review: state }) => state === 'reviewed');
		// The hook that was there before was taken for known, and reviewed by nobody.
		assert.deepEqual(reviewed.map(({ name, args, command }) => [name, command, ...args].join(' ')).sort(), [
			'SessionStart node b.js',
			'files npx files',
		]);
		assert.ok(reviewed.every(({ reviewedAt, was }) => /^2026-06-/.test(reviewedAt ?? '') && was === undefined));
	});

	it('tells what was there where a server was turned to another host or program, graver than another version', async () => {
		const { guard, review } = home();
		const remote = (url: string): Contents => servers({ remote: { type: 'http', url } });
		await guard({ [STATE]: remote('https://mcp.example.com/x') });
		assert.deepEqual(told(await guard({ [STATE]: remote('https://mcp.example.com/y') })), [
			'low user-launch-changed remote was https://mcp.example.com/x',
		]);
		const report = await guard({ [STATE]: remote('https://mcp.example.net/x') });
		assert.deepEqual(told(report), ['medium user-launch-changed remote was https://mcp.example.com/x']);
		assert.deepEqual(
			report.launches.map(({ review: state, was }) => [state, was]),
			[['changed', 'https://mcp.example.com/x']],
		);
		await review({ [STATE]: remote('https://mcp.example.net/x') });
		assert.deepEqual(told(await guard({ [STATE]: remote('https://mcp.example.net/x') })), []);
		assert.deepEqual(told(await guard({ [STATE]: remote('https://mcp.example.org/x') })), [
			'medium user-launch-changed remote was https://mcp.example.net/x',
		]);
	});

	it('tells programs and packages apart, not versions and later arguments', async () => {
		const turned = async (...now: [string, ...string[]]): Promise<readonly string[]> => {
			const { guard } = home();
			await guard({ [STATE]: servers(files('npx', '-y', '@example/files@1.2.3', '/srv')) });
			return told(await guard({ [STATE]: servers(files(...now)) })).map((line) => line.split(' ')[0] ?? '');
		};
		assert.deepEqual(await turned('npx', '-y', '@example/files@1.2.4', '/srv'), ['low']);
		assert.deepEqual(await turned('npx', '-y', '@example/files@1.2.3', '/home'), ['low']);
		assert.deepEqual(await turned('npx', '-y', '@examp1e/files@1.2.3', '/srv'), ['medium']);
		assert.deepEqual(await turned('node', '/tmp/x.js'), ['medium']);
		assert.deepEqual(await turned('npx', '-y', '@example/files@1.2.3', '/srv'), []);
	});

	it('is gravest where a base URL leads to a stranger, and quiet where it leads to this machine', async () => {
		const { guard } = home();
		const url = (address: string): Contents => ({ [SETTINGS]: { env: { ANTHROPIC_BASE_URL: address } } });
		await guard(url('https://api.anthropic.com'));
		assert.deepEqual(told(await guard(url('https://proxy.example.com/v1'))), [
			'high user-base-url-moved env.ANTHROPIC_BASE_URL was https://api.anthropic.com',
		]);
		assert.deepEqual(told(await guard(url('https://api.anthropic.com'))), []);
		const { guard: other } = home();
		await other({});
		assert.deepEqual(told(await other(url('https://proxy.example.com'))), ['high user-base-url-moved env.ANTHROPIC_BASE_URL']);
		const { guard: third } = home();
		await third(url('https://gateway.example.com/a'));
		assert.deepEqual(
			told(await third(url('https://gateway.example.com/b'))).map((line) => line.split(' ')[0]),
			['low'],
		);
	});

	it('takes for no addition what could not be read at the first look, or vanished for a while', async () => {
		const { guard } = home();
		await guard({ [STATE]: failure('denied', 'no') });
		assert.deepEqual(told(await guard({ [STATE]: servers(files('npx', 'files')) })), []);
		assert.deepEqual(told(await guard({ [STATE]: failure('denied', 'no') })), []);
		assert.deepEqual(told(await guard({})), []);
		assert.deepEqual(told(await guard({ [STATE]: servers(files('npx', 'files')) })), []);
		assert.deepEqual(told(await guard({ [STATE]: servers(files('npx', 'other')) })), ['medium user-launch-changed files was npx files']);
	});

	it('takes what a later version reads beside for no addition', async () => {
		const { guard, state } = home();
		const line = { at: '2026-05-01', decision: 'first', covers: ['codex'], unread: [], launches: [] };
		await state.append('own-launches', JSON.stringify(line));
		const now = {
			[STATE]: servers(files('npx', 'files')),
			'/home/dev/.codex/config.toml': '[mcp_servers.docs]\ncommand = "docs"\n',
		};
		assert.deepEqual(told(await guard(now)), ['low user-launch-added docs']);
		assert.deepEqual(told(await guard(now)), ['low user-launch-added docs']);
		assert.deepEqual([...told(await guard({ ...now, [STATE]: servers(files('node', 'x.js')) }))].sort(), [
			'low user-launch-added docs',
			'medium user-launch-changed files was npx files',
		]);
	});

	it('keeps what two windows write at once', async () => {
		const { state } = home();
		const both = ['a', 'b'].map((command) => ({
			...fixtureMachine({ files: { [STATE]: JSON.stringify(servers(files(command))) } }),
			state,
		}));
		const looks = await Promise.all(both.map((machine) => survey(machine, { areas: ['launches'] })));
		await Promise.all(both.map((machine, at) => rememberOwnLaunches(machine, looks[at] as Facts, shownWithVariables)));
		for (const [at, machine] of both.entries()) {
			assert.deepEqual((await withOwnLaunches(machine, looks[at] as Facts)).changes, []);
		}
	});

	it('is one row where lines of the log are spoilt, and knows the others', async () => {
		const { guard, look, state } = home();
		await guard({ [STATE]: servers(files('npx', 'files')) });
		for (const line of ['x', 'null', '{"at":1}', '{"at":"2026","decision":"first","covers":[],"unread":[7],"launches":[]}']) {
			await state.append('own-launches', line);
		}
		const report = await look({ [STATE]: servers(files('npx', 'other')) });
		assert.deepEqual(told(report), ['medium user-launch-changed files was npx files']);
		assert.deepEqual(
			report.incomplete.map(({ area, reason, detail }) => [area, reason, detail]),
			[['journal', 'unparsable', '4 lines of own-launches are no record; passed over']],
		);
	});

	it('writes no first look over a log that it could not read, and nothing where nothing is to be kept', async () => {
		const machine = fixtureMachine({ files: { [STATE]: JSON.stringify(servers(files('npx', 'files'))) } });
		const facts = await survey(machine, { areas: ['launches'] });
		const gap = { path: '/s', area: 'journal', reason: 'denied', detail: 'no' } as const;
		const lines: string[] = [];
		const shut: Machine = {
			...machine,
			state: {
				...machine.state,
				readAll: async () => ({ facts: [], gaps: [gap] }),
				append: async (_, line) => {
					lines.push(line);
					return { ok: true, value: null };
				},
			},
		};
		await rememberOwnLaunches(shut, facts, shownWithVariables);
		await rememberOwnLaunches(machine, { ...facts, answers: ['credentials'] }, shownWithVariables);
		assert.deepEqual(lines, []);
		assert.deepEqual((await machine.state.readAll('own-launches')).facts, []);
		assert.deepEqual(
			(await withOwnLaunches(shut, facts)).gaps.filter(({ area }) => area === 'journal'),
			[gap],
		);
	});

	it('keeps no secret, and lines that are taken, whatever names and commands are like', async () => {
		const { guard, look, state } = home();
		const secret = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
		const many = Object.fromEntries(
			Array.from({ length: 300 }, (_, at) => [
				`${'\u0001'.repeat(2_000)}${at}`,
				{ command: 'x'.repeat(9_000), args: ['--token', secret, String(at)] },
			]),
		);
		await guard({ [STATE]: servers(many) });
		const { facts: lines } = await state.readAll('own-launches');
		assert.ok(lines.length > 30);
		assert.ok(lines.every((line) => Buffer.byteLength(line) < 64 * 1024 && !line.includes(secret)));
		assert.deepEqual(told(await look({ [STATE]: servers(many) })), []);
	});
});
