import { settings } from '../../catalog/settings/index.ts';
import type { Report } from '../../model/report.ts';
import { escapeUnseen } from '../../report/escape.ts';
import { postureWorstFirst, type Standing, type StandingFact } from '../../report/order.ts';
import { plural, shownSource, titleOf } from '../../report/phrases.ts';
import { type Icon, type Row, row } from '../row.ts';
import type { GuardState } from '../state.ts';

export function protectionSection(state: GuardState, report: Report): Row {
	const facts = postureWorstFirst(report);
	const own = facts.filter(({ fact }) => fact.subject === state.editor);
	const others = new Map<string, StandingFact[]>();
	for (const entry of facts.filter(({ fact }) => fact.subject !== state.editor)) {
		others.set(entry.fact.subject, [...(others.get(entry.fact.subject) ?? []), entry]);
	}
	const children = [
		...own.map((entry) => postureRow(2, entry, report, true)),
		...[...others].map(([subject, list]) =>
			row(2, {
				id: `protection/${subject}`,
				label: titleOf(subject),
				remarks: [todo(list), plural(list.length, 'setting')],
				tooltip: `The settings of ${titleOf(subject)} that protect you, as its settings file has them.`,
				icon: list.some(({ standing }) => standing === 'weakened') ? 'warning' : 'settings-gear',
				children: list.map((entry) => postureRow(3, entry, report, false)),
			}),
		),
	];
	if (children.length === 0) {
		children.push(
			row(2, {
				id: 'protection/none',
				label: 'No settings were found',
				tooltip: 'No editor has user settings here.',
				icon: 'circle-slash',
			}),
		);
	}
	return row(1, {
		id: 'protection',
		label: 'Protection',
		remarks: [todo(facts)],
		tooltip: 'Settings of the editors that protect you. Sallyport changes none of them by itself.',
		icon: 'shield',
		children,
	});
}

/** `2 not as recommended`; empty where all are, as far as that is known. */
function todo(list: readonly StandingFact[]): string {
	const count = list.filter(({ standing }) => standing === 'weakened' || standing === 'other').length;
	return count === 0 ? '' : `${count} not as recommended`;
}

/** A shape for each: as recommended, weaker than the editor is by itself, less than recommended, without effect, not known. */
const ICONS: Readonly<Record<Standing, Icon>> = {
	weakened: 'warning',
	unknown: 'question',
	other: 'info',
	'without-effect': 'circle-slash',
	'as-recommended': 'pass',
};

function postureRow(level: number, { fact, standing }: StandingFact, report: Report, changeable: boolean): Row {
	const entry = settings.find((setting) => setting.id === fact.setting);
	const value = standing === 'unknown' ? 'unknown' : escapeUnseen(fact.effective.replaceAll('"', ''));
	const recommended = fact.recommended.replaceAll('"', '');
	const stands =
		standing === 'without-effect' ? 'has no effect' : standing === 'as-recommended' ? 'as recommended' : `recommended ${recommended}`;
	return row(level, {
		id: `protection/${fact.subject}/${fact.setting}/${fact.effective}`,
		label: entry?.label ?? fact.setting,
		remarks: [value, stands],
		tooltip: [`${fact.setting}: ${value} (${shownSource(fact, report)})`, `Recommended: ${recommended}`, entry?.why ?? '']
			.filter((line) => line !== '')
			.join('\n'),
		icon: ICONS[standing],
		...(standing === 'weakened' && { colour: 'warning' as const }),
		...(changeable && { setting: fact.setting }),
	});
}
