import { isAbsolute, join, posix, win32 } from 'node:path';
import type { AgentEntry } from '../catalog/agents/agent.ts';
import { agents as knownAgents } from '../catalog/agents/index.ts';
import { oddRoot } from '../catalog/agents/shape.ts';
import { nearestRecord, ownRecord, type Repository, type TrustRecords, type TrustRule } from '../catalog/agents/trust.ts';
import { parseDocument } from '../document/document.ts';
import type { Machine } from '../machine/machine.ts';
import { expandPattern, type Pattern, pathOf, patternsFor } from '../machine/places.ts';
import { readText } from '../machine/text.ts';
import { type Collected, type Gap, gapOf } from '../model/gap.ts';
import { failure } from '../model/outcome.ts';
import type { Platform } from '../model/platform.ts';
import type { EditorState } from './editor-state.ts';
import { compare, recordedPath } from './editors.ts';
import { ancestorsOf } from './folder-search.ts';
import { repositoryAt } from './repository.ts';

/** What a tool's own store says of a folder. */
export interface TrustRecord {
	readonly tool: string;
	/** As the store names it. */
	readonly folder: string;
	/** Where it is looked for, where that is another name: below the root of another machine's files. */
	readonly here?: string;
	/** The store says that the folder is not to be trusted. */
	readonly refused?: true;
	/** Of an editor's own state: an agent of the same name has a store, and rules, of its own. */
	readonly byEditor?: true;
}

/** A folder that a tool trusts today: by a record of its own, or through that of another folder. */
export interface Trusted {
	readonly tool: string;
	readonly folder: string;
	readonly here?: string;
	/** The folder whose record it is trusted through; absent where that is its own. */
	readonly through?: string;
	/** By an editor, not by an agent. */
	readonly byEditor?: true;
	/** Absent where the folder is there. */
	readonly there?: 'no' | 'unknown';
	/** The tool has left no trace of ever having run in the folder, and no editor and no other tool knows it. */
	readonly unopened?: true;
	/** ISO 8601: since when there is a record that was not there when Sallyport looked first. */
	readonly appeared?: string;
}

/** Records of one store beyond this are not looked at. */
const MAX_RECORDS = 5_000;

/** What the agents' trust stores say, of trust and of mistrust. Folders that no longer exist are still named: trust outlives them. */
export async function collectTrust(machine: Machine, agents: readonly AgentEntry[] = knownAgents): Promise<Collected<TrustRecord>> {
	const stores = await Promise.all(agents.flatMap((agent) => (agent.trust ? [readTrust(machine, agent.id, agent.trust)] : [])));
	return {
		facts: stores.flatMap((store) => store.facts).sort(byFolder),
		gaps: stores.flatMap((store) => store.gaps),
	};
}

/** The files that the trust stores are, for watching; of those with a file for each folder the place that they stand in. */
export function trustPaths(machine: Machine, agents: readonly AgentEntry[] = knownAgents): readonly string[] {
	return agents.flatMap(({ trust }) => (trust ? patternsFor(machine, trust.places, trust.overrides).map(beforeStar) : []));
}

function beforeStar({ base, pattern }: Pattern): string {
	const segments = pattern.split('/');
	const star = segments.findIndex((segment) => segment.includes('*'));
	return pathOf({ base, pattern: segments.slice(0, star < 0 ? undefined : star).join('/') });
}

/** The records of the editors. */
export function editorRecords(machine: Machine, states: readonly EditorState[]): readonly TrustRecord[] {
	return states.flatMap(({ editor, trusted }) =>
		trusted.map((folder) => ({ ...recordOf(machine, editor, withoutTrailingSlash(folder)), byEditor: true as const })),
	);
}

function recordOf(machine: Machine, tool: string, folder: string): TrustRecord {
	const here = recordedPath(machine, folder);
	return { tool, folder, ...(here !== null && here !== folder && { here }) };
}

async function readTrust(machine: Machine, tool: string, store: NonNullable<AgentEntry['trust']>): Promise<Collected<TrustRecord>> {
	const facts: TrustRecord[] = [];
	const gaps: Gap[] = [];
	const expanded = await Promise.all(
		patternsFor(machine, store.places, store.overrides).map((pattern) => expandPattern(machine, pattern, 'trust')),
	);
	gaps.push(...expanded.flatMap((found) => found.gaps));
	for (const path of expanded.flatMap((found) => found.paths)) {
		const content = await readText(machine, path, store.maxBytes);
		const document = content.ok
			? parseDocument(store.format, { ...content.value, ...(store.wanted && { wanted: store.wanted }) })
			: content;
		if (!document.ok) {
			if (!document.absent) {
				gaps.push(gapOf('trust', path, document));
			}
			continue;
		}
		const { root, damage } = document.value;
		const problems = [oddRoot(root)].filter((problem) => problem !== null);
		// Normalised, so that `/a/b/` and `/a/b` are one folder.
		const folders = new Map(
			[
				...store.read(root, (problem) => problems.push(problem)).map((folder) => ({ folder, refused: false })),
				...(store.refused?.(root) ?? []).map((folder) => ({ folder, refused: true })),
			]
				.filter(({ folder }) => isAbsolute(folder) || (machine.platform === 'win32' && win32.isAbsolute(folder)))
				.map(({ folder, refused }) => [withoutTrailingSlash(join(folder)), refused]),
		);
		// What a damaged text lacks is said by the damage.
		const unread = damage ?? problems.join('; ');
		if (unread !== '') {
			gaps.push(gapOf('trust', path, failure('unparsable', unread)));
		}
		if (folders.size > MAX_RECORDS) {
			gaps.push(gapOf('trust', path, failure('limit', `more than ${MAX_RECORDS} folders; the first were looked at`)));
		}
		for (const [folder, refused] of [...folders].slice(0, MAX_RECORDS)) {
			facts.push({ ...recordOf(machine, tool, folder), ...(refused && { refused }) });
		}
	}
	return { facts, gaps };
}

function withoutTrailingSlash(path: string): string {
	return path.length > 1 && !/^[A-Za-z]:[\\/]$/.test(path) && (path.endsWith('/') || path.endsWith('\\')) ? path.slice(0, -1) : path;
}

function byFolder(a: Trusted, b: Trusted): number {
	return compare(a.folder, b.folder) || compare(a.tool, b.tool);
}

/**
 * Which folders the tools trust: those of their records that count, and of the folders that are looked at those that are
 * trusted through another one's record.
 *
 * @param opened folders that somebody opened in an editor
 */
export async function decideTrust(
	machine: Machine,
	records: readonly TrustRecord[],
	looked: readonly string[],
	opened: readonly string[] = [],
	agents: readonly AgentEntry[] = knownAgents,
): Promise<readonly Trusted[]> {
	const place = placeOnce(machine, new Set(looked));
	const stores = new Map<string, TrustRecord[]>();
	for (const record of records) {
		const key = JSON.stringify([record.tool, record.byEditor]);
		const store = stores.get(key) ?? [];
		store.push(record);
		stores.set(key, store);
	}
	const toolsOf = new Map<string, Set<string>>();
	for (const { tool, folder, here } of records) {
		toolsOf.set(here ?? folder, (toolsOf.get(here ?? folder) ?? new Set()).add(tool));
	}
	const othersKnow = (tool: string, folder: string): boolean => [...(toolsOf.get(folder) ?? [])].some((other) => other !== tool);
	const decided = await Promise.all(
		[...stores.values()].map(async (own) => {
			const { tool = '', byEditor } = own[0] ?? {};
			const keyOf = (folder: string): string => keyOn(machine.platform, folder);
			const byKey = new Map(own.map((record) => [keyOf(record.here ?? record.folder), record]));
			const keysOf = (refused: boolean) =>
				new Set([...byKey].filter(([, record]) => (record.refused ?? false) === refused).map(([key]) => key));
			const said: TrustRecords = { trusted: keysOf(false), refused: keysOf(true) };
			const rule = byEditor ? nearestRecord : ruleOf(agents.find((agent) => agent.id === tool)?.trust);
			const asked = new Map<string, Pick<TrustRecord, 'folder' | 'here'>>([
				...looked.map((folder) => [keyOf(folder), { folder }] as const),
				...[...byKey].filter(([, record]) => !record.refused),
			]);
			return Promise.all(
				[...asked].map(async ([key, { folder, here }]): Promise<readonly Trusted[]> => {
					const { there, real, repository } = await place(here ?? folder);
					const answers = [...new Set([real, here ?? folder])].map((name) =>
						rule({ path: chainOn(machine.platform, name).map(keyOf), repository: keyed(repository, keyOf) }, said),
					);
					// A folder under two names is trusted, or refused, by whichever has a record.
					const answer = answers.find(({ through }) => through !== null) ?? answers[0];
					const through = byKey.get(answer?.through ?? '');
					const isOwn = answer?.through === key;
					if (through === undefined || answer?.trusted === 'no' || (answer?.trusted === 'unknown' && !isOwn)) {
						return [];
					}
					const unopened =
						isOwn && !opened.includes(here ?? folder) && !othersKnow(tool, here ?? folder) && (await isUnused(machine, agents, tool, real));
					return [
						{
							tool,
							folder,
							...(byEditor && { byEditor }),
							...(here !== undefined && { here }),
							...(!isOwn && { through: through.folder }),
							...(there !== 'yes' && { there }),
							...(unopened && { unopened }),
						},
					];
				}),
			);
		}),
	);
	// Of two stores of one tool the folder's own record says more than one that covers it.
	const distinct = new Map<string, Trusted>();
	for (const trusted of decided.flat(2).sort((a, b) => Number(a.through !== undefined) - Number(b.through !== undefined))) {
		const key = JSON.stringify([trusted.tool, trusted.folder]);
		distinct.set(key, distinct.get(key) ?? trusted);
	}
	return [...distinct.values()].sort(byFolder);
}

function ruleOf(store: AgentEntry['trust']): TrustRule {
	return store?.rule ?? (store?.passesDown === false ? ownRecord : nearestRecord);
}

/** Whether a tool that leaves something of every folder that it was used in has left nothing of this one, or of one below it. */
async function isUnused(machine: Machine, agents: readonly AgentEntry[], tool: string, folder: string): Promise<boolean> {
	const traces = agents.find((agent) => agent.id === tool)?.trust?.traces;
	const [place] = traces === undefined ? [] : patternsFor(machine, traces.places, traces.overrides);
	if (traces === undefined || place === undefined) {
		return false;
	}
	const left = await machine.files.list(pathOf(place));
	return left.ok ? !left.value.some(({ name }) => name.startsWith(traces.prefix(folder))) : left.absent;
}

interface Place {
	readonly there: 'yes' | 'no' | 'unknown';
	/** The folder's name once links are followed. */
	readonly real: string;
	readonly repository: Repository | null | 'unknown';
}

/** Looks at each folder once, however many tools are asked about it. */
function placeOnce(machine: Machine, looked: ReadonlySet<string>): (folder: string) => Promise<Place> {
	const known = new Map<string, Promise<Place>>();
	const look = async (folder: string): Promise<Place> => {
		if (!looked.has(folder) && recordedPath(machine, folder) !== folder) {
			return { there: 'unknown', real: folder, repository: 'unknown' };
		}
		const resolved = await machine.files.realpath(folder);
		const real = resolved.ok ? resolved.value : folder;
		const there = resolved.ok ? 'yes' : resolved.absent ? 'no' : 'unknown';
		return { there, real, repository: await repositoryAt(machine, [real, ...ancestorsOf(machine, real)]) };
	};
	return (folder) => {
		const found = known.get(folder) ?? look(folder);
		known.set(folder, found);
		return found;
	};
}

function keyed(repository: Repository | null | 'unknown', keyOf: (folder: string) => string): Repository | null | 'unknown' {
	return repository === null || repository === 'unknown' ? repository : { root: keyOf(repository.root), main: keyOf(repository.main) };
}

/** A folder and those above it, nearest first. */
function chainOn(platform: Platform, folder: string): readonly string[] {
	const { dirname } = platform === 'win32' ? win32 : posix;
	const chain = [folder];
	for (let at = folder; dirname(at) !== at; at = dirname(at)) {
		chain.push(dirname(at));
	}
	return chain;
}

/** What two names of one folder have in common: neither case nor the kind of slash counts in a Windows path. */
function keyOn(platform: Platform, folder: string): string {
	return platform === 'win32' ? folder.replaceAll('/', '\\').toLowerCase() : folder;
}
