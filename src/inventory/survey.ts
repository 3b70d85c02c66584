import { dirname } from 'node:path';
import type { Machine } from '../machine/machine.ts';
import type { Credential } from '../model/credential.ts';
import type { Editor } from '../model/editor.ts';
import { type Area, type Collected, type Gap, gapOf } from '../model/gap.ts';
import type { InstalledExtension } from '../model/installed-extension.ts';
import type { PostureFact } from '../model/posture.ts';
import { collectCredentials } from './credentials.ts';
import { collectEditorState, type EditorState } from './editor-state.ts';
import { collectEditors, type RunningEditor, recordedPath } from './editors.ts';
import { collectAllExtensions } from './extensions.ts';
import type { Facts } from './facts.ts';
import { isBelow } from './folder-search.ts';
import { collectKnownFolders } from './known-folders.ts';
import { type CollectedLaunches, collectLaunches, type LaunchQuery } from './launches.ts';
import { collectPosture, settingsInForce, settingsReader } from './posture.ts';
import { collectTrust, decideTrust, editorRecords, type Trusted, type TrustRecord } from './trust.ts';

export interface SurveyQuery {
	/** What to look at. Whatever is not asked for stays empty. */
	readonly areas: readonly Area[];
	/** Folders named by the person, or open in the editor. */
	readonly folders?: readonly string[];
	/** Add the folders that the editors and agents remember. */
	readonly knownFolders?: boolean;
	/** False leaves out launches that belong to no folder. */
	readonly machineWide?: boolean;
	/** The editor that Sallyport runs in, which may keep its files where no catalog knows. */
	readonly runningEditor?: RunningEditor;
}

/** Known folders beyond this are counted, not looked at: the most recent ones come first. */
const MAX_KNOWN_FOLDERS = 64;

/** What each collector gave. */
export interface Parts {
	readonly editors: Collected<Editor>;
	readonly editorState: Collected<EditorState>;
	readonly folders: FoldersToLookAt;
	readonly credentials: Collected<Credential>;
	readonly openToOthers: readonly string[];
	readonly trust: Collected<TrustRecord>;
	readonly extensions: Collected<InstalledExtension>;
	readonly posture: Collected<PostureFact>;
	readonly launches: CollectedLaunches;
}

const NOTHING = { facts: [], gaps: [] };

/** Looks at everything asked for, side by side. Nothing is said about it here. */
export async function survey(machine: Machine, query: SurveyQuery): Promise<Facts> {
	const look = looks(machine, query);
	const credentials = look.credentials();
	const trust = look.trust();
	const editors = await look.editors();
	const extensions = look.extensions(editors);
	const posture = look.posture(editors);
	const editorState = await look.editorState(editors);
	const folders = await look.folders(editors, editorState, await trust);
	const launches = look.launches(editors, folders);
	return factsOf(machine, query, {
		editors,
		editorState,
		folders,
		credentials: await credentials,
		openToOthers: await findOpenToOthers(machine, (await credentials).facts),
		trust: await trust,
		extensions: await extensions,
		posture: await posture,
		launches: await launches,
	});
}

/** Each collector with the query applied: what is not asked for gives nothing. */
export function looks(machine: Machine, query: SurveyQuery) {
	const asked = async <T>(area: Area, collect: () => Promise<Collected<T>>): Promise<Collected<T>> =>
		query.areas.includes(area) ? collect() : NOTHING;
	const settings = settingsReader(machine);
	return {
		editors: async () => {
			const { facts, gaps } = await collectEditors(machine, query.runningEditor);
			const launchesAsked = query.areas.includes('launches') && query.machineWide !== false;
			return { facts, gaps: gaps.filter((gap) => launchesAsked || gap.area !== 'launches') };
		},
		// Whom the editors trust, and what they opened.
		editorState: async (editors: Collected<Editor>): Promise<Collected<EditorState>> =>
			query.knownFolders || query.areas.includes('trust') ? collectEditorState(machine, editors.facts) : NOTHING,
		credentials: () => asked('credentials', () => collectCredentials(machine)),
		trust: () => asked('trust', () => collectTrust(machine)),
		extensions: (editors: Collected<Editor>) => asked('extensions', () => collectAllExtensions(machine, editors.facts)),
		posture: (editors: Collected<Editor>) =>
			asked('posture', () => collectPosture(machine, editors.facts, query.runningEditor, undefined, settings)),
		// Whom the agents trust says which folders are known, also where nobody asked about trust itself.
		folders: async (
			editors: Collected<Editor>,
			editorState: Collected<EditorState>,
			trust: Collected<TrustRecord>,
		): Promise<FoldersToLookAt> => {
			const asked = query.areas.includes('trust');
			const agents = query.knownFolders && !asked ? await collectTrust(machine) : trust;
			const records = [...agents.facts, ...editorRecords(machine, editorState.facts)];
			const folders = await foldersToLookAt(machine, query, editors.facts, editorState.facts, { facts: records, gaps: agents.gaps });
			const trusted = asked ? await decideTrust(machine, records, folders.looked, folders.opened) : [];
			// Of a folder alone, whom a person trusts elsewhere is nobody's business: reports of it are passed on.
			const about = ({ folder }: Trusted): boolean => folders.looked.some((looked) => folder === looked || isBelow(looked, folder));
			return { ...folders, trusted: query.machineWide === false && !query.knownFolders ? trusted.filter(about) : trusted };
		},
		launches: async (editors: Collected<Editor>, folders: FoldersToLookAt): Promise<CollectedLaunches> =>
			query.areas.includes('launches')
				? collectLaunches(machine, {
						...launchQuery(query, editors.facts, folders.looked),
						settings: await settingsInForce(editors.facts, settings),
					})
				: { ...NOTHING, reach: [] },
	};
}

/** All parts as one. Pure but for the count of places, which grows with what the machine was asked for. */
export function factsOf(machine: Machine, query: SurveyQuery, parts: Parts): Facts {
	const { editors, editorState, folders, credentials, openToOthers, trust, extensions, posture, launches } = parts;
	return {
		platform: machine.platform,
		home: machine.home,
		now: machine.clock.now().toISOString(),
		answers: [...query.areas].sort(),
		placesChecked: machine.files.placesAsked(),
		folders: { looked: folders.looked, leftOut: folders.leftOut, known: query.knownFolders ?? false },
		editors: editors.facts,
		extensions: extensions.facts,
		launches: launches.facts,
		reach: launches.reach,
		changes: [],
		credentials: credentials.facts,
		openToOthers,
		posture: posture.facts,
		trust: folders.trusted,
		gaps: mergeGaps([editors, editorState, folders, credentials, trust, extensions, posture, launches]),
	};
}

/** What is looked for, and where. */
export function launchQuery(query: SurveyQuery, editors: readonly Editor[], folders: readonly string[]): LaunchQuery {
	return { folders, machineWide: query.machineWide ?? true, editors };
}

export interface FoldersToLookAt extends Collected<never> {
	readonly looked: readonly string[];
	readonly leftOut: number;
	/** What is trusted today: of the folders that are looked at, and of those that have a record of their own. */
	readonly trusted: readonly Trusted[];
	/** Those that somebody opened in an editor. */
	readonly opened: readonly string[];
}

/** The named folders, then those that agents trust, then those that editors opened last. Each once. */
async function foldersToLookAt(
	machine: Machine,
	query: SurveyQuery,
	editors: readonly Editor[],
	states: readonly EditorState[],
	trust: Collected<TrustRecord>,
): Promise<Omit<FoldersToLookAt, 'trusted'>> {
	const named = query.folders ?? [];
	if (!query.knownFolders) {
		return { facts: [], gaps: [], looked: [...new Set(named)].sort(), leftOut: 0, opened: named };
	}
	const known = await collectKnownFolders(machine, editors, states);
	// Another home's trust store names folders of another machine: they are looked for where that one's would be.
	const trusted = [...new Set(trust.facts.filter((record) => !record.refused).map((record) => record.folder))].map((folder) =>
		recordedPath(machine, folder),
	);
	const away = trusted.filter((folder) => folder === null).length;
	const gaps: Gap[] =
		away === 0
			? []
			: [
					{
						path: null,
						area: 'launches',
						reason: 'unsupported',
						detail: `${away} trusted folders lie outside of the home that is looked at`,
					},
				];
	const candidates = new Set(
		[...trusted.filter((folder) => folder !== null), ...known.facts.map((entry) => entry.folder)].filter(
			(folder) => !named.includes(folder),
		),
	);
	const existing: string[] = [];
	let leftOut = 0;
	for (const folder of candidates) {
		if (existing.length === MAX_KNOWN_FOLDERS) {
			leftOut++;
			continue;
		}
		const facts = await machine.files.facts(folder);
		if (facts.ok) {
			// An editor trusts workspace files, too.
			existing.push(...(facts.value.kind === 'directory' ? [folder] : []));
		} else if (!facts.absent) {
			gaps.push(gapOf('launches', folder, facts));
		}
	}
	return {
		facts: [],
		gaps: [...trust.gaps, ...known.gaps, ...gaps],
		looked: [...new Set([...named, ...existing])].sort(),
		leftOut,
		opened: [...named, ...known.facts.map((entry) => entry.folder)],
	};
}

/** A wide mode means something only where every folder above lets others in, too. */
export async function findOpenToOthers(machine: Machine, credentials: readonly Credential[]): Promise<string[]> {
	const passable = new Map<string, Promise<boolean>>();
	const letsOthersIn = (folder: string): Promise<boolean> => {
		let answer = passable.get(folder);
		if (!answer) {
			answer = (async () => {
				const facts = await machine.files.facts(folder);
				const open = facts.ok && facts.value.mode !== null && (Number.parseInt(facts.value.mode, 8) & 0o001) !== 0;
				return open && (folder === machine.home || dirname(folder) === folder || (await letsOthersIn(dirname(folder))));
			})();
			passable.set(folder, answer);
		}
		return answer;
	};
	const open = await Promise.all(
		credentials.map(async ({ id, path, mode }) => {
			const wide = path !== null && mode !== null && (Number.parseInt(mode, 8) & 0o004) !== 0;
			return wide && (await letsOthersIn(dirname(path))) ? id : null;
		}),
	);
	return open.filter((id) => id !== null);
}

/** All gaps, each once: a file that two collectors stumble over is one place that could not be read. Sorted. */
export function mergeGaps(results: readonly { readonly gaps: readonly Gap[] }[]): Gap[] {
	const distinct = new Map<string, Gap>();
	for (const gap of results.flatMap((result) => result.gaps)) {
		const key = gap.path === null ? JSON.stringify(gap) : gap.path;
		const known = distinct.get(key);
		// What launches code weighs most: the row of a file that several collectors read is that of `launches`.
		if (!known || (gap.area === 'launches' && (known.area !== 'launches' || (gap.hides === true && known.hides !== true)))) {
			distinct.set(key, gap);
		}
	}
	return [...distinct.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => gap);
}

/** What these folders would run and who trusts them, and nothing of the rest of the machine. */
export function folderQuery(folders: readonly string[]): SurveyQuery {
	return { areas: ['launches', 'trust'], folders, machineWide: false };
}

/** Everything that an audit looks at. */
export const ALL_AREAS: readonly Area[] = ['credentials', 'extensions', 'launches', 'posture', 'trust'];
