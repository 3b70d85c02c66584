import assert from 'node:assert/strict';
// @ts-expect-error: it carries no types
import markdownIt from 'markdown-it';
import { folderQuery, survey } from '../../../src/inventory/survey.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { type Finding, SEVERITIES } from '../../../src/model/finding.ts';
import type { Report } from '../../../src/model/report.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { notesOn } from '../../../src/report/file-notes.ts';
import { launchHover } from '../../../src/report/launch-hover.ts';
import { exampleLaunch } from '../../../src/rules/example-launch.ts';

const FOLDER = '/home/dev/app';
const MCP = `${FOLDER}/.mcp.json`;

async function reportOf(files: NonNullable<FixtureOptions['files']>): Promise<Report> {
	return assembleReport(await survey(fixtureMachine({ files }), folderQuery([FOLDER])), '1.2.3');
}

const SERVERS =
	'{\n  "mcpServers": {\n    "lamp": { "command": "npx", "args": ["-y", "lamp"] },\n    "web": { "url": "https://mcp.example.com/sse" }\n  }\n}\n';

describe('report/file-notes', () => {
	it('has the launches of a file at their places, and the findings about it', async () => {
		const report = await reportOf({ [MCP]: SERVERS, [`${FOLDER}/.cursor/mcp.json`]: '{"mcpServers": {' });
		const [cursor, mcp, ...others] = notesOn(report, [MCP, `${FOLDER}/.cursor/mcp.json`, MCP, `${FOLDER}/README.md`]);
		assert.deepEqual(others, []);
		assert.deepEqual(
			mcp?.launches.map(({ line, column }) => [line, column]),
			[
				[3, 5],
				[4, 5],
			],
		);
		assert.deepEqual(
			mcp?.problems.map(({ line, column, look, rule }) => [line, column, look, rule]),
			[[3, 5, 'hint', 'launch/unpinned-runner']],
		);
		assert.deepEqual(
			cursor?.problems.map(({ look, rule, message }) => [look, rule, message.split('\n')[0]]),
			[['error', 'launch/unreadable', 'What ~/app/.cursor/mcp.json would start is not known.']],
		);
	});

	it('has a look for each severity', async () => {
		const report = await reportOf({ [MCP]: SERVERS });
		const [finding] = report.findings;
		assert.ok(finding);
		const looks = SEVERITIES.map((severity) => notesOn({ ...report, findings: [{ ...finding, severity }] }, [MCP])[0]?.problems[0]?.look);
		assert.deepEqual(looks, ['hint', 'information', 'warning', 'error', 'error']);
	});

	it('is bounded: many findings and launches of one file are cut, the worst kept', async () => {
		const many = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`s${at}`, { command: 'npx', args: ['x'] }]));
		const report = await reportOf({ [MCP]: JSON.stringify({ mcpServers: many }) });
		const [notes] = notesOn(report, [MCP]);
		assert.deepEqual([notes?.problems.length, notes?.launches.length], [200, 300]);
		assert.ok(JSON.stringify(notes).length < 500_000);
	});
});

describe('report/launch-hover', () => {
	const finding: Pick<Finding, 'severity' | 'title'> = { severity: 'high', title: '/home/dev/app/.mcp.json line 3 runs x' };
	const hover = (changes: Parameters<typeof exampleLaunch>[0] = {}, findings: readonly Finding[] = []): string =>
		launchHover(exampleLaunch(changes), findings, '/home/dev');

	it('says what would run, by whom, when, behind what, and whether it was reviewed', () => {
		const [executor] = exampleLaunch().executors;
		assert.ok(executor);
		const text = hover(
			{
				review: 'changed',
				hidden: true,
				env: [{ name: 'NODE_OPTIONS', value: '-r x' }],
				executors: [
					executor,
					{
						...executor,
						tool: 'codex',
						verdict: 'unknown',
						reason: 'only if asked',
						needsTrust: false,
						headless: 'refuses',
						approval: 'approved',
					},
					{ ...executor, tool: 'cursor', verdict: 'ignores', reason: 'reads .cursor/mcp.json instead' },
				],
			},
			[finding as Finding],
		);
		assert.equal(
			text,
			[
				'**server** `files` · **changed** since it was reviewed · asks its tool not to show it',
				'',
				'`npx -y example-server`',
				'',
				'- Claude Code: when a session starts · once the folder is trusted · without a person (CI) too',
				'- perhaps Codex CLI: when a session starts · without asking for trust · never without a person · approved by you · only if asked',
				'- not Cursor: reads `.cursor/mcp.json` instead',
				'',
				'Variables: `NODE_OPTIONS=-r x`',
				'',
				'**high** `~/app/.mcp.json` line 3 runs x',
			].join('\n'),
		);
	});

	it('has nothing of a file’s words as markup, and counts what it cuts', () => {
		const hostile = '`](command:x)<img src=x> [a](https://evil.example.com) \u202e\n# b';
		const text = hover({
			name: hostile,
			command: hostile,
			args: ['`'.repeat(9), 'y'.repeat(3_000)],
			headerNames: [hostile],
			env: [{ name: hostile, value: hostile }],
		});
		const kinds = new Set<string>();
		const walk = (tokens: readonly { type: string; children: never[] | null }[]): void => {
			for (const token of tokens) {
				kinds.add(token.type);
				walk(token.children ?? []);
			}
		};
		walk(markdownIt({ html: true, linkify: true }).parse(text, {}));
		for (const kind of ['link_open', 'image', 'html_inline', 'html_block', 'heading_open', 'em_open', 'fence']) {
			assert.ok(!kinds.has(kind), `${kind}: ${text}`);
		}
		assert.match(text, /… and 2\d\d\d characters more/);
		assert.ok(!text.includes('\u202e'));
	});

	it('names as many findings as one can read, and counts the others', () => {
		const text = hover(
			{},
			Array.from({ length: 20 }, () => finding as Finding),
		);
		assert.equal(text.split('**high**').length - 1, 8);
		assert.ok(text.endsWith('\n… and 12 findings more'), text);
	});
});
