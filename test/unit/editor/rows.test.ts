import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import type { Row } from '../../../src/editor/row.ts';
import { rowsOf } from '../../../src/editor/rows.ts';
import { type GuardState, UNSEEN } from '../../../src/editor/state.ts';
import { NO_FACTS } from '../../../src/inventory/facts.ts';
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
	const facts = await survey(machine, { areas: ALL_AREAS, folders, knownFolders: true });
	const report = assembleReport(facts, '0.0.0');
	const opened = (await collectLaunches(machine, { folders, machineWide: false })).facts.map((launch) => launch.id);
	return {
		...UNSEEN,
		report,
		reach: facts.reach,
		opened,
		folders,
		checkedAt: new Date(2026, 5, 1, 9, 14),
		editor: 'vscode',
		firstLook: false,
		...changes,
	};
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
		assert.deepEqual(labels(section(rows, 'This folder')), ['Nothing that runs']);
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
		assert.equal(tickets?.description, 'npx · 5 tools');
		assert.match(
			tickets?.tooltip ?? '',
			/^npx -y @example\/tickets-mcp\nMCP server in ~\/src\/app\/\.mcp\.json, line 1\nStarted by Claude Code, GitHub Copilot CLI, Devin CLI, Grok Build when a session starts; by VS Code at the first prompt\.$/,
		);
		assert.equal(tickets?.command, 'npx -y @example/tickets-mcp');
		assert.equal(tickets?.click, 'sallyport.openPlace');
		assert.match(
			tickets?.spoken ?? '',
			/^MCP server tickets, npx -y @example\/tickets-mcp, Claude Code, .*, in ~\/src\/app\/\.mcp\.json, line 1$/,
		);
		assert.deepEqual(tickets?.place, { path: `${FOLDER}/.mcp.json`, line: 1, column: tickets?.place?.column });
	});

	it('say of a server alone that it is elsewhere, and not of a setting without a command', async () => {
		const settings = JSON.stringify({ 'files.exclude': { '**/.git': false, '**/.mcp.json': true, '**/.claude': true } });
		const rows = rowsOf(await stateOf({ [`${FOLDER}/.mcp.json`]: SERVERS, [`${FOLDER}/.vscode/settings.json`]: settings }));
		const here = new Map((section(rows, 'This folder').children ?? []).map(({ label, description }) => [label, description]));
		assert.match(here.get('weather') ?? '', /a server elsewhere/);
		assert.ok(here.has('files.exclude'));
		assert.doesNotMatch(here.get('files.exclude') ?? '', /elsewhere/);
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

	it('tell rows of one name apart, by the tool that each was made for, else by its line', async () => {
		const hook = (name: string) => `{"hooks": {"${name}": [{"hooks": [{"type": "command", "command": "node x.mjs"}]}]}}`;
		const rows = rowsOf(
			await stateOf({
				[`${FOLDER}/.claude/settings.json`]: hook('SessionStart'),
				[`${FOLDER}/.claude/settings.local.json`]: hook('Stop'),
				[`${FOLDER}/.gemini/settings.json`]: hook('SessionStart'),
				[`${FOLDER}/.codex/hooks.json`]: `{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "node x.mjs"}, {"type": "command", "command": "node y.mjs"}]}]}}`,
				[`${FOLDER}/.github/hooks/a.json`]: '{"version": 1, "hooks": {"sessionStart": [{"type": "command", "bash": "node x.mjs"}]}}',
			}),
		);
		const shown = (section(rows, 'This folder').children ?? []).map(({ label, description }) => `${label.toLowerCase()} ${description}`);
		assert.ok(shown.length >= 6, shown.join('\n'));
		assert.equal(new Set(shown).size, shown.length, shown.join('\n'));
		assert.ok(shown.includes('sessionstart GitHub Copilot CLI'), shown.join('\n'));
	});

	it('stand folder by folder where several are open', async () => {
		const other = '/home/dev/src/other';
		const rows = rowsOf(
			await stateOf(
				{
					[`${FOLDER}/.mcp.json`]: SERVERS,
					[`${other}/.mcp.json`]: '{"mcpServers": {"tide": {"command": "node"}}}',
					'/home/dev/src/third/.mcp.json': failure('denied', 'permission denied'),
				},
				{ folders: [FOLDER, other, '/home/dev/src/third', '/home/dev/src/app/fourth'], virtualFolders: 1 },
			),
		);
		const here = section(rows, 'These folders');
		assert.equal(here.description, '3 run if trusted');
		assert.deepEqual(
			here.children?.map((row) => [row.label, row.description.split(' · ')[0], labels(row)]),
			[
				['app', '2 run if trusted', ['tickets', 'weather']],
				['other', '1 run if trusted', ['tide']],
				['third', '~/src', ['.mcp.json']],
				// Claude Code looks into the folders above.
				['fourth', '2 run if trusted', ['tickets', 'weather']],
				['On no disk of this machine', '', []],
			],
		);
	});

	it('name what no tool takes, and say why', async () => {
		const rows = rowsOf(
			await stateOf({
				[`${FOLDER}/.gemini/settings.json`]: '{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "echo"}]}]},}',
			}),
		);
		const [hook] = section(rows, 'This folder').children ?? [];
		assert.equal(hook?.description, 'no tool takes it');
		assert.match(hook?.tooltip ?? '', /Not by Gemini CLI: drops a file with a trailing comma\./);
		assert.equal(section(rows, 'This folder').description, '');
	});

	it('put a file that could not be read first in its folder, as an error, and among the gaps', async () => {
		const rows = rowsOf(await stateOf({ [`${FOLDER}/.mcp.json`]: failure('denied', 'permission denied') }));
		const [first] = section(rows, 'This folder').children ?? [];
		assert.deepEqual([first?.label, first?.description, first?.icon], ['.mcp.json', 'permission denied', 'error']);
		assert.deepEqual(labels(section(rows, 'Could not be read')), ['.mcp.json']);
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

	it('say of credentials how long they have been there, whose they are, and never what they are', async () => {
		const value = secret();
		const rows = rowsOf(await stateOf({ '/home/dev/.vault-token': `hvs.${value}` }));
		const credentials = section(rows, 'Credentials');
		assert.deepEqual(labels(credentials), ['HashiCorp Vault token']);
		assert.equal(credentials.children?.[0]?.description, '151 d');
		assert.doesNotMatch(JSON.stringify(rows), new RegExp(value.slice(0, 8)));
	});

	it('have a click on a credential say what is known of it, and not open the file that holds it', async () => {
		const files = { '/home/dev/.git-credentials': `https://u:${secret()}@git.example.com\n` };
		const [credential] = section(rowsOf(await stateOf(files)), 'Credentials').children ?? [];
		assert.equal(credential?.click, undefined);
		assert.deepEqual([credential?.place?.path, credential?.secret], ['/home/dev/.git-credentials', true]);
		assert.match(
			credential?.detail ?? '',
			/^Git password or token\n\n.*~\/\.git-credentials, line 1.*\n\n {2}LOW .*plain text\n.*\n +→ Move to /s,
		);
	});

	it('open no file by a click but on a server or hook', async () => {
		const rows = all(
			rowsOf(
				await stateOf(
					{
						'/home/dev/.vault-token': `hvs.${secret()}`,
						[`${FOLDER}/.mcp.json`]: SERVERS,
						'/home/dev/.npmrc': failure('denied', 'denied'),
					},
					{ firstLook: true },
				),
			),
		);
		assert.ok(rows.filter(({ click }) => click === 'sallyport.openPlace').every(({ command }) => command !== undefined));
		assert.equal(rows.filter(({ place, command, secret }) => place !== undefined && command === undefined && !secret).length, 0);
		// Each leads somewhere.
		assert.deepEqual(
			rows.filter(({ children, detail }) => (children === undefined) !== ((detail ?? '') !== '')),
			[],
		);
	});

	it('have the credentials with the worst finding first, then the oldest, then what is protected', async () => {
		const at = (days: number) => new Date(Date.UTC(2026, 0, 1) - days * 86_400_000).toISOString();
		const files = { '/home/dev/.vault-token': `hvs.${secret()}` };
		const state = await stateOf(files);
		assert.ok(state.report);
		const [found] = state.report.credentials;
		assert.ok(found);
		const one = { ...found, lifetime: 'long' as const };
		const credentials = [
			{ ...one, id: 'a', title: 'new', modifiedAt: at(3) },
			{ ...one, id: 'b', title: 'old', modifiedAt: at(700) },
			{ ...one, id: 'c', title: 'of unknown age', modifiedAt: null },
			{ ...one, id: 'd', title: 'short', lifetime: 'short' as const, modifiedAt: at(900) },
			{ ...one, id: 'e', title: 'protected', protection: 'not-plaintext' as const, atRest: 'encrypted-os' as const, modifiedAt: at(999) },
			{ ...one, id: 'f', title: 'open', mode: '0644', modifiedAt: at(1) },
		];
		const report = assembleReport({ ...NO_FACTS, answers: ALL_AREAS, credentials, openToOthers: ['f'] }, '0.0.0');
		assert.deepEqual(labels(section(rowsOf({ ...state, report }), 'Credentials')), [
			'open',
			'old',
			'new',
			'of unknown age',
			'short',
			'protected',
		]);
	});

	it('mark the settings that are not as recommended, and those that are not known', async () => {
		const settings = '{"extensions.autoUpdateDelay": 100, "chat.tools.global.autoApprove": true, "chat.mcp.autostart": "newAndOutdated"}';
		const rows = rowsOf(await stateOf({ '/home/dev/.config/Code/User/settings.json': settings }));
		const protection = section(rows, 'Protection');
		assert.equal(protection.description, '2 not as recommended');
		const icons = Object.fromEntries((protection.children ?? []).map(({ setting, icon }) => [setting, icon]));
		assert.equal(icons['extensions.autoUpdateDelay'], 'pass');
		assert.equal(icons['chat.tools.global.autoApprove'], 'warning');
		assert.equal(icons['chat.mcp.autostart'], 'info');
		// Its default is another one in older versions.
		const unknown = protection.children?.find(({ setting }) => setting === 'extensions.autoUpdate');
		assert.deepEqual([unknown?.icon, unknown?.description], ['question', 'unknown']);
		assert.match(unknown?.spoken ?? '', /unknown, recommended on/);
		assert.doesNotMatch(JSON.stringify(rows), /advised/i);
	});

	it('say that credentials were not looked at, where that is switched off', async () => {
		const state = await stateOf({});
		assert.ok(state.report);
		const answers = state.report.answers.filter((area) => area !== 'credentials');
		const rows = rowsOf({ ...state, report: { ...state.report, answers }, firstLook: true });
		const [row] = section(rows, 'Credentials').children ?? [];
		assert.deepEqual([row?.label, row?.setting], ['Not looked at', 'sallyport.credentials.look']);
		assert.equal(section(rows, 'Credentials').description, 'not looked at');
		assert.equal(rows.find(({ click }) => click === 'sallyport.audit')?.description, 'credentials off');
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
		// Not credentials alone: what is trusted and how long updates wait have their lines too.
		assert.deepEqual(
			lines.slice(-2).map(({ label }) => label),
			['1 trusted folder starts commands', 'Updates wait 12 h, not 72'],
		);
		assert.deepEqual([lines[0]?.label, lines[0]?.click], ['This folder: 2 run if trusted', 'sallyport.showFolder']);
		assert.match(
			lines.at(-2)?.detail ?? '',
			/Claude Code starts 2 commands of ~\/src\/app, which it trusts\.\n {4}tickets: npx -y @example\/tickets-mcp\n/,
		);
		assert.equal(lines.at(-1)?.spoken, 'Updates wait 12 hours, 72 are recommended');
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
					const shown = [row.label, row.description, row.spoken, row.tooltip, row.detail].join('').replaceAll('\n', '');
					assert.doesNotMatch(shown, /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
					assert.ok([...row.label].length <= 48);
				}
			}),
			{ numRuns: 60 },
		);
	});
});
