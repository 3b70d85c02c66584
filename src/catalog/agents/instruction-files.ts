import type { ProjectFile, SearchScope } from './agent.ts';
import { instructions } from './markdown-entries.ts';

/** Texts that an agent is given as instructions; of those in `shared` another agent, or all of them, are the owner. */
export function instructionFiles(search: SearchScope, own: readonly string[], shared: readonly string[] = []): readonly ProjectFile[] {
	return [...own, ...shared].map((path) => ({
		scope: 'project',
		path,
		search,
		format: 'text',
		own: own.includes(path),
		refuses: [],
		trigger: 'first-prompt',
		needsTrust: false,
		headless: 'runs',
		because: 'the agent is given the text with the first question',
		entries: [instructions],
	}));
}
