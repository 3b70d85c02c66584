import { NO_FACTS } from '../inventory/facts.ts';
import { loads } from '../inventory/trusted-launches.ts';
import { exampleLaunch } from './example-launch.ts';
import { defineRule } from './rule.ts';

const ID = 'trust/launch-changed';
const launch = exampleLaunch({ review: 'changed' });
const change = { launch: launch.id, was: 'npx -y other-server', since: '2026-05-01T00:00:00.000Z' };

export default defineRule({
	id: ID,
	severity: 'medium',
	why: 'No agent asks again when a trusted repository changes what it starts; a pull or another branch is enough.',
	source: 'Claude Code 2.1.330, Copilot CLI 1.0.102, VS Code 1.139.1, measured; CVE-2025-54136 (approval bound to a name alone)',
	find: ({ changes, launches }) => {
		const byId = new Map(launches.map((entry) => [entry.id, entry]));
		return changes.flatMap(({ launch: id, was, since }) => {
			const now = byId.get(id);
			if (now === undefined || now.scope !== 'project' || now.review === 'reviewed' || !loads(now)) {
				return [];
			}
			return [
				{
					id: `${ID}:${id}`,
					ruleId: ID,
					severity: 'medium' as const,
					messageId: was === null ? 'trust/launch-added' : ID,
					arguments: { name: now.name, path: now.source.path, line: now.source.line, was: was ?? '', since: since.slice(0, 10) },
					subject: { type: 'launch' as const, ref: id },
					location: now.source,
					evidence: was === null ? [] : [was],
				},
			];
		});
	},
	examples: {
		hits: [
			{ ...NO_FACTS, launches: [launch], changes: [change] },
			{ ...NO_FACTS, launches: [exampleLaunch()], changes: [{ ...change, was: null }] },
		],
		nearMisses: [
			{ ...NO_FACTS, launches: [exampleLaunch({ review: 'reviewed' })], changes: [] },
			{ ...NO_FACTS, launches: [exampleLaunch()], changes: [] },
			{
				...NO_FACTS,
				launches: [
					exampleLaunch({ review: 'changed', executors: launch.executors.map((executor) => ({ ...executor, verdict: 'ignores' })) }),
				],
				changes: [change],
			},
		],
	},
});
