import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const out = join(import.meta.dirname, '..', 'out');

/**
 * The packaged extension: the file that was named, else the newest in out/. Without any this process ends.
 * @param {string | undefined} named
 * @returns {string} absolute path
 */
export function findVsix(named) {
	if (named !== undefined) {
		return resolve(named);
	}
	/** @type {string[]} */
	let names = [];
	try {
		names = readdirSync(out).filter((name) => name.endsWith('.vsix'));
	} catch {
		// There is no out/ before the first build.
	}
	const [newest] = names.map((name) => join(out, name)).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
	if (newest === undefined) {
		console.error('There is no packaged extension in out/: run `npm run package` first.');
		process.exit(1);
	}
	return newest;
}
