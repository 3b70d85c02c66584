import type { Launch } from '../model/launch.ts';

/** What one tool would start in one folder, by the folder's own files. */
export function launchesIn(launches: readonly Launch[], folder: string, tool: string): readonly Launch[] {
	return launches.filter((launch) => launch.folder === folder && launch.scope === 'project' && loads(launch, tool));
}

/** Whether a tool would take the launch; with no tool named, whether any would. */
export function loads(launch: Launch, tool?: string): boolean {
	return launch.executors.some((executor) => executor.verdict === 'loads' && (tool === undefined || executor.tool === tool));
}
