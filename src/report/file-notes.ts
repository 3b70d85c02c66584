import type { Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { launchHover } from './launch-hover.ts';
import { findingsAbout } from './order.ts';
import { inFileOrder, shownSentence } from './phrases.ts';

/** A finding at its place in a file. Lines and columns count from 1. */
export interface Problem {
	readonly line: number;
	readonly column: number;
	readonly look: 'error' | 'warning' | 'information' | 'hint';
	/** Plain text, a sentence a line. */
	readonly message: string;
	readonly rule: string;
}

/** A launch at its place in a file. */
export interface LaunchNote {
	/** Its id. */
	readonly launch: string;
	readonly line: number;
	readonly column: number;
	/** Markdown. */
	readonly hover: string;
}

/** What there is to say about a file, line by line. */
export interface FileNotes {
	readonly path: string;
	readonly problems: readonly Problem[];
	readonly launches: readonly LaunchNote[];
}

/** Of one file; what is beyond is in the view and in the audit. */
const MOST_PROBLEMS = 200;
const MOST_LAUNCHES = 300;

/** `info` is no problem to list: a hint is drawn at its place alone. */
const LOOKS: Readonly<Record<Severity, Problem['look']>> = {
	info: 'hint',
	low: 'information',
	medium: 'warning',
	high: 'error',
	critical: 'error',
};

/** What the report says about each of these files; those that it says nothing of are left out. */
export function notesOn(report: Report, paths: readonly string[]): readonly FileNotes[] {
	return [...new Set(paths)].sort().flatMap((path) => {
		const notes = notesOf(report, path);
		return notes.problems.length + notes.launches.length === 0 ? [] : [notes];
	});
}

function notesOf({ findings, launches, machine: { home } }: Report, path: string): FileNotes {
	const problems = findings.flatMap(({ location, severity, title, detail, ruleId }): Problem[] => {
		if (location === null || !isSameFile(location.path, path)) {
			return [];
		}
		const sentences = [`${title}.`, detail].filter((sentence) => sentence !== '').map((sentence) => shownSentence(sentence, home));
		return [{ line: location.line, column: location.column, look: LOOKS[severity], message: sentences.join('\n'), rule: ruleId }];
	});
	const said = findingsAbout('launch', findings);
	const here = inFileOrder(launches.filter(({ source }) => isSameFile(source.path, path))).slice(0, MOST_LAUNCHES);
	return {
		path,
		problems: problems.slice(0, MOST_PROBLEMS),
		launches: here.map((launch) => ({
			launch: launch.id,
			line: launch.source.line,
			column: launch.source.column,
			hover: launchHover(launch, said.get(launch.id) ?? [], home),
		})),
	};
}

/** The editor writes the letter of a drive small, Windows itself large. */
export function isSameFile(a: string, b: string): boolean {
	return a === b || (/^[A-Za-z]:/.test(a) && a.slice(1) === b.slice(1) && a.slice(0, 1).toLowerCase() === b.slice(0, 1).toLowerCase());
}
