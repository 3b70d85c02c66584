import { isAbsolute, relative, sep } from 'node:path';
import { agents } from '../catalog/agents/index.ts';
import { launchers } from '../catalog/launchers.ts';
import type { Facts } from '../inventory/facts.ts';
import type { Machine } from '../machine/machine.ts';
import { type Gap, gapOf } from '../model/gap.ts';
import type { Launch, LaunchKind } from '../model/launch.ts';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import type { LaunchChange, ReviewedLaunch } from '../model/review.ts';
import { isReviewedLaunch, kept, newest, placeOf } from './launch-record.ts';
import { fieldsOf } from './line.ts';

/** The log of what the person's own agent files start. */
const LOG = 'own-launches';

/** Launches of one line of the log, so that it stays well below the longest that is taken. */
const PER_LINE = 8;

/** Launches beyond this are not watched, and that is told. */
const MOST_WATCHED = 2_000;

/** Unread files that a line names. */
const MOST_UNREAD = 100;

/** What starts something, or says where an agent sends its requests. What a person lets an agent do, and what it is told, changes all day. */
const KINDS: ReadonlySet<LaunchKind> = new Set(['mcp-server', 'hook', 'helper', 'task', 'plugin', 'shell-env']);

const AGENTS: ReadonlySet<string> = new Set(agents.map(({ id }) => id));

/** A record that says nothing of what was looked at. */
const NOT_LOOKED = { covers: [], unread: null };

/** What was taken for the person's own: at the first look without asking, later because the person reviewed it. */
interface Accepted {
	/** ISO 8601. */
	readonly at: string;
	readonly decision: 'first' | 'reviewed';
	/** Ids of the agents whose files were looked at by then. What another version reads beside is no change. */
	readonly covers: readonly string[];
	/** Files that could not be read: what stands in them is first seen when they can be. Null where nobody looked. */
	readonly unread: readonly string[] | null;
	readonly launches: readonly ReviewedLaunch[];
}

interface Known {
	readonly fingerprints: ReadonlySet<string>;
	/** When a person reviewed the very launch. */
	readonly reviewed: ReadonlyMap<string, string>;
	/** By place: what was last accepted there, all of it. */
	readonly places: ReadonlyMap<string, { readonly at: string; readonly launches: readonly ReviewedLaunch[] }>;
	readonly covers: ReadonlySet<string>;
	readonly unread: ReadonlySet<string>;
	/** When something was last accepted. */
	readonly since: string;
}

/** The facts with what the person's own agent files start that they did not when it was last accepted. Nothing is written. */
export async function withOwnLaunches(machine: Machine, facts: Facts): Promise<Facts> {
	const own = watched(facts);
	if (own.length === 0) {
		return facts;
	}
	const { known, gaps } = await readKnown(machine);
	const over = own.length > MOST_WATCHED ? [tooMany(machine)] : [];
	const all = [...facts.gaps, ...gaps, ...over];
	const told = all.length === facts.gaps.length ? facts : { ...facts, gaps: distinct(all) };
	if (known === null) {
		return told;
	}
	const current = new Set(own.map(({ fingerprint }) => fingerprint));
	/** What was accepted at a place and is gone from it, once for each launch that may have taken its place. */
	const gone = new Map([...known.places].map(([place, { launches }]) => [place, launches.filter((was) => !current.has(was.fingerprint))]));
	const changes: LaunchChange[] = [];
	const renewed = new Map<string, Launch>();
	for (const launch of own.slice(0, MOST_WATCHED)) {
		if (known.fingerprints.has(launch.fingerprint)) {
			const reviewedAt = known.reviewed.get(launch.fingerprint);
			if (reviewedAt !== undefined) {
				renewed.set(launch.id, { ...launch, review: 'reviewed', reviewedAt });
			}
		} else if (!isFirstSeen(machine, known, launch)) {
			const place = placeOf(keyOf(machine, launch));
			const was = gone.get(place)?.shift();
			const since = known.places.get(place)?.at ?? known.since;
			changes.push({ launch: launch.id, was: was?.shown ?? null, since });
			if (was !== undefined) {
				renewed.set(launch.id, { ...launch, review: 'changed', was: was.shown });
			}
		}
	}
	return {
		...told,
		launches: facts.launches.map((launch) => renewed.get(launch.id) ?? launch),
		changes: [...facts.changes, ...changes].sort((a, b) => (a.launch < b.launch ? -1 : 1)),
	};
}

/** Takes for the person's own what is there at the first look, and what could not be looked at before. */
export async function rememberOwnLaunches(machine: Machine, facts: Facts, shown: (launch: Launch) => string): Promise<Outcome<null>> {
	if (!facts.answers.includes('launches')) {
		return ok(null);
	}
	const { known, shut } = await readKnown(machine);
	if (shut) {
		// What is there may have been accepted: only a log that was read says that nobody has looked.
		return ok(null);
	}
	const unreadNow = facts.gaps.flatMap(({ area, path }) => (area === 'launches' && path !== null ? fileOf(machine, path) : []));
	const covers = launchers.map(({ id }) => id).filter((id) => !known?.covers.has(id));
	const unread = known === null ? unreadNow : unreadNow.filter((file) => known.unread.has(file));
	if (known !== null && covers.length === 0 && unread.length === known.unread.size) {
		return ok(null);
	}
	const launches = watched(facts)
		.slice(0, MOST_WATCHED)
		.filter((launch) => known === null || (!known.fingerprints.has(launch.fingerprint) && isFirstSeen(machine, known, launch)));
	return write(machine, facts.now, 'first', launches, shown, { covers, unread: [...new Set(unread)].sort().slice(0, MOST_UNREAD) });
}

/** Records that a person has seen these, with all that stands at the same places. Whatever else is there was seen first now, where nobody looked before. */
export async function recordOwnReview(
	machine: Machine,
	facts: Facts,
	seen: readonly Launch[],
	shown: (launch: Launch) => string,
): Promise<Outcome<null>> {
	const started = await rememberOwnLaunches(machine, facts, shown);
	if (!started.ok || seen.length === 0) {
		return started;
	}
	const { known } = await readKnown(machine);
	const places = new Set(seen.map((launch) => placeOf(keyOf(machine, launch))));
	const fingerprints = new Set(seen.map(({ fingerprint }) => fingerprint));
	const beside = watched(facts).filter(
		(launch) =>
			!fingerprints.has(launch.fingerprint) &&
			places.has(placeOf(keyOf(machine, launch))) &&
			(known?.fingerprints.has(launch.fingerprint) ?? false),
	);
	const at = machine.clock.now().toISOString();
	const began = beside.length === 0 ? ok(null) : await write(machine, at, 'first', beside, shown, NOT_LOOKED);
	return began.ok ? write(machine, at, 'reviewed', seen, shown, NOT_LOOKED) : began;
}

/** What of the facts differs from what was accepted. */
export function ownChanges({ launches, changes }: Pick<Facts, 'launches' | 'changes'>): readonly Launch[] {
	const changed = new Set(changes.map(({ launch }) => launch));
	return launches.filter(({ id, scope }) => scope === 'user' && changed.has(id));
}

function watched({ launches }: Facts): readonly Launch[] {
	return launches.filter(
		({ scope, tool, kind, env, url }) =>
			scope === 'user' && AGENTS.has(tool) && (KINDS.has(kind) || (kind === 'setting' && (env.length > 0 || url !== null))),
	);
}

function isFirstSeen(machine: Machine, known: Known, { tool, source }: Launch): boolean {
	return !known.covers.has(tool) || known.unread.has(fileOf(machine, source.path));
}

async function write(
	machine: Machine,
	at: string,
	decision: Accepted['decision'],
	launches: readonly Launch[],
	shown: (launch: Launch) => string,
	looked: { readonly covers: readonly string[]; readonly unread: readonly string[] | null },
): Promise<Outcome<null>> {
	const records = launches.map((launch) => ({ ...keyOf(machine, launch), shown: kept(shown(launch)) }));
	const chunks = Array.from({ length: Math.max(1, Math.ceil(records.length / PER_LINE)) }, (_, index) =>
		records.slice(index * PER_LINE, (index + 1) * PER_LINE),
	);
	// What was looked at comes last: of a window that ends in the middle nobody takes it that all was kept.
	for (const [index, chunk] of chunks.entries()) {
		const line = { at, decision, covers: [], unread: null, launches: chunk, ...(index === chunks.length - 1 && looked) };
		const written = await machine.state.append(LOG, JSON.stringify(line), newest);
		if (!written.ok) {
			return written;
		}
	}
	return ok(null);
}

async function readKnown(
	machine: Machine,
): Promise<{ readonly known: Known | null; readonly gaps: readonly Gap[]; readonly shut: boolean }> {
	const { facts: lines, gaps } = await machine.state.readAll(LOG);
	const read = lines.map(toAccepted);
	const wrong = read.filter((line) => line === null).length;
	const spoilt = failure(
		'unparsable',
		`${wrong === 1 ? 'one line' : `${wrong} lines`} of ${LOG} ${wrong === 1 ? 'is' : 'are'} no record; passed over`,
	);
	const told = wrong === 0 ? gaps : [...gaps, gapOf('journal', machine.state.folder, spoilt)];
	const accepted = read.filter((line) => line !== null).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
	return { known: combined(accepted), gaps: told, shut: gaps.length > 0 };
}

/** Null where nobody has finished a first look. */
function combined(accepted: readonly Accepted[]): Known | null {
	const fingerprints = new Set<string>();
	const reviewed = new Map<string, string>();
	const places = new Map<string, { at: string; launches: ReviewedLaunch[] }>();
	const covers = new Set<string>();
	let unread: readonly string[] = [];
	for (const { at, decision, covers: looked, unread: shut, launches } of accepted) {
		for (const launch of launches) {
			fingerprints.add(launch.fingerprint);
			if (decision === 'reviewed') {
				reviewed.set(launch.fingerprint, at);
			}
			const place = placeOf(launch);
			const there = places.get(place);
			places.set(place, there?.at === at ? { at, launches: [...there.launches, launch] } : { at, launches: [launch] });
		}
		for (const tool of looked) {
			covers.add(tool);
		}
		unread = shut ?? unread;
	}
	const since = accepted.at(-1)?.at;
	return since === undefined || covers.size === 0 ? null : { fingerprints, reviewed, places, covers, unread: new Set(unread), since };
}

function keyOf(machine: Machine, { fingerprint, tool, kind, name, source }: Launch): Omit<ReviewedLaunch, 'shown'> {
	return { fingerprint, tool, kind, name: kept(name), file: fileOf(machine, source.path) };
}

/** Below the home, with `/`; elsewhere the whole path. */
function fileOf(machine: Machine, path: string): string {
	const below = relative(machine.home, path);
	return below.startsWith('..') || isAbsolute(below) ? path : below.split(sep).join('/');
}

function tooMany(machine: Machine): Gap {
	return gapOf('journal', machine.state.folder, failure('limit', `only the first ${MOST_WATCHED} launches of your own files are watched`));
}

function distinct(gaps: readonly Gap[]): readonly Gap[] {
	return [...new Map(gaps.map((gap) => [JSON.stringify([gap.path, gap.area, gap.reason, gap.detail]), gap])).values()];
}

/** Null for a line that is none. */
function toAccepted(line: string): Accepted | null {
	const value = fieldsOf(line);
	const { at, decision, covers, unread, launches } = value ?? {};
	const isTexts = (list: unknown): boolean => Array.isArray(list) && list.every((entry) => typeof entry === 'string');
	const whole =
		typeof at === 'string' &&
		(decision === 'first' || decision === 'reviewed') &&
		isTexts(covers) &&
		(unread === null || isTexts(unread)) &&
		Array.isArray(launches) &&
		launches.every(isReviewedLaunch);
	return whole ? (value as unknown as Accepted) : null;
}
