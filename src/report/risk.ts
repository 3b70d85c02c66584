import { type Finding, SEVERITIES } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Risk } from '../model/report.ts';

/** What one finding of a severity takes off the room that is left, in percent. Information takes nothing. */
const POINTS = { info: 0, low: 6, medium: 25, high: 55, critical: 85 } as const;

/**
 * The level is that of the worst finding; the score lets many small ones add up without ever reaching a worse one's
 * place: each takes a share of what is left to 100. `reasons` name what made it, most points first.
 */
export function assessRisk(findings: readonly Finding[], gaps: readonly Gap[]): Risk {
	const ranked = findings
		.filter((finding) => POINTS[finding.severity] > 0)
		.sort((a, b) => POINTS[b.severity] - POINTS[a.severity] || (a.id < b.id ? -1 : 1));
	let left = 100;
	const reasons = ranked.map((finding) => {
		const points = (left * POINTS[finding.severity]) / 100;
		left -= points;
		return { findingId: finding.id, points: Math.round(points * 10) / 10 };
	});
	const worst = ranked[0]?.severity;
	return {
		level: worst === undefined || worst === 'info' ? 'no-findings' : worst,
		atLeast: gaps.some((gap) => gap.area === 'launches'),
		score: Math.round(100 - left),
		reasons: reasons.filter((reason) => reason.points > 0),
	};
}

/** For sorting: the worst first. */
export function bySeverity(a: Finding, b: Finding): number {
	return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || (a.id < b.id ? -1 : 1);
}
