import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Finding, SEVERITIES, type Severity } from '../../../src/model/finding.ts';
import type { Area, Gap } from '../../../src/model/gap.ts';
import { assessRisk, bySeverity } from '../../../src/report/risk.ts';

const finding = (severity: Severity, at = 0): Finding => ({
	id: `${severity}:${String(at).padStart(4, '0')}`,
	ruleId: 'some/rule',
	severity,
	messageId: 'some/rule',
	arguments: {},
	subject: { type: 'machine', ref: 'x' },
	location: null,
	evidence: [],
	brief: 'b',
	title: 't',
	detail: 'd',
	fixes: [],
});
const many = (severity: Severity, count: number): Finding[] => Array.from({ length: count }, (_, at) => finding(severity, at));
const gap = (area: Area): Gap => ({ path: '/x', area, reason: 'denied', detail: '' });
const score = (...findings: Finding[]): number => assessRisk(findings, []).score;

describe('report/risk', () => {
	it('has the level of the worst finding', () => {
		assert.deepEqual(assessRisk([], []), { level: 'no-findings', atLeast: false, score: 0, reasons: [] });
		assert.equal(assessRisk([finding('info')], []).level, 'no-findings');
		for (const severity of SEVERITIES.slice(1)) {
			assert.equal(assessRisk([finding('info'), finding('low'), finding(severity)].reverse(), []).level, severity);
		}
	});

	it('scores one finding of each severity', () => {
		assert.deepEqual(
			SEVERITIES.map((severity) => score(finding(severity))),
			[0, 6, 25, 55, 85],
		);
	});

	it('lets many small ones add up, and never reach a worse one’s place', () => {
		assert.equal(score(...many('low', 2)), 7);
		assert.ok(score(...many('low', 10)) > score(...many('low', 5)));
		for (const [at, severity] of SEVERITIES.slice(1, -1).entries()) {
			const worse = SEVERITIES[at + 2] as Severity;
			assert.ok(score(...many(severity, 500), ...many('low', 500)) < score(finding(worse)), `${severity} below ${worse}`);
		}
		assert.equal(score(...many('critical', 500)), 100);
	});

	it('counts as a lower bound where something that launches code could not be read, and nowhere else', () => {
		assert.equal(assessRisk([], [gap('launches')]).atLeast, true);
		for (const area of ['extensions', 'credentials', 'posture', 'trust', 'updates'] as const) {
			assert.equal(assessRisk([finding('high')], [gap(area)]).atLeast, false);
		}
	});

	it('names what made the score, most points first', () => {
		const { reasons, score: total } = assessRisk([finding('low', 1), finding('info'), finding('high', 2), finding('medium', 3)], []);
		assert.deepEqual(reasons, [
			{ findingId: 'high:0002', points: 55 },
			{ findingId: 'medium:0003', points: 7.3 },
			{ findingId: 'low:0001', points: 1.3 },
		]);
		assert.equal(total, 64);
	});

	const findings = fc
		.array(fc.constantFrom(...SEVERITIES), { maxLength: 60 })
		.map((list) => list.map((severity, at) => finding(severity, at)));

	it('stays between 0 and 100, agrees with its level, and only ever grows', () => {
		const bands = { 'no-findings': [0, 0], low: [6, 24], medium: [25, 54], high: [55, 84], critical: [85, 100] };
		fc.assert(
			fc.property(findings, fc.constantFrom(...SEVERITIES), (list, further) => {
				const before = assessRisk(list, []);
				const after = assessRisk([...list, finding(further, 9_999)], []);
				const [least = 0, most = 0] = bands[before.level];
				assert.ok(Number.isInteger(before.score) && before.score >= least && before.score <= most, JSON.stringify(before));
				assert.ok(after.score >= before.score, `${before.score} to ${after.score} with ${further}`);
				const sum = before.reasons.reduce((total, reason) => total + reason.points, 0);
				assert.ok(Math.abs(sum - before.score) < 3, `${sum} for ${before.score}`);
			}),
		);
	});

	it('does not depend on the order of what was found', () => {
		fc.assert(
			fc.property(findings, (list) => {
				assert.deepEqual(assessRisk([...list].reverse(), []), assessRisk(list, []));
			}),
		);
	});

	it('sorts the worst first, then by id, and leaves the list as it is', () => {
		const list = [finding('low', 2), finding('critical', 1), finding('low', 1), finding('info', 0)];
		const copy = [...list];
		assessRisk(list, []);
		assert.deepEqual(list, copy);
		assert.deepEqual(
			copy.sort(bySeverity).map((entry) => entry.id),
			['critical:0001', 'low:0001', 'low:0002', 'info:0000'],
		);
		assert.equal(bySeverity(finding('low', 1), finding('low', 1)), 0);
	});
});
