import { NO_FACTS } from '../inventory/facts.ts';
import type { Gap } from '../model/gap.ts';
import { defineRule } from './rule.ts';

const gap: Gap = { path: '/home/dev/app/.mcp.json', area: 'launches', reason: 'too-large', detail: '', hides: true };

export default defineRule({
	id: 'launch/unreadable',
	severity: 'high',
	why: 'Tools start commands from this file of the folder, and it could not be read though they may: what they would start is not known. Of what no folder hides (the person’s own files, limits, a single odd entry) it informs.',
	source: 'What is unreadable to the guard may still be readable to the tool: parsers disagree (measured on six agents)',
	find: (facts) =>
		facts.gaps
			.filter((entry) => entry.area === 'launches' && entry.path !== null)
			.map(({ path, reason, detail, hides }) => ({
				id: `launch/unreadable:${path}`,
				ruleId: 'launch/unreadable',
				severity: hides === true ? ('high' as const) : ('info' as const),
				messageId: 'launch/unreadable',
				arguments: { path: path ?? '', reason, detail },
				subject: { type: 'machine', ref: path ?? '' },
				location: { path: path ?? '', line: 1, column: 1 },
				evidence: detail === '' ? [] : [detail],
			})),
	examples: {
		hits: [
			{ ...NO_FACTS, gaps: [gap] },
			{ ...NO_FACTS, gaps: [{ ...gap, path: '/home/dev/.npmrc', reason: 'denied', hides: false }] },
		],
		nearMisses: [NO_FACTS, { ...NO_FACTS, gaps: [{ ...gap, area: 'credentials' }] }],
	},
});
