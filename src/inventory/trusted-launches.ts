import type { Launch } from '../model/launch.ts';
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
