/**
 * The result of looking at one place. Expected failures are values, so that one bad file costs one row and nothing
 * else; whatever still throws is a bug.
 */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Absent | Failure;

/** Nothing is there. This is an answer, not a gap. */
export interface Absent {
	readonly ok: false;
	readonly absent: true;
}

/** Something is there, or may be, and it could not be read. */
export interface Failure {
	readonly ok: false;
	readonly absent: false;
	readonly reason: FailureReason;
	/** What stopped us, in words that carry nothing of the file's content. */
	readonly detail: string;
	/** The folder, or the link, that keeps everything below it out of reach, where that is not the place itself. */
	readonly at?: string;
}

export type FailureReason =
	| 'denied'
	| 'too-large'
	| 'unparsable'
	| 'unsupported'
	| 'offline'
	| 'timeout'
	| 'special-file'
	| 'loop'
	| 'vanished'
	| 'binary'
	| 'limit';

export const ABSENT: Absent = { ok: false, absent: true };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
	return { ok: true, value };
}

export function failure(reason: FailureReason, detail: string): Failure {
	return { ok: false, absent: false, reason, detail };
}
