import type { Report } from '../model/report.ts';

/** The report as JSON, ending in a line break. */
export function renderJson(report: Report): string {
	return `${JSON.stringify(report, null, 2)}\n`;
}

/** The lists of a report whose rows become lines of their own, with the `type` of each. */
const ROWS = {
	editors: 'editor',
	extensions: 'extension',
	updates: 'update',
	launches: 'launch',
	credentials: 'credential',
	posture: 'posture',
	trust: 'trust',
	knownBad: 'known-bad',
	provenance: 'provenance',
	findings: 'finding',
	incomplete: 'incomplete',
} as const;

/** One JSON object a line: a `report` line with everything that is no list, then a line per row with its `type`. */
export function renderNdjson(report: Report): string {
	const lists = new Set<string>(Object.keys(ROWS));
	const head = Object.fromEntries(Object.entries(report).filter(([key]) => !lists.has(key)));
	const lines: unknown[] = [{ type: 'report', ...head }];
	for (const [key, type] of Object.entries(ROWS)) {
		lines.push(...report[key as keyof typeof ROWS].map((row: object) => ({ type, ...row })));
	}
	return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}
