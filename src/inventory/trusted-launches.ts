import type { Launch, LaunchKind, Trigger } from '../model/launch.ts';
import type { Facts } from './facts.ts';
import type { Trusted } from './trust.ts';

/** What a tool would start in a folder that it trusts: by the folder's own files, and by those above it that it reads there. */
export function launchesIn({ launches, reach }: Pick<Facts, 'launches' | 'reach'>, { tool, folder, here }: Trusted): readonly Launch[] {
	const place = here ?? folder;
	const brought = new Set(reach.filter((entry) => entry.folder === place && entry.tool === tool).map((entry) => entry.launch));
	return launches.filter((launch) => launch.scope === 'project' && brought.has(launch.id) && loads(launch, tool));
}

/** Whether a tool would take the launch; with no tool named, whether any would. */
export function loads(launch: Launch, tool?: string): boolean {
	return launch.executors.some((executor) => executor.verdict === 'loads' && (tool === undefined || executor.tool === tool));
}

/** Moments that somebody brings about on purpose, knowing that something will run. */
const ON_PURPOSE: ReadonlySet<Trigger> = new Set(['manual', 'install', 'container-create']);

/** Kinds that run nothing themselves: they steer what runs, or what an agent is told. */
const STEERING: ReadonlySet<LaunchKind> = new Set(['setting', 'instruction', 'plugin', 'skill']);

/** Whether some tool would start it, or connect to it, without anybody asking for that: what a person counts as "it runs". */
export function startsByItself(launch: Launch): boolean {
	return !STEERING.has(launch.kind) && launch.executors.some(({ verdict, trigger }) => verdict === 'loads' && !ON_PURPOSE.has(trigger));
}
