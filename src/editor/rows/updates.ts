import type { InstalledExtension } from '../../model/installed-extension.ts';
import type { Report } from '../../model/report.ts';
import { escapeUnseen } from '../../report/escape.ts';
import { plural, span } from '../../report/phrases.ts';
import { type Row, row } from '../row.ts';
import type { GuardState } from '../state.ts';

/** Extensions that came within this many days stand among the updates, and at most so many. */
const RECENT_DAYS = 14;
const MOST_RECENT = 6;

export function updatesSection(state: GuardState, report: Report): Row {
	const { extensions } = report;
	const own = extensions.filter((extension) => state.editor === null || extension.editor === state.editor);
	const now = Date.parse(report.generatedAt);
	const recent = own
		.filter((extension) => extension.installedAt !== null && now - Date.parse(extension.installedAt) < RECENT_DAYS * 86_400_000)
		.sort((a, b) => ((a.installedAt ?? '') < (b.installedAt ?? '') ? 1 : -1));
	const children = [
		row(2, {
			id: 'updates/ages',
			label: 'Ages are unknown',
			remarks: ['network is off'],
			tooltip: 'When a version was published only the gallery knows. Nothing was asked: the network is off.',
			icon: 'question',
		}),
		...recent.slice(0, MOST_RECENT).map((extension) => extensionRow(extension, now)),
	];
	const elsewhere = new Set(extensions.map((extension) => extension.editor)).size;
	children.push(
		row(2, {
			id: 'updates/count',
			label: plural(extensions.length, 'extension'),
			remarks: [plural(elsewhere, 'editor')],
			tooltip: 'Every extension of every editor: Sallyport: Audit This Workstation.',
			icon: 'extensions',
			click: 'sallyport.audit',
		}),
	);
	return row(1, {
		id: 'updates',
		label: 'Updates',
		remarks: [recent.length > 0 ? `${recent.length} in ${RECENT_DAYS} days` : ''],
		tooltip: `What came within ${RECENT_DAYS} days in this editor, and how many extensions there are.`,
		icon: 'sync',
		children,
	});
}

function extensionRow(extension: InstalledExtension, now: number): Row {
	const id = escapeUnseen(extension.id);
	const ago = span((now - Date.parse(extension.installedAt ?? '')) / 3_600_000);
	return row(2, {
		id: `updates/${extension.editor}/${extension.id}/${extension.version}/${extension.path}`,
		label: id.slice(id.indexOf('.') + 1),
		remarks: [`${ago} ago`, escapeUnseen(extension.version)],
		tooltip: [
			`${id} ${escapeUnseen(extension.version)}, installed ${(extension.installedAt ?? '').slice(0, 16).replace('T', ' ')} UTC`,
			`Source: ${extension.source}${extension.pinned ? ', pinned' : ''}`,
			'Published: unknown, the network is off',
		].join('\n'),
		icon: 'history',
	});
}
