import assert from 'node:assert/strict';
import { failure } from '../../../src/model/outcome.ts';
import type { Report } from '../../../src/model/report.ts';
import { withoutKnown } from '../../../src/report/baseline.ts';
import { renderJson } from '../../../src/report/json.ts';
import { richReport } from './rich-machine.ts';

describe('report/baseline', () => {
	let report: Report;

	before(async () => {
		report = await richReport();
	});

	it('leaves nothing of a report that is its own baseline but what it saw', () => {
		const rest = withoutKnown(report, renderJson(report));
		assert.deepEqual(rest, { ...report, findings: [], risk: { level: 'no-findings', atLeast: true, score: 0, reasons: [] } });
	});

	it('leaves what is new, and reckons the risk of that alone', async () => {
		const path = '/home/dev/app/.vscode/mcp.json';
		const later = await richReport({ now: '2026-07-01T00:00:00.000Z', files: { [path]: failure('denied', 'permission denied') } });
		const fresh = withoutKnown(later, renderJson(report));
		assert.deepEqual(
			fresh?.findings.map((finding) => finding.id),
			[`launch/unreadable:${path}`],
		);
		assert.equal(fresh?.risk.level, 'high');
		assert.equal(fresh?.risk.score, 55);
	});

	it('knows a finding again when its words have changed', async () => {
		const later = await richReport({ now: '2027-01-01T00:00:00.000Z' });
		assert.notDeepEqual(later.findings, report.findings);
		assert.deepEqual(withoutKnown(later, renderJson(report))?.findings, []);
	});

	it('leaves everything against a baseline without findings, or with others', () => {
		assert.deepEqual(withoutKnown(report, '{"findings": []}'), report);
		assert.deepEqual(withoutKnown(report, '{"findings": [{"id": "x"}, null, 7, {}]}'), report);
	});

	it('refuses what is no report', () => {
		for (const text of ['', '{', 'null', '[]', '"findings"', '7', '{}', '{"findings": {}}', '{"findings": null}']) {
			assert.equal(withoutKnown(report, text), null, text);
		}
	});
});
