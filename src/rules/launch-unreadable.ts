import { NO_FACTS } from '../inventory/facts.ts';
import type { Gap } from '../model/gap.ts';
import { defineRule } from './rule.ts';

const gap: Gap = { path: '/home/dev/app/.mcp.json', area: 'launches', reason: 'too-large', detail: '' };

export default defineRule({
	id: 'launch/unreadable',
	severity: 'high',
	why: 'Tools start commands from this file, and it could not be read: what they would start is not known.',
	source: 'What is unreadable to the guard may still be readable to the tool: parsers disagree (measured on six agents)',
	find: (facts) =>
		facts.gaps
			.filter((entry) => entry.area === 'launches' && entry.path !== null)
			.map((entry) => ({
				id: `launch/unreadable:${entry.path}`,
				ruleId: 'launch/unreadable',
				severity: 'high',
				messageId: 'launch/unreadable',
				arguments: { path: entry.path ?? '', reason: entry.reason, detail: entry.detail },
				subject: { type: 'machine', ref: entry.path ?? '' },
				location: { path: entry.path ?? '', line: 1, column: 1 },
				evidence: [entry.detail].filter((detail) => detail !== ''),
			})),
	examples: {
		hits: [{ ...NO_FACTS, gaps: [gap] }],
		nearMisses: [NO_FACTS, { ...NO_FACTS, gaps: [{ ...gap, area: 'credentials' }] }],
	},
});
