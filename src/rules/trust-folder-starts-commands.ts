import { NO_FACTS } from '../inventory/facts.ts';
import { launchesIn, startsByItself } from '../inventory/trusted-launches.ts';
import { exampleLaunch } from './example-launch.ts';
import { defineRule } from './rule.ts';

const launch = exampleLaunch();
const EXAMPLE = { ...NO_FACTS, launches: [launch], reach: [{ folder: '/home/dev/app', tool: 'claude-code', launch: launch.id }] };

export default defineRule({
	id: 'trust/folder-starts-commands',
	severity: 'info',
	why: 'The folder is trusted, so these start without another question; whoever changes the file changes what runs.',
	source: 'No agent asks again when a trusted repository changes what it starts (Claude Code 2.1.330, VS Code 1.139.1, measured)',
	find: (facts) =>
		facts.trust.flatMap((record) => {
			// What the folder that it is trusted through starts as well is said of that one.
			const said = record.through === undefined ? [] : launchesIn(facts, { tool: record.tool, folder: record.through });
			const count = launchesIn(facts, record).filter((entry) => startsByItself(entry) && !said.includes(entry)).length;
			if (count === 0) {
				return [];
			}
			return [
				{
					id: `trust/folder-starts-commands:${record.tool}:${record.folder}`,
					ruleId: 'trust/folder-starts-commands',
					severity: 'info' as const,
					messageId: 'trust/folder-starts-commands',
					arguments: { tool: record.tool, folder: record.folder, count },
					subject: { type: 'trust' as const, ref: record.folder },
					location: null,
					evidence: [],
				},
			];
		}),
	examples: {
		hits: [{ ...EXAMPLE, trust: [{ tool: 'claude-code', folder: '/home/dev/app' }] }],
		nearMisses: [
			{ ...EXAMPLE, trust: [{ tool: 'claude-code', folder: '/home/dev/other' }] },
			{ ...EXAMPLE, trust: [{ tool: 'gemini-cli', folder: '/home/dev/app' }] },
		],
	},
});
