import { isAbsolute, join, win32 } from 'node:path';
import type { AgentEntry } from '../catalog/agents/agent.ts';
import { agents as knownAgents } from '../catalog/agents/index.ts';
import { oddRoot } from '../catalog/agents/shape.ts';
import { parseDocument } from '../document/document.ts';
import type { Machine } from '../machine/machine.ts';
import { pathOf, patternsFor } from '../machine/places.ts';
import { readText } from '../machine/text.ts';
import { type Collected, type Gap, gapOf } from '../model/gap.ts';
import { failure } from '../model/outcome.ts';
import { recordedPath } from './editors.ts';

/** A folder that an agent's own store names as trusted. */
export interface TrustRecord {
	readonly tool: string;
	/** As the store names it. */
	readonly folder: string;
	/** Where it is looked for, where that is another name: below the root of another machine's files. */
	readonly here?: string;
}

/** Records of one store beyond this are not looked at. */
const MAX_RECORDS = 5_000;

/** What the agents' trust stores say. Folders that no longer exist are still named: trust outlives them. */
export async function collectTrust(machine: Machine, agents: readonly AgentEntry[] = knownAgents): Promise<Collected<TrustRecord>> {
	const stores = await Promise.all(agents.flatMap((agent) => (agent.trust ? [readTrust(machine, agent.id, agent.trust)] : [])));
	return {
		facts: stores.flatMap((store) => store.facts).sort((a, b) => (a.folder + a.tool < b.folder + b.tool ? -1 : 1)),
		gaps: stores.flatMap((store) => store.gaps),
	};
}

/** The files that the trust stores are, for watching. */
export function trustPaths(machine: Machine, agents: readonly AgentEntry[] = knownAgents): readonly string[] {
	return agents.flatMap(({ trust }) => (trust ? patternsFor(machine, trust.places, trust.overrides).map(pathOf) : []));
}

async function readTrust(machine: Machine, tool: string, store: NonNullable<AgentEntry['trust']>): Promise<Collected<TrustRecord>> {
	const facts: TrustRecord[] = [];
	const gaps: Gap[] = [];
	for (const path of patternsFor(machine, store.places, store.overrides).map(pathOf)) {
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
		const folders = new Set(
			store
				.read(root, (problem) => problems.push(problem))
				.filter((folder) => isAbsolute(folder) || (machine.platform === 'win32' && win32.isAbsolute(folder)))
				.map((folder) => withoutTrailingSlash(join(folder))),
		);
		// What a damaged text lacks is said by the damage.
		const unread = damage ?? problems.join('; ');
		if (unread !== '') {
			gaps.push(gapOf('trust', path, failure('unparsable', unread)));
		}
		if (folders.size > MAX_RECORDS) {
			gaps.push(gapOf('trust', path, failure('limit', `more than ${MAX_RECORDS} folders; the first were looked at`)));
		}
		for (const folder of [...folders].slice(0, MAX_RECORDS)) {
			const here = recordedPath(machine, folder);
			facts.push({ tool, folder, ...(here !== null && here !== folder && { here }) });
		}
	}
	return { facts, gaps };
}

function withoutTrailingSlash(path: string): string {
	return path.length > 1 && !/^[A-Za-z]:[\\/]$/.test(path) && (path.endsWith('/') || path.endsWith('\\')) ? path.slice(0, -1) : path;
}
