import { loads } from '../inventory/trusted-launches.ts';
import type { Finding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Launch } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import { escapeUnseen } from './escape.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import {
	inFileOrder,
	plural,
	shownCommand,
	shownCount,
	shownDoubts,
	shownKind,
	shownMoments,
	shownPath,
	shownReason,
	shownSentenceIn,
	shownTakers,
	titleOf,
} from './phrases.ts';

export interface MarkdownOptions {
	/** The folder that was asked about: paths below it are shown relative to it. Null for a whole machine. */
	readonly folder: string | null;
}

/** Characters for each part, so that the whole fits into a comment: GitHub takes 65,536. What does not fit is counted. */
const ROOM = { findings: 30_000, launches: 24_000, gaps: 6_000 } as const;

/** Characters of one command. What is left out is counted, and stands at the place that is named. */
const LONGEST_COMMAND = 400;

/** The report as Markdown, for a comment on a change: what speaks against it, what would run, what could not be read. */
export function renderMarkdown(report: Report, { folder }: MarkdownOptions): string {
	const page = new MarkdownPage(report, folder);
	page.head();
	page.findings();
	page.launches();
	page.extensions();
	page.gaps();
	return page.toString();
}

class MarkdownPage {
	private readonly lines: string[] = [];

	constructor(
		private readonly report: Report,
		private readonly folder: string | null,
	) {}

	toString(): string {
		return `${this.lines.join('\n').trimEnd()}\n`;
	}

	head(): void {
		const { risk, launches, incomplete, answers } = this.report;
		const run = launches.filter((launch) => loads(launch));
		const level =
			risk.level === 'no-findings'
				? 'No finding above information.'
				: `**Risk: ${risk.atLeast ? 'at least ' : ''}${risk.level}**, score ${risk.score} of 100.`;
		const count = run.length === 0 ? 'Nothing that we know of would run.' : `${shownCount(run)} would run.`;
		const unread = incomplete.length === 0 ? '' : `${plural(incomplete.length, 'place')} could not be read.`;
		this.lines.push(
			`## Sallyport: ${this.folder === null ? 'this machine' : 'what this folder would run'}`,
			'',
			[level, answers.includes('launches') ? count : '', unread].filter((sentence) => sentence !== '').join(' '),
			'',
		);
	}

	findings(): void {
		const { findings } = this.report;
		this.part('What to look at', findings, ROOM.findings, (finding) => this.finding(finding));
	}

	private finding({ severity, title, detail, location, fixes }: Finding): string[] {
		const place = location === null ? '' : ` (${this.place(location)})`;
		return [
			`- **${severity}** ${this.sentence(title)}${place}`,
			...(detail === '' ? [] : [`  <br>${this.sentence(detail)}`]),
			...fixes.map((fix) => `  <br>→ ${fix.kind === 'command' ? markdownCode(this.paths(fix.title)) : this.sentence(fix.title)}`),
		];
	}

	launches(): void {
		const { launches } = this.report;
		const list = inFileOrder(launches);
		const run = list.filter((launch) => loads(launch));
		this.part('What would run', run, ROOM.launches, (launch) => this.launch(launch));
		const rest = list.filter((launch) => !loads(launch));
		this.part('In the files, and taken by no tool for certain', rest, ROOM.launches / 2, (launch) => this.launch(launch));
	}

	private launch(launch: Launch): string[] {
		const command = [...shownCommand(launch)];
		const over = command.length - LONGEST_COMMAND;
		const shown = markdownCode(command.slice(0, LONGEST_COMMAND).join(''));
		const about = [shownTakers(launch), shownMoments(launch), ...shownDoubts(launch)].filter((part) => part !== '').map(markdownText);
		return [
			`- ${shownKind(launch)} ${markdownCode(launch.name)}: ${shown}${over > 0 ? ` … and ${plural(over, 'character')} more` : ''}`,
			`  <br>${[...about, this.place(launch.source)].join(' · ')}`,
		];
	}

	/** How many there are: one by one they stand in the text and in JSON. */
	extensions(): void {
		const { editors, extensions } = this.report;
		const ids = [...new Set(editors.map(({ editor }) => editor))];
		this.part('Extensions', ids, ROOM.gaps, (id) => [
			`- ${titleOf(id)}: ${plural(extensions.filter(({ editor }) => editor === id).length, 'extension')}, in ${editors
				.filter(({ editor }) => editor === id)
				.map(({ extensionsDir }) => markdownCode(this.path(extensionsDir)))
				.join(', ')}`,
		]);
	}

	gaps(): void {
		this.part('Could not be read', this.report.incomplete, ROOM.gaps, (gap) => [this.gap(gap)]);
		this.lines.push(`${plural(this.report.placesChecked, 'place')} checked. Nothing was run to find this out.`);
	}

	private gap(gap: Gap): string {
		const reason = shownReason(gap);
		const path = gap.path === null ? gap.area : markdownCode(this.path(gap.path));
		return `- ${path}: ${reason}${gap.detail === '' || gap.detail === reason ? '' : `, ${markdownText(gap.detail)}`}`;
	}

	private part<T>(title: string, list: readonly T[], room: number, render: (entry: T) => readonly string[]): void {
		if (list.length === 0) {
			return;
		}
		this.lines.push(`### ${title} (${list.length})`, '');
		let left = room;
		for (const [at, entry] of list.entries()) {
			const rendered = render(entry);
			left -= rendered.join('\n').length + 1;
			if (left < 0) {
				this.lines.push(`- … and ${list.length - at} more, which this comment has no room for`);
				break;
			}
			this.lines.push(...rendered);
		}
		this.lines.push('');
	}

	private place({ path, line }: { readonly path: string; readonly line: number }): string {
		return markdownCode(`${this.path(path)}:${line}`);
	}

	private path(path: string): string {
		return escapeUnseen(this.folder === null ? shownPath(path, this.report.machine.home) : this.paths(path));
	}

	private sentence(sentence: string): string {
		return markdownText(this.paths(sentence));
	}

	private paths(sentence: string): string {
		return shownSentenceIn(this.folder, sentence, this.report.machine.home);
	}
}
