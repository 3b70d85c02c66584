import type { FailureReason } from './outcome.ts';

/** The part of the answer that a gap leaves a hole in. */
export type Area = 'extensions' | 'launches' | 'credentials' | 'posture' | 'trust' | 'updates' | 'provenance' | 'journal' | 'intelligence';

/** One place that could not be read. A collector returns these beside its facts and never returns less in silence. */
export interface Gap {
	readonly path: string | null;
	readonly area: Area;
	readonly reason: FailureReason;
	readonly detail: string;
}

/** What a collector returns: what it found, and what it could not see. */
export interface Collected<T> {
	readonly facts: readonly T[];
	readonly gaps: readonly Gap[];
}
