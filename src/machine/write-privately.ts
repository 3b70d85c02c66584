import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { ABSENT, failure, type Outcome, ok } from '../model/outcome.ts';

/** Writes a whole file that its owner alone can read, or nothing at all: beside it first, then renamed over it. */
export async function writePrivately(path: string, text: string): Promise<Outcome<null>> {
	const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
	try {
		await writeFile(beside, text, { mode: 0o600, flag: 'wx' });
		await rename(beside, path);
		return ok(null);
	} catch (error) {
		await rm(beside, { force: true }).catch(() => undefined);
		const { code } = error as NodeJS.ErrnoException;
		return code === 'ENOENT' ? ABSENT : failure('denied', `the system answered ${code ?? 'with an error'}`);
	}
}
