import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { type Row, rowsOf } from '../../../src/editor/rows.ts';
import { type GuardState, UNSEEN } from '../../../src/editor/state.ts';
import { collectLaunches } from '../../../src/inventory/launches.ts';
import { ALL_AREAS, survey } from '../../../src/inventory/survey.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { failure } from '../../../src/model/outcome.ts';
import { assembleReport } from '../../../src/report/assemble.ts';

const SECTIONS = ['This folder', 'Updates', 'Agents & MCP servers', 'Credentials', 'Protection', 'Could not be read'];
const FOLDER = '/home/dev/src/app';
const secret = (): string => randomBytes(20).toString('hex');

async function stateOf(files: NonNullable<FixtureOptions['files']>, changes: Partial<GuardState> = {}): Promise<GuardState> {
	const machine = fixtureMachine({ files });
	const folders = changes.folders ?? [FOLDER];
	const report = assembleReport(await survey(machine, { areas: ALL_AREAS, folders, knownFolders: true }), '0.0.0');
	const opened = (await collectLaunches(machine, { folders, machineWide: false })).facts.map((launch) => launch.id);
	return { ...UNSEEN, report, opened, folders, checkedAt: new Date(2026, 5, 1, 9, 14), editor: 'vscode', firstLook: false, ...changes };
}

const all = (rows: readonly Row[]): Row[] => rows.flatMap((row) => [row, ...all(row.children ?? [])]);
const section = (rows: readonly Row[], label: string): Row => {
	const found = rows.find((row) => row.label === label);
	assert.ok(found, `no section ${label}`);
	return found;
};
const labels = (row: Row): readonly string[] => (row.children ?? []).map(({ label }) => label);

const SERVERS = JSON.stringify({
	mcpServers: { tickets: { command: 'npx', args: ['-y', '@example/tickets-mcp'] }, weather: { url: 'https://weather.example.com/mcp' } },
});

describe('the rows of the view', () => {
	it('are none before the first report, so that the view can say that it is reading', () => {
		assert.deepEqual(rowsOf(UNSEEN), []);
	});

	it('are the six sections, none of them empty, on a machine with nothing on it', async () => {
		const rows = rowsOf(await stateOf({ [`${FOLDER}/README.md`]: '' }));
		assert.deepEqual(
			rows.map(({ label }) => label),
			SECTIONS,
		);
		assert.ok(rows.every(({ children }) => (children ?? []).length > 0));
		assert.deepEqual(labels(section(rows, 'This folder')), ['Starts nothing here']);
		assert.deepEqual(labels(section(rows, 'Credentials')), ['None in the known places']);
	});

	it('never say safe, clean or guarded', async () => {
		const rows = rowsOf(await stateOf({}, { firstLook: true }));
		const said = all(rows).map(({ label, description, tooltip, spoken }) => [label, description, tooltip, spoken].join(' '));
		assert.doesNotMatch(said.join('\n'), /\b(?:safe|clean|guarded|secure)\b/i);
	});

	it('say of a folder what would run, by whom, in the order of its files', async () => {
		const rows = rowsOf(
			await stateOf({ [`${FOLDER}/.mcp.json`]: SERVERS, [`${FOLDER}/.vscode/mcp.json`]: '{"servers": {"tide": {"command": "node"}}}' }),
		);
		const here = section(rows, 'This folder');
		assert.deepEqual(labels(here), ['tickets', 'weather', 'tide']);
		assert.equal(here.description, '3 run if trusted');
		const [tickets] = here.children ?? [];
		assert.equal(tickets?.description, 'npx · 3 tools');
		assert.match(
			tickets?.tooltip ?? '',
			/^npx -y @example\/tickets-mcp\nMCP server in ~\/src\/app\/\.mcp\.json, line 1\nStarted by Claude Code, GitHub Copilot CLI, VS Code when a session starts or at the first prompt\.$/,
		);
		assert.equal(tickets?.command, 'npx -y @example/tickets-mcp');
		assert.deepEqual(tickets?.place, { path: `${FOLDER}/.mcp.json`, line: 1, column: tickets?.place?.column });
	});

	it('say that they can run where the folder is trusted, and through which folder an agent trusts it', async () => {
		const trust = JSON.stringify({ projects: { '/home/dev/src': { hasTrustDialogAccepted: true } } });
		const rows = rowsOf(
			await stateOf({ [`${FOLDER}/.mcp.json`]: SERVERS, '/home/dev/.claude.json': trust, '/home/dev/src/x': '' }, { trusted: true }),
		);
		const here = section(rows, 'This folder');
		assert.equal(here.description, '2 can run');
		assert.match(here.children?.[0]?.label ?? '', /Trusted in Claude Code/);
		assert.match(here.children?.[0]?.tooltip ?? '', /~\/src/);
	});

	it('name what no tool takes, and say why', async () => {
		const rows = rowsOf(
			await stateOf({
				[`${FOLDER}/.claude/settings.json`]: '{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "echo"}]}]},}',
			}),
		);
		const [hook] = section(rows, 'This folder').children ?? [];
		assert.equal(hook?.description, 'no tool takes it');
		assert.match(hook?.tooltip ?? '', /^Not Claude Code, GitHub Copilot CLI \(drops a file with a trailing comma\)\.$/m);
		assert.equal(section(rows, 'This folder').description, '');
	});

	it('put a file that could not be read first in its folder, as an error, and among the gaps', async () => {
		const rows = rowsOf(await stateOf({ [`${FOLDER}/.mcp.json`]: failure('denied', 'permission denied') }));
		const [first] = section(rows, 'This folder').children ?? [];
		assert.deepEqual([first?.label, first?.description, first?.icon], ['.mcp.json', 'permission denied', 'error']);
		assert.deepEqual(labels(section(rows, 'Could not be read')), ['.mcp.json']);
	});

	it('go folder by folder where more than one is open', async () => {
		const other = '/home/dev/src/other';
		const rows = rowsOf(
			await stateOf(
				{
					[`${FOLDER}/.mcp.json`]: SERVERS,
					[`${other}/.vscode/mcp.json`]: '{"servers": {"tide": {"command": "node"}}}',
					'/home/dev/src/.mcp.json': '{"mcpServers": {"above": {"command": "node"}}}',
				},
				{ folders: [FOLDER, other] },
			),
		);
		const here = section(rows, 'These folders');
		assert.equal(here.description, '4 run if trusted');
		assert.deepEqual(
			(here.children ?? []).map((group) => [group.label, group.description, labels(group)]),
			[
				['app', '2 run if trusted', ['tickets', 'weather']],
				['other', '1 run if trusted', ['tide']],
				['Above', '1 run if trusted', ['above']],
			],
		);
	});

	it('tell hooks of one event apart', async () => {
		const hook = (command: string): string => `{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "${command}"}]}]}}`;
		const rows = rowsOf(
			await stateOf({ [`${FOLDER}/.claude/settings.json`]: hook('echo'), [`${FOLDER}/.claude/settings.local.json`]: hook('echo') }),
		);
		const [one, two] = section(rows, 'This folder').children ?? [];
		assert.equal(one?.label, two?.label);
		assert.notEqual(one?.spoken, two?.spoken);
		assert.notEqual(one?.tooltip, two?.tooltip);
	});

	it('say that no folder is open, or that one is on no disk', async () => {
		assert.deepEqual(labels(section(rowsOf(await stateOf({}, { folders: [] })), 'This folder')), ['No folder is open']);
		const away = rowsOf(await stateOf({}, { folders: [], virtualFolders: 1 }));
		assert.deepEqual(labels(section(away, 'This folder')), ['On no disk of this machine']);
	});

	it('name servers of every folder by their agent, and trusted folders with what they start', async () => {
		const claude = JSON.stringify({ mcpServers: { mine: { command: 'node' } }, projects: { [FOLDER]: { hasTrustDialogAccepted: true } } });
		const rows = rowsOf(await stateOf({ '/home/dev/.claude.json': claude, [`${FOLDER}/.mcp.json`]: SERVERS }, { folders: [] }));
		const agents = section(rows, 'Agents & MCP servers');
		assert.deepEqual(labels(agents), ['Claude Code', 'app']);
		assert.deepEqual(
			agents.children?.map(({ children }) => (children ?? []).map(({ label }) => label)),
			[['mine'], ['tickets', 'weather']],
		);
		assert.equal(agents.children?.[1]?.description, 'trusted, starts 2');
	});

	it('keep the servers that a file of the person has for one folder apart from those of every folder', async () => {
		const claude = JSON.stringify({
			mcpServers: { mine: { command: 'node' } },
			projects: { '/home/dev/src/there': { mcpServers: { only: { command: 'node' } } } },
		});
		const agents = section(rowsOf(await stateOf({ '/home/dev/.claude.json': claude }, { folders: [] })), 'Agents & MCP servers');
		assert.equal(agents.description, '1');
		assert.deepEqual(
			agents.children?.map((row) => [row.label, row.description, labels(row)]),
			[
				['Claude Code', '1 in every folder', ['mine']],
				['there', 'starts 1', ['only']],
			],
		);
	});

	it('open a file of secrets only where that is asked for: a click shows the credential in the report', async () => {
		const rows = all(rowsOf(await stateOf({ '/home/dev/.git-credentials': `https://u:${secret()}@git.example.com` }, { firstLook: true })));
		const ofCredentials = rows.filter(({ place }) => place?.path === '/home/dev/.git-credentials');
		assert.equal(ofCredentials.length, 2, 'one in the first look, one in its section');
		for (const row of ofCredentials) {
			assert.equal(row.secretPlace, true);
			assert.ok((row.reveal ?? []).length > 0);
		}
	});

	it('mark the settings that need doing, put them first, and say what is not known', async () => {
		const files = { '/home/dev/.config/Code/User/settings.json': '{"security.workspace.trust.enabled": false}' };
		const [first, ...others] = section(rowsOf(await stateOf(files)), 'Protection').children ?? [];
		assert.deepEqual([first?.icon, first?.setting], ['warning', 'security.workspace.trust.enabled']);
		assert.match(first?.tooltip ?? '', /: false \(set by you\)\nRecommended: true/);
		const unknown = others.filter(({ icon }) => icon === 'question');
		assert.ok(unknown.length > 0);
		assert.ok(
			unknown.every(({ description, tooltip }) => description.startsWith('unknown') && tooltip.includes('(default varies by version)')),
		);
	});

	it('say of credentials how long they have been there, whose they are, and never what they are', async () => {
		const value = secret();
		const rows = rowsOf(await stateOf({ '/home/dev/.vault-token': `hvs.${value}` }));
		const credentials = section(rows, 'Credentials');
		assert.deepEqual(labels(credentials), ['HashiCorp Vault token']);
		assert.equal(credentials.children?.[0]?.description, '151 d');
		assert.doesNotMatch(JSON.stringify(rows), new RegExp(value.slice(0, 8)));
	});

	it('say that credentials were not looked at, where that is switched off', async () => {
		const state = await stateOf({});
		assert.ok(state.report);
		const rows = rowsOf({ ...state, report: { ...state.report, answers: state.report.answers.filter((area) => area !== 'credentials') } });
		const [row] = section(rows, 'Credentials').children ?? [];
		assert.deepEqual([row?.label, row?.setting], ['Not looked at', 'sallyport.credentials.look']);
	});

	it('begin with at most five lines of the worst, until these are put away', async () => {
		const files = {
			'/home/dev/.vault-token': `hvs.${secret()}`,
			'/home/dev/.npmrc': `//npm.example.com/:_authToken=npm_${secret()}`,
			'/home/dev/.git-credentials': `https://u:${secret()}@git.example.com\n`,
			'/home/dev/.docker/config.json': JSON.stringify({
				auths: { 'c.example.com': { auth: Buffer.from(`u:${secret()}`).toString('base64') } },
			}),
			'/home/dev/.config/Code/User/settings.json': '{"extensions.autoUpdateDelay": 12}',
			'/home/dev/.claude.json': JSON.stringify({ projects: { [FOLDER]: { hasTrustDialogAccepted: true } } }),
			[`${FOLDER}/.mcp.json`]: SERVERS,
			'/home/dev/other/.mcp.json': '',
		};
		const rows = rowsOf(await stateOf(files, { firstLook: true }));
		const before = rows.slice(
			0,
			rows.findIndex(({ label }) => label === SECTIONS[0]),
		);
		const lines = before.slice(0, -2);
		assert.ok(lines.length <= 5);
		assert.deepEqual(
			[lines[0]?.label, lines[0]?.description, lines[0]?.click],
			['Open folder', '2 run if trusted', 'sallyport.showFolder'],
		);
		// Not credentials alone: what is trusted and how long updates wait have their lines too.
		assert.deepEqual(
			lines.slice(-2).map(({ label }) => label),
			['1 trusted folder starts commands', 'Updates wait 12 h'],
		);
		assert.equal(lines.at(-1)?.setting, 'extensions.autoUpdateDelay');
		assert.match(before.at(-2)?.label ?? '', /^Read \d+ places$/);
		assert.deepEqual(
			rowsOf(await stateOf(files, { firstLook: false })).map(({ label }) => label),
			SECTIONS,
		);
	});

	it('have ids that are unique, and the same for the same machine', async () => {
		const files = {
			[`${FOLDER}/.mcp.json`]: SERVERS,
			'/home/dev/.vault-token': secret(),
			[`${FOLDER}/.cursor/mcp.json`]: failure('loop', 'a loop'),
		};
		const ids = all(rowsOf(await stateOf(files, { firstLook: true }))).map(({ id }) => id);
		assert.equal(new Set(ids).size, ids.length);
		assert.deepEqual(
			all(rowsOf(await stateOf(files, { firstLook: true }))).map(({ id }) => id),
			ids,
		);
	});

	it('show no unseen character of a hostile name, and are never longer than the side bar has room for', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), async (name) => {
				const servers = JSON.stringify({ mcpServers: { [`\u202e${name}`]: { command: `\u200b${name}`, args: [name] } } });
				for (const row of all(rowsOf(await stateOf({ [`${FOLDER}/.mcp.json`]: servers })))) {
					const shown = [row.label, row.description, row.spoken, row.tooltip.replaceAll('\n', '')].join('');
					assert.doesNotMatch(shown, /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
					assert.ok([...row.label].length <= 48);
				}
			}),
			{ numRuns: 60 },
		);
	});
});
