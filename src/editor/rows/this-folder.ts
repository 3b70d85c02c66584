import { dirname } from 'node:path';
import { launchers } from '../../catalog/launchers.ts';
import { folderName } from '../../inventory/launches.ts';
import { loads } from '../../inventory/trusted-launches.ts';
import type { Report } from '../../model/report.ts';
import { escapeUnseen } from '../../report/escape.ts';
import { inFileOrder, shownPath, titleOf } from '../../report/phrases.ts';
import { type Row, row } from '../row.ts';
import type { GuardState } from '../state.ts';
import { isIn, launchesHere, manyFolders, runs } from '../status.ts';
import { gapRow } from './gaps.ts';
import { launchRows } from './launches.ts';

/** What the open folders bring; folder by folder where there are several. */
export function folderSection(state: GuardState, report: Report): Row {
	const { folders } = state;
	const several = manyFolders(state);
	const children = several
		? folders.map((folder) => {
				const alone: GuardState = { ...state, folders: [folder], opened: broughtBy(folder, state, report) };
				return row(2, {
					id: `here/${folder}`,
					label: escapeUnseen(folderName(folder)),
					remarks: [runs(alone), shownPath(dirname(folder), report.machine.home)],
					tooltip: shownPath(folder, report.machine.home),
					icon: 'folder',
					open: true,
					children: contents(3, alone, report, `here/${folder}`),
				});
			})
		: folders.length === 1
			? contents(2, state, report, 'here')
			: [];
	if (state.virtualFolders > 0) {
		children.push(
			row(2, {
				id: 'here/virtual',
				label: 'On no disk of this machine',
				tooltip: 'Only folders on a disk are read: what this one would run is not known.',
				icon: 'question',
			}),
		);
	} else if (folders.length === 0) {
		children.push(
			row(2, { id: 'here/none', label: 'No folder is open', tooltip: 'Open one to see what it would run.', icon: 'circle-slash' }),
		);
	}
	return row(1, {
		id: 'here',
		label: several ? 'These folders' : 'This folder',
		remarks: [runs(state)],
		tooltip: 'What agents would start because of the files in a folder that is open, and in those above it.',
		icon: 'folder',
		open: true,
		children,
	});
}

/** Ids of the launches that one of the open folders brings: what stands in it, or above it. */
function broughtBy(folder: string, { opened }: GuardState, report: Report): readonly string[] {
	return report.launches
		.filter((launch) => opened.includes(launch.id) && launch.folder !== null && isIn(folder, launch.folder))
		.map(({ id }) => id);
}

/** What one folder brings: who trusts it, what could not be read, what would run, what no tool takes. */
function contents(level: number, state: GuardState, report: Report, under: string): Row[] {
	const { home } = report.machine;
	const inside = (path: string | null): boolean => path !== null && state.folders.some((folder) => isIn(path, folder));
	const trusts = report.trust.filter(({ folder }) => state.folders.includes(folder));
	const idle = report.launches.filter((launch) => state.opened.includes(launch.id) && !loads(launch));
	const rows = [
		...trusts.map(({ tool, folder, through }) =>
			row(level, {
				id: `${under}/trusted/${tool}/${folder}`,
				label: `Trusted in ${titleOf(tool)}`,
				remarks: [through === null ? '' : `through ${shownPath(through, home)}`],
				tooltip: `${titleOf(tool)} trusts ${shownPath(through ?? folder, home)}: what it reads here starts without a question.`,
				icon: 'info',
			}),
		),
		...report.incomplete.filter((gap) => gap.area === 'launches' && inside(gap.path)).map((gap) => gapRow(level, gap, report, under)),
		...launchRows(level, [...launchesHere(state), ...inFileOrder(idle)], report, under),
	];
	if (rows.length > 0) {
		return rows;
	}
	return [
		row(level, {
			id: `${under}/nothing`,
			label: 'No server, no hook',
			tooltip: `Looked for the servers and hooks of ${launchers.map((agent) => agent.title).join(', ')}. Tasks, settings that execute, dev containers and scripts are not looked at yet.`,
			icon: 'circle-slash',
		}),
	];
}
