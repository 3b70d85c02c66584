import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { ABSENT, failure, type Outcome, ok } from '../model/outcome.ts';

/**
 * Writes a whole file that its owner alone can read, or nothing at all: beside it first, then renamed over it. Only a regular
 * file is replaced: renaming over `/dev/null` would break the machine, over a link the person's own arrangement.
 */
export async function writePrivately(path: string, text: string): Promise<Outcome<null>> {
	const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
	try {
		const there = await fs.lstat(path).catch(() => null);
		// The system itself keeps a folder from being replaced.
		if (there !== null && !there.isFile() && !there.isDirectory()) {
			return failure('special-file', 'not a regular file; not replaced');
		}
		await fs.writeFile(beside, text, { mode: 0o600, flag: 'wx' });
		await fs.rename(beside, path);
		return ok(null);
	} catch (error) {
		await fs.rm(beside, { force: true }).catch(() => undefined);
		const { code } = error as NodeJS.ErrnoException;
		return code === 'ENOENT' ? ABSENT : failure('denied', `the system answered ${code ?? 'with an error'}`);
	}
}
