import { editors } from '../catalog/editors/index.ts';
import type { Launch, LaunchKind, Trigger } from '../model/launch.ts';
import type { Facts } from './facts.ts';
import type { Trusted } from './trust.ts';

/** What a tool would start in a folder that it trusts: by the folder's own files, and by those above it that it reads there. */
export function launchesIn({ launches, reach }: Pick<Facts, 'launches' | 'reach'>, { tool, folder, here }: Trusted): readonly Launch[] {
	const place = here ?? folder;
	const readers = readersOf(tool);
	const brought = reach.filter((entry) => entry.folder === place && readers.includes(entry.tool));
	const byLaunch = new Set(brought.map(({ launch }) => launch));
	return launches.filter(
		(launch) =>
			launch.scope === 'project' &&
			byLaunch.has(launch.id) &&
			readers.some((reader) => loads(launch, reader) && (reader === tool || !hasOwnAgent(tool) || OF_EVERY_FORK.has(launch.kind))),
	);
}

/** Whether a tool would take the launch; with no tool named, whether any would. */
export function loads(launch: Launch, tool?: string): boolean {
	return launch.executors.some((executor) => executor.verdict === 'loads' && (tool === undefined || executor.tool === tool));
}

/** What a fork runs as VS Code does, also where it has an agent of its own in the place of VS Code's. */
const OF_EVERY_FORK: ReadonlySet<LaunchKind> = new Set(['task', 'setting']);

/** By whose rules the files of a folder are read where a tool opens it: an editor of VS Code's family by VS Code's, and by its own. */
function readersOf(tool: string): readonly string[] {
	return editors.some(({ id }) => id === tool) ? [...new Set([tool, 'vscode'])] : [tool];
}

function hasOwnAgent(editor: string): boolean {
	return editors.some(({ id, ownAgent }) => id === editor && ownAgent);
}

/** Moments that somebody brings about on purpose, knowing that something will run. */
const ON_PURPOSE: ReadonlySet<Trigger> = new Set(['manual', 'install', 'container-create']);

/** Kinds that run nothing themselves: they steer what runs, or what an agent is told. */
const STEERING: ReadonlySet<LaunchKind> = new Set(['setting', 'instruction', 'plugin', 'skill']);

/** Whether it is something that runs, or is connected to, rather than what steers that. */
export function isRun({ kind }: Launch): boolean {
	return !STEERING.has(kind);
}

/** Whether some tool would start it, or connect to it, without anybody asking for that: what a person counts as "it runs". */
export function startsByItself(launch: Launch): boolean {
	return isRun(launch) && launch.executors.some(({ verdict, trigger }) => verdict === 'loads' && !ON_PURPOSE.has(trigger));
}
