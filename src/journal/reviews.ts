import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import { parseDocument } from '../document/document.ts';
import { at, text } from '../document/node.ts';
import type { Facts } from '../inventory/facts.ts';
import { findRepository } from '../inventory/folder-search.ts';
import { findGitDirectory } from '../inventory/repository.ts';
import type { Machine } from '../machine/machine.ts';
import { readText } from '../machine/text.ts';
import type { Collected, Gap } from '../model/gap.ts';
import type { Launch } from '../model/launch.ts';
import type { Outcome } from '../model/outcome.ts';
import { ok } from '../model/outcome.ts';
import type { LaunchChange, Review, ReviewedLaunch } from '../model/review.ts';
import { isReviewedLaunch, kept, newest, placeOf } from './launch-record.ts';
import { fieldsOf } from './line.ts';

/** The log of what was reviewed. */
const LOG = 'reviews';

/** Launches of one line of the log, so that it stays well below the longest that is taken. */
const PER_LINE = 40;

/**
 * What a review holds for: the repository's `origin`, the same from every clone and worktree; without one git's common
 * folder, and outside of a repository the folder. A folder that comes with a `.git` of its own may claim any origin; what it
 * gains is that the very commands count as reviewed that were reviewed there, not what stands in the scripts that they name.
 */
export async function repositoryOf(machine: Machine, folder: string): Promise<string> {
	const root = await findRepository(machine, folder);
	const [git] = (await findGitDirectory(machine, root)).facts;
	const directory = git?.shared ?? git?.own;
	if (directory === undefined) {
		const real = await machine.files.realpath(folder);
		return `folder:${real.ok ? real.value : folder}`;
	}
	const config = await readText(machine, join(directory, 'config'));
	const parsed = config.ok ? parseDocument('git-config', config.value) : null;
	const origin = parsed?.ok ? text(at(parsed.value.root, 'remote.origin.url')) : undefined;
	return origin === undefined ? `git:${directory}` : `origin:${digest(sameOrigin(origin))}`;
}

/** One spelling for the addresses of one repository: `git@host:a/b.git`, `ssh://host/a/b`, `https://user@host/a/b/`. */
export function sameOrigin(url: string): string {
	const short = /^(?:[^@/:\s]+@)?([^/:\s]+):(?!\/\/)(.*)$/.exec(url);
	const long = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.*)$/i.exec(url);
	const [host, path] = long ? [long[1], long[2]] : short ? [short[1], short[2]] : ['', url];
	const [clean = ''] = (path ?? '').split(/[?#]/);
	const trimmed = clean
		.split('/')
		.filter((segment) => segment !== '')
		.join('/')
		.replace(/\.git$/i, '');
	return host === '' ? url : `${(host ?? '').toLowerCase()}/${trimmed}`;
}

/** Every review that was recorded, by every editor and command line of this user, oldest first. */
export async function readReviews(machine: Machine): Promise<Collected<Review>> {
	const { facts, gaps } = await machine.state.readAll(LOG);
	const reviews = facts.flatMap((line) => toReview(line) ?? []);
	return { facts: reviews.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), gaps };
}

/** Records that a person has seen these launches, each under the repository of its folder. */
export async function recordReview(
	machine: Machine,
	launches: readonly Launch[],
	shown: (launch: Launch) => string,
): Promise<Outcome<null>> {
	const byRepository = new Map<string, ReviewedLaunch[]>();
	for (const launch of launches) {
		if (launch.folder !== null) {
			const repository = await repositoryOf(machine, launch.folder);
			byRepository.set(repository, [...(byRepository.get(repository) ?? []), { ...keyOf(launch), shown: kept(shown(launch)) }]);
		}
	}
	for (const [repository, list] of byRepository) {
		for (let from = 0; from < list.length; from += PER_LINE) {
			const review: Review = {
				at: machine.clock.now().toISOString(),
				repository,
				decision: 'reviewed',
				launches: list.slice(from, from + PER_LINE),
			};
			const written = await machine.state.append(LOG, JSON.stringify(review), newest);
			if (!written.ok) {
				return written;
			}
		}
	}
	return ok(null);
}

/** Takes back every review of the folder's repository: all of it asks again. */
export async function forgetReview(machine: Machine, folder: string): Promise<Outcome<null>> {
	const review: Review = {
		at: machine.clock.now().toISOString(),
		repository: await repositoryOf(machine, folder),
		decision: 'forgotten',
		launches: [],
	};
	return machine.state.append(LOG, JSON.stringify(review));
}

/** The facts with what was reviewed: each project launch as it stands, and what differs from what a person has seen. */
export async function withReviews(machine: Machine, facts: Facts): Promise<Facts> {
	const { facts: reviews, gaps } = await readReviews(machine);
	const told: readonly Gap[] = gaps.length === 0 ? facts.gaps : [...facts.gaps, ...gaps];
	if (reviews.length === 0) {
		return gaps.length === 0 ? facts : { ...facts, gaps: told };
	}
	const seen = lastSeen(reviews);
	const repositories = new Map<string, Promise<string>>();
	const changes: LaunchChange[] = [];
	const launches = await Promise.all(
		facts.launches.map(async (launch): Promise<Launch> => {
			if (launch.folder === null || launch.scope !== 'project') {
				return launch;
			}
			const repository = repositories.get(launch.folder) ?? repositoryOf(machine, launch.folder);
			repositories.set(launch.folder, repository);
			const known = seen.get(await repository);
			if (known === undefined) {
				return launch;
			}
			if (known.fingerprints.has(launch.fingerprint)) {
				return { ...launch, review: 'reviewed', reviewedAt: known.fingerprints.get(launch.fingerprint) ?? known.since };
			}
			const was = known.places.get(placeOf(keyOf(launch)));
			changes.push({ launch: launch.id, was: was?.shown ?? null, since: known.since });
			return was === undefined ? launch : { ...launch, review: 'changed', was: was.shown };
		}),
	);
	return { ...facts, launches, changes: [...facts.changes, ...changes].sort((a, b) => (a.launch < b.launch ? -1 : 1)), gaps: told };
}

interface Seen {
	/** Each with when it was last reviewed. */
	readonly fingerprints: Map<string, string>;
	/** By the place in the repository; the last that was reviewed there. */
	readonly places: Map<string, ReviewedLaunch>;
	since: string;
}

function lastSeen(reviews: readonly Review[]): ReadonlyMap<string, Seen> {
	const seen = new Map<string, Seen>();
	for (const { repository, decision, launches, at: since } of reviews) {
		if (decision === 'forgotten') {
			seen.delete(repository);
			continue;
		}
		const known = seen.get(repository) ?? { fingerprints: new Map(), places: new Map(), since };
		known.since = since;
		for (const launch of launches) {
			known.fingerprints.set(launch.fingerprint, since);
			known.places.set(placeOf(launch), launch);
		}
		seen.set(repository, known);
	}
	return seen;
}

function keyOf(launch: Launch): Omit<ReviewedLaunch, 'shown'> {
	const { fingerprint, tool, kind, name, folder, source } = launch;
	return { fingerprint, tool, kind, name, file: folder === null ? source.path : relative(folder, source.path).split(sep).join('/') };
}

/** Null for a line that is no review. */
function toReview(line: string): Review | null {
	const value = fieldsOf(line);
	const { at: moment, repository, decision, launches } = value ?? {};
	const whole =
		typeof moment === 'string' &&
		typeof repository === 'string' &&
		(decision === 'reviewed' || decision === 'forgotten') &&
		Array.isArray(launches) &&
		launches.every(isReviewedLaunch);
	return whole ? (value as unknown as Review) : null;
}

function digest(value: string): string {
	return createHash('sha256').update(value).digest('hex');
}
