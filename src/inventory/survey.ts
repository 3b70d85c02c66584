import { dirname } from 'node:path';
import type { Machine } from '../machine/machine.ts';
import type { Credential } from '../model/credential.ts';
import type { Editor } from '../model/editor.ts';
import type { Area, Collected, Gap } from '../model/gap.ts';
import { collectCredentials } from './credentials.ts';
import { collectEditors, type RunningEditor } from './editors.ts';
import { collectAllExtensions } from './extensions.ts';
import type { Facts } from './facts.ts';
import { collectKnownFolders } from './known-folders.ts';
import { collectLaunches, type LaunchQuery } from './launches.ts';
import { collectPosture, effectiveSetting } from './posture.ts';
import { collectTrust } from './trust.ts';

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

/** Looks at everything asked for, side by side. Nothing is said about it here. */
export async function survey(machine: Machine, query: SurveyQuery): Promise<Facts> {
	const wants = (area: Area): boolean => query.areas.includes(area);
	const nothing = { facts: [], gaps: [] };
	const credentials = wants('credentials') ? collectCredentials(machine) : nothing;
	const trust = wants('trust') ? collectTrust(machine) : nothing;
	const editors = await collectEditors(machine, query.runningEditor);
	const extensions = wants('extensions') ? collectAllExtensions(machine, editors.facts) : nothing;
	const posture = wants('posture') ? collectPosture(machine, editors.facts) : nothing;
	const folders = await foldersToLookAt(machine, query, editors.facts, await trust);
	const launches = wants('launches') ? collectLaunches(machine, await launchQuery(machine, query, editors.facts, folders.looked)) : nothing;
	const found = {
		credentials: await credentials,
		trust: await trust,
		extensions: await extensions,
		posture: await posture,
		launches: await launches,
	};
	const openToOthers = await findOpenToOthers(machine, found.credentials.facts);
	return {
		platform: machine.platform,
		home: machine.home,
		now: machine.clock.now().toISOString(),
		answers: [...query.areas].sort(),
		placesChecked: machine.files.placesAsked(),
		folders: { looked: folders.looked, leftOut: folders.leftOut },
		editors: editors.facts,
		extensions: found.extensions.facts,
		launches: found.launches.facts,
		credentials: found.credentials.facts,
		openToOthers,
		posture: found.posture.facts,
		trust: found.trust.facts,
		gaps: mergeGaps([editors, folders, ...Object.values(found)]),
	};
}

/** The query for launches: which folders, and what the editor's settings say to entries that depend on one. */
export async function launchQuery(
	machine: Machine,
	query: SurveyQuery,
	editors: readonly Editor[],
	folders: readonly string[],
): Promise<LaunchQuery> {
	return { folders, machineWide: query.machineWide ?? true, setting: await effectiveSetting(machine, editors) };
}

interface FoldersToLookAt extends Collected<never> {
	readonly looked: readonly string[];
	readonly leftOut: number;
}

/** The named folders, then those that agents trust, then those that editors opened last. Each once. */
async function foldersToLookAt(
	machine: Machine,
	query: SurveyQuery,
	editors: readonly Editor[],
	trust: Collected<{ folder: string }>,
): Promise<FoldersToLookAt> {
	const named = query.folders ?? [];
	if (!query.knownFolders) {
		return { facts: [], gaps: [], looked: [...named].sort(), leftOut: 0 };
	}
	const known = await collectKnownFolders(machine, editors);
	const candidates = new Set(
		[...trust.facts.map((record) => record.folder), ...known.facts.map((entry) => entry.folder)].filter(
			(folder) => !named.includes(folder),
		),
	);
	const existing: string[] = [];
	let leftOut = 0;
	for (const folder of candidates) {
		if (existing.length === MAX_KNOWN_FOLDERS) {
			leftOut++;
		} else if ((await machine.files.facts(folder)).ok) {
			existing.push(folder);
		}
	}
	return { facts: [], gaps: known.gaps, looked: [...new Set([...named, ...existing])].sort(), leftOut };
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
		if (!known || (gap.area === 'launches' && known.area !== 'launches')) {
			distinct.set(key, gap);
		}
	}
	return [...distinct.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => gap);
}

/** Everything that an audit looks at. */
export const ALL_AREAS: readonly Area[] = ['credentials', 'extensions', 'launches', 'posture', 'trust'];
