import type { Colors } from 'picocolors/types';
import stringWidth from 'string-width';
import type { Finding, Severity } from '../model/finding.ts';
import type { Launch } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import { describeIdentity } from '../rules/identity.ts';
import { escapeUnseen, shorten } from './escape.ts';
import { plural, shownCommand, shownExecutors, shownLifetime, shownPath, shownProtection, shownReason } from './phrases.ts';

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
		this.lines.push(`${this.c.bold('Risk')}  ${this.paint(risk.level === 'no-findings' ? 'info' : risk.level, level)}`, '');
		if (findings.length === 0) {
			this.lines.push(`Nothing to report in what was looked at: ${plural(this.report.placesChecked, 'place')}.`, '');
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
			for (const launch of list) {
				const kind = launch.kind === 'mcp-server' ? 'server' : launch.kind;
				this.lines.push(
					`    ${this.c.dim(kind.padEnd(7))} ${this.c.bold(shorten(escapeUnseen(launch.name), 40))}  ${this.cut(shownCommand(launch), 14 + stringWidth(launch.name))}`,
				);
				this.lines.push(
					`            ${this.c.dim(`${shownExecutors(launch)} · ${shownPath(launch.source.path, this.report.machine.home)}:${launch.source.line}`)}`,
				);
				if (launch.env.length > 0) {
					const names = launch.env.map((entry) => (entry.value === null ? entry.name : `${entry.name}=${entry.value}`));
					this.lines.push(`            ${this.c.dim(`environment: ${this.cut(escapeUnseen(names.join(', ')), 25)}`)}`);
				}
			}
			this.lines.push('');
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
				shorten(escapeUnseen(describeIdentity(credential)), 32),
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
			const own = extensions.filter((extension) => extension.editor === editor.editor && extension.path.startsWith(editor.extensionsDir));
			this.lines.push(`  ${this.c.underline(`${editor.editor}  ${shownPath(editor.extensionsDir, this.report.machine.home)}`)}`);
			this.table(
				own.map((extension) => [
					escapeUnseen(extension.id),
					escapeUnseen(extension.version),
					extension.source,
					[extension.pinned ? 'pinned' : '', extension.preRelease ? 'pre-release' : '', extension.targetPlatform ?? '']
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
		this.lines.push(
			this.c.dim(
				`${plural(placesChecked, 'place')} checked, ${incomplete.length} unreadable.${leftOut} Update ages unknown: network is off.`,
			),
		);
	}

	private heading(title: string, count: number, aside = ''): void {
		this.lines.push(`${this.c.bold(title)}  ${this.c.dim(aside === '' ? String(count) : `${count} · ${aside}`)}`);
	}

	/** Columns as wide as their widest cell, the last one cut to what the page has left. */
	private table(rows: readonly (readonly string[])[]): void {
		const columns = Math.max(0, ...rows.map((row) => row.length));
		const used = Array.from({ length: columns }, (_, column) => column).filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
		const widths = used.map((column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
		for (const row of rows) {
			let line = '  ';
			for (const [index, column] of used.entries()) {
				const cell = row[column] ?? '';
				const last = index === used.length - 1;
				line += last ? this.cut(cell, stringWidth(line)) : `${cell}${' '.repeat((widths[index] ?? 0) - stringWidth(cell) + 2)}`;
			}
			this.lines.push(line.trimEnd());
		}
		this.lines.push('');
	}

	/** Paths may not be cut: a person copies them. Everything else ends with an ellipsis where the page ends. */
	private cut(text: string, used: number): string {
		const room = Math.max(24, this.options.width - used);
		return stringWidth(text) <= room || /^[~/]/.test(text) ? text : shorten(text, room);
	}

	private wrap(text: string, indent: number): string[] {
		const room = Math.max(32, this.options.width - indent);
		const lines: string[] = [];
		let line = '';
		for (const word of text.split(' ')) {
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
		const { home } = this.report.machine;
		return escapeUnseen(home.length > 1 ? sentence.replaceAll(`${home}/`, '~/') : sentence);
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
