import { rules } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';

/** Why a rule speaks, and where that was learnt. */
export function aboutRule({ why, source }: Rule): string {
	return `${why}\n\nHow this is known: ${source}${source.endsWith('.') ? '' : '.'}`;
}

/** The same as a page of its own, by the rule's id. */
export function rulePage(id: string): string {
	const rule = rules.find((candidate) => candidate.id === id);
	return rule === undefined ? 'There is no rule of this name.\n' : `${rule.id}\n\n${aboutRule(rule)}\n`;
}
