import { settings } from '../catalog/settings/index.ts';
import { NO_FACTS } from '../inventory/facts.ts';
import type { PostureFact } from '../model/posture.ts';
import { defineRule } from './rule.ts';

const delay: PostureFact = {
	subject: 'vscode',
	setting: 'extensions.autoUpdateDelay',
	effective: '0',
	recommended: '72',
	source: 'user',
	managed: false,
};
const set = (setting: string, effective: string, subject = 'vscode'): PostureFact => ({ ...delay, subject, setting, effective });

export default defineRule({
	id: 'posture/weakened',
	severity: 'medium',
	why: 'A person’s own setting takes away a protection that the editor has from the start.',
	source:
		'The default values in the sources of VS Code 1.139.1, and the documentation of its forks, entry by entry in the catalogue of settings',
	find: (facts) => {
		// Two installations of one editor may say different things of one setting: one finding names both.
		const weakened = new Map<string, PostureFact[]>();
		for (const fact of facts.posture) {
			if (fact.source === 'user' && weakens(fact)) {
				const key = `${fact.subject}:${fact.setting}`;
				weakened.set(key, [...(weakened.get(key) ?? []), fact]);
			}
		}
		return [...weakened].flatMap(([key, [first, ...more]]) => {
			if (first === undefined) {
				return [];
			}
			return [
				{
					id: `posture/weakened:${key}`,
					ruleId: 'posture/weakened',
					severity: 'medium' as const,
					messageId: 'posture/weakened',
					arguments: {
						subject: first.subject,
						setting: first.setting,
						label: settings.find((entry) => entry.id === first.setting)?.label ?? first.setting,
						effective: [...new Set([first, ...more].map((fact) => fact.effective))].join(' or '),
						recommended: first.recommended,
						why: settings.find((entry) => entry.id === first.setting)?.why ?? '',
					},
					subject: { type: 'setting' as const, ref: key },
					location: null,
					evidence: [],
				},
			];
		});
	},
	examples: {
		hits: [
			{ ...NO_FACTS, posture: [delay] },
			{ ...NO_FACTS, posture: [set('extensions.autoUpdateDelay', '2'), set('extensions.autoUpdateDelay', '0')] },
			{ ...NO_FACTS, posture: [set('extensions.installCooldownHours', '0', 'cursor')] },
			{ ...NO_FACTS, posture: [set('extensions.minReleaseAge', '24', 'vscodium')] },
			{ ...NO_FACTS, posture: [set('security.workspace.trust.enabled', 'false')] },
			{ ...NO_FACTS, posture: [set('chat.tools.global.autoApprove', 'true', 'vscode-server')] },
			{ ...NO_FACTS, posture: [set('task.allowAutomaticTasks', '"on"')] },
		],
		nearMisses: [
			// As by default, or more than that: not what we advise, and no weaker.
			{ ...NO_FACTS, posture: [set('extensions.autoUpdateDelay', '12'), set('extensions.autoUpdateDelay', '24')] },
			{ ...NO_FACTS, posture: [set('extensions.installCooldownHours', '1', 'cursor'), set('extensions.minReleaseAge', '48', 'vscodium')] },
			{ ...NO_FACTS, posture: [set('chat.mcp.autostart', '"newAndOutdated"'), set('extensions.autoUpdate', 'false')] },
			{ ...NO_FACTS, posture: [set('security.workspace.trust.enabled', 'true'), set('task.allowAutomaticTasks', '"off"')] },
			// Not the person’s, without effect, or not known.
			...(['default', 'policy', 'workspace', 'unsupported', 'unknown'] as const).map((source) => ({
				...NO_FACTS,
				posture: [{ ...delay, source }],
			})),
			// No value that the editor would take.
			{ ...NO_FACTS, posture: [set('extensions.autoUpdateDelay', '"0"'), set('extensions.autoUpdateDelay', 'null')] },
			{ ...NO_FACTS, posture: [set('task.allowAutomaticTasks', 'true'), set('security.workspace.trust.enabled', '"false"')] },
			{ ...NO_FACTS, posture: [set('extensions.autoUpdateDelay', '[… 90 items]'), set('extensions.autoUpdateDelay', 'unknown')] },
		],
	},
});

function weakens({ setting, effective }: PostureFact): boolean {
	const entry = settings.find((candidate) => candidate.id === setting);
	let value: unknown;
	try {
		value = JSON.parse(effective);
	} catch {
		// Told by its size, or not known.
		return false;
	}
	return entry?.weakens?.(value) ?? false;
}
