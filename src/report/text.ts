import { dirname } from 'node:path';
import stringWidth from 'fast-string-width';
import type { Colors } from 'picocolors/types';
import { editors } from '../catalog/editors/index.ts';
import { isRun, loads } from '../inventory/trusted-launches.ts';
import type { Editor } from '../model/editor.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { InstalledExtension } from '../model/installed-extension.ts';
import type { Launch } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import type { TrustedFolder } from '../model/trust.ts';
import { describeIdentity } from '../rules/identity.ts';
import { escapeUnseen } from './escape.ts';
import { folded, joined, tableLines, wrapped } from './layout.ts';
import { credentialsWorstFirst, postureWorstFirst, type Standing } from './order.ts';
import {
	inFileOrder,
	plural,
	shownArea,
	shownCommand,
	shownCount,
	shownDoubts,
	shownKind,
	shownKinds,
	shownLifetime,
	shownMoments,
	shownPath,
	shownProtection,
	shownReason,
	shownSentence,
	shownSource,
	shownTakers,
	shownVariables,
	titleOf,
} from './phrases.ts';

/** Most of what there is nobody has reviewed: that is not repeated on every line. */
const REVIEWS: Readonly<Record<Launch['review'], string>> = {
	unreviewed: '',
	reviewed: 'reviewed by you',
	changed: 'changed since you reviewed it',
};

/** Sentences are not set wider than this: the eye loses the line. Columns. */
const MEASURE = 100;

/** Nor narrower, however small the page. */
const LEAST_MEASURE = 32;

/** Names of launches line up to this width. Columns. */
const NAMES = 24;

/** What there is of a launch begins here. */
const ABOUT = 12;

const TRUST_SETTING = 'security.workspace.trust.enabled';

/** Trusted folders of an audit: `sallyport trust` lists them all. */
const MOST_TRUSTED = 12;

export interface TextOptions {
	readonly colors: Colors;
	/** Columns to fill; infinity for a page without an edge. */
	readonly width: number;
	/** Findings alone. */
	readonly quiet?: boolean;
	/** Every extension, not a summary of them. */
	readonly listExtensions?: boolean;
	/** Every trusted folder, with how to take the trust back, and nothing else of what is there. */
	readonly listTrust?: boolean;
	/** How many findings were left out because an earlier report has them. */
	readonly knownFindings?: number;
}

/** The report for a person: the worst first, each finding with what to do, then what is there, then what could not be seen. */
export function renderText(report: Report, options: TextOptions): string {
	const page = new Page(report, options);
	if (options.listTrust) {
		page.allTrust();
		page.findings();
		page.gaps();
		return page.toString();
	}
	page.head();
	page.findings();
	if (!options.quiet) {
		page.launches();
		page.trust();
		page.credentials();
		page.extensions();
		page.posture();
		page.gaps();
	}
	return page.toString();
}

class Page {
	private readonly lines: string[] = [];
	private readonly c: Colors;

	constructor(
		private readonly report: Report,
		private readonly options: TextOptions,
	) {
		this.c = options.colors;
	}

	toString(): string {
		return `${this.lines
			.join('\n')
			.replace(/\n{3,}/g, '\n\n')
			.trimEnd()}\n`;
	}

	/** How bad it is, and what would run. Where no rule warns, the commands come first: nobody has judged them. */
	head(): void {
		const { risk, answers } = this.report;
		const { level } = risk;
		const rows: [string, string, (text: string) => string][] = [
			['Risk', this.risk(), (text) => (level === 'no-findings' ? text : this.paint(level, text))],
		];
		if (answers.includes('launches')) {
			rows.push(['Would run', this.wouldRun(), (text) => text]);
		}
		if (level === 'no-findings') {
			rows.reverse();
		}
		const label = Math.max(...rows.map(([title]) => title.length)) + 2;
		for (const [title, text, paint] of rows) {
			const [first = '', ...rest] = this.wrap(text, label);
			this.lines.push(`${this.c.bold(title.padEnd(label))}${paint(first)}`, ...rest.map((line) => ' '.repeat(label) + paint(line)));
		}
		if (risk.atLeast) {
			this.note('Not everything that starts commands could be read.', label);
		}
		const known = this.options.knownFindings ?? 0;
		if (known > 0) {
			this.note(`${plural(known, 'finding')} that the earlier report has ${known === 1 ? 'is' : 'are'} left out.`, label);
		}
		this.lines.push('');
	}

	private risk(): string {
		const { risk, findings } = this.report;
		const unseen = this.notLookedAt();
		const level =
			risk.level !== 'no-findings'
				? `${risk.atLeast ? 'at least ' : ''}${risk.level}, score ${risk.score} of 100`
				: findings.length > 0
					? 'no finding above information'
					: this.mayRun().length > 0
						? 'no finding beyond these commands'
						: `no finding in ${plural(this.report.placesChecked, 'place')} that were looked at`;
		return unseen === '' ? level : `${level}; ${unseen} were not looked at`;
	}

	/** What an audit was told to leave out. Whatever else a report has no answer for, its command never asks. */
	private notLookedAt(): string {
		const { answers, folders } = this.report;
		if (!this.isAudit()) {
			return '';
		}
		return [answers.includes('credentials') ? '' : 'credentials', folders.known ? '' : 'known folders']
			.filter((part) => part !== '')
			.join(' and ');
	}

	private isAudit(): boolean {
		return this.report.answers.includes('launches') && this.report.answers.includes('extensions');
	}

	/** The launches that a tool takes, or may take. */
	private mayRun(): readonly Launch[] {
		return this.report.launches.filter((launch) => isRun(launch) && launch.executors.some(({ verdict }) => verdict !== 'ignores'));
	}

	private wouldRun(): string {
		const taken = this.mayRun().filter((launch) => loads(launch));
		const perhaps = this.mayRun().filter((launch) => !loads(launch));
		const tools = new Set(taken.flatMap(({ executors }) => executors.filter(({ verdict }) => verdict === 'loads').map(({ tool }) => tool)));
		const what = taken.length === 0 ? 'nothing that we know of' : `${shownCount(taken)}, in ${plural(tools.size, 'tool')}`;
		return perhaps.length === 0 ? what : `${what}; perhaps ${shownCount(perhaps)}${taken.length === 0 ? '' : ' more'}`;
	}

	findings(): void {
		const { findings } = this.report;
		if (findings.length === 0) {
			return;
		}
		this.heading('What to look at', `${findings.length}, the worst first`);
		for (const finding of findings) {
			this.finding(finding);
		}
	}

	private finding(finding: Finding): void {
		const label = finding.severity.toUpperCase().padEnd(9);
		const indent = ' '.repeat(11);
		const [first = '', ...rest] = this.wrap(this.pathsShort(finding.title), indent.length);
		this.lines.push(`  ${this.paint(finding.severity, label)}${this.c.bold(first)}`, ...rest.map((line) => indent + this.c.bold(line)));
		this.lines.push(...this.wrap(this.pathsShort(finding.detail), indent.length).map((line) => indent + line));
		for (const fix of finding.fixes) {
			// What is to be copied stands on one line where there is no edge.
			const whole = this.options.width === Number.POSITIVE_INFINITY && fix.kind === 'command';
			const [start = '', ...more] = whole ? [this.pathsShort(fix.title)] : this.wrap(this.pathsShort(fix.title), indent.length + 2);
			this.lines.push(`${indent}${this.c.cyan('→')} ${this.c.cyan(start)}`, ...more.map((line) => `${indent}  ${this.c.cyan(line)}`));
		}
		this.lines.push('');
	}

	launches(): void {
		const { launches, folders, trust } = this.report;
		if (!this.report.answers.includes('launches')) {
			return;
		}
		this.heading('Agents and MCP servers', `${plural(folders.looked.length, 'folder')} looked at`);
		if (launches.length === 0) {
			this.lines.push('  Starts nothing that we know of.', '');
			return;
		}
		const groups = grouped(launches, (launch) => launch.folder ?? (launch.scope === 'user' ? OWN : ALL));
		for (const [group, list] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
			const trusting = trust.filter(({ folder }) => folder === group).map(({ tool }) => titleOf(tool));
			const title = group === OWN ? 'Yours, in every folder' : group === ALL ? 'For all users, or from extensions' : this.path(group);
			const aside = trusting.length > 0 ? `trusted by ${trusting.join(', ')}` : '';
			this.titled(title, [shownCount(list), aside].filter((part) => part !== '').join(' · '), 2, this.c.underline);
			const names = Math.min(NAMES, Math.max(...list.map((launch) => stringWidth(escapeUnseen(launch.name)))));
			for (const launch of inFileOrder(list)) {
				this.launch(launch, names);
			}
			this.lines.push('');
		}
	}

	private launch(launch: Launch, names: number): void {
		const kind = shownKind(launch).padEnd(7);
		const start = 4 + kind.length + 1;
		const [name = '', ...moreName] = folded(escapeUnseen(launch.name), Math.max(NAMES, this.options.width - start));
		const beside = start + Math.max(names, stringWidth(name)) + 2;
		const command = shownCommand(launch);
		const fits = moreName.length === 0 && beside + stringWidth(command) <= this.options.width;
		const [first = '', ...rest] = fits ? [] : folded(command, this.options.width - ABOUT - 2, this.options.width - ABOUT);
		this.lines.push(
			`    ${this.c.dim(kind)} ${this.c.bold(name)}${fits ? ' '.repeat(beside - start - stringWidth(name)) + command : ''}`.trimEnd(),
			...moreName.map((line) => ' '.repeat(start) + this.c.bold(line)),
			...[first].filter((line) => line !== '').map((line) => ' '.repeat(ABOUT) + line),
			...rest.map((line) => ' '.repeat(ABOUT + 2) + line),
		);
		const about = [
			shownTakers(launch) || 'no tool that we know',
			shownMoments(launch),
			this.place(launch.source),
			REVIEWS[launch.review],
			...shownDoubts(launch),
		];
		this.dim(joined(about, this.options.width - ABOUT), ABOUT);
		this.dim(folded(launch.cwd === null ? '' : `started in: ${escapeUnseen(launch.cwd)}`, this.options.width - ABOUT), ABOUT);
		this.dim(folded(launch.env.length > 0 ? `environment: ${shownVariables(launch)}` : '', this.options.width - ABOUT), ABOUT);
	}

	trust(): void {
		const { trust, folders, answers } = this.report;
		if (!answers.includes('trust')) {
			return;
		}
		// Of a folder alone, what is trusted elsewhere says nothing. What a record covers and starts nothing says no more than the record.
		const byFolder = grouped(
			trust.filter(({ folder, inherited, launchesToday }) =>
				this.isAudit() ? !inherited || launchesToday > 0 : folders.looked.includes(folder),
			),
			({ folder }) => folder,
		);
		if (byFolder.size === 0 && (this.isAudit() || folders.looked.length === 0)) {
			return;
		}
		this.heading('Trusted folders', String(byFolder.size));
		if (byFolder.size === 0) {
			this.lines.push(
				...this.wrap('No trust store that could be read names this folder, or one that it is trusted through.', 2).map(
					(line) => `  ${line}`,
				),
				'',
			);
			return;
		}
		const most = (records: readonly TrustedFolder[]): number => Math.max(...records.map(({ launchesToday }) => launchesToday));
		const rows = [...byFolder.values()].sort((a, b) => most(b) - most(a));
		this.table(
			rows
				.slice(0, MOST_TRUSTED)
				.map((records) => [
					this.path(records[0]?.folder ?? ''),
					this.startsIn(records),
					records.map(({ tool, through }) => `${titleOf(tool)}${through === null ? '' : ` through ${this.path(through)}`}`).join(', '),
				]),
		);
		if (rows.length > MOST_TRUSTED) {
			this.lines.pop();
			this.note(`… and ${rows.length - MOST_TRUSTED} more: sallyport trust`, 2);
			this.lines.push('');
		}
	}

	/** Tool by tool, what starts something first. */
	allTrust(): void {
		const { trust, editors: found, posture } = this.report;
		const byTool = grouped(trust, ({ tool }) => tool);
		this.heading('Trusted folders', `${new Set(trust.map(({ folder }) => folder)).size} · ${plural(byTool.size, 'tool')}`);
		if (byTool.size === 0) {
			this.lines.push('  None in the trust stores that could be read.', '');
		}
		for (const [tool, records] of [...byTool].sort(([a], [b]) => (titleOf(a) < titleOf(b) ? -1 : 1))) {
			this.titled(titleOf(tool), String(records.length), 2, this.c.underline);
			const worstFirst = records
				.filter(({ inherited, launchesToday }) => !inherited || launchesToday > 0)
				.sort((a, b) => b.launchesToday - a.launchesToday);
			this.table(
				worstFirst.map((record) => [
					this.path(record.folder),
					this.startsIn([record]),
					record.through === null ? '' : `through ${this.path(record.through)}`,
					record.launchesToday === 0 ? '' : record.reviewed ? 'reviewed' : 'not reviewed',
				]),
				4,
			);
			this.lines.pop();
			const more = records.length - worstFirst.length;
			if (more > 0) {
				this.note(`and ${plural(more, 'folder')} below, which ${more === 1 ? 'starts' : 'start'} nothing that we know of`, 4);
			}
			// The same words for each folder: those of the first that has a record of its own.
			const first = worstFirst.find(({ inherited }) => !inherited) ?? worstFirst[0];
			if (first !== undefined) {
				this.note(`To take it back, for one: ${this.pathsShort(first.revoke)}.`, 4);
			}
			this.lines.push('');
		}
		for (const editor of new Set(found.map((entry) => entry.editor))) {
			const off = posture.some(
				({ subject, setting, effective }) => subject === editor && setting === TRUST_SETTING && effective === 'false',
			);
			const entry = editors.find(({ id }) => id === editor);
			const said = off
				? `${titleOf(editor)} asks nobody: Workspace Trust is off, and every folder counts as trusted.`
				: entry?.server
					? `${titleOf(editor)}: the editor that connects to it keeps which folders are trusted.`
					: entry?.inBrowser
						? `${titleOf(editor)}: the browser keeps which folders are trusted.`
						: '';
			if (said !== '') {
				this.note(said, 2);
			}
		}
		this.lines.push('');
	}

	/** What the tools that trust a folder would start in it, as far as we know: the most that one of them would. */
	private startsIn(records: readonly TrustedFolder[]): string {
		const [most] = records.toSorted((a, b) => b.launchesToday - a.launchesToday);
		if (most === undefined || most.exists === 'no') {
			return 'gone; trusted again if it comes back';
		}
		if (most.launchesToday > 0) {
			return `starts ${shownKinds(most.launchKinds)}`;
		}
		return this.report.folders.looked.includes(most.folder) ? 'starts nothing that we know of' : 'not looked at';
	}

	credentials(): void {
		const { credentials, generatedAt, findings, answers } = this.report;
		if (!answers.includes('credentials')) {
			if (this.isAudit()) {
				this.heading('Credentials', 'not looked at');
				this.lines.push('');
			}
			return;
		}
		this.heading('Credentials', `${credentials.length} · never their values`);
		if (credentials.length === 0) {
			this.lines.push('  None in the places that were checked.', '');
			return;
		}
		const open = new Set(findings.filter(({ ruleId }) => ruleId === 'credential/open-to-others').map(({ subject }) => subject.ref));
		this.table(
			credentialsWorstFirst(this.report).map((credential) => [
				escapeUnseen(credential.title),
				escapeUnseen(describeIdentity(credential)),
				`${shownProtection(credential)}${open.has(credential.id) ? ', open to all' : ''}`,
				shownLifetime(credential, generatedAt),
				credential.path === null
					? `$${escapeUnseen(credential.variable ?? '')}`
					: this.place({ path: credential.path, line: credential.line }),
			]),
		);
	}

	extensions(): void {
		const { editors, extensions } = this.report;
		if (!this.report.answers.includes('extensions')) {
			return;
		}
		this.heading('Extensions', `${extensions.length} · ${plural(editors.length, 'editor')}`);
		if (editors.length === 0) {
			this.lines.push('  No editor in the places that were checked.', '');
			return;
		}
		if (!this.options.listExtensions) {
			this.table([...new Set(editors.map(({ editor }) => editor))].map((editor) => this.editorRow(editor)));
			return;
		}
		for (const editor of editors) {
			const own = extensions.filter((extension) => folderOf(extension, editors) === editor);
			this.titled(`${titleOf(editor.editor)}  ${this.path(editor.extensionsDir)}`, String(own.length), 2, this.c.underline);
			this.table(
				own.map((extension) => [
					escapeUnseen(extension.id),
					escapeUnseen(extension.version),
					SOURCES[extension.source],
					extension.installedAt === null ? 'installed: unknown' : `installed ${extension.installedAt.slice(0, 10)}`,
					[extension.pinned ? 'pinned' : '', extension.preRelease ? 'pre-release' : '', escapeUnseen(extension.targetPlatform ?? '')]
						.filter((part) => part !== '')
						.join(', '),
					extension.profiles.join(', ') === 'default' ? '' : escapeUnseen(extension.profiles.join(', ')),
				]),
				4,
			);
		}
	}

	private editorRow(editor: string): string[] {
		const own = this.report.extensions.filter((extension) => extension.editor === editor);
		const newest = own
			.filter((extension) => extension.installedAt !== null)
			.sort((a, b) => ((a.installedAt ?? '') < (b.installedAt ?? '') ? 1 : -1))[0];
		return [
			titleOf(editor),
			plural(own.length, 'extension'),
			[
				count(own, 'pinned', (extension) => extension.pinned),
				count(own, 'from a file', (extension) => extension.source === 'vsix'),
				count(own, 'of unknown source', (extension) => extension.source === 'unknown'),
			]
				.filter((part) => part !== '')
				.join(', '),
			newest ? `newest: ${escapeUnseen(newest.id)} ${escapeUnseen(newest.version)}, ${(newest.installedAt ?? '').slice(0, 10)}` : '',
		];
	}

	/** Editor by editor, what is weak first and marked. */
	posture(): void {
		const { posture } = this.report;
		if (!this.report.answers.includes('posture') || posture.length === 0) {
			return;
		}
		const rows = postureWorstFirst(this.report);
		const weakened = rows.filter(({ standing }) => standing === 'weakened').length;
		this.heading('Protection', `${plural(posture.length, 'setting')}${weakened > 0 ? `, ${weakened} weakened` : ''}`);
		const cells = rows.map(({ fact, standing }) => [
			MARKS[standing],
			fact.setting,
			escapeUnseen(fact.effective),
			`${shownSource(fact, this.report)}${standing === 'as-recommended' ? ', as recommended' : ''}`,
			standing === 'as-recommended' ? '' : `recommended: ${fact.recommended}`,
		]);
		for (const [at, lines] of tableLines(cells, this.options.width, 4).entries()) {
			const { fact, standing } = rows[at] ?? {};
			if (fact !== undefined && fact.subject !== rows[at - 1]?.fact.subject) {
				this.titled(titleOf(fact.subject), '', 2, this.c.underline);
			}
			this.lines.push(...lines.map((line) => (standing === 'weakened' ? this.c.yellow(line) : line)));
		}
		this.lines.push('');
	}

	gaps(): void {
		const { incomplete, placesChecked, folders, answers } = this.report;
		if (incomplete.length > 0) {
			this.heading('Could not be read', String(incomplete.length));
			this.table(
				// What starts commands weighs most.
				[...incomplete]
					.sort((a, b) => Number(b.area === 'launches') - Number(a.area === 'launches'))
					.map((gap) => {
						const reason = shownReason(gap);
						const detail = escapeUnseen(gap.detail);
						return [gap.path === null ? '' : this.path(gap.path), shownArea(gap), reason, detail === reason ? '' : detail];
					}),
			);
		}
		const leftOut = folders.leftOut > 0 ? ` ${plural(folders.leftOut, 'known folder')} beyond the limit left out.` : '';
		const ages = answers.includes('extensions') ? ' Update ages unknown: network is off.' : '';
		this.dim(this.wrap(`${plural(placesChecked, 'place')} checked, ${incomplete.length} unreadable.${leftOut}${ages}`, 0), 0);
	}

	private heading(title: string, aside: string): void {
		this.titled(title, aside, 0, this.c.bold);
	}

	/** A title and what is said of it, on the same line where there is room. */
	private titled(title: string, aside: string, indent: number, paint: (text: string) => string): void {
		const start = ' '.repeat(indent) + paint(title);
		if (indent + stringWidth(title) + 2 + stringWidth(aside) <= this.options.width) {
			this.lines.push(aside === '' ? start : `${start}  ${this.c.dim(aside)}`);
		} else {
			this.lines.push(start);
			this.dim(joined(aside.split(' · '), this.room(indent + 2)), indent + 2);
		}
	}

	private table(rows: readonly (readonly string[])[], margin = 2): void {
		this.lines.push(...tableLines(rows, this.options.width, margin).flat(), '');
	}

	private dim(lines: readonly string[], indent: number): void {
		this.lines.push(...lines.map((line) => ' '.repeat(indent) + this.c.dim(line)));
	}

	private note(sentence: string, indent: number): void {
		this.lines.push(...this.wrap(sentence, indent).map((line) => ' '.repeat(indent) + line));
	}

	private wrap(sentence: string, indent: number): string[] {
		return wrapped(sentence, this.room(indent));
	}

	/** How wide a sentence may be that is set in. */
	private room(indent: number): number {
		return Math.max(LEAST_MEASURE, Math.min(this.options.width, MEASURE) - indent);
	}

	private path(path: string): string {
		return shownPath(path, this.report.machine.home);
	}

	private place({ path, line }: { readonly path: string; readonly line: number | null }): string {
		return line === null ? this.path(path) : `${this.path(path)}:${line}`;
	}

	private pathsShort(sentence: string): string {
		return shownSentence(sentence, this.report.machine.home);
	}

	private paint(severity: Severity, text: string): string {
		switch (severity) {
			case 'critical':
				return this.c.inverse(this.c.red(text));
			case 'high':
				return this.c.red(text);
			case 'medium':
				return this.c.yellow(text);
			case 'low':
				return this.c.blue(text);
			case 'info':
				return this.c.dim(text);
		}
	}
}

/** Groups of launches that belong to no folder. They sort before every path. */
const OWN = '';
const ALL = ' ';

const SOURCES: Readonly<Record<InstalledExtension['source'], string>> = {
	gallery: 'gallery',
	vsix: 'from a file',
	builtin: 'built in',
	unknown: 'source unknown',
};

const MARKS: Readonly<Record<Standing, string>> = { weakened: '!', unknown: '?', other: '·', 'without-effect': '·', 'as-recommended': '·' };

function grouped<T>(list: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const entry of list) {
		const group = groups.get(keyOf(entry));
		if (group) {
			group.push(entry);
		} else {
			groups.set(keyOf(entry), [entry]);
		}
	}
	return groups;
}

function count<T>(list: readonly T[], label: string, matches: (entry: T) => boolean): string {
	const found = list.filter(matches).length;
	return found === 0 ? '' : `${found} ${label}`;
}

/** The editor's folder that an extension is in; for one that was linked from elsewhere the first folder of its editor. */
function folderOf(extension: InstalledExtension, editors: readonly Editor[]): Editor | undefined {
	const own = editors.filter((editor) => editor.editor === extension.editor);
	return own.find((editor) => dirname(extension.path) === editor.extensionsDir) ?? own[0];
}
