import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { roomFor } from '../../../src/change/ledger.ts';
import { ChangeProposals, type ChangeQuery, type Made, type MadeChange, type Proposal } from '../../../src/editor/change-proposals.ts';
import { folderQuery, survey } from '../../../src/inventory/survey.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import type { Report } from '../../../src/model/report.ts';
import { assembleReport } from '../../../src/report/assemble.ts';

const MINE = '{\n  "model": "x"\n}\n';

describe('what is proposed, and made once it was agreed to', () => {
	let home: string;
	let project: string;
	let proposals: ChangeProposals;
	let report: Report;

	const put = async (relative: string, text: string): Promise<void> => {
		await mkdir(dirname(join(home, relative)), { recursive: true });
		await writeFile(join(home, relative), text);
	};
	const read = (relative: string): Promise<string> => readFile(join(home, relative), 'utf8');
	const look = async (): Promise<void> => {
		report = assembleReport(await survey(nodeMachine({ home, platform: 'linux' }), folderQuery([project])), '0.0.0');
	};
	const answer = (query: ChangeQuery) => proposals.answer(query, report, [project], new Set(report.launches.map(({ id }) => id)));
	const propose = async (query: ChangeQuery): Promise<Proposal> => (await answer(query)) as Proposal;
	const make = async (proposal: string): Promise<Made> => (await answer({ does: 'make', proposal })) as Made;
	const first = (): string => report.launches[0]?.id ?? '';

	beforeEach(async () => {
		home = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-propose-')));
		project = join(home, 'src', 'app');
		const machine = nodeMachine({ home, platform: 'linux' });
		proposals = new ChangeProposals(machine, roomFor(machine));
		await put('src/app/.git/HEAD', '');
		await put('src/app/.mcp.json', '{"mcpServers": {"evil": {"command": "node", "args": ["x.js"]}}}');
		await put('.claude/settings.json', MINE);
		await look();
	});
	afterEach(() => rm(home, { recursive: true, force: true }));

	it('shows the exact lines, writes nothing before the word, then what was shown, and gives it back byte for byte', async () => {
		const proposal = await propose({ does: 'deny', launch: first(), tool: 'claude-code' });
		assert.equal(proposal.title, 'Deny "evil" in Claude Code?');
		assert.match(proposal.detail, /^~\/\.claude\/settings\.json\n/);
		assert.match(proposal.detail, /^ {2}\+.*"deniedMcpServers"/m);
		assert.match(proposal.detail, /Claude Code: stops every server named "evil"/);
		assert.equal(await read('.claude/settings.json'), MINE);
		const made = await make(proposal.id ?? '');
		assert.deepEqual(JSON.parse(await read('.claude/settings.json')).disabledMcpjsonServers, ['evil']);
		assert.equal(made.undo.length, 1);
		const undo = await propose({ does: 'undo', changes: made.undo });
		assert.equal((await make(undo.id ?? '')).said, '~/.claude/settings.json is as it was, byte for byte.');
		assert.equal(await read('.claude/settings.json'), MINE);
	});

	it('makes a proposal once', async () => {
		const { id } = await propose({ does: 'deny', launch: first(), tool: 'claude-code' });
		assert.equal((await make(id ?? '')).undo.length, 1);
		assert.deepEqual((await make(id ?? '')).undo, []);
		assert.deepEqual((await make('made up')).undo, []);
	});

	it('refuses where the file is another one than the one that was shown, for a denial and for its undoing', async () => {
		const { id } = await propose({ does: 'deny', launch: first(), tool: 'claude-code' });
		await put('.claude/settings.json', '{"theirs": 1}\n');
		assert.match((await make(id ?? '')).said, /^Nothing was changed: ~\/\.claude\/settings\.json: somebody else changed it meanwhile/);
		assert.equal(await read('.claude/settings.json'), '{"theirs": 1}\n');
		const again = await propose({ does: 'deny', launch: first(), tool: 'claude-code' });
		const { undo } = await make(again.id ?? '');
		const back = await propose({ does: 'undo', changes: undo });
		const text = (await read('.claude/settings.json')).replace('"theirs": 1', '"theirs": 2');
		await put('.claude/settings.json', text);
		assert.match((await make(back.id ?? '')).said, /stays as it is: somebody has changed it since it was shown/);
		assert.equal(await read('.claude/settings.json'), text);
	});

	it('denies what the folder brings in every tool that can, and says of the others that they cannot', async () => {
		await put('src/app/opencode.json', '{"mcp": {"evil": {"type": "local", "command": ["node", "x.js"]}}}');
		await look();
		const proposal = await propose({ does: 'deny-folder' });
		const made = await make(proposal.id ?? '');
		assert.deepEqual(JSON.parse(await read('.copilot/settings.json')), { disabledMcpServers: ['evil'] });
		assert.match(proposal.whole + proposal.detail, /opencode: no way: a project overrides/);
		assert.match(made.said, /No way in .*opencode.*: nothing changes there\./);
		assert.doesNotMatch(made.said, /No way in .*Claude Code/);
		const changes = (await answer({ does: 'list' })) as readonly MadeChange[];
		assert.equal(changes.length, made.undo.length);
		assert.ok(changes.some(({ purpose }) => /^denies what .*\/src\/app brings in Claude Code$/.test(purpose)));
		const undo = await propose({ does: 'undo', changes: null });
		await make(undo.id ?? '');
		assert.equal(await read('.claude/settings.json'), MINE);
		await assert.rejects(read('.copilot/settings.json'));
	});

	it('knows nothing of a launch or tool that somebody makes up', async () => {
		for (const launch of ['launch:made-up', '__proto__', '../x']) {
			assert.equal((await propose({ does: 'deny', launch, tool: null })).id, null);
		}
		assert.equal((await propose({ does: 'deny', launch: first(), tool: '__proto__' })).id, null);
		assert.equal((await propose({ does: 'undo', changes: ['../../x'] })).id, null);
	});

	it('shows a hostile name as what it is, and bounded', async () => {
		const name = `a\u202e\n[x](command:y)${'z'.repeat(5_000)}`;
		await put('src/app/.mcp.json', JSON.stringify({ mcpServers: { [name]: { command: 'node' }, ['__proto__']: { command: 'node' } } }));
		await look();
		for (const { id } of report.launches) {
			const { title, detail, whole } = await propose({ does: 'deny', launch: id, tool: null });
			assert.ok(![title, detail, whole].some((text) => text.includes('\u202e')));
			assert.ok(title.length < 250 && detail.length < 12_000, `${title.length} ${detail.length}`);
		}
	});

	it('offers the tools that can, in words for what would be done', async () => {
		const [launch] = report.launches;
		assert.ok(launch);
		const titles = (await proposals.offers(report, launch)).map(({ title }) => title);
		assert.ok(titles.includes('Deny this server in Claude Code…'), titles.join());
		assert.ok(!titles.some((title) => /opencode|Crush/.test(title)));
		assert.deepEqual(await proposals.offers(null, launch), []);
	});

	it('answers of a folder with thousands of servers in time, and says how many it looked at', async () => {
		const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`s${at}`, { command: 'node', args: [String(at)] }]));
		await put('src/app/.mcp.json', JSON.stringify({ mcpServers: many }));
		await look();
		const began = performance.now();
		const { whole, detail } = await propose({ does: 'deny-folder' });
		assert.ok(performance.now() - began < 10_000);
		for (const text of [whole, detail]) {
			assert.ok(text.includes(`Of ${report.launches.length} the first 200 are looked at.`), text.slice(-500));
		}
	});
});
