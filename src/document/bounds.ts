/** Deeper than any configuration; beyond it lies only an attempt to exhaust the stack. */
export const MAX_DEPTH = 100;

/** More values than this in one file are not looked at: aliases can multiply a small YAML file into billions. */
export const MAX_NODES = 200_000;

/** Thrown by a parser at its bounds; what it had read by then is not handed on, for it may be the harmless part. */
export class BeyondBounds extends Error {
	constructor() {
		super('nested too deeply, or too many values');
	}
}
