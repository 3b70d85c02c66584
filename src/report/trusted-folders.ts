import type { Facts } from '../inventory/facts.ts';
import type { Trusted } from '../inventory/trust.ts';
import { launchesIn, startsByItself } from '../inventory/trusted-launches.ts';
import type { Launch } from '../model/launch.ts';
import { inFileOrder } from './phrases.ts';

/** A folder that somebody trusts, for a list of them. */
export interface TrustedFolderRow {
	readonly folder: string;
	/** Who trusts it, and through which folder where that is another one; an editor or agent once. */
	readonly by: readonly { readonly tool: string; readonly through: string | null }[];
	readonly exists: 'yes' | 'no' | 'unknown';
	/** What would start there today without anybody asking for it, in any of these tools, as it stands in the files. */
	readonly starts: readonly Launch[];
	/** True where all of it was reviewed, and it starts something. */
	readonly reviewed: boolean;
}

/** The folders that the agents and editors trust, those that start something first, then by name. */
export function trustedFolders(facts: Pick<Facts, 'trust' | 'launches' | 'reach'>): readonly TrustedFolderRow[] {
	const byFolder = new Map<string, Trusted[]>();
	for (const record of facts.trust) {
		const records = byFolder.get(record.folder) ?? [];
		records.push(record);
		byFolder.set(record.folder, records);
	}
	return [...byFolder]
		.map(([folder, records]): TrustedFolderRow => {
			const starts = inFileOrder(
				[...new Set(records.flatMap((record) => launchesIn(facts, record)))].filter((launch) => startsByItself(launch)),
			);
			return {
				folder,
				by: records.map(({ tool, through }) => ({ tool, through: through ?? null })),
				exists: records[0]?.there ?? 'yes',
				starts,
				reviewed: starts.length > 0 && starts.every(({ review }) => review === 'reviewed'),
			};
		})
		.sort((a, b) => b.starts.length - a.starts.length || (a.folder < b.folder ? -1 : 1));
}
