import { folderQuery, survey } from '../inventory/survey.ts';
import { loads, startsByItself } from '../inventory/trusted-launches.ts';
import { withReviews } from '../journal/reviews.ts';
import { mayBeSaid } from '../journal/said.ts';
import type { Machine } from '../machine/machine.ts';
import type { Launch } from '../model/launch.ts';
import { plural, shownPath, titleOf } from '../report/phrases.ts';
import { agentsStartedBy } from '../rules/agent-start.ts';

/** The same folder is not looked at again for the same agent within this: scripts start agents in loops. Milliseconds. */
const AGAIN_MS = 10_000;

/** Starts that are remembered for that. */
const MOST_STARTS = 200;

/** Launches that one notice is about; what is beyond them it counts. */
const MOST_ASKED = 200;

/** Agents that are started in a terminal where commands wait that nobody has reviewed: noted once for each command. */
export class AgentStarts {
	private readonly looked = new Map<string, number>();

	/** `settle`: milliseconds to wait for other windows. */
	constructor(
		private readonly machine: Machine,
		private readonly settle?: number,
	) {}

	/** What there is to say of a line; null where it starts no agent, or nothing that was not told already. */
	async started(line: string, folder: string): Promise<string | null> {
		for (const agent of agentsStartedBy(line)) {
			const fresh = this.isDue(agent, folder) ? await this.untold(await this.unreviewed(agent, folder)) : [];
			if (fresh.length > 0) {
				const where = shownPath(folder, this.machine.home);
				return `${titleOf(agent)} was started in ${where}, which has ${plural(fresh.length, 'command')} for it that you have not reviewed.`;
			}
		}
		return null;
	}

	private isDue(agent: string, folder: string): boolean {
		const key = JSON.stringify([agent, folder]);
		const now = this.machine.clock.now().getTime();
		const last = this.looked.get(key);
		if (last !== undefined && now - last < AGAIN_MS) {
			return false;
		}
		if (this.looked.size >= MOST_STARTS) {
			this.looked.clear();
		}
		this.looked.set(key, now);
		return true;
	}

	/** What the agent would start by itself in this very folder: it may lie below the one that is open, or elsewhere. */
	private async unreviewed(agent: string, folder: string): Promise<readonly Launch[]> {
		const facts = await withReviews(this.machine, await survey(this.machine, folderQuery([folder])));
		const brought = new Set(facts.reach.filter((reach) => reach.folder === folder && reach.tool === agent).map(({ launch }) => launch));
		return facts.launches.filter(
			(launch) =>
				brought.has(launch.id) &&
				launch.scope === 'project' &&
				launch.review !== 'reviewed' &&
				loads(launch, agent) &&
				startsByItself(launch),
		);
	}

	private async untold(launches: readonly Launch[]): Promise<readonly Launch[]> {
		const asked = launches.slice(0, MOST_ASKED);
		const may = await Promise.all(asked.map(({ fingerprint }) => mayBeSaid(this.machine, `terminal:${fingerprint}`, this.settle)));
		return may.some((said) => said) ? launches.filter((_, at) => may[at] ?? true) : [];
	}
}
