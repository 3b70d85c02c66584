import { NO_FACTS } from '../inventory/facts.ts';
import { defineRule } from './rule.ts';

const ID = 'trust/folder-gone';

export default defineRule({
	id: ID,
	severity: 'info',
	why: 'Trust outlives its folder: what is cloned or unpacked under the same name later is trusted from the first moment.',
	source: 'No trust store of an agent forgets a folder that is deleted (Claude Code 2.1.330, Codex CLI 0.169.0, Gemini CLI 0.61.0, seen)',
	find: ({ trust }) => {
		const gone = [...new Set(trust.filter(({ there, through }) => there === 'no' && through === undefined).map(({ folder }) => folder))];
		const [example] = gone;
		return example === undefined
			? []
			: [
					{
						id: `${ID}:all`,
						ruleId: ID,
						severity: 'info',
						messageId: gone.length === 1 ? ID : 'trust/folders-gone',
						arguments: { folder: example, count: gone.length },
						subject: { type: 'trust', ref: example },
						location: null,
						evidence: [],
					},
				];
	},
	examples: {
		hits: [
			{ ...NO_FACTS, trust: [{ tool: 'codex', folder: '/home/dev/gone', there: 'no' }] },
			{
				...NO_FACTS,
				trust: [
					{ tool: 'codex', folder: '/home/dev/gone', there: 'no' },
					{ tool: 'claude-code', folder: '/home/dev/too', there: 'no' },
				],
			},
		],
		nearMisses: [
			{
				...NO_FACTS,
				trust: [
					{ tool: 'codex', folder: '/home/dev/app' },
					{ tool: 'codex', folder: '/srv/away', there: 'unknown' },
					{ tool: 'copilot-cli', folder: '/home/dev/old', through: '/home/dev', there: 'no' },
				],
			},
		],
	},
});
