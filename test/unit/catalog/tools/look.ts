import assert from 'node:assert/strict';
import { tools } from '../../../../src/catalog/tools/index.ts';
import { type CollectedLaunches, collectLaunches } from '../../../../src/inventory/launches.ts';
import { type FixtureOptions, fixtureMachine } from '../../../../src/machine/fixture-machine.ts';
import type { Executor, Launch } from '../../../../src/model/launch.ts';

export const APP = '/home/dev/app';

/** What the named tools would run in the folder. Paths that are not absolute stand in it; `!` behind one makes it executable. */
export function collect(
	ids: string | readonly string[],
	files: NonNullable<FixtureOptions['files']>,
	options: Omit<FixtureOptions, 'files'> = {},
): Promise<CollectedLaunches> {
	const place = (path: string): string => (path.startsWith('/') ? path : `${APP}/${path}`).replace(/!$/, '');
	const modes = Object.fromEntries(Object.keys(files).map((path) => [place(path), path.endsWith('!') ? '0755' : '0644']));
	const machine = fixtureMachine({
		...options,
		modes: { ...modes, ...options.modes },
		files: Object.fromEntries(Object.entries(files).map(([path, content]) => [place(path), content])),
	});
	const wanted = [ids].flat();
	const agents = tools.filter((tool) => wanted.includes(tool.id));
	assert.equal(agents.length, wanted.length, `${ids}`);
	return collectLaunches(machine, { folders: [APP], agents });
}

/** The same, where everything could be read. */
export async function look(...from: Parameters<typeof collect>): Promise<readonly Launch[]> {
	const { facts, gaps } = await collect(...from);
	assert.deepEqual(gaps, []);
	const order = (a: Launch['source'], b: Launch['source']): number =>
		a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1;
	return [...facts].sort((a, b) => order(a.source, b.source));
}

/** `kind name: what` of each, in the order of the files and lines. */
export async function lines(...from: Parameters<typeof collect>): Promise<readonly string[]> {
	return (await look(...from)).map(({ kind, name, command, args }) => `${kind} ${name}: ${[command ?? [], args].flat().join(' ')}`);
}

export function executor(launch: Launch | undefined, tool: string): Executor {
	const found = launch?.executors.find((candidate) => candidate.tool === tool);
	assert.ok(found, tool);
	return found;
}
