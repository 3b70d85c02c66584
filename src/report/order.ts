import { compare } from '../inventory/editors.ts';
import type { Credential } from '../model/credential.ts';
import { type Finding, SEVERITIES, type SubjectType } from '../model/finding.ts';
import type { PostureFact } from '../model/posture.ts';
import type { Report } from '../model/report.ts';

const EXPOSURE = { plaintext: 0, unrecognized: 1, 'not-plaintext': 2 } as const;
const LIVES = { long: 0, unknown: 1, short: 2 } as const;

/** What is said of each thing of a kind, by its id, the worst first. */
export function findingsAbout(type: SubjectType, findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
	const about = new Map<string, Finding[]>();
	for (const finding of findings) {
		if (finding.subject.type === type) {
			about.set(finding.subject.ref, [...(about.get(finding.subject.ref) ?? []), finding]);
		}
	}
	return about;
}

/** By the gravest finding, then what is open, then what lives longest, then what has lain there longest. */
export function credentialsWorstFirst({ credentials, findings }: Report): Credential[] {
	const worst = new Map<string, number>();
	for (const { subject, severity } of findings.filter((finding) => finding.subject.type === 'credential')) {
		worst.set(subject.ref, Math.max(worst.get(subject.ref) ?? 0, SEVERITIES.indexOf(severity)));
	}
	return [...credentials].sort(
		(a, b) =>
			(worst.get(b.id) ?? -1) - (worst.get(a.id) ?? -1) ||
			EXPOSURE[a.protection] - EXPOSURE[b.protection] ||
			LIVES[a.lifetime] - LIVES[b.lifetime] ||
			compare(a.modifiedAt ?? '9', b.modifiedAt ?? '9') ||
			compare(a.title, b.title) ||
			compare(a.id, b.id),
	);
}

/** How a setting stands to what is recommended, the worst first. */
export const STANDINGS = ['weakened', 'unknown', 'other', 'without-effect', 'as-recommended'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface StandingFact {
	readonly fact: PostureFact;
	readonly standing: Standing;
}

/** Editor by editor, what needs doing first. */
export function postureWorstFirst({ posture, findings }: Report): StandingFact[] {
	const weak = new Set(findings.filter(({ ruleId }) => ruleId === 'posture/weakened').map(({ subject }) => subject.ref));
	return posture
		.map((fact) => ({ fact, standing: standingOf(fact, weak) }))
		.sort((a, b) => compare(a.fact.subject, b.fact.subject) || STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing));
}

/** Whether a setting is as recommended. Of a number of hours more is enough. */
export function isEnough({ effective, recommended }: PostureFact): boolean {
	return effective === recommended || Number(effective) >= Number(recommended);
}

function standingOf(fact: PostureFact, weak: ReadonlySet<string>): Standing {
	if (fact.source === 'unknown') {
		return 'unknown';
	}
	if (fact.source === 'unsupported') {
		return 'without-effect';
	}
	if (isEnough(fact)) {
		return 'as-recommended';
	}
	return weak.has(`${fact.subject}:${fact.setting}`) ? 'weakened' : 'other';
}
