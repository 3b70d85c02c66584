import { launchers } from '../../catalog/launchers.ts';
import { folderName } from '../../inventory/launches.ts';
import { launchesIn, loads } from '../../inventory/trusted-launches.ts';
import type { Launch } from '../../model/launch.ts';
import type { Report } from '../../model/report.ts';
import { escapeUnseen } from '../../report/escape.ts';
import { inFileOrder, shownPath, titleOf } from '../../report/phrases.ts';
import { type Row, row } from '../row.ts';
import type { GuardState } from '../state.ts';
import { launchRows } from './launches.ts';

export function agentsSection(state: GuardState, report: Report): Row {
	const { home } = report.machine;
	const children: Row[] = [];
	const machineWide = report.launches.filter((launch) => launch.folder === null);
	const byTool = new Map<string, Launch[]>();
	for (const launch of machineWide) {
		byTool.set(launch.tool, [...(byTool.get(launch.tool) ?? []), launch]);
	}
	for (const [tool, launches] of [...byTool].sort(([a], [b]) => (titleOf(a) < titleOf(b) ? -1 : 1))) {
		children.push(
			row(2, {
				id: `agents/${tool}`,
				label: titleOf(tool),
				remarks: [`${launches.filter((launch) => loads(launch)).length} in every folder`],
				tooltip: `Servers and hooks of yours that ${titleOf(tool)} starts wherever it is started.`,
				icon: 'robot',
				children: launchRows(3, inFileOrder(launches), report, `agents/${tool}`),
			}),
		);
	}
	const trusted = new Map<string, string[]>();
	for (const { tool, folder, inherited, launchesToday } of report.trust) {
		// The record itself has a row; what is trusted through it and starts nothing says no more.
		if (inherited && launchesToday === 0) {
			continue;
		}
		trusted.set(folder, [...(trusted.get(folder) ?? []), tool]);
	}
	// What a file of the person's own keeps for one folder starts there, whether or not the folder's own files are trusted.
	const own = report.launches.filter((launch) => launch.folder !== null && launch.scope !== 'project' && loads(launch));
	for (const folder of new Set([...trusted.keys(), ...own.flatMap((launch) => launch.folder ?? [])])) {
		const tools = trusted.get(folder) ?? [];
		const started = tools.flatMap((tool) => launchesIn({ launches: report.launches, reach: state.reach }, { tool, folder }));
		const launches = inFileOrder([...new Set([...own.filter((launch) => launch.folder === folder), ...started])]);
		const path = shownPath(folder, home);
		children.push(
			row(2, {
				id: `trusted/${folder}`,
				label: folder === home ? '~' : escapeUnseen(folderName(folder)),
				remarks: [
					[tools.length > 0 ? 'trusted' : '', launches.length > 0 ? `starts ${launches.length}` : '']
						.filter((text) => text !== '')
						.join(', '),
				],
				tooltip:
					tools.length > 0 ? `${path} is trusted by ${tools.map(titleOf).join(', ')}.` : `Files of your own name these for ${path} alone.`,
				icon: 'folder',
				...(launches.length > 0 && { children: launchRows(3, launches, report, `trusted/${folder}`) }),
			}),
		);
	}
	if (children.length === 0) {
		children.push(
			row(2, {
				id: 'agents/none',
				label: 'No server, no trusted folder',
				tooltip: `Looked at the files of ${launchers.map((agent) => agent.title).join(', ')}.`,
				icon: 'circle-slash',
			}),
		);
	}
	return row(1, {
		id: 'agents',
		label: 'Agents & MCP servers',
		remarks: [String(machineWide.filter((launch) => loads(launch)).length)],
		tooltip: 'What agents start in every folder, and the folders that they trust.',
		icon: 'server-process',
		children,
	});
}
