import type { Fix, MessageArguments } from '../model/finding.ts';

/** The sentences of one message. `{name}` stands for an argument; a part in `[[…]]` goes when its first argument is empty. */
export interface Message {
	readonly title: string;
	readonly detail: string;
	readonly fixes: readonly Fix[];
}

/** Every sentence about a finding, by message id: the one place to translate. */
export const MESSAGES: Readonly<Record<string, Message>> = {
	'launch/unreadable': {
		title: 'What {path} would start is not known',
		detail:
			'Tools start commands from this file, and it could not be read ({reason}[[: {detail}]]). The tools may read it where we could not.',
		fixes: [{ title: 'Look at the file before you open the folder in an agent', kind: 'manual' }],
	},
	'credential/open-to-others': {
		title: '{title}[[ ({who})]] can be read by every account on this machine',
		detail: '{path} has mode {mode}, and every folder above it lets others in.',
		fixes: [{ title: 'chmod 600 {path}', kind: 'command' }],
	},
	'credential/long-lived-plaintext': {
		title: '{title}[[ ({who})]] is long-lived and in plain text',
		detail: '{path}: readable by every program that runs as you[[, unchanged for {days} days]].',
		fixes: [
			{ title: '[[Move to {saferForm}]]', kind: 'manual' },
			{ title: '[[To replace it: {revokeCommand}]]', kind: 'command' },
			{ title: '[[{revokeUrl}]]', kind: 'link' },
		],
	},
	'trust/too-broad': {
		title: '{tool} trusts {folder} and everything below it',
		detail: 'Whatever is cloned or unpacked below it is trusted from the first moment.',
		fixes: [{ title: 'Trust single projects instead, and take this entry out of the trust store of {tool}', kind: 'manual' }],
	},
	'trust/folder-starts-commands': {
		title: '{tool} starts {count} of {folder} without asking',
		detail: 'The folder is trusted. A pull that changes the commands changes what runs.',
		fixes: [{ title: 'sallyport folder {folder}', kind: 'command' }],
	},
	'posture/weakened': {
		title: '{subject}: {setting} is {effective}',
		detail: '{why}',
		fixes: [{ title: 'Set {setting} to {recommended} in the user settings of {subject}', kind: 'edit' }],
	},
};

/** A template with its arguments in place. Arguments come from files: they are put in as they are and escaped by the face that shows them. */
export function fill(template: string, values: MessageArguments): string {
	const value = (name: string): string => String(values[name] ?? '');
	return template
		.replace(/\[\[([^\]]*)\]\]/g, (_, part: string) => {
			const first = /\{(\w+)\}/.exec(part)?.[1];
			return first !== undefined && value(first) === '' ? '' : part;
		})
		.replace(/\{(\w+)\}/g, (_, name: string) => value(name));
}

/** The sentences of a message, fixes without content left out. */
export function speak(messageId: string, values: MessageArguments): Message {
	const message = MESSAGES[messageId];
	if (!message) {
		throw new Error(`no message ${messageId}`);
	}
	return {
		title: fill(message.title, values),
		detail: fill(message.detail, values),
		fixes: message.fixes.map((fix) => ({ ...fix, title: fill(fix.title, values) })).filter((fix) => fix.title !== ''),
	};
}
