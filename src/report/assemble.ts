import { agents } from '../catalog/agents/index.ts';
import type { Facts } from '../inventory/facts.ts';
import type { Trusted } from '../inventory/trust.ts';
import { launchesIn } from '../inventory/trusted-launches.ts';
import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { TrustedFolder } from '../model/trust.ts';
import { rules as allRules } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { speak } from './messages.ts';
import { titleOf } from './phrases.ts';
import { assessRisk, bySeverity } from './risk.ts';

/** Facts, what the rules say of them, and the sentences for it. The same facts give the same report to the byte. */
export function assembleReport(facts: Facts, version: string, rules: readonly Rule[] = allRules): Report {
	const findings = findingsOf(facts, rules);
	return {
		schemaVersion: 1,
		tool: { name: 'sallyport', version },
		generatedAt: facts.now,
		machine: { platform: facts.platform, home: facts.home },
		answers: facts.answers,
		placesChecked: facts.placesChecked,
		folders: facts.folders,
		risk: assessRisk(findings, facts.gaps),
		editors: facts.editors,
		extensions: facts.extensions,
		updates: [],
		launches: facts.launches,
		credentials: facts.credentials,
		posture: facts.posture,
		trust: facts.trust.map((record) => trustedFolder(facts, record)),
		knownBad: [],
		provenance: [],
		journal: { path: null, entries: 0, intact: 'unknown' },
		findings,
		incomplete: facts.gaps,
	};
}

function howToRevoke(tool: string, folder: string, byEditor: boolean): string {
	if (byEditor) {
		return `Take ${folder} out of the list that "Workspaces: Manage Workspace Trust" shows in ${titleOf(tool)}`;
	}
	const store = agents.find((agent) => agent.id === tool)?.trust;
	return store?.revoke?.(folder) ?? `Take ${folder} out of the trust store of ${titleOf(tool)}`;
}

function trustedFolder(facts: Facts, { tool, folder, here, through, there, byEditor }: Trusted): TrustedFolder {
	const launches = launchesIn(facts, { tool, folder, ...(here !== undefined && { here }) });
	const kinds = [...new Set(launches.map(({ kind }) => kind))].sort();
	return {
		tool,
		folder,
		inherited: through !== undefined,
		through: through ?? null,
		exists: there ?? 'yes',
		launchesToday: launches.length,
		launchKinds: kinds.map((kind) => ({ kind, count: launches.filter((launch) => launch.kind === kind).length })),
		reviewed: launches.length > 0 && launches.every((launch) => launch.review === 'reviewed'),
		revoke: howToRevoke(tool, through ?? folder, byEditor ?? false),
	};
}

export function findingsOf(facts: Facts, rules: readonly Rule[]): readonly Finding[] {
	return rules
		.flatMap((rule) => rule.find(facts))
		.map((observation) => ({ ...observation, ...speak(observation.messageId, observation.arguments) }))
		.sort(bySeverity);
}
