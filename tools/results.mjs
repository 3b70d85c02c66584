// What each tier of the tests counted, one file per tier, so that one closing line can sum them.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, '..', 'out', 'results');

/** @typedef {{ passed: number, failed: number }} Count */

/** Forgets the counts of earlier runs. */
export function forget() {
	rmSync(directory, { recursive: true, force: true });
}

/**
 * @param {string} tier file name safe, for instance `unit` or `editor-trusted`
 * @param {Count} count
 */
export function record(tier, { passed, failed }) {
	mkdirSync(directory, { recursive: true });
	writeFileSync(join(directory, `${tier}.json`), JSON.stringify({ passed, failed }));
}

/** @returns {Map<string, Count>} */
export function recorded() {
	/** @type {string[]} */
	let names = [];
	try {
		names = readdirSync(directory).sort();
	} catch {
		// Nothing has run yet.
	}
	return new Map(names.map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(directory, name), 'utf8'))]));
}
