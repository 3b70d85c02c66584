import type { Finding } from '../model/finding.ts';
import type { Executor, Launch } from '../model/launch.ts';
import { escapeUnseen } from './escape.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { plural, shownCommand, shownKind, shownMoment, shownSentence, shownVariables, titleOf } from './phrases.ts';

/** Characters of a command; what is over is counted, and stands in the file below. */
const LONGEST_COMMAND = 600;

/** Sentences of the rules. */
const MOST_FINDINGS = 8;

const REVIEWS: Readonly<Record<Launch['review'], string>> = {
	unreviewed: 'not reviewed',
	reviewed: 'reviewed',
	changed: '**changed** since it was reviewed',
};

/**
 * What is known of a launch, as Markdown for the editor: what would run, for which tool, when, behind what, and what speaks
 * against it. Of a file's words nothing is markup. `findings` are those about this launch.
 */
export function launchHover(launch: Launch, findings: readonly Finding[], home: string): string {
	const list = [...findings].slice(0, MOST_FINDINGS);
	const lines = [
		[
			`**${shownKind(launch)}** ${markdownCode(launch.name)}`,
			REVIEWS[launch.review],
			...(launch.hidden ? ['asks its tool not to show it'] : []),
		].join(' · '),
		'',
		shortened(shownCommand(launch)),
		'',
		...launch.executors.map((executor) => `- ${takes(executor)}`),
		...(launch.env.length > 0 ? ['', `Variables: ${shortened(shownVariables(launch))}`] : []),
		...(launch.headerNames.length > 0 ? ['', `Headers: ${shortened(launch.headerNames.join(', '))}`] : []),
		...list.flatMap(({ severity, title }) => ['', `**${severity}** ${markdownText(shownSentence(title, home))}`]),
		...(findings.length > list.length ? ['', `… and ${plural(findings.length - list.length, 'finding')} more`] : []),
	];
	return lines.join('\n');
}

function shortened(text: string): string {
	const characters = [...text];
	const over = characters.length - LONGEST_COMMAND;
	return over > 0
		? `${markdownCode(characters.slice(0, LONGEST_COMMAND).join(''))} … and ${plural(over, 'character')} more`
		: markdownCode(text);
}

const HEADLESS: Readonly<Record<Executor['headless'], string>> = {
	runs: 'without a person (CI) too',
	refuses: 'never without a person',
	unknown: 'without a person: not known',
};

const APPROVALS: Readonly<Record<Executor['approval'], string>> = {
	approved: 'approved by you',
	denied: 'denied by you',
	none: '',
	unknown: '',
};

function takes({ tool, verdict, reason, trigger, needsTrust, headless, approval }: Executor): string {
	const title = titleOf(tool);
	const because = reason === '' ? '' : markdownText(escapeUnseen(reason));
	if (verdict === 'ignores') {
		return `not ${title}${because === '' ? '' : `: ${because}`}`;
	}
	const gate = needsTrust ? 'once the folder is trusted' : 'without asking for trust';
	return `${verdict === 'unknown' ? 'perhaps ' : ''}${title}: ${[shownMoment(trigger), gate, HEADLESS[headless], APPROVALS[approval], because].filter((part) => part !== '').join(' · ')}`;
}
