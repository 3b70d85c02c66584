import assert from 'node:assert/strict';
import type { Report } from '../../../src/model/report.ts';
import { renderJson, renderNdjson } from '../../../src/report/json.ts';
import { bySeverity } from '../../../src/report/risk.ts';
import { emptyReport, madeUp, RICH, richReport } from './rich-machine.ts';

describe('report/json', () => {
	let report: Report;

	before(async () => {
		report = await richReport();
	});

	it('gives the same bytes for the same machine', async () => {
		const again = await richReport();
		assert.equal(renderJson(again), renderJson(report));
		assert.equal(renderNdjson(again), renderNdjson(report));
	});

	it('gives the same bytes whatever order the files come in', async () => {
		const turned = await richReport({ files: Object.fromEntries(Object.entries(RICH.files).reverse()) });
		assert.equal(renderJson(turned), renderJson(report));
	});

	it('has the report and nothing else, and ends its last line', () => {
		const text = renderJson(report);
		assert.deepEqual(JSON.parse(text), report);
		assert.ok(text.startsWith('{\n  "schemaVersion": 1,\n') && text.endsWith('\n}\n'));
	});

	it('is sorted: lists by what identifies a row, findings by severity', () => {
		const sorted = (list: readonly string[]): void => assert.deepEqual(list, [...list].sort());
		const place = (row: { editor: string; extensionsDir?: string; id?: string }): string => `${row.editor} ${row.id ?? row.extensionsDir}`;
		sorted(report.answers);
		sorted(report.folders.looked);
		sorted(report.editors.map(place));
		sorted(report.extensions.map(place));
		sorted(report.launches.map((launch) => launch.id));
		for (const launch of report.launches) {
			sorted(launch.executors.map((executor) => executor.tool));
		}
		sorted(report.credentials.map((credential) => credential.id));
		sorted(report.posture.map((fact) => `${fact.subject} ${fact.setting}`));
		sorted(report.trust.map((record) => `${record.folder}\0${record.tool}`));
		sorted(report.incomplete.map((gap) => gap.path ?? ''));
		assert.deepEqual(report.findings, [...report.findings].sort(bySeverity));
		for (const ids of [report.launches, report.credentials, report.findings].map((list) => list.map((row) => row.id))) {
			assert.equal(new Set(ids).size, ids.length);
		}
	});

	it('has a line for the report and one for each row, each with its type', () => {
		const lines = renderNdjson(report).split('\n');
		assert.equal(lines.pop(), '');
		const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		const lists = { editors: 'editor', extensions: 'extension', launches: 'launch', credentials: 'credential', posture: 'posture' };
		for (const [key, type] of Object.entries({ ...lists, trust: 'trust', findings: 'finding', incomplete: 'incomplete' })) {
			assert.deepEqual(
				rows.filter((row) => row.type === type),
				report[key as keyof typeof lists].map((row) => ({ type, ...row })),
			);
		}
		assert.equal(rows[0]?.type, 'report');
		assert.deepEqual(rows[0]?.risk, report.risk);
		assert.equal('findings' in (rows[0] ?? {}), false);
	});

	it('has one line where there is nothing', async () => {
		const [first, ...more] = renderNdjson(await emptyReport())
			.trimEnd()
			.split('\n');
		assert.equal(JSON.parse(first ?? '').risk.level, 'no-findings');
		assert.deepEqual(more, []);
	});

	it('holds nothing of a value that was recognised', () => {
		const secrets = [madeUp(40, 1), madeUp(16, 2).toUpperCase(), madeUp(40, 4), madeUp(24, 5), madeUp(36, 6), madeUp(90, 7), madeUp(30, 8)];
		for (const secret of secrets) {
			for (let at = 0; at + 8 <= secret.length; at++) {
				assert.equal(renderJson(report).includes(secret.slice(at, at + 8)), false);
			}
		}
		// They are what the files hold.
		const files = JSON.stringify([RICH.files, RICH.env]);
		assert.ok([1, 4, 5, 6].every((seed) => [40, 24, 36].some((length) => files.includes(madeUp(length, seed)))));
	});
});
