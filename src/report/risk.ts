import { type Finding, SEVERITIES } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Risk } from '../model/report.ts';

/** Where the scores of a level begin and end. A single finding stands at the lower end; information scores nothing. */
const BANDS = { low: [6, 24], medium: [25, 54], high: [55, 84], critical: [85, 100] } as const;

/** What each further finding takes of the room that is left to the end of the band, in percent. */
const SHARE = { info: 0, low: 6, medium: 25, high: 55, critical: 85 } as const;

/**
 * The level is that of the worst finding; the score lets many small ones add up without ever reaching a worse one's
 * place. `reasons` name what made it, most points first.
 */
export function assessRisk(findings: readonly Finding[], gaps: readonly Gap[]): Risk {
	const atLeast = gaps.some((gap) => gap.area === 'launches');
	const [worst, ...others] = findings.filter((finding) => finding.severity !== 'info').sort(bySeverity);
	if (worst === undefined || worst.severity === 'info') {
		return { level: 'no-findings', atLeast, score: 0, reasons: [] };
	}
	const [start, end] = BANDS[worst.severity];
	let score: number = start;
	const reasons = [{ findingId: worst.id, points: score }];
	for (const finding of others) {
		const points = ((end - score) * SHARE[finding.severity]) / 100;
		score += points;
		reasons.push({ findingId: finding.id, points: Math.round(points * 10) / 10 });
	}
	return {
		level: worst.severity,
		atLeast,
		score: Math.round(score),
		reasons: reasons.filter((reason) => reason.points > 0).sort((a, b) => b.points - a.points),
	};
}

/** For sorting: the worst first; of the same severity what has stood there longest. */
export function bySeverity(a: Finding, b: Finding): number {
	return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || days(b) - days(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function days(finding: Finding): number {
	return Number(finding.arguments.days) || 0;
}
