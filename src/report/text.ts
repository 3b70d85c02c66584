import { dirname } from 'node:path';
import stringWidth from 'fast-string-width';
import type { Colors } from 'picocolors/types';
import type { Editor } from '../model/editor.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { InstalledExtension } from '../model/installed-extension.ts';
import type { Launch } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import { describeIdentity } from '../rules/identity.ts';
import { escapeUnseen } from './escape.ts';
import {
	inFileOrder,
	plural,
	shownCommand,
	shownExecutors,
	shownLifetime,
	shownMoments,
	shownPath,
	shownProtection,
	shownReason,
	shownSentence,
} from './phrases.ts';

/** A text is not cut to less than this, and put on a line of its own before. Columns. */
const LEAST_ROOM = 24;

export interface TextOptions {
	readonly colors: Colors;
	/** Columns to fill. */
	readonly width: number;
	/** Findings alone. */
	readonly quiet?: boolean;
	/** Every extension, not a summary of them. */
	readonly listExtensions?: boolean;
}

/** The report for a person: the worst first, each finding with what to do, then what is there, then what could not be seen. */
export function renderText(report: Report, options: TextOptions): string {
	const page = new Page(report, options);
	page.findings();
	if (!options.quiet) {
		page.launches();
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

	findings(): void {
		const { risk, findings } = this.report;
		const level =
			risk.level === 'no-findings'
				? 'no findings above information'
				: `${risk.atLeast ? 'at least ' : ''}${risk.level}, score ${risk.score} of 100`;
		this.lines.push(`${this.c.bold('Risk')}  ${this.paint(risk.level === 'no-findings' ? 'info' : risk.level, level)}`);
		if (risk.level === 'no-findings' && risk.atLeast) {
			this.lines.push('      Not everything that starts commands could be read.');
		}
		this.lines.push('');
		if (findings.length === 0) {
			this.lines.push(...this.wrap(`Nothing to report in what was looked at: ${plural(this.report.placesChecked, 'place')}.`, 0), '');
			return;
		}
		this.heading('What to look at', findings.length);
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
			const [start = '', ...more] = this.wrap(this.pathsShort(fix.title), indent.length + 2);
			this.lines.push(`${indent}${this.c.cyan('→')} ${start}`, ...more.map((line) => `${indent}  ${line}`));
		}
		this.lines.push('');
	}

	launches(): void {
		const { launches } = this.report;
		if (!this.report.answers.includes('launches')) {
			return;
		}
		this.heading('Agents and MCP servers', launches.length, `${plural(this.report.folders.looked.length, 'folder')} looked at`);
		if (launches.length === 0) {
			this.lines.push('  Starts nothing that we know of.', '');
			return;
		}
		const groups = new Map<string, Launch[]>();
		for (const launch of launches) {
			const group =
				launch.folder === null
					? launch.scope === 'user'
						? 'Yours, in every folder'
						: 'For all users, or from extensions'
					: shownPath(launch.folder, this.report.machine.home);
			groups.set(group, [...(groups.get(group) ?? []), launch]);
		}
		for (const [group, list] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
			this.lines.push(`  ${this.c.underline(group)}`);
			for (const launch of inFileOrder(list)) {
				this.launch(launch);
			}
			this.lines.push('');
		}
	}

	private launch(launch: Launch): void {
		const indent = ' '.repeat(12);
		const kind = (launch.kind === 'mcp-server' ? 'server' : launch.kind).padEnd(7);
		const name = narrow(escapeUnseen(launch.name), 40);
		const start = `    ${this.c.dim(kind)} ${this.c.bold(name)}`;
		const used = 4 + kind.length + 1 + stringWidth(name) + 2;
		if (this.options.width - used >= LEAST_ROOM) {
			this.lines.push(`${start}  ${this.cut(shownCommand(launch), used)}`.trimEnd());
		} else {
			this.lines.push(start, indent + this.cut(shownCommand(launch), indent.length));
		}
		const about = [shownExecutors(launch), shownMoments(launch)].filter((part) => part !== '').join(' · ');
		const where = `${shownPath(launch.source.path, this.report.machine.home)}:${launch.source.line}`;
		for (const line of this.wrap(`${about} · ${where}`, indent.length)) {
			this.lines.push(indent + this.c.dim(line));
		}
		if (launch.env.length > 0) {
			const names = launch.env.map((entry) => (entry.value === null ? entry.name : `${entry.name}=${entry.value}`));
			const label = 'environment: ';
			this.lines.push(indent + this.c.dim(label + this.cut(escapeUnseen(names.join(', ')), indent.length + label.length)));
		}
	}

	credentials(): void {
		const { credentials, machine, generatedAt } = this.report;
		if (!this.report.answers.includes('credentials')) {
			return;
		}
		this.heading('Credentials', credentials.length, 'never their values');
		if (credentials.length === 0) {
			this.lines.push('  None in the places that were checked.', '');
			return;
		}
		const order = { plaintext: 0, unrecognized: 1, 'not-plaintext': 2 } as const;
		const lives = { long: 0, unknown: 1, short: 2 } as const;
		const sorted = [...credentials].sort(
			(a, b) => order[a.protection] - order[b.protection] || lives[a.lifetime] - lives[b.lifetime] || (a.id < b.id ? -1 : 1),
		);
		this.table(
			sorted.map((credential) => [
				escapeUnseen(credential.title),
				narrow(escapeUnseen(describeIdentity(credential)), 32),
				shownProtection(credential),
				shownLifetime(credential, generatedAt),
				credential.path === null
					? `$${escapeUnseen(credential.variable ?? '')}`
					: `${shownPath(credential.path, machine.home)}${credential.line === null ? '' : `:${credential.line}`}`,
			]),
		);
	}

	extensions(): void {
		const { editors, extensions } = this.report;
		if (!this.report.answers.includes('extensions')) {
			return;
		}
		this.heading('Extensions', extensions.length, plural(editors.length, 'editor'));
		if (!this.options.listExtensions) {
			const byEditor = new Map<string, number>();
			for (const extension of extensions) {
				byEditor.set(extension.editor, (byEditor.get(extension.editor) ?? 0) + 1);
			}
			const names = [...new Set(editors.map((editor) => editor.editor))];
			this.table(
				names.map((name) => {
					const own = extensions.filter((extension) => extension.editor === name);
					const newest = own
						.filter((extension) => extension.installedAt !== null)
						.sort((a, b) => ((a.installedAt ?? '') < (b.installedAt ?? '') ? 1 : -1))[0];
					return [
						name,
						plural(byEditor.get(name) ?? 0, 'extension'),
						[
							count(own, 'pinned', (extension) => extension.pinned),
							count(own, 'from a file', (extension) => extension.source === 'vsix'),
							count(own, 'of unknown source', (extension) => extension.source === 'unknown'),
						]
							.filter((part) => part !== '')
							.join(', '),
						newest ? `newest: ${escapeUnseen(newest.id)} ${escapeUnseen(newest.version)}, ${(newest.installedAt ?? '').slice(0, 10)}` : '',
					];
				}),
			);
			return;
		}
		for (const editor of editors) {
			const own = extensions.filter((extension) => folderOf(extension, editors) === editor);
			this.lines.push(`  ${this.c.underline(`${editor.editor}  ${shownPath(editor.extensionsDir, this.report.machine.home)}`)}`);
			this.table(
				own.map((extension) => [
					escapeUnseen(extension.id),
					escapeUnseen(extension.version),
					extension.source,
					[extension.pinned ? 'pinned' : '', extension.preRelease ? 'pre-release' : '', escapeUnseen(extension.targetPlatform ?? '')]
						.filter((part) => part !== '')
						.join(', '),
					extension.installedAt === null ? 'installed: unknown' : `installed ${extension.installedAt.slice(0, 10)}`,
					extension.profiles.join(', ') === 'default' ? '' : escapeUnseen(extension.profiles.join(', ')),
				]),
			);
		}
	}

	posture(): void {
		const { posture } = this.report;
		if (!this.report.answers.includes('posture') || posture.length === 0) {
			return;
		}
		this.heading('Protection', posture.length, 'as set in each editor');
		this.table(
			posture.map((fact) => [
				fact.subject,
				fact.setting,
				escapeUnseen(fact.effective),
				fact.source === 'user' ? 'set by you' : fact.source === 'unknown' ? 'depends on the version' : fact.source,
				`recommended: ${fact.recommended}`,
			]),
		);
	}

	gaps(): void {
		const { incomplete, placesChecked, folders, machine } = this.report;
		if (incomplete.length > 0) {
			this.heading('Could not be read', incomplete.length);
			this.table(
				incomplete.map((gap) => [
					gap.path === null ? '' : shownPath(gap.path, machine.home),
					gap.area,
					shownReason(gap),
					escapeUnseen(gap.detail),
				]),
			);
		}
		const leftOut = folders.leftOut > 0 ? ` ${plural(folders.leftOut, 'known folder')} beyond the limit left out.` : '';
		const checked = `${plural(placesChecked, 'place')} checked, ${incomplete.length} unreadable.`;
		for (const line of this.wrap(`${checked}${leftOut} Update ages unknown: network is off.`, 0)) {
			this.lines.push(this.c.dim(line));
		}
	}

	private heading(title: string, count: number, aside = ''): void {
		this.lines.push(`${this.c.bold(title)}  ${this.c.dim(aside === '' ? String(count) : `${count} · ${aside}`)}`);
	}

	/** Columns as wide as their widest cell. What the page has no room for goes, in every row alike, to a line below. */
	private table(rows: readonly (readonly string[])[]): void {
		const columns = Math.max(0, ...rows.map((row) => row.length));
		const used = Array.from({ length: columns }, (_, column) => column).filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
		const bands: { indent: number; columns: { column: number; width: number }[] }[] = [];
		let end = Number.POSITIVE_INFINITY;
		for (const column of used) {
			const cells = rows.map((row) => row[column] ?? '');
			const width = Math.max(...cells.map((cell) => stringWidth(cell)));
			// The last column may be cut, and a path in it may stand over.
			const short = cells.map((cell) => (isPath(cell) ? 0 : Math.min(stringWidth(cell), LEAST_ROOM)));
			const least = column === used.at(-1) ? Math.max(...short) : width;
			if (end + least > this.options.width) {
				const indent = bands.length === 0 ? 2 : 6;
				bands.push({ indent, columns: [] });
				end = indent;
			}
			bands.at(-1)?.columns.push({ column, width });
			end += width + 2;
		}
		for (const row of rows) {
			for (const band of bands) {
				let line = ' '.repeat(band.indent);
				for (const { column, width } of band.columns) {
					const cell = row[column] ?? '';
					const last = column === band.columns.at(-1)?.column;
					line += last ? this.cut(cell, stringWidth(line), isPath(cell)) : `${cell}${' '.repeat(width - stringWidth(cell) + 2)}`;
				}
				if (line.trim() !== '') {
					this.lines.push(line.trimEnd());
				}
			}
		}
		this.lines.push('');
	}

	/** What ends with an ellipsis where the page ends. Paths may not be cut: a person copies them. */
	private cut(text: string, used: number, path = false): string {
		return path ? text : narrow(text, Math.max(LEAST_ROOM, this.options.width - used));
	}

	/** Lines of words. A word wider than a line is taken apart, unless it is a path or an address. */
	private wrap(text: string, indent: number): string[] {
		const room = Math.max(32, this.options.width - indent);
		const lines: string[] = [];
		let line = '';
		const words = text.split(' ').flatMap((word) => {
			const whole = stringWidth(word) <= room || /\/|^\W?[A-Za-z]:\\/.test(word);
			return whole ? [word] : pieces(word, room);
		});
		for (const word of words) {
			if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > room) {
				lines.push(line);
				line = word;
			} else {
				line = line === '' ? word : `${line} ${word}`;
			}
		}
		return [...lines, line].filter((entry) => entry !== '');
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

function count<T>(list: readonly T[], label: string, matches: (entry: T) => boolean): string {
	const found = list.filter(matches).length;
	return found === 0 ? '' : `${found} ${label}`;
}

/** The editor's folder that an extension is in; for one that was linked from elsewhere the first folder of its editor. */
function folderOf(extension: InstalledExtension, editors: readonly Editor[]): Editor | undefined {
	const own = editors.filter((editor) => editor.editor === extension.editor);
	return own.find((editor) => dirname(extension.path) === editor.extensionsDir) ?? own[0];
}

function isPath(cell: string): boolean {
	return /^(?:[~/]|[A-Za-z]:\\)/.test(cell);
}

/** At most so many columns, the middle left out. */
function narrow(text: string, columns: number): string {
	if (stringWidth(text) <= columns) {
		return text;
	}
	const characters = [...text];
	const tail = fitting([...characters].reverse(), Math.floor((columns - 1) / 3)).reverse();
	const used = tail.reduce((sum, character) => sum + stringWidth(character), 0);
	return `${fitting(characters, columns - 1 - used).join('')}…${tail.join('')}`;
}

/** A word in parts that are no wider than a line. */
function pieces(word: string, room: number): string[] {
	const parts: string[] = [];
	let rest = [...word];
	while (rest.length > 0) {
		const part = fitting(rest, room);
		parts.push(part.join(''));
		rest = rest.slice(Math.max(1, part.length));
	}
	return parts;
}

/** The first characters that have room, reckoned one by one: what joins with its neighbour is taken for wider than it is. */
function fitting(characters: readonly string[], columns: number): string[] {
	let left = columns;
	const end = characters.findIndex((character) => {
		left -= stringWidth(character);
		return left < 0;
	});
	return characters.slice(0, end < 0 ? undefined : end);
}
