import type { Facts } from '../inventory/facts.ts';
import type { Trusted } from '../inventory/trust.ts';
import type { Machine } from '../machine/machine.ts';
import type { Outcome } from '../model/outcome.ts';
import { ok } from '../model/outcome.ts';
import { fieldsOf } from './line.ts';

/** The log of trust records, in the order in which they were first seen. */
const LOG = 'trust';

/** Records of one line of the log, so that it stays well below the longest that is taken. */
const PER_LINE = 10;

/** Lines that are kept when a file is folded; the oldest go first. */
const MOST_KEPT = 10_000;

interface Seen {
	/** ISO 8601. */
	readonly at: string;
	/** True for what was there when somebody looked first: since when is then not known. */
	readonly first: boolean;
	readonly records: readonly { readonly tool: string; readonly folder: string }[];
}

/** The facts with the moment since when there is a record, where that came after the first look. Nothing is written. */
export async function withTrustHistory(machine: Machine, facts: Facts): Promise<Facts> {
	const since = await firstSeen(machine);
	if (since === null) {
		return facts;
	}
	return {
		...facts,
		trust: facts.trust.map((record) => {
			const appeared = since.has(keyOf(record)) ? since.get(keyOf(record)) : facts.now;
			return record.through !== undefined || appeared === undefined ? record : { ...record, appeared };
		}),
	};
}

/** Remembers the records that nobody has seen before. */
export async function rememberTrust(machine: Machine, facts: Facts): Promise<Outcome<null>> {
	const since = await firstSeen(machine);
	const unseen = facts.trust.filter((record) => record.through === undefined && !since?.has(keyOf(record)));
	// An empty line says that somebody has looked, and that there was nothing.
	const lines = unseen.length === 0 && since === null ? [[]] : chunksOf(unseen);
	for (const records of lines) {
		const seen: Seen = { at: facts.now, first: since === null, records: records.map(({ tool, folder }) => ({ tool, folder })) };
		const written = await machine.state.append(LOG, JSON.stringify(seen), (kept) => kept.slice(-MOST_KEPT));
		if (!written.ok) {
			return written;
		}
	}
	return ok(null);
}

function chunksOf(records: readonly Trusted[]): readonly (readonly Trusted[])[] {
	return Array.from({ length: Math.ceil(records.length / PER_LINE) }, (_, at) => records.slice(at * PER_LINE, (at + 1) * PER_LINE));
}

/** By record: since when; undefined for what was there at the first look. Null where nobody has looked yet. */
async function firstSeen(machine: Machine): Promise<ReadonlyMap<string, string | undefined> | null> {
	const { facts } = await machine.state.readAll(LOG);
	const lines = facts.flatMap((line) => toSeen(line) ?? []);
	if (lines.length === 0) {
		return null;
	}
	const since = new Map<string, string | undefined>();
	for (const { at, first, records } of lines) {
		for (const record of records) {
			const key = keyOf(record);
			const known = since.get(key);
			// Several windows write it down: the first of them counts.
			since.set(key, first || (since.has(key) && known === undefined) ? undefined : known !== undefined && known < at ? known : at);
		}
	}
	return since;
}

function keyOf({ tool, folder }: Pick<Trusted, 'tool' | 'folder'>): string {
	return JSON.stringify([tool, folder]);
}

/** Null for a line that is none. */
function toSeen(line: string): Seen | null {
	const value = fieldsOf(line);
	const { at, first, records } = value ?? {};
	const whole =
		typeof at === 'string' &&
		typeof first === 'boolean' &&
		Array.isArray(records) &&
		records.every((record: unknown) => {
			const { tool, folder } = (record ?? {}) as Record<string, unknown>;
			return typeof tool === 'string' && typeof folder === 'string';
		});
	return whole ? (value as unknown as Seen) : null;
}
