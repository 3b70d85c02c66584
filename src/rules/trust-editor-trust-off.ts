import { type Facts, NO_FACTS } from '../inventory/facts.ts';
import { launchesIn, startsByItself } from '../inventory/trusted-launches.ts';
import type { PostureFact } from '../model/posture.ts';
import { exampleLaunch } from './example-launch.ts';
import { defineRule } from './rule.ts';

const ID = 'trust/editor-trust-off';
const SETTING = 'security.workspace.trust.enabled';

const off: PostureFact = { subject: 'vscode', setting: SETTING, effective: 'false', recommended: 'true', source: 'user', managed: false };
const executors = exampleLaunch().executors.map((executor) => ({ ...executor, tool: 'vscode' }));
const launch = exampleLaunch({ tool: 'vscode', executors });
const EXAMPLE: Facts = {
	...NO_FACTS,
	folders: { looked: ['/home/dev/app'], leftOut: 0, known: true },
	launches: [launch],
	reach: [{ folder: '/home/dev/app', tool: 'vscode', launch: launch.id }],
	posture: [off],
};

export default defineRule({
	id: ID,
	severity: 'info',
	why: 'Where Workspace Trust is off, whatever a folder brings may start as soon as it is opened: nothing asks before.',
	source: 'VS Code 1.139.1, isWorkspaceTrustEnabled in workspaceTrust.ts: every folder counts as trusted then',
	find: (facts) => {
		const editors = new Set(
			facts.posture.filter(({ setting, effective }) => setting === SETTING && effective === 'false').map(({ subject }) => subject),
		);
		return [...editors].flatMap((editor) => {
			const counts = facts.folders.looked
				.map((folder) => launchesIn(facts, { tool: editor, folder }).filter((entry) => startsByItself(entry)).length)
				.filter((count) => count > 0);
			if (counts.length === 0) {
				return [];
			}
			return [
				{
					id: `${ID}:${editor}`,
					ruleId: ID,
					severity: 'info' as const,
					messageId: ID,
					arguments: { editor, folders: counts.length, count: counts.reduce((sum, count) => sum + count, 0) },
					subject: { type: 'setting' as const, ref: `${editor}:${SETTING}` },
					location: null,
					evidence: [],
				},
			];
		});
	},
	examples: {
		hits: [EXAMPLE, { ...EXAMPLE, posture: [{ ...off, source: 'default', subject: 'vscodium' }] }],
		nearMisses: [
			{ ...EXAMPLE, posture: [{ ...off, effective: 'true' }] },
			{ ...EXAMPLE, posture: [{ ...off, effective: 'unknown', source: 'unknown' }] },
			{ ...EXAMPLE, posture: [{ ...off, setting: 'security.workspace.trust.banner' }] },
			{ ...EXAMPLE, launches: [], reach: [] },
			// A fork with an agent of its own does not read what VS Code's agent reads.
			{ ...EXAMPLE, posture: [{ ...off, subject: 'windsurf' }] },
		],
	},
});
