import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Machine } from '../machine/machine.ts';
import { fieldsOf } from './line.ts';

/** The log of what was said unasked. */
const LOG = 'said';

/** Milliseconds after which every window that would say the same has put its name down. */
const SETTLE_MS = 80;

/** Records that are kept when the file is folded; the oldest go first. */
const MOST_KEPT = 2_000;

interface Saying {
	/** SHA-256 of what it is about, which may name many commands. */
	readonly key: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** The voice: one window. */
	readonly by: string;
}

/**
 * One voice for one cause: the windows of every editor of this person elect who says it, and nobody says it again. Each
 * puts its name down in the log and looks who was first; where nothing can be kept, everybody speaks, since saying a
 * thing twice is better than not at all.
 *
 * @param settle milliseconds to wait for the others
 */
export async function mayBeSaid(machine: Machine, cause: string, settle = SETTLE_MS): Promise<boolean> {
	const key = createHash('sha256').update(cause).digest('hex');
	if ((await sayings(machine)).some((saying) => saying.key === key)) {
		return false;
	}
	const own: Saying = { key, at: machine.clock.now().getTime(), by: randomBytes(8).toString('hex') };
	const written = await machine.state.append(LOG, JSON.stringify(own), (lines) => lines.slice(-MOST_KEPT));
	if (!written.ok) {
		return true;
	}
	await delay(settle);
	const [first] = (await sayings(machine)).filter((saying) => saying.key === key).sort((a, b) => a.at - b.at || (a.by < b.by ? -1 : 1));
	return first === undefined || first.by === own.by;
}

async function sayings(machine: Machine): Promise<readonly Saying[]> {
	const { facts } = await machine.state.readAll(LOG);
	return facts.flatMap((line) => toSaying(line) ?? []);
}

/** Null for a line that is no saying. */
function toSaying(line: string): Saying | null {
	const { key, at, by } = fieldsOf(line) ?? {};
	return typeof key === 'string' && typeof at === 'number' && typeof by === 'string' ? { key, at, by } : null;
}
