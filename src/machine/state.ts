import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Collected, type Gap, gapOf } from '../model/gap.ts';
import { type Failure, failure } from '../model/outcome.ts';
import { appendLine, linesOf, MAX_LOG_BYTES } from './append-file.ts';
import { type Files, MAX_LINE_BYTES, type State } from './machine.ts';
import type { Layout } from './places.ts';
import { makeStateFolder, refusalOfMode, refusalOfOwner, stateFolderOf } from './state-folder.ts';

/** Files of one log beyond this are not read: there are as many as there ever were writers at one time. */
const MAX_WRITERS = 256;

const SUFFIX = '.ndjson';

/** The answer of a machine that is only looked at. */
export const ONLY_LOOKED_AT = failure('unsupported', 'the state of another home is read, never written');

/** What Sallyport keeps on this machine. */
export function nodeState(layout: Layout, files: Files): State {
	const folder = stateFolderOf(layout);
	const own = new Map<string, Promise<string>>();
	// One line after the other: they go to one file, which may have to be found, mended or folded first.
	let last: Promise<unknown> = Promise.resolve();
	return {
		folder,
		append: (log, line, fold) => {
			const written = last.then(async () => {
				for (const needed of [folder, join(folder, log)]) {
					const made = await makeStateFolder(needed);
					if (!made.ok) {
						return made;
					}
				}
				const path = own.get(log) ?? ownFile(join(folder, log));
				own.set(log, path);
				return appendLine(await path, line, fold);
			});
			last = written;
			return written;
		},
		readAll: (log) => readLog(files, folder, log, refusalOfOwner),
	};
}

/** What was kept in a home that is only looked at. Whose it is on this machine means nothing. */
export function stateElsewhere(layout: Layout, files: Files): State {
	const folder = stateFolderOf(layout);
	return { folder, append: async () => ONLY_LOOKED_AT, readAll: (log) => readLog(files, folder, log, async () => null) };
}

/** The file that this process, and no other, writes: that of a writer of this host that has ended, or a new one. */
async function ownFile(folder: string): Promise<string> {
	const host =
		hostname()
			.replace(/[^\w-]/g, '')
			.slice(0, 40) || 'host';
	const path = join(folder, `${host}.${process.pid}.${randomBytes(4).toString('hex')}${SUFFIX}`);
	for (const name of (await fs.readdir(folder).catch(() => [])).filter((entry) => entry.endsWith(SUFFIX)).sort()) {
		const [writer, pid] = name.split('.');
		if (writer === host && !isRunning(Number(pid))) {
			// Of several that try, one has it; the others find nothing there.
			const taken = await fs.rename(join(folder, name), path).then(
				() => true,
				() => false,
			);
			if (taken) {
				break;
			}
		}
	}
	return path;
}

/** Where it cannot be told, a process is taken to run. */
function isRunning(pid: number): boolean {
	if (!Number.isSafeInteger(pid) || pid <= 0) {
		return true;
	}
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code !== 'ESRCH';
	}
}

/** The lines of a log, and what of it could not be read. Where nothing was ever kept, one folder is asked for. */
export async function readLog(
	files: Files,
	folder: string,
	log: string,
	refused: (folder: string) => Promise<string | null>,
): Promise<Collected<string>> {
	const place = join(folder, log);
	const listed = await files.list(place);
	if (!listed.ok) {
		return { facts: [], gaps: listed.absent ? [] : [gapOf('journal', place, listed)] };
	}
	const facts = await files.facts(folder);
	const refusal = !facts.ok ? null : (refusalOfMode(facts.value) ?? (await refused(folder).catch(() => 'vanished while it was read')));
	if (refusal !== null) {
		return { facts: [], gaps: [gapOf('journal', folder, failure('denied', refusal))] };
	}
	const names = listed.value.filter(({ name }) => name.endsWith(SUFFIX));
	const gaps: Gap[] =
		names.length > MAX_WRITERS
			? [gapOf('journal', place, failure('limit', `more than ${MAX_WRITERS} writers; the files of the first were read`))]
			: [];
	const lines: string[] = [];
	const told = (path: string, problem: Failure): void => void gaps.push(gapOf('journal', path, problem));
	for (const { name, kind } of names.slice(0, MAX_WRITERS)) {
		const path = join(place, name);
		const content = kind === 'file' ? await files.read(path, MAX_LOG_BYTES) : failure('special-file', `a ${kind}; not opened`);
		if (!content.ok) {
			if (!content.absent) {
				told(path, content);
			}
			continue;
		}
		const { bytes } = content.value;
		const all = linesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
		const whole = all.filter((line) => line.length < MAX_LINE_BYTES);
		if (whole.length < all.length) {
			told(path, failure('limit', `lines of more than ${MAX_LINE_BYTES} bytes; passed over`));
		}
		lines.push(...whole);
	}
	return { facts: lines, gaps };
}
