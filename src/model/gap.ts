import type { Failure, FailureReason } from './outcome.ts';

/** The part of the answer that a gap leaves a hole in. */
export type Area = 'extensions' | 'launches' | 'credentials' | 'posture' | 'trust' | 'updates' | 'provenance' | 'journal' | 'intelligence';

/** One place that could not be read. A collector returns these beside its facts and never returns less in silence. */
export interface Gap {
	readonly path: string | null;
	readonly area: Area;
	readonly reason: FailureReason;
	readonly detail: string;
	/** True for a folder's file from which tools start commands, where one of them may read what could not be read here. */
	readonly hides?: boolean;
}

/** What a collector returns: what it found, and what it could not see. */
export interface Collected<T> {
	readonly facts: readonly T[];
	readonly gaps: readonly Gap[];
}

/** The row for a place that could not be read; for one inside of what shut us out, the row of that. */
export function gapOf(area: Area, path: string, { reason, detail, at }: Failure): Gap {
	return { path: at ?? path, area, reason, detail };
}

/** Each once, by path: the same on every run. */
export function distinctGaps(gaps: readonly Gap[]): Gap[] {
	const keyed = new Map(gaps.map((gap) => [JSON.stringify([gap.path ?? '', gap.reason, gap.detail, gap.area]), gap]));
	return [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => gap);
}
