import { randomBytes } from 'node:crypto';
import { type BigIntStats, constants, promises as fs } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import { MAX_CONFIG_BYTES } from './machine.ts';

/** A file of somebody else's as it stood when it was read: what is written later is written only over this. */
export interface Held {
	/** As it was asked for. */
	readonly path: string;
	/** Where it stands once links are followed. */
	readonly place: string;
	/** Null where there is no file. */
	readonly bytes: Uint8Array | null;
	/** Device, number, moment of change and size; null where there is no file. */
	readonly identity: string | null;
	/** Folders on the way that are not there yet, the outermost first. */
	readonly missing: readonly string[];
}

/** The one way in which anything outside of our own state is written. No call throws on what it meets. */
export interface Writer {
	/** Reads a file, or finds that there is none, in a place that may be written. */
	hold(path: string, maxBytes?: number): Promise<Outcome<Held>>;
	/**
	 * Puts a whole file in the place of the one that is held, or nothing at all. A new file is its owner's alone, as are the
	 * folders made for it; one that is replaced keeps its mode and owner.
	 */
	replace(held: Held, bytes: Uint8Array): Promise<Outcome<null>>;
	/** Takes away the file that is held, and those of the folders that are empty then. */
	remove(held: Held, folders?: readonly string[]): Promise<Outcome<null>>;
}

/** What {@link nodeWriter} says where the file is not the one that was held. */
export const CHANGED_MEANWHILE = 'somebody else changed it meanwhile';

/**
 * Writes below a home, and in folders that were named outright (a variable moved the file there). Links are followed as long
 * as they stay within: who keeps the settings in a folder of dotfiles goes on doing so.
 */
export function nodeWriter(home: string): Writer {
	return {
		hold: (path, maxBytes = MAX_CONFIG_BYTES) => guarded(() => hold(home, path, maxBytes)),
		replace: (held, bytes) => guarded(() => replace(home, held, bytes)),
		remove: (held, folders = []) => guarded(() => remove(home, held, folders)),
	};
}

async function guarded<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
	try {
		return await work();
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === undefined) {
			throw error;
		}
		return failure('denied', code === 'EACCES' || code === 'EPERM' ? 'permission denied' : `the system answered ${code}`);
	}
}

async function hold(home: string, path: string, maxBytes: number): Promise<Outcome<Held>> {
	if (path.includes('\0')) {
		return failure('unsupported', 'no path');
	}
	const base = await fs.realpath(isInside(path, home) ? home : await deepest(dirname(path)));
	const own = await lstat(path);
	if (own === null) {
		const missing: string[] = [];
		let folder = dirname(path);
		for (; (await lstat(folder)) === null && dirname(folder) !== folder; folder = dirname(folder)) {
			missing.unshift(folder);
		}
		const real = await fs.realpath(folder);
		if (!isInside(real, base)) {
			return failure('unsupported', LEADS_OUT);
		}
		return (await fs.stat(real)).isDirectory()
			? ok({ path, place: join(real, path.slice(folder.length)), bytes: null, identity: null, missing })
			: failure('special-file', 'something that is no folder stands in the way');
	}
	const place = await fs.realpath(path).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : Promise.reject(error)));
	if (place === null) {
		return failure('unsupported', 'a link that leads to nothing');
	}
	if (!isInside(place, base)) {
		return failure('unsupported', LEADS_OUT);
	}
	// Before it is opened: a FIFO would keep us waiting.
	const stands = await fs.lstat(place, { bigint: true });
	const problem = unfit(stands.nlink > 1n ? await withoutLeftover(place, stands) : stands, maxBytes);
	if (problem !== null) {
		return problem;
	}
	const file = await fs.open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
	try {
		const before = await file.stat({ bigint: true });
		const swapped = unfit(before, maxBytes);
		if (swapped !== null) {
			return swapped;
		}
		const buffer = Buffer.alloc(Number(before.size) + 1);
		let filled = 0;
		for (let count = -1; count !== 0 && filled < buffer.length; filled += count) {
			count = (await file.read(buffer, filled, buffer.length - filled, filled)).bytesRead;
		}
		const identity = identityOf(await file.stat({ bigint: true }));
		return filled === Number(before.size) && identity === identityOf(before)
			? ok({ path, place, bytes: buffer.subarray(0, filled), identity, missing: [] })
			: failure('unsupported', CHANGED_MEANWHILE);
	} finally {
		await file.close();
	}
}

const LEADS_OUT = 'a link on the way leads out of the home';

/** Why a file is not one that we replace; null where it is. */
function unfit(stats: BigIntStats, maxBytes: number): Outcome<never> | null {
	if (!stats.isFile()) {
		return failure('special-file', 'not a regular file');
	}
	if (stats.size > BigInt(maxBytes)) {
		return failure('too-large', `${stats.size} bytes; at most ${maxBytes} are edited`);
	}
	// Replaced, it would part from its other name, which somebody wanted to be the same.
	if (stats.nlink > 1n) {
		return failure('unsupported', 'it has a second name (a hard link)');
	}
	return (stats.mode & 0o200n) === 0n ? failure('denied', 'it is write-protected') : null;
}

/** A new file has two names for a moment, see {@link replace}: who died in that moment left the second one behind. */
async function withoutLeftover(place: string, stats: BigIntStats): Promise<BigIntStats> {
	const [start, end] = [`.${basename(place)}.`, '.tmp'];
	for (const name of await fs.readdir(dirname(place))) {
		if (name.startsWith(start) && name.endsWith(end) && /^[0-9a-f]{12}$/.test(name.slice(start.length, -end.length))) {
			const other = join(dirname(place), name);
			const { dev, ino } = await fs.lstat(other, { bigint: true });
			if (dev === stats.dev && ino === stats.ino) {
				await fs.rm(other);
			}
		}
	}
	return fs.lstat(place, { bigint: true });
}

async function replace(home: string, held: Held, bytes: Uint8Array): Promise<Outcome<null>> {
	const { place } = held;
	// Made one by one: what `recursive` finds in the way it would follow.
	for (let at = held.missing.length; at > 0; at--) {
		await fs.mkdir(up(place, at), { mode: 0o700 }).catch(ifThere);
	}
	const before = await lstat(place);
	if ((before === null) !== (held.bytes === null)) {
		return failure('unsupported', CHANGED_MEANWHILE);
	}
	const beside = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}.tmp`);
	try {
		const file = await fs.open(beside, 'wx', 0o600);
		try {
			await file.writeFile(bytes);
			if (before !== null && process.platform !== 'win32') {
				const made = await file.stat({ bigint: true });
				if (made.uid !== before.uid || made.gid !== before.gid) {
					await file.chown(Number(before.uid), Number(before.gid));
				}
				await file.chmod(Number(before.mode & 0o7777n));
			}
			await file.sync();
		} finally {
			await file.close();
		}
		// No system can replace a file only if it is still the same one. What is left is the moment between this look and the
		// next call; where there is no file yet, a link that is made in its place takes nobody else's.
		const still = await stillHeld(home, held);
		if (!still.ok) {
			await discard(home, beside, held);
			return still;
		}
		if (held.bytes === null) {
			const taken = await fs.link(beside, place).then(
				() => null,
				(error: NodeJS.ErrnoException) => error,
			);
			if (taken?.code === 'EEXIST') {
				await discard(home, beside, held);
				return failure('unsupported', CHANGED_MEANWHILE);
			}
			// File systems without links: the look a moment ago has to do.
			await (taken === null ? fs.rm(beside) : fs.rename(beside, place));
		} else {
			await fs.rename(beside, place);
		}
		await syncFolder(dirname(place));
		return ok(null);
	} catch (error) {
		await discard(home, beside, held);
		throw error;
	}
}

async function discard(home: string, beside: string, held: Held): Promise<void> {
	await fs.rm(beside, { force: true }).catch(() => undefined);
	await removeEmpty(home, held.missing);
}

async function remove(home: string, held: Held, folders: readonly string[]): Promise<Outcome<null>> {
	const still = await stillHeld(home, held);
	if (!still.ok) {
		return still;
	}
	if (held.bytes !== null) {
		await fs.rm(held.place);
		await syncFolder(dirname(held.place));
	}
	await removeEmpty(home, folders);
	return ok(null);
}

async function stillHeld(home: string, held: Held): Promise<Outcome<null>> {
	const now = await hold(home, held.path, Math.max(MAX_CONFIG_BYTES, held.bytes?.length ?? 0));
	if (!now.ok) {
		return now;
	}
	const { place, bytes, identity } = now.value;
	const same =
		place === held.place &&
		identity === held.identity &&
		(bytes === null ? held.bytes === null : held.bytes !== null && Buffer.compare(bytes, held.bytes) === 0);
	return same ? ok(null) : failure('unsupported', CHANGED_MEANWHILE);
}

/** Takes folders away, the innermost first, as long as nothing is in them. */
async function removeEmpty(home: string, folders: readonly string[]): Promise<void> {
	for (const folder of [...folders].reverse()) {
		if (
			folder !== home &&
			!(await fs.rmdir(folder).then(
				() => true,
				() => false,
			))
		) {
			return;
		}
	}
}

/** The rename itself lasts only once the folder is written; Windows knows no such thing. */
async function syncFolder(folder: string): Promise<void> {
	const opened = await fs.open(folder, 'r').catch(() => null);
	await opened?.sync().catch(() => undefined);
	await opened?.close();
}

function identityOf({ dev, ino, mtimeNs, size }: BigIntStats): string {
	return `${dev}:${ino}:${mtimeNs}:${size}`;
}

function lstat(path: string): Promise<BigIntStats | null> {
	return fs.lstat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
			return null;
		}
		throw error;
	});
}

/** The first folder on the way up that is there. */
async function deepest(folder: string): Promise<string> {
	let at = folder;
	while ((await lstat(at)) === null && dirname(at) !== at) {
		at = dirname(at);
	}
	return at;
}

function isInside(path: string, folder: string): boolean {
	return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function up(path: string, levels: number): string {
	return levels === 0 ? path : dirname(up(path, levels - 1));
}

function ifThere(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EEXIST') {
		throw error;
	}
}
