import { startsByItself } from '../inventory/trusted-launches.ts';
import { atLeast } from '../model/finding.ts';
import type { Launch } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import { plural, shownCommand, shownPath, shownSentence, shownTakers } from '../report/phrases.ts';
import type { GuardState } from './state.ts';
import { graveHere, launchesHere, manyFolders, unreviewedHere } from './status.ts';

/** Something to say about the open folders without being asked. */
export interface Prompt {
	/** What it is about: the same is said once. */
	readonly key: string;
	/** `notice` where a dialog cannot be seen, or would come too late. */
	readonly how: 'modal' | 'notice';
	/** One sentence. Escaped. */
	readonly title: string;
	/** The commands that it is about and why, a line each. Escaped. */
	readonly detail: string;
	/** True where the folder is trusted, so that what is told can run already. */
	readonly armed: boolean;
	/** True where it is about the person's own files, of which the trust editor knows nothing. */
	readonly own?: boolean;
}

/** Commands that a dialog names; the sheet has all. */
const MOST_NAMED = 5;

/** Columns of a command in a dialog: what is longer is whole in the sheet. */
const MOST_COLUMNS = 160;

/**
 * What is due, if anything: a dialog before the person trusts a folder whose unreviewed launches a rule of severity high
 * or above speaks of; a notice when such a folder has just been trusted, or when what was reviewed in a trusted folder
 * has changed. Everything else is the status bar's.
 */
export function promptOf(state: GuardState): Prompt | null {
	if (state.report === null) {
		return null;
	}
	const { home } = state.report.machine;
	const grave = graveHere(state);
	const here = launchesHere(state);
	const changed = here.filter(({ review }) => review === 'changed');
	const added = here.some(({ review }) => review === 'reviewed')
		? here.filter((launch) => launch.review === 'unreviewed' && startsByItself(launch))
		: [];
	const these = manyFolders(state) ? 'these folders' : state.folders.map((folder) => shownPath(folder, home)).join(', ');
	const about = (launches: readonly Launch[]): string => JSON.stringify(launches.map(({ fingerprint }) => fingerprint).sort());
	if (grave.length > 0) {
		const refs = new Set(grave.map(({ subject }) => subject.ref));
		const spoken = here.filter(({ id }) => refs.has(id));
		const running = unreviewedHere(state).filter((launch) => startsByItself(launch));
		const asksFirst = !state.trusted && state.startupPrompt !== 'never';
		const count = Math.max(running.length, 1);
		const title = !state.trusted
			? `Trusting ${these} lets ${plural(count, 'command')} run.`
			: state.granted
				? `You trusted ${these}: ${plural(count, 'command')} can run now.`
				: state.trustOff
					? `Workspace Trust is off: ${plural(count, 'command')} can run in ${these}.`
					: `${these} is already trusted: ${plural(count, 'command')} can run.`;
		const named = (spoken.length > 0 ? spoken : running)
			.slice(0, MOST_NAMED)
			.map(
				(launch) =>
					`• ${cut(shownCommand(launch))}\n   ${[shownTakers(launch), `${shownPath(launch.source.path, home)}, line ${launch.source.line}`].filter((part) => part !== '').join(' — ')}`,
			);
		const more = spoken.length > MOST_NAMED ? [`• and ${spoken.length - MOST_NAMED} more`] : [];
		const why = grave.slice(0, MOST_NAMED).map((finding) => `${shownSentence(finding.title, home)}.`);
		const how = state.granted || asksFirst ? 'notice' : 'modal';
		const [first] = spoken.length > 0 ? spoken : running;
		const others = count > 1 ? ` and ${count - 1} more` : '';
		return {
			key: `${state.granted ? 'granted' : 'open'}:${about(spoken)}:${grave
				.map(({ id }) => id)
				.sort()
				.join()}`,
			how,
			// A notice is its title alone: it names the first command itself.
			title: how === 'notice' && first !== undefined ? title.replace(/\.$/, () => `: ${cut(shownCommand(first))}${others}.`) : title,
			detail: [...new Set(why), '', ...named, ...more].join('\n').trim(),
			armed: state.trusted,
		};
	}
	const different = [...changed, ...added];
	if (state.trusted && different.length > 0) {
		const [first] = different;
		const what = first === undefined ? '' : cut(shownCommand(first));
		const others = different.length > 1 ? ` and ${different.length - 1} more` : '';
		return {
			key: `changed:${about(different)}`,
			how: 'notice',
			title: `${these} is trusted, and what it runs has changed since you reviewed it: ${what}${others}.`,
			detail: '',
			armed: true,
		};
	}
	return ownPrompt(state.report);
}

/** One quiet sentence where the person's own files were turned to another host or program: who did it cannot be told. */
function ownPrompt(report: Report): Prompt | null {
	const turned = report.findings.filter(({ ruleId, severity }) => ruleId === 'trust/user-launch-changed' && atLeast(severity, 'medium'));
	const [first] = turned;
	if (first === undefined) {
		return null;
	}
	const byId = new Map(report.launches.map((launch) => [launch.id, launch]));
	const more = turned.length > 1 ? ` And ${turned.length - 1} more.` : '';
	return {
		key: `own:${JSON.stringify(turned.map(({ subject }) => byId.get(subject.ref)?.fingerprint ?? '').sort())}`,
		how: 'notice',
		title: `In your own files ${shownSentence(first.title, report.machine.home)}.${more}`,
		detail: '',
		armed: true,
		own: true,
	};
}

function cut(text: string): string {
	const characters = [...text];
	return characters.length <= MOST_COLUMNS ? text : `${characters.slice(0, MOST_COLUMNS).join('')}…`;
}
