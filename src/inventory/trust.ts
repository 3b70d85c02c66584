import { isAbsolute, join, win32 } from 'node:path';
import type { AgentEntry } from '../catalog/agents/agent.ts';
import { agents as knownAgents } from '../catalog/agents/index.ts';
import { parseDocument } from '../document/document.ts';
import type { Machine } from '../machine/machine.ts';
import { patternsFor } from '../machine/places.ts';
import { readText } from '../machine/text.ts';
import type { Collected, Gap } from '../model/gap.ts';

/** A folder that an agent's own store names as trusted. */
export interface TrustRecord {
	readonly tool: string;
	readonly folder: string;
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
	return agents.flatMap(({ trust }) => (trust ? patternsFor(machine, trust.places, trust.overrides) : []));
}

async function readTrust(machine: Machine, tool: string, store: NonNullable<AgentEntry['trust']>): Promise<Collected<TrustRecord>> {
	const facts: TrustRecord[] = [];
	const gaps: Gap[] = [];
	for (const path of patternsFor(machine, store.places, store.overrides)) {
		const content = await readText(machine, path, store.maxBytes);
		const document = content.ok
			? parseDocument(store.format, { ...content.value, ...(store.wanted && { wanted: store.wanted }) })
			: content;
		if (!document.ok) {
			if (!document.absent) {
				gaps.push({ path, area: 'trust', reason: document.reason, detail: document.detail });
			}
			continue;
		}
		if (document.value.damage !== null) {
			gaps.push({ path, area: 'trust', reason: 'unparsable', detail: document.value.damage });
		}
		// Normalised, so that `/a/b/` and `/a/b` are one folder.
		const folders = new Set(
			store
				.read(document.value.root)
				.filter((folder) => isAbsolute(folder) || (machine.platform === 'win32' && win32.isAbsolute(folder)))
				.map((folder) => withoutTrailingSlash(join(folder))),
		);
		if (folders.size > MAX_RECORDS) {
			gaps.push({ path, area: 'trust', reason: 'limit', detail: `more than ${MAX_RECORDS} folders; the first were looked at` });
		}
		facts.push(...[...folders].slice(0, MAX_RECORDS).map((folder) => ({ tool, folder })));
	}
	return { facts, gaps };
}

function withoutTrailingSlash(path: string): string {
	return path.length > 1 && !/^[A-Za-z]:[\\/]$/.test(path) && (path.endsWith('/') || path.endsWith('\\')) ? path.slice(0, -1) : path;
}
