import { notesOn } from '../report/file-notes.ts';
import type { GuardState } from './state.ts';
import { launchesHere, runs } from './status.ts';
import type { FileDrawing } from './worker-messages.ts';

/** What is drawn in the files that are open. Empty until the first report. */
export function filesOf(state: GuardState): readonly FileDrawing[] {
	const { report, documents } = state;
	if (report === null || documents.length === 0) {
		return [];
	}
	const here = new Set(launchesHere(state).map(({ id }) => id));
	return notesOn(report, documents).map((notes) => ({
		...notes,
		lens: notes.launches.some(({ launch }) => here.has(launch)) ? `${runs(state)} — Review` : '',
	}));
}
