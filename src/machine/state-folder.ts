import { promises as fs } from 'node:fs';
import { dirname } from 'node:path';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import type { FileFacts } from './machine.ts';
import { type Layout, type Places, placesFor, resolvePlace } from './places.ts';

const PLACES: Places = {
	linux: ['$XDG_STATE_HOME/sallyport'],
	darwin: ['~/Library/Application Support/Sallyport'],
	win32: ['%LOCALAPPDATA%/Sallyport'],
};

/** The one folder per user in which Sallyport keeps anything. */
export function stateFolderOf(layout: Layout): string {
	return placesFor(PLACES, layout.platform)
		.map((place) => resolvePlace(layout, place))
		.join('');
}

/** Makes the folder, for its owner alone, where it is missing; refuses one that others could have a hand in. */
export async function makeStateFolder(folder: string): Promise<Outcome<null>> {
	try {
		await fs.mkdir(dirname(folder), { recursive: true, mode: 0o700 });
		await fs.mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
			if (error.code !== 'EEXIST') {
				throw error;
			}
		});
		const refusal = (await refusalOfOwner(folder)) ?? refusalOfMode(await fs.stat(folder));
		if (refusal !== null) {
			return failure('denied', refusal);
		}
		if (process.platform !== 'win32') {
			await fs.chmod(folder, 0o700);
		}
		return ok(null);
	} catch (error) {
		return failure('denied', `the system answered ${(error as NodeJS.ErrnoException).code ?? 'with an error'}`);
	}
}

/** Why a folder, or the link that stands in its place, is not taken for this user's own; null where it is. */
export async function refusalOfOwner(folder: string): Promise<string | null> {
	const user = process.getuid?.();
	if (user === undefined) {
		return null;
	}
	const [own, target] = await Promise.all([fs.lstat(folder), fs.stat(folder)]);
	return own.uid === user && target.uid === user ? null : 'belongs to another user; neither read nor written';
}

/** Why a folder is not this user's alone, by its mode; null where it is, or where modes mean nothing. */
export function refusalOfMode({ mode }: Pick<FileFacts, 'mode'> | { readonly mode: number }): string | null {
	const bits = typeof mode === 'string' ? Number.parseInt(mode, 8) : process.platform === 'win32' ? 0 : (mode ?? 0);
	return (bits & 0o022) === 0 ? null : 'others may write to it; neither read nor written';
}
