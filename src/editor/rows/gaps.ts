import { folderName } from '../../inventory/launches.ts';
import type { Gap } from '../../model/gap.ts';
import type { Report } from '../../model/report.ts';
import { escapeUnseen } from '../../report/escape.ts';
import { plural, shownPath, shownReason } from '../../report/phrases.ts';
import { type Row, row } from '../row.ts';
import type { GuardState } from '../state.ts';
import { clock, isIn } from '../status.ts';

export function gapsSection(state: GuardState, report: Report): Row {
	const { incomplete } = report;
	const checked = state.checkedAt === null ? '' : `, ${clock(state.checkedAt)}`;
	const children =
		incomplete.length > 0
			? incomplete.map((gap) => gapRow(2, gap, report, 'gap'))
			: [
					row(2, {
						id: 'gap/none',
						label: 'Nothing unreadable',
						remarks: [`${plural(report.placesChecked, 'place')}${checked}`],
						tooltip: `${plural(report.placesChecked, 'known place')} checked${checked}. What stands elsewhere was not looked for.`,
						icon: 'pass',
					}),
				];
	return row(1, {
		id: 'gaps',
		label: 'Could not be read',
		remarks: [`${incomplete.length} of ${report.placesChecked}`],
		tooltip: 'Places where something stands that Sallyport could not read. What is in them is not known.',
		icon: 'question',
		children,
	});
}

/** One place, as an error where tools may start commands from it. */
export function gapRow(level: number, gap: Gap, report: Report, under: string): Row {
	const path = gap.path === null ? '' : shownPath(gap.path, report.machine.home);
	const grave = gap.area === 'launches';
	return row(level, {
		id: `${under}/${gap.area}/${gap.path ?? ''}/${gap.reason}/${gap.detail}`,
		label: gap.path === null ? escapeUnseen(gap.detail) : escapeUnseen(folderName(gap.path)),
		remarks: [shownReason(gap)],
		tooltip: [
			path,
			`${shownReason(gap)}${gap.detail === '' ? '' : `: ${escapeUnseen(gap.detail)}`}`,
			grave ? 'Tools may start commands from it.' : '',
		]
			.filter((line) => line !== '')
			.join('\n'),
		spoken: `${path === '' ? escapeUnseen(gap.detail) : path}, ${shownReason(gap)}`,
		icon: grave ? 'error' : 'question',
		...(grave && { colour: 'error' as const }),
		...(gap.path !== null && { place: { path: gap.path, line: 1, column: 1 } }),
		// What we could not read there may hold a value all the same.
		// A file of the person's own may hold keys, whatever it would have been read for.
		...((gap.area === 'credentials' || !isOfFolder(gap, report)) && { secret: true }),
	});
}

function isOfFolder({ path }: Gap, { folders }: Report): boolean {
	return path !== null && folders.looked.some((folder) => isIn(path, folder));
}
