import { isBelow } from '../inventory/folder-search.ts';
import { loads, startsByItself } from '../inventory/trusted-launches.ts';
import { atLeast, type Finding } from '../model/finding.ts';
import type { Launch } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import { inFileOrder, plural, shownSentence } from '../report/phrases.ts';
import type { GuardState } from './state.ts';

/** What the status bar item says. */
export interface Status {
	readonly text: string;
	readonly look: 'plain' | 'warning' | 'error';
	/** Plain text, a sentence a line. */
	readonly tooltip: string;
	/** How many decisions wait for the person. */
	readonly waiting: number;
}

/** The launches that the open folders bring and that at least one tool would take. */
export function launchesHere(state: GuardState): readonly Launch[] {
	const opened = new Set(state.opened);
	return inFileOrder((state.report?.launches ?? []).filter((launch) => opened.has(launch.id) && loads(launch)));
}

/** Those of them that nobody has reviewed as they stand now. */
export function unreviewedHere(state: GuardState): readonly Launch[] {
	return launchesHere(state).filter(({ review }) => review !== 'reviewed');
}

/** Findings of severity high and above about what nobody has reviewed. */
export function graveHere(state: GuardState): readonly Finding[] {
	const reviewed = new Set(launchesHere(state).flatMap(({ id, review }) => (review === 'reviewed' ? [id] : [])));
	return findingsHere(state).filter((finding) => atLeast(finding.severity, 'high') && !reviewed.has(finding.subject.ref));
}

/** How many of the unreviewed start without anybody asking for it. */
function waitingHere(state: GuardState): number {
	return unreviewedHere(state).filter((launch) => startsByItself(launch)).length;
}

/** `3 can run` where the person trusts the open folders, else `3 run if trusted`; empty where nothing waits. */
export function runs(state: GuardState): string {
	const count = waitingHere(state);
	return count === 0 ? '' : state.trusted ? `${count} can run` : `${count} run if trusted`;
}

export function manyFolders({ folders, virtualFolders }: GuardState): boolean {
	return folders.length > 0 && folders.length + virtualFolders > 1;
}

/** False where the person has switched that off. */
export function looksAtCredentials(report: Report): boolean {
	return report.answers.includes('credentials');
}

/** Whether a path is a folder, or lies below it. */
export function isIn(path: string, folder: string): boolean {
	return path === folder || isBelow(path, folder);
}

/** Findings about files of the open folders, or about what these bring. */
export function findingsHere(state: GuardState): readonly Finding[] {
	const opened = new Set(state.opened);
	const inside = (path: string | undefined): boolean => path !== undefined && state.folders.some((folder) => isIn(path, folder));
	return (state.report?.findings ?? []).filter(
		(finding) => (finding.subject.type === 'launch' && opened.has(finding.subject.ref)) || inside(finding.location?.path),
	);
}

/** Findings that the tooltip names; the sheet has all. */
const MOST_REASONS = 3;

export function statusOf(state: GuardState): Status {
	const { report, checkedAt } = state;
	if (state.degraded !== null) {
		return { text: '$(shield) Not checking', look: 'warning', tooltip: `Not checking: ${state.degraded}.`, waiting: 0 };
	}
	if (report === null || checkedAt === null) {
		return { text: '$(shield)', look: 'plain', tooltip: 'Reading this machine…', waiting: 0 };
	}
	const count = waitingHere(state);
	const seen = [
		`Checked ${clock(checkedAt)}.`,
		report.incomplete.length > 0 ? `${plural(report.incomplete.length, 'place')} unreadable.` : '',
		looksAtCredentials(report) ? '' : 'Credentials are not looked at.',
		'Network off.',
	];
	const says = (...sentences: readonly string[]): string => [...sentences, ...seen].filter((text) => text !== '').join(' ');
	const severe = graveHere(state);
	const look = severe.length > 0 ? 'error' : 'warning';
	const named = severe.slice(0, MOST_REASONS).map((finding) => `${shownSentence(finding.title, report.machine.home)}.`);
	const why = severe.length > MOST_REASONS ? [...named, `And ${severe.length - MOST_REASONS} more.`] : named;
	if (count > 0) {
		const these = manyFolders(state) ? 'these folders' : 'this folder';
		const trust = manyFolders(state) ? 'These folders are trusted.' : 'This folder is trusted.';
		const said = state.trusted
			? `${trust} ${plural(count, 'command')} can run.`
			: `${plural(count, 'command')} would run if you trusted ${these}.`;
		return { text: `$(shield) ${runs(state)}`, look, tooltip: says(said, ...why), waiting: count };
	}
	if (severe.length > 0) {
		return { text: `$(shield) ${severe.length} to review`, look, tooltip: says(...why), waiting: severe.length };
	}
	// Of the machine the bar says no more than this: it is the folder's, and what is exposed everywhere would make it stand still.
	const { level } = report.risk;
	const elsewhere =
		level === 'no-findings' || level === 'low'
			? 'Nothing waits for you.'
			: `Nothing waits for you in this window. The audit of this machine says: risk ${level}.`;
	return { text: '$(shield)', look: 'plain', tooltip: says(elsewhere), waiting: 0 };
}

/** `09:14`. */
export function clock(date: Date): string {
	return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
