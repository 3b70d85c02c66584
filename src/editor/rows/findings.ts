import { atLeast, type Finding, type Severity } from '../../model/finding.ts';
import { shownSentence } from '../../report/phrases.ts';
import { type Icon, type Row, row } from '../row.ts';

export function findingRow(level: number, finding: Finding, home: string): Row {
	const fixes = finding.fixes.map((fix) => `→ ${fix.title}`);
	const tooltip = [finding.title, finding.detail, ...fixes].map((sentence) => shownSentence(sentence, home)).join('\n');
	return row(level, {
		id: `finding/${finding.id}`,
		label: shownSentence(finding.brief, home),
		remarks: [finding.severity],
		tooltip,
		detail: findingText(finding, home),
		spoken: `${finding.severity}: ${shownSentence(finding.title, home)}`,
		icon: iconOf(finding.severity),
		...(finding.severity !== 'info' && { colour: atLeast(finding.severity, 'high') ? ('error' as const) : ('warning' as const) }),
		// A file of the person's own may hold keys, whatever it is spoken of for: it is opened by name alone.
		...(finding.location && { place: finding.location, secret: true }),
	});
}

/** A finding as the audit tells it. */
export function findingText(finding: Finding, home: string): string {
	const indent = ' '.repeat(11);
	const about = [finding.detail, ...finding.fixes.map((fix) => `→ ${fix.title}`)].map((sentence) => indent + shownSentence(sentence, home));
	return [`  ${finding.severity.toUpperCase().padEnd(9)}${shownSentence(finding.title, home)}`, ...about].join('\n');
}

export function iconOf(severity: Severity): Icon {
	return severity === 'info' ? 'info' : atLeast(severity, 'high') ? 'error' : 'warning';
}
