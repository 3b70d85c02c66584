import { launchesIn } from '../../inventory/trusted-launches.ts';
import { atLeast } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { escapeUnseen } from '../../report/escape.ts';
import { isEnough } from '../../report/order.ts';
import { inFileOrder, plural, shownCommand, shownPath, titleOf } from '../../report/phrases.ts';
import { type Row, row } from '../row.ts';
import type { GuardState } from '../state.ts';
import { findingsHere, graveHere, launchesHere, looksAtCredentials, manyFolders, runs } from '../status.ts';
import { findingRow } from './findings.ts';

/** Lines of the first look, and how many of one rule: what the folder runs, trust and updates have one each. */
const MOST_LINES = 5;
const MOST_OF_A_KIND = 2;

/** Commands that a tooltip names. */
const MOST_NAMED = 8;

/** The settings by which editors of the family let updates wait, in hours. */
const DELAYS = ['extensions.autoUpdateDelay', 'extensions.minReleaseAge', 'extensions.installCooldownHours'];

/** The worst of this machine, and what the look could not see. */
export function firstLook(state: GuardState, report: Report): Row[] {
	// What speaks against the open folder stands in its one line.
	const here = new Set(findingsHere(state));
	const worst = report.findings.filter(
		(finding) => finding.severity !== 'info' && !(finding.subject.type === 'launch' && here.has(finding)),
	);
	// No more of one kind than leaves room for the others.
	const spread = worst.filter(
		(finding, index) => worst.slice(0, index).filter((other) => other.ruleId === finding.ruleId).length < MOST_OF_A_KIND,
	);
	const rowsOf = (grave: boolean): Row[] =>
		spread.filter(({ severity }) => atLeast(severity, 'high') === grave).map((finding) => findingRow(1, finding, report.machine.home));
	const lines = [...rowsOf(true), ...folderLine(state), ...rowsOf(false), ...trustedLine(state, report), ...delayLine(state, report)];
	return [
		...lines.slice(0, MOST_LINES),
		row(1, {
			id: 'first/read',
			label: `Read ${plural(report.placesChecked, 'place')}`,
			remarks: [looksAtCredentials(report) ? '' : 'credentials off', `${report.incomplete.length} unreadable`],
			tooltip: [
				looksAtCredentials(report) ? '' : 'Credentials are not looked at: sallyport.credentials.look is off.\n',
				'Update ages are unknown: the network is off. Nothing was sent anywhere.\nThe whole of it: Sallyport: Audit This Workstation.',
			].join(''),
			icon: 'checklist',
			click: 'sallyport.audit',
			firstLook: true,
		}),
		row(1, {
			id: 'first/set-up',
			label: 'Set up protection',
			remarks: ['2 minutes'],
			tooltip: 'An audit, then three settings of the editor. You change them yourself, in its own settings.',
			icon: 'tools',
			click: 'sallyport.setUp',
			firstLook: true,
		}),
	];
}

/** "This folder: 12 run if trusted". */
function folderLine(state: GuardState): Row[] {
	const here = launchesHere(state);
	if (here.length === 0 || runs(state) === '') {
		return [];
	}
	const named = here.slice(0, MOST_NAMED).map((launch) => `${escapeUnseen(launch.name)}: ${shownCommand(launch)}`);
	return [
		row(1, {
			id: 'first/folder',
			label: `${manyFolders(state) ? 'These folders' : 'This folder'}: ${runs(state)}`,
			tooltip: [...named, here.length > MOST_NAMED ? `and ${here.length - MOST_NAMED} more` : ''].filter((line) => line !== '').join('\n'),
			icon: graveHere(state).length > 0 ? 'error' : 'warning',
			colour: graveHere(state).length > 0 ? 'error' : 'warning',
			click: 'sallyport.showFolder',
		}),
	];
}

/** "2 trusted folders start commands", and which: without another question. */
function trustedLine({ reach }: GuardState, report: Report): Row[] {
	const { home } = report.machine;
	const starting = report.trust.filter((record) => record.launchesToday > 0);
	const count = new Set(starting.map((record) => record.folder)).size;
	if (count === 0) {
		return [];
	}
	const said = starting.map(({ tool, folder, launchesToday }) => ({
		head: `${titleOf(tool)} starts ${plural(launchesToday, 'command')} of ${shownPath(folder, home)}, which it trusts.`,
		commands: inFileOrder(launchesIn({ launches: report.launches, reach }, { tool, folder })).flatMap((launch) => [
			`    ${escapeUnseen(launch.name)}: ${shownCommand(launch)}`,
			`            ${shownPath(launch.source.path, home)}, line ${launch.source.line}`,
		]),
	}));
	return [
		row(1, {
			id: 'first/trusted',
			label: count === 1 ? '1 trusted folder starts commands' : `${count} trusted folders start commands`,
			tooltip: said.map(({ head }) => head).join('\n'),
			detail: said.map(({ head, commands }) => [head, ...commands].join('\n')).join('\n\n'),
			icon: 'info',
		}),
	];
}

/** "Updates wait 12 h, not 72": said where that is less than recommended. */
function delayLine(state: GuardState, report: Report): Row[] {
	const fact = report.posture.find(({ subject, setting }) => subject === state.editor && DELAYS.includes(setting));
	const hours = Number(fact?.effective);
	if (fact === undefined || Number.isNaN(hours) || isEnough(fact)) {
		return [];
	}
	return [
		row(1, {
			id: 'first/delay',
			label: hours === 0 ? `Updates do not wait ${fact.recommended} h` : `Updates wait ${hours} h, not ${fact.recommended}`,
			spoken: `Updates wait ${hours} hours, ${fact.recommended} are recommended`,
			tooltip: `${fact.setting} is ${fact.effective}; ${fact.recommended} is recommended. Publishers that the editor's maker trusts are let through at once.`,
			icon: 'info',
			setting: fact.setting,
		}),
	];
}
