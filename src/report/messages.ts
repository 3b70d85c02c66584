import type { Fix, MessageArguments } from '../model/finding.ts';
import { plural, reasonOf, titleOf } from './phrases.ts';

/**
 * The sentences of one message. `{x}` stands for an argument, `{x:word}` for it as one word of a shell, `{x:name}` for the
 * last segment of the path that it is, `{x:title}` for the name of the agent or editor whose id it is, `{x:reason}` for why
 * something could not be read, `{x:commands}` for so many commands; a part in `[[…]]` goes when its first argument is empty.
 */
export interface Message {
	/** A few words, for a row of a side bar. */
	readonly brief: string;
	readonly title: string;
	readonly detail: string;
	readonly fixes: readonly Fix[];
}

/** Every sentence about a finding, by message id: the one place to translate. */
export const MESSAGES: Readonly<Record<string, Message>> = {
	'launch/unreadable': {
		brief: '{path:name}: {reason:reason}',
		title: 'What {path} would start is not known',
		detail:
			'Tools start commands from this file, and it could not be read ({reason:reason}[[: {detail}]]). The tools may read it where we could not.',
		fixes: [{ title: 'Look at the file before you open the folder in an agent', kind: 'manual' }],
	},
	'credential/open-to-others': {
		brief: '{title}: open to all',
		title: '{title}[[ ({who})]] can be read by every account on this machine',
		detail: '{path} has mode {mode}, and every folder above it lets others in.',
		fixes: [{ title: 'chmod 600 {path:word}', kind: 'command' }],
	},
	'credential/long-lived-plaintext': {
		brief: '{title}[[, {days} d]]',
		title: '{title}[[ ({who})]] is long-lived and in plain text',
		detail: '{path}: readable by every program that runs as you[[, unchanged for {days} days]].',
		fixes: [
			{ title: '[[Move to {saferForm}]]', kind: 'manual' },
			{ title: '[[To revoke or remove it: {revokeCommand}]]', kind: 'command' },
			{ title: '[[{revokeUrl}]]', kind: 'link' },
		],
	},
	'trust/too-broad': {
		brief: '{tool:title} trusts {folder:name}',
		title: '{tool:title} trusts {folder} and everything below it',
		detail: 'Whatever is cloned or unpacked below it is trusted from the first moment.',
		fixes: [{ title: 'Trust single projects instead, and take this entry out of the trust store of {tool:title}', kind: 'manual' }],
	},
	'trust/folder-starts-commands': {
		brief: '{folder:name} starts {count:commands}',
		title: '{tool:title} starts {count:commands} of {folder}, which it trusts',
		detail: 'A pull that changes the commands changes what runs. Of the servers in `.mcp.json` some agents ask once, by name.',
		fixes: [{ title: 'sallyport folder {folder:word}', kind: 'command' }],
	},
	'trust/launch-changed': {
		brief: '{name}: changed since {since}',
		title: '{path} line {line}: {name} is not what you reviewed on {since}',
		detail: 'It was: {was}. Nothing asks again when a trusted folder changes what it starts.',
		fixes: [{ title: 'Look at what it is now, and review the folder again', kind: 'manual' }],
	},
	'trust/launch-added': {
		brief: '{name}: new since {since}',
		title: '{path} line {line}: {name} was added since you reviewed this repository on {since}',
		detail: 'Nothing asks again when a trusted folder starts more than before.',
		fixes: [{ title: 'Look at what it is, and review the folder again', kind: 'manual' }],
	},
	'posture/weakened': {
		brief: '{label}: {effective}',
		title: '{subject:title}: {setting} is {effective}',
		detail: '{why}',
		fixes: [{ title: 'Set {setting} to {recommended} in the user settings of {subject:title}', kind: 'edit' }],
	},
};

const ARGUMENT = /\{(\w+)(?::(word|name|title|reason|commands))?\}/g;

const FORMS = {
	word: shellWord,
	name: (path: string) => path.split(/[/\\]/).findLast((segment) => segment !== '') ?? path,
	title: titleOf,
	reason: reasonOf,
	commands: (count: string) => plural(Number(count), 'command'),
};

/**
 * A template with its arguments in place. Arguments come from files: they are put in as they are, never looked at for
 * arguments again, and escaped by the face that shows them.
 */
export function fill(template: string, values: MessageArguments): string {
	const value = (name: string): string => (Object.hasOwn(values, name) ? String(values[name]) : '');
	return template
		.replace(/\[\[([^[\]]*)\]\]/g, (_, part: string) => {
			const [first] = part.matchAll(ARGUMENT);
			return first?.[1] !== undefined && value(first[1]) === '' ? '' : part;
		})
		.replace(ARGUMENT, (_, name: string, form?: keyof typeof FORMS) => (form === undefined ? value(name) : FORMS[form](value(name))));
}

/**
 * A text that a shell takes for one word and nothing else: a folder may well be called `$(…)`, and a person copies the
 * command. For POSIX shells; a Windows path for PowerShell.
 */
export function shellWord(text: string): string {
	const windows = /^(?:[A-Za-z]:|\\)/.test(text);
	if (windows ? /^[\w.:/\\-]+$/.test(text) : /^[\w./][\w.:/@%+,=-]*$/.test(text)) {
		return text;
	}
	return `'${text.replaceAll("'", () => (windows ? "''" : "'\\''"))}'`;
}

/** The sentences of a message, fixes without content left out. */
export function speak(messageId: string, values: MessageArguments): Message {
	const message = Object.hasOwn(MESSAGES, messageId) ? MESSAGES[messageId] : undefined;
	if (!message) {
		throw new Error(`no message ${messageId}`);
	}
	return {
		brief: fill(message.brief, values),
		title: fill(message.title, values),
		detail: fill(message.detail, values),
		fixes: message.fixes.map((fix) => ({ ...fix, title: fill(fix.title, values) })).filter((fix) => fix.title !== ''),
	};
}
