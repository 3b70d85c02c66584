import type { Report } from '../model/report.ts';
import { assessRisk } from './risk.ts';

/** The report without the findings that an earlier one has, its risk reckoned anew. Null where the earlier one is no report. */
export function withoutKnown(report: Report, earlier: string): Report | null {
	const known = findingIds(earlier);
	if (known === null) {
		return null;
	}
	const findings = report.findings.filter((finding) => !known.has(finding.id));
	return { ...report, findings, risk: assessRisk(findings, report.incomplete) };
}

function findingIds(text: string): Set<string> | null {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		return null;
	}
	const findings = typeof parsed === 'object' && parsed !== null ? (parsed as { findings?: unknown }).findings : undefined;
	if (!Array.isArray(findings)) {
		return null;
	}
	return new Set(
		findings.map((finding: unknown) => (typeof finding === 'object' && finding !== null ? String((finding as { id?: unknown }).id) : '')),
	);
}
