import { NO_FACTS } from '../inventory/facts.ts';
import { defineRule } from './rule.ts';

export default defineRule({
	id: 'trust/too-broad',
	severity: 'medium',
	why: 'Trust in the home or in the root covers every folder below it, also what is cloned or unpacked there tomorrow.',
	source: 'Malware of 2026 wrote such entries itself (Mitiga, 2026-05-07); agents pass trust on to the folders below',
	find: (facts) =>
		facts.trust
			.filter(
				(record) =>
					record.folder === facts.home ||
					record.folder === '/' ||
					facts.home.startsWith(`${record.folder}/`) ||
					/^[A-Za-z]:[\\/]?$/.test(record.folder),
			)
			.map((record) => ({
				id: `trust/too-broad:${record.tool}:${record.folder}`,
				ruleId: 'trust/too-broad',
				severity: 'medium',
				messageId: 'trust/too-broad',
				arguments: { tool: record.tool, folder: record.folder },
				subject: { type: 'trust', ref: record.folder },
				location: null,
				evidence: [],
			})),
	examples: {
		hits: [
			{ ...NO_FACTS, trust: [{ tool: 'gemini-cli', folder: '/home/dev' }] },
			{ ...NO_FACTS, trust: [{ tool: 'copilot-cli', folder: '/' }] },
		],
		nearMisses: [
			{ ...NO_FACTS, trust: [{ tool: 'gemini-cli', folder: '/home/dev/src' }] },
			{ ...NO_FACTS, trust: [{ tool: 'gemini-cli', folder: '/home/developer' }] },
		],
	},
});
