import type { Facts } from '../inventory/facts.ts';
import type { Observation, Severity } from '../model/finding.ts';

/** What a kind of fact means. One file per rule. Rules return ids and arguments; sentences are made in `report/`. */
export interface Rule {
	/** `area/what`; never changes once released. Also the id of its message. */
	readonly id: string;
	/** The most that it says. */
	readonly severity: Severity;
	/** Why it is worth saying, in a sentence for the documentation. */
	readonly why: string;
	/** Where the reason stands: an advisory, a documentation page, a measured fact. */
	readonly source: string;
	readonly find: (facts: Facts) => readonly Observation[];
	/** Facts on which it speaks, and facts close to them on which it must not. Its test uses both. */
	readonly examples: { readonly hits: readonly Facts[]; readonly nearMisses: readonly Facts[] };
}

/** Keeps the type and checks it where the rule is written. */
export function defineRule(rule: Rule): Rule {
	return rule;
}
