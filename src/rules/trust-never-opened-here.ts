import { type Facts, NO_FACTS } from '../inventory/facts.ts';
import { launchesIn, startsByItself } from '../inventory/trusted-launches.ts';
import { exampleLaunch } from './example-launch.ts';
import { defineRule } from './rule.ts';

const ID = 'trust/never-opened-here';

/** Whoever has just accepted a folder may not have asked anything there yet. Milliseconds. */
const SETTLED_MS = 60 * 60 * 1000;

/** Agents clear away what they leave behind after 30 days. Milliseconds. */
const CLEARED_MS = 28 * 24 * 60 * 60 * 1000;

const launch = exampleLaunch();
const record = { tool: 'claude-code', folder: '/home/dev/app', unopened: true, appeared: '2026-05-31T20:00:00.000Z' } as const;
const EXAMPLE: Facts = {
	...NO_FACTS,
	launches: [launch],
	reach: [{ folder: '/home/dev/app', tool: 'claude-code', launch: launch.id }],
	trust: [record],
};

export default defineRule({
	id: ID,
	severity: 'low',
	why: 'Malware writes folders into an agent’s trust store itself; the agent then starts what stands in them without a question.',
	source: 'Mitiga, 2026-05-07: hasTrustDialogAccepted written into ~/.claude.json by an npm package; SANDWORM_MODE did the same',
	find: (facts) =>
		facts.trust.flatMap((trusted) => {
			const { tool, folder, unopened, appeared } = trusted;
			const age = appeared === undefined ? 0 : Date.parse(facts.now) - Date.parse(appeared);
			const count = launchesIn(facts, trusted).filter((entry) => startsByItself(entry)).length;
			if (!unopened || !(age >= SETTLED_MS && age <= CLEARED_MS) || count === 0) {
				return [];
			}
			return [
				{
					id: `${ID}:${tool}:${folder}`,
					ruleId: ID,
					severity: 'low' as const,
					messageId: ID,
					arguments: { tool, folder, count, since: (appeared ?? '').slice(0, 10) },
					subject: { type: 'trust' as const, ref: folder },
					location: null,
					evidence: [],
				},
			];
		}),
	examples: {
		hits: [EXAMPLE],
		nearMisses: [
			// Accepted a moment ago, long ago, or before Sallyport looked first.
			{ ...EXAMPLE, trust: [{ ...record, appeared: '2026-05-31T23:30:00.000Z' }] },
			{ ...EXAMPLE, trust: [{ ...record, appeared: '2026-04-01T00:00:00.000Z' }] },
			{ ...EXAMPLE, trust: [{ tool: 'claude-code', folder: '/home/dev/app', unopened: true }] },
			// Used there, or known to an editor or another agent.
			{ ...EXAMPLE, trust: [{ tool: 'claude-code', folder: '/home/dev/app', appeared: record.appeared }] },
			// It starts nothing.
			{ ...EXAMPLE, launches: [], reach: [] },
		],
	},
});
