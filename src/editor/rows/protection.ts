import { settings } from '../../catalog/settings/index.ts';
import type { Finding } from '../../model/finding.ts';
import type { PostureFact } from '../../model/posture.ts';
import type { Report } from '../../model/report.ts';
import { escapeUnseen } from '../../report/escape.ts';
import { plural, titleOf } from '../../report/phrases.ts';
import { type Icon, type Row, row } from '../row.ts';
import type { GuardState } from '../state.ts';
import { iconOf } from './findings.ts';

export function protectionSection(state: GuardState, report: Report): Row {
	const own = report.posture.filter((fact) => fact.subject === state.editor);
	const others = new Map<string, PostureFact[]>();
	for (const fact of report.posture.filter((entry) => entry.subject !== state.editor)) {
		others.set(fact.subject, [...(others.get(fact.subject) ?? []), fact]);
	}
	const weakened = report.findings.filter((finding) => finding.ruleId === 'posture/weakened');
	const children = [
		...own.map((fact) => postureRow(2, fact, weakened, true)),
		...[...others].map(([subject, facts]) =>
			row(2, {
				id: `protection/${subject}`,
				label: titleOf(subject),
				remarks: [todo(facts), plural(facts.length, 'setting')],
				tooltip: `The settings of ${titleOf(subject)} that protect you, as its settings file has them.`,
				icon: 'settings-gear',
				children: facts.map((fact) => postureRow(3, fact, weakened, false)),
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
		remarks: [todo(report.posture)],
		tooltip: 'Settings of the editors that protect you. Sallyport changes none of them by itself.',
		icon: 'shield',
		children,
	});
}

/** Whether a setting is as recommended. Of a number of hours more is enough. */
export function isEnough({ effective, recommended }: PostureFact): boolean {
	return effective === recommended || Number(effective) >= Number(recommended);
}

function isKnown({ source, effective }: PostureFact): boolean {
	return source !== 'unknown' && effective !== 'unknown';
}

/** `2 not as recommended`; empty where all are, as far as that is known. */
function todo(facts: readonly PostureFact[]): string {
	const count = facts.filter((fact) => isKnown(fact) && fact.source !== 'unsupported' && !isEnough(fact)).length;
	return count === 0 ? '' : `${count} not as recommended`;
}

/** Whose value it is. */
const SOURCES: Readonly<Record<PostureFact['source'], string>> = {
	default: 'the default',
	user: 'set by you',
	policy: 'set by a policy',
	workspace: 'set by the folder',
	unsupported: 'set by you; this editor does not know the setting',
	unknown: 'the default depends on the version of the editor',
};

function postureRow(level: number, fact: PostureFact, weakened: readonly Finding[], changeable: boolean): Row {
	const entry = settings.find((setting) => setting.id === fact.setting);
	const finding = weakened.find(({ arguments: said }) => said.subject === fact.subject && said.setting === fact.setting);
	const value = isKnown(fact) ? escapeUnseen(fact.effective.replaceAll('"', '')) : 'unknown';
	const recommended = fact.recommended.replaceAll('"', '');
	const icon = iconFor(fact, finding);
	return row(level, {
		id: `protection/${fact.subject}/${fact.setting}/${fact.effective}`,
		label: entry?.label ?? fact.setting,
		remarks: [value, fact.source === 'unsupported' ? 'has no effect' : icon === 'pass' ? 'as recommended' : `recommended ${recommended}`],
		tooltip: [`${fact.setting}: ${value} (${SOURCES[fact.source]})`, `Recommended: ${recommended}`, entry?.why ?? '']
			.filter((line) => line !== '')
			.join('\n'),
		icon,
		...(finding && { colour: 'warning' as const }),
		...(changeable && { setting: fact.setting }),
	});
}

/** A shape for each: as recommended, weaker than the editor is by itself, less than recommended, not known. */
function iconFor(fact: PostureFact, finding: Finding | undefined): Icon {
	if (finding) {
		return iconOf(finding.severity);
	}
	if (!isKnown(fact)) {
		return 'question';
	}
	return fact.source === 'unsupported' ? 'circle-slash' : isEnough(fact) ? 'pass' : 'info';
}
