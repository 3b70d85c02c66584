import assert from 'node:assert/strict';
// The schema of the standard. It is a document that does not change any more, and this package carries it whole.
import standard from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import fc from 'fast-check';
import type { Log, Result, Run } from 'sarif';
import { folderQuery, survey } from '../../../src/inventory/survey.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { type Finding, SEVERITIES } from '../../../src/model/finding.ts';
import { failure } from '../../../src/model/outcome.ts';
import type { Report } from '../../../src/model/report.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { renderSarif, type SarifOptions } from '../../../src/report/sarif.ts';
import { rules } from '../../../src/rules/index.ts';
import { emptyReport, richReport } from './rich-machine.ts';

const FOLDER = '/home/dev/app';
const ON_FOLDER: SarifOptions = { command: 'folder', folder: FOLDER, exit: { code: 0, meaning: 'answered' } };
const ON_MACHINE: SarifOptions = { command: 'audit', folder: null, exit: { code: 0, meaning: 'answered' } };

// Written for draft 4, of which it uses nothing but the name of its own address that later drafts have changed.
const { id: _, $schema: __, ...schema } = standard;
const address = (text: string): boolean => /^[\w.~:/?#@!$&'()*+,;=%-]*$/.test(text);
const validate = new Ajv({ strict: false, unicodeRegExp: false })
	.addFormat('uri', (text: string) => address(text) && URL.canParse(text))
	.addFormat('uri-reference', (text: string) => address(text) && URL.canParse(text, 'file:///base/'))
	.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)))
	.compile(schema);

/** The one run of a log that keeps to the standard. */
function runOf(report: Report, options: SarifOptions): Run & { results: Result[] } {
	const log: Log = JSON.parse(renderSarif(report, options));
	assert.ok(validate(log), JSON.stringify(validate.errors?.slice(0, 3)));
	const [run, ...others] = log.runs;
	assert.ok(run?.results && others.length === 0);
	return { ...run, results: run.results };
}

function finding(changes: Partial<Finding> = {}): Finding {
	return {
		id: `launch/unreadable:${FOLDER}/.mcp.json`,
		ruleId: 'launch/unreadable',
		severity: 'high',
		messageId: 'launch/unreadable',
		arguments: {},
		subject: { type: 'machine', ref: `${FOLDER}/.mcp.json` },
		location: { path: `${FOLDER}/.mcp.json`, line: 3, column: 5 },
		evidence: [],
		brief: 'brief',
		title: 'Title',
		detail: 'Detail.',
		fixes: [{ title: 'Do this', kind: 'manual' }],
		...changes,
	};
}

describe('report/sarif', () => {
	let nothing: Report;
	const having = (...findings: readonly Finding[]): Report => ({ ...nothing, findings });

	before(async () => {
		nothing = { ...(await emptyReport()), incomplete: [] };
	});

	it('keeps to the schema of the standard for a machine with everything, and is refused where it would not', async () => {
		const report = await richReport();
		assert.equal(runOf(report, ON_MACHINE).results.length, report.findings.length);
		const log = JSON.parse(renderSarif(report, ON_MACHINE));
		for (const spoil of [
			(run: Run) => ({ ...run, columnKind: 'bytes' }),
			(run: Run) => ({ ...run, results: run.results?.map((result) => ({ ...result, level: 'dreadful' })) }),
			(run: Run) => ({ ...run, results: run.results?.map(({ message: _, ...result }) => result) }),
			(run: Run) => ({ ...run, invocations: [{ executionSuccessful: 'yes' }] }),
			(run: Run) => ({ ...run, novelty: 1 }),
		]) {
			assert.equal(validate({ ...log, runs: log.runs.map(spoil) }), false, String(spoil));
		}
	});

	it('tells what the tool is, and each rule with a text, whether it spoke or not', () => {
		const { driver } = runOf(nothing, ON_FOLDER).tool;
		assert.deepEqual([driver.name, driver.version], ['Sallyport', '1.2.3']);
		assert.deepEqual(
			driver.rules?.map(({ id }) => id),
			rules.map(({ id }) => id),
		);
		for (const rule of driver.rules ?? []) {
			assert.ok((rule.shortDescription?.text ?? '').length > 20 && (rule.help?.text ?? '').length > 40, rule.id);
		}
		const unreadable = driver.rules?.find(({ id }) => id === 'launch/unreadable');
		assert.equal(unreadable?.defaultConfiguration?.level, 'error');
		assert.deepEqual(unreadable?.properties, { tags: ['security'], 'security-severity': '8.0' });
	});

	it('a finding is a result: its rule, its sentences, its place in the folder', () => {
		const run = runOf(having(finding()), ON_FOLDER);
		const [result] = run.results;
		assert.deepEqual([result?.ruleId, result?.level, result?.message.text], ['launch/unreadable', 'error', 'Title.\nDetail.\n→ Do this']);
		assert.equal(run.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id, 'launch/unreadable');
		assert.deepEqual(result?.locations, [
			{
				physicalLocation: {
					artifactLocation: { uri: '.mcp.json', uriBaseId: 'SRCROOT' },
					region: { startLine: 3, startColumn: 5 },
				},
			},
		]);
		assert.deepEqual(run.originalUriBaseIds, { SRCROOT: { uri: 'file:///home/dev/app/' } });
	});

	it('has a level for each severity', () => {
		const levels = SEVERITIES.map((severity) => runOf(having(finding({ severity })), ON_FOLDER).results[0]?.level);
		assert.deepEqual(levels, ['note', 'note', 'warning', 'error', 'error']);
	});

	it('what would run is no result by itself', async () => {
		const machine = fixtureMachine({ files: { [`${FOLDER}/.mcp.json`]: '{"mcpServers": {"a": {"command": "a"}}}' } });
		const report = assembleReport(await survey(machine, folderQuery([FOLDER])), '1.2.3');
		assert.equal(report.launches.length, 1);
		assert.deepEqual(runOf(report, ON_FOLDER).results, []);
	});

	describe('places', () => {
		const placeOf = (path: string, options = ON_FOLDER) =>
			runOf(having(finding({ location: { path, line: 1, column: 1 } })), options).results[0]?.locations?.[0]?.physicalLocation
				?.artifactLocation;

		it('are relative to the folder, to the home of an audit, and absolute elsewhere', () => {
			assert.deepEqual(placeOf(`${FOLDER}/.claude/settings.json`), { uri: '.claude/settings.json', uriBaseId: 'SRCROOT' });
			assert.deepEqual(placeOf('/home/dev/.npmrc', ON_MACHINE), { uri: '.npmrc', uriBaseId: 'HOME' });
			assert.deepEqual(placeOf('/home/dev/application/.mcp.json'), { uri: 'file:///home/dev/application/.mcp.json' });
			assert.deepEqual(placeOf('/etc/x', ON_MACHINE), { uri: 'file:///etc/x' });
		});

		it('are addresses, whatever a folder is called', () => {
			assert.deepEqual(placeOf(`${FOLDER}/javascript:alert(1)/a b#c?d%2f[e]\u202e.json`), {
				uri: 'javascript%3Aalert(1)/a%20b%23c%3Fd%252f%5Be%5D%E2%80%AE.json',
				uriBaseId: 'SRCROOT',
			});
		});

		it('are the folder’s for a finding without one, since GitHub refuses a result without a place', () => {
			const [ofFolder] = runOf(having(finding({ location: null })), ON_FOLDER).results;
			assert.deepEqual(ofFolder?.locations, [{ physicalLocation: { artifactLocation: { uri: './', uriBaseId: 'SRCROOT' } } }]);
			assert.deepEqual(runOf(having(finding({ location: null })), ON_MACHINE).results[0]?.locations, []);
		});
	});

	it('has a fingerprint that stays with the finding into another checkout, and is another one’s for another finding', () => {
		const printOf = (folder: string, file: string) =>
			runOf(having(finding({ id: `launch/unreadable:${folder}/${file}` })), { ...ON_FOLDER, folder }).results[0]?.partialFingerprints;
		assert.deepEqual(printOf(FOLDER, '.mcp.json'), printOf('/builds/app', '.mcp.json'));
		assert.notDeepEqual(printOf(FOLDER, '.mcp.json'), printOf(FOLDER, '.cursor/mcp.json'));
	});

	describe('what could not be read', () => {
		const invocation = (report: Report, options = ON_FOLDER) => {
			const [first] = runOf(report, options).invocations ?? [];
			assert.ok(first);
			return first;
		};

		it('is a notification with its place, and an unsuccessful run where it starts commands', async () => {
			const machine = fixtureMachine({ files: { [`${FOLDER}/.mcp.json`]: failure('denied', 'permission denied') } });
			const report = assembleReport(await survey(machine, folderQuery([FOLDER])), '1.2.3');
			const { executionSuccessful, toolExecutionNotifications } = invocation(report);
			assert.equal(executionSuccessful, false);
			assert.deepEqual(toolExecutionNotifications, [
				{
					level: 'error',
					descriptor: { id: 'incomplete/launches/denied' },
					message: { text: 'Could not be read: .mcp.json, permission denied.' },
					locations: [{ physicalLocation: { artifactLocation: { uri: '.mcp.json', uriBaseId: 'SRCROOT' } } }],
				},
			]);
		});

		it('is a warning where it starts nothing', () => {
			const gap = { path: null, area: 'credentials', reason: 'limit', detail: 'more than 9 files' } as const;
			const { executionSuccessful, toolExecutionNotifications } = invocation({ ...nothing, incomplete: [gap] });
			assert.equal(executionSuccessful, true);
			assert.deepEqual(
				toolExecutionNotifications?.map(({ level, message }) => [level, message.text]),
				[['warning', 'Could not be read: credentials, over a limit: more than 9 files.']],
			);
		});

		it('is nothing where everything was', () => {
			const said = invocation(nothing, { ...ON_FOLDER, exit: { code: 1, meaning: 'a finding' } });
			assert.deepEqual([said.executionSuccessful, said.toolExecutionNotifications], [true, []]);
			assert.deepEqual([said.exitCode, said.exitCodeDescription], [1, 'a finding']);
		});
	});

	it('is text: no placeholder, no link, nothing unseen comes out of a file’s words', () => {
		const hostile = 'a {0} [click](https://evil.example.com) ${HOME} \u202e\u0007\n[x]\\](1)';
		const [result] = runOf(having(finding({ title: hostile, detail: '', fixes: [] })), ON_FOLDER).results;
		assert.equal(result?.message.text, 'a {{0}} [click] (https://evil.example.com) ${{HOME}} \\u{{202e}}\\u{{7}}\\n[x]\\] (1).');
	});

	it('keeps to the standard whatever names files have and words say', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, words) => {
				const path = `${FOLDER}/${name.replaceAll('\0', '')}`;
				const gap = { path, area: 'launches', reason: 'unparsable', detail: words } as const;
				runOf({ ...having(finding({ title: words, id: words, location: { path, line: 1, column: 1 } })), incomplete: [gap] }, ON_FOLDER);
			}),
			{ numRuns: 300 },
		);
	});
});
