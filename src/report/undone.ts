import type { Undone } from '../change/undo.ts';
import { escapeUnseen } from './escape.ts';

export interface UndoneLayout {
	readonly format: 'text' | 'json';
	readonly dryRun: boolean;
	readonly version: string;
	readonly home: string;
}

/** What became of each change: text for a person, or one JSON object. */
export function renderUndone(undone: readonly Undone[], { format, dryRun, version, home }: UndoneLayout): string {
	if (format === 'json') {
		const changes = undone.map(({ id, purpose, subject, how, why = null }) => ({ id, purpose, subject, state: how, reason: why }));
		return `${JSON.stringify({ schemaVersion: 1, tool: { name: 'sallyport', version }, home, dryRun, changes }, null, 2)}\n`;
	}
	if (undone.length === 0) {
		return 'Sallyport has changed nothing that is still on record.\n';
	}
	return undone
		.map(({ purpose, subject, how, why, preview }) => {
			const said = `${shown(subject)}: ${sentence(how, why ?? '', dryRun)} (${shown(purpose)})`;
			return dryRun && preview ? `${said}\n${preview.split('\n').map(shown).join('\n')}` : `${said}\n`;
		})
		.join('');
}

function sentence(how: Undone['how'], why: string, dryRun: boolean): string {
	const would = dryRun ? 'would be ' : '';
	switch (how) {
		case 'restored':
			return `${would}restored, byte for byte`;
		case 'taken-back':
			return `edited by others since; ${would}rid of what was ours alone`;
		case 'nothing':
			return 'nothing is left to undo';
		case 'refused':
			return `left as it is: ${shown(why)}`;
	}
}

/** Names of servers and folders are anybody's text. */
function shown(text: string): string {
	return escapeUnseen(text);
}
