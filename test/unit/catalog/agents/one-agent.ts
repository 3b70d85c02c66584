import assert from 'node:assert/strict';
import { agents } from '../../../../src/catalog/agents/index.ts';
import { collectEditors } from '../../../../src/inventory/editors.ts';
import { collectLaunches } from '../../../../src/inventory/launches.ts';
import { type FixtureOptions, fixtureMachine } from '../../../../src/machine/fixture-machine.ts';
import type { Executor, Launch } from '../../../../src/model/launch.ts';

export const HOME = '/home/dev';
export const APP = `${HOME}/app`;

/** What one agent would start on a machine where the folder was opened, and what could not be read. */
export async function readingOf(agent: string, files: NonNullable<FixtureOptions['files']>, options: Omit<FixtureOptions, 'files'> = {}) {
	const known = agents.filter((entry) => entry.id === agent);
	assert.equal(known.length, 1, agent);
	const machine = fixtureMachine({ files, ...options });
	const editors = (await collectEditors(machine)).facts;
	return collectLaunches(machine, { folders: [APP], editors, agents: known });
}

/** The same, where everything could be read. */
export async function launchesOf(...of: Parameters<typeof readingOf>): Promise<readonly Launch[]> {
	const { facts, gaps } = await readingOf(...of);
	assert.deepEqual(gaps, []);
	return facts;
}

/** One line for each launch: what it is, what it runs, where it stands. */
export function lines(launches: readonly Launch[]): string[] {
	return launches
		.map(({ kind, name, command, args, url, source, folder }) =>
			[
				kind,
				`${name}:`,
				...(command === null ? [] : [command]),
				...args,
				...(url === null ? [] : [url]),
				`(${source.path.replace(folder === null ? `${HOME}/` : `${APP}/`, folder === null ? '~/' : '')}:${source.line})`,
			].join(' '),
		)
		.sort();
}

/** What the only executor of a launch says. */
export function executorOf(launch: Launch | undefined): Executor {
	const [executor, ...others] = launch?.executors ?? [];
	assert.ok(executor && others.length === 0);
	return executor;
}
