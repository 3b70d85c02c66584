import { loads, startsByItself } from '../inventory/trusted-launches.ts';
import type { Finding } from '../model/finding.ts';
import type { Launch, Position, Trigger } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import { escapeUnseen } from './escape.ts';
import { folded, joined } from './layout.ts';
import { findingsAbout } from './order.ts';
import {
	inFileOrder,
	plural,
	shownCommand,
	shownCount,
	shownDoubts,
	shownKind,
	shownMoment,
	shownPath,
	shownReason,
	shownSentence,
	shownTakers,
	shownVariables,
} from './phrases.ts';

/** What stands on a line of the sheet beside its text. Lines and columns count from 0, as the editor counts. */
export type Mark =
	| { readonly kind: 'place'; readonly line: number; readonly start: number; readonly end: number; readonly place: Position }
	/** Where the actions on a launch belong. */
	| { readonly kind: 'launch'; readonly line: number; readonly launch: string };

export interface Sheet {
	readonly text: string;
	readonly marks: readonly Mark[];
}

export interface SheetQuery {
	/** The folders that the sheet is about. */
	readonly folders: readonly string[];
	/** What they bring. */
	readonly launches: readonly Launch[];
	/** What the person's own files start, in every folder, and did not when it was last accepted. */
	readonly own?: readonly Launch[];
	/** How the editor stands to the folders, in a sentence. */
	readonly standing: string;
	/** Columns. */
	readonly width: number;
}

/** From what comes first to what somebody has to ask for. */
const MOMENTS: readonly Trigger[] = [
	'folder-open',
	'folder-trust',
	'shell-enter',
	'session-start',
	'first-prompt',
	'tool-use',
	'git-operation',
	'container-create',
	'install',
	'manual',
];

/**
 * The trust sheet: everything that would run in a folder, by when, for which tool, with the exact command, its file and
 * line, what it would be given, and what the rules say of it. What nobody has reviewed comes before what somebody has.
 */
export function renderSheet(report: Report, query: SheetQuery): Sheet {
	const page = new SheetPage(report, query);
	page.head();
	page.own();
	page.moments();
	page.rest();
	page.gaps();
	return page.sheet();
}

class SheetPage {
	private readonly lines: string[] = [];
	private readonly marks: Mark[] = [];
	private readonly home: string;
	private readonly taken: readonly Launch[];
	private readonly said: ReadonlyMap<string, readonly Finding[]>;

	constructor(
		private readonly report: Report,
		private readonly query: SheetQuery,
	) {
		this.home = report.machine.home;
		this.taken = inFileOrder(query.launches.filter((launch) => loads(launch)));
		this.said = findingsAbout('launch', report.findings);
	}

	sheet(): Sheet {
		return { text: `${this.lines.join('\n').trimEnd()}\n`, marks: this.marks };
	}

	head(): void {
		const { folders, standing } = this.query;
		const asking = this.taken.filter((launch) => startsByItself(launch));
		const open = this.taken.filter(({ review }) => review !== 'reviewed');
		if (folders.length === 0) {
			this.lines.push('What would run wherever you start an agent', '');
			return;
		}
		this.lines.push(`What would run in ${folders.map((folder) => shownPath(folder, this.home)).join(', ')}`, '');
		const all = this.taken.length;
		const unasked = asking.length === all ? 'all' : asking.length === 0 ? 'none' : String(asking.length);
		const sentences =
			all === 0
				? [standing, 'It starts nothing here that we know of.']
				: [
						standing,
						all === 1
							? `${shownCount(this.taken)} in all, which ${asking.length === 1 ? 'starts' : 'does not start'} without being asked for.`
							: `${shownCount(this.taken)} in all, of which ${unasked} ${unasked === '1' ? 'starts' : 'start'} without being asked for.`,
						open.length === 0
							? 'All of it was reviewed.'
							: open.length === all
								? 'Not reviewed as it stands now.'
								: `${open.length} not reviewed as they stand now.`,
					];
		this.wrap(sentences.filter((sentence) => sentence !== '').join(' '), 0);
		const worst = this.grave();
		if (worst.length > 0) {
			this.lines.push('', 'What speaks against it');
			for (const finding of worst) {
				this.finding(finding, 2);
			}
		}
		this.lines.push('');
	}

	/** What the rules say above information, once, the worst first. */
	private grave(): readonly Finding[] {
		const here = new Set(this.query.launches.map(({ id }) => id));
		return this.report.findings.filter(
			({ subject, severity }) => subject.type === 'launch' && here.has(subject.ref) && severity !== 'info',
		);
	}

	moments(): void {
		for (const moment of MOMENTS) {
			const list = this.taken.filter((launch) => firstMoment(launch) === moment);
			if (list.length > 0) {
				const title = shownMoment(moment);
				this.lines.push(`${title.slice(0, 1).toUpperCase()}${title.slice(1)}  (${list.length})`);
				const unseen = list.filter(({ review }) => review !== 'reviewed');
				for (const launch of [...unseen, ...list.filter(({ review }) => review === 'reviewed')]) {
					this.launch(launch);
				}
				this.lines.push('');
			}
		}
	}

	/** Before all that the folder brings: it starts there, too. */
	own(): void {
		const list = inFileOrder(this.query.own ?? []);
		if (list.length > 0) {
			this.lines.push(`Changed in your own files, which hold in every folder  (${list.length})`);
			for (const launch of list) {
				this.launch(launch);
			}
			this.lines.push('');
		}
	}

	/** What no tool that we know would take, or takes only perhaps. */
	rest(): void {
		const list = inFileOrder(this.query.launches.filter((launch) => !loads(launch)));
		if (list.length > 0) {
			this.lines.push(`In the files, and taken by no tool for certain  (${list.length})`);
			for (const launch of list) {
				this.launch(launch);
			}
			this.lines.push('');
		}
	}

	gaps(): void {
		const gaps = this.report.incomplete.filter(({ area }) => area === 'launches');
		if (gaps.length > 0) {
			this.lines.push(`Could not be read  (${gaps.length})`);
			for (const gap of gaps) {
				this.wrap(`${gap.path === null ? '' : `${shownPath(gap.path, this.home)}: `}${shownReason(gap)}. ${escapeUnseen(gap.detail)}`, 2);
			}
			this.lines.push('');
		}
		this.wrap(`Read ${plural(this.report.placesChecked, 'place')}. Nothing here was run to find this out.`, 0);
	}

	private launch(launch: Launch): void {
		this.marks.push({ kind: 'launch', line: this.lines.length, launch: launch.id });
		const state =
			launch.review === 'reviewed'
				? 'reviewed'
				: launch.review === 'changed'
					? launch.scope === 'user'
						? 'CHANGED'
						: 'CHANGED since it was reviewed'
					: '';
		this.wrap([shownKind(launch), escapeUnseen(launch.name), state].filter((part) => part !== '').join(' · '), 2);
		const command = shownCommand(launch);
		const indent = 6;
		for (const [at, line] of folded(command, this.query.width - indent - 2, this.query.width - indent).entries()) {
			this.lines.push(' '.repeat(at === 0 ? indent : indent + 2) + line);
		}
		if (launch.was !== undefined) {
			this.wrap(`was: ${escapeUnseen(launch.was)}`, indent, indent + 2);
		}
		const { path, line } = launch.source;
		const place = `${shownPath(path, this.home)}:${line}`;
		this.marks.push({
			kind: 'place',
			line: this.lines.length,
			start: indent,
			end: indent + place.length,
			place: launch.source,
		});
		this.lines.push(' '.repeat(indent) + place);
		const given = [
			launch.env.length > 0 ? `given the variables ${shownVariables(launch)}` : '',
			launch.headerNames.length > 0 ? `sends the headers ${escapeUnseen(launch.headerNames.join(', '))}` : '',
			launch.cwd === null ? '' : `in ${escapeUnseen(launch.cwd)}`,
			launch.hidden ? 'asks its tool not to show it' : '',
		];
		const about = [shownTakers(launch) || 'no tool for certain', ...gates(launch), ...shownDoubts(launch), ...given];
		for (const line of joined(about, this.query.width - indent)) {
			this.lines.push(' '.repeat(indent) + line);
		}
		for (const finding of this.said.get(launch.id) ?? []) {
			this.wrap(`${finding.severity.toUpperCase()}  ${shownSentence(finding.title, this.home)}`, indent);
		}
	}

	private finding(finding: Finding, indent: number): void {
		this.wrap(`${finding.severity.toUpperCase().padEnd(9)}${shownSentence(finding.title, this.home)}`, indent, indent + 9);
		this.wrap(shownSentence(finding.detail, this.home), indent + 9);
		for (const fix of finding.fixes) {
			this.wrap(`→ ${shownSentence(fix.title, this.home)}`, indent + 9, indent + 11);
		}
	}

	private wrap(text: string, indent: number, rest = indent): void {
		for (const [at, line] of folded(text, this.query.width - rest, this.query.width - indent).entries()) {
			this.lines.push(' '.repeat(at === 0 ? indent : rest) + line);
		}
	}
}

/** The earliest moment at which a tool that takes it would start it. */
function firstMoment(launch: Launch): Trigger {
	const moments = launch.executors.filter(({ verdict }) => verdict === 'loads').map(({ trigger }) => MOMENTS.indexOf(trigger));
	return MOMENTS[Math.min(...moments)] ?? 'manual';
}

/** What stands between the file and its execution, tool by tool where they differ. */
function gates(launch: Launch): readonly string[] {
	const loading = launch.executors.filter(({ verdict }) => verdict === 'loads');
	const reasons = [...new Set(loading.map(({ reason }) => reason))].filter(
		(reason) => reason !== '' && reason !== 'in a place that it reads',
	);
	const trust = loading.every(({ needsTrust }) => needsTrust)
		? 'once the folder is trusted'
		: loading.some(({ needsTrust }) => needsTrust)
			? 'some without asking for trust'
			: 'without asking for trust';
	const headless = loading.some((executor) => executor.headless === 'runs') ? 'runs without a person too (CI)' : '';
	return [trust, headless, ...reasons.map((reason) => escapeUnseen(reason))].filter((part) => part !== '');
}
