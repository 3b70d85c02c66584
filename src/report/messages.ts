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
	'launch/interpreter-on-data-file': {
		brief: 'Runs {script:name} as a program',
		title: '{path} line {line} has {program} run {script}, which is no program',
		detail:
			'[[When {tools} starts it: ]]{command}. A program behind the name of a font, a picture or a text is the shape of the Contagious Interview folders.',
		fixes: [{ title: 'Do not trust the folder; look at the file as text', kind: 'manual' }],
	},
	'launch/script-in-another-tools-folder': {
		brief: 'Runs {script}',
		title: '{path} line {line} runs {script}',
		detail:
			'The script stands in {folder}, the folder of another tool: the shape of the Miasma and Shai-Hulud repository worms.[[ It starts with {tools}.]]',
		fixes: [{ title: 'Do not trust the folder before you have read {script}', kind: 'manual' }],
	},
	'launch/pipe-to-shell': {
		brief: 'Runs what it fetches or decodes',
		title: '{path} line {line} runs what it fetches or decodes: {reason}',
		detail: '{command}. What you see there is not what will run.[[ It starts with {tools}.]]',
		fixes: [{ title: 'Fetch it once, read it, and keep it in the project at a fixed version', kind: 'manual' }],
	},
	'launch/sends-files-away': {
		brief: 'Sends credentials away',
		title: '{path} line {line} reads credentials and sends them with {program}',
		detail: '{command}. Whoever has what is read there has what it opens.[[ It starts with {tools}.]]',
		fixes: [{ title: 'Do not trust the folder; revoke the credentials if it has run already', kind: 'manual' }],
	},
	'launch/certificate-or-proxy-moved': {
		brief: 'Sets {variable}',
		title: '{path} line {line} sets {variable} for whoever opens the folder',
		detail:
			'It decides through whom requests go, or whose certificates are believed: together they let somebody read what is sent, with its keys.[[ It holds in {tools}.]]',
		fixes: [{ title: 'Set it for yourself, and take it out of {path:name}', kind: 'manual' }],
	},
	'launch/mcp-server-from-parent': {
		brief: '{name}: from a shared folder',
		title: '{path} brings the server {name} to every folder below it',
		detail:
			'Every account of this machine may write into that folder, and agents take servers from all folders above the one they work in.[[ It is taken by {tools}.]]',
		fixes: [{ title: 'Remove {path} if you did not put it there, and work in a folder of your own', kind: 'manual' }],
	},
	'launch/worm-install-script': {
		brief: 'Runs {script} at installation',
		title: '{path} line {line} runs {script} at installation',
		detail: '{command}. A file of that name, started so, is the shape of the Shai-Hulud package worms and of ChainDrop.',
		fixes: [{ title: 'Do not install before you have read {script}; a first look needs no scripts (--ignore-scripts)', kind: 'manual' }],
	},
	'launch/inline-code': {
		brief: 'Code inside the setting',
		title: '{path} line {line} gives {program} a program on its command line',
		detail: '{command}. It fetches, decodes or starts something else, or is longer than anybody reads.[[ It starts with {tools}.]]',
		fixes: [{ title: 'Read all of it in the file before you trust the folder', kind: 'manual' }],
	},
	'launch/commit-pinned-runner': {
		brief: 'Runs {spec}',
		title: '{path} line {line} fetches and runs {how}: {spec}',
		detail:
			'What it runs never went through a registry, and whoever can push there decides what it is: the way of Nx Console 18.95.0.[[ It starts with {tools}.]]',
		fixes: [{ title: 'Use a released version of a package, named in full', kind: 'manual' }],
	},
	'launch/hidden-automatic-task': {
		brief: 'A hidden task starts by itself',
		title: '{path} line {line}: the task {name} starts with the folder and hides itself',
		detail: '{command}. It asks the editor not to list it: the shape of the Contagious Interview folders.',
		fixes: [{ title: 'Do not trust the folder; set task.allowAutomaticTasks to off in your user settings', kind: 'edit' }],
	},
	'launch/automatic-tasks-forced': {
		brief: 'Tries to force automatic tasks',
		title: '{path} line {line} tries to have tasks run without a question',
		detail:
			'`"task.allowAutomaticTasks": true` is no legal value, and no editor heeds it in a folder: it is the mark of the Contagious Interview folders.',
		fixes: [{ title: 'Do not trust the folder', kind: 'manual' }],
	},
	'launch/base-url-moved': {
		brief: '{variable}: {host}',
		title: '{path} line {line} sends what the agent says to {host}',
		detail: '{variable} moves the requests of the agent, with your key in them, away from its maker.',
		fixes: [{ title: 'Do not start an agent here; if one ran here, revoke its key', kind: 'manual' }],
	},
	'launch/loader-variable': {
		brief: '{variable} loads code',
		title: '{path} line {line} sets {variable}[[ to {value}]]',
		detail: 'Every program started with it loads that first, however honest the program.[[ It starts with {tools}.]]',
		fixes: [{ title: 'Read what it names before you trust the folder', kind: 'manual' }],
	},
	'launch/hidden-unicode': {
		brief: 'Hidden characters in {path:name}',
		title: '{path} line {line} holds characters that nobody sees ({first}[[, {count} in all]])',
		detail: 'They are read by the agent or the program, and not by you.',
		fixes: [{ title: 'Open the file with whitespace and control characters shown', kind: 'manual' }],
	},
	'launch/instruction-orders-execution': {
		brief: '{path:name} orders a command',
		title: '{path} line {line} tells the agent to run {command}',
		detail: 'An agent that reads the file may run it as its first act: the shape of the Miasma repository worm.',
		fixes: [{ title: 'Do not start an agent here before you have read what it runs', kind: 'manual' }],
	},
	'launch/inline-secret': {
		brief: 'Secret in {path:name}',
		title: '{path} line {line}: {name} has a secret in {place}',
		detail: 'Whoever reads the file has it, and a commit keeps it for good.',
		fixes: [{ title: 'Put it into a variable or the tool’s own store, and revoke this one', kind: 'manual' }],
	},
	'launch/credential-helper-in-project': {
		brief: '{name} in the project',
		title: '{path} line {line}: the project says how the agent gets its credential',
		detail: '{name} runs {command}. It sees or makes up the credential.',
		fixes: [{ title: 'Read the command; keep such helpers in your own settings', kind: 'manual' }],
	},
	'launch/package-manager-program': {
		brief: '{name}: {command}',
		title: '{path} line {line} has the package manager start {command} in place of {name}',
		detail: 'It runs at installation, also where scripts are left out.[[ It starts with {tools}.]]',
		fixes: [{ title: 'Take the line out, or read the program before you install', kind: 'manual' }],
	},
	'launch/approval-breadth': {
		brief: '{name}: {value}',
		title: '{path} line {line} lets the agent act without asking',
		detail: '{name} is {value}.[[ {tools} takes it.]] A sentence in any file that the agent reads can then run a command.',
		fixes: [{ title: 'Take it out, or narrow it to the commands that are needed', kind: 'manual' }],
	},
	'launch/container-host-command': {
		brief: 'initializeCommand runs here',
		title: '{path} line {line} runs a command on this machine, not in the container',
		detail: '{command}. initializeCommand runs before there is a container.',
		fixes: [{ title: 'Read it before you reopen the folder in a container', kind: 'manual' }],
	},
	'launch/credential-mount': {
		brief: 'Mounts credentials',
		title: '{path} line {line} gives the container credentials of this machine',
		detail: '{mount}. What runs in the container reads them.',
		fixes: [{ title: 'Mount only what is needed, or forward an agent instead', kind: 'manual' }],
	},
	'launch/git-config-executes': {
		brief: 'git starts {value}',
		title: '{path} line {line}: {name} has git start {value}',
		detail:
			'git runs it at ordinary work such as `status`, which editors call by themselves. A clone never brings such a setting; somebody put it there.',
		fixes: [{ title: 'If you did not set it: git config --unset {name:word}', kind: 'command' }],
	},
	'launch/guard-hidden': {
		brief: 'Hides {what}',
		title: '{path} line {line} hides {what}',
		detail: '{name} holds in this folder before it is trusted, too.',
		fixes: [{ title: 'Read the folder in Sallyport’s own view, which no folder can hide', kind: 'manual' }],
	},
	'launch/from-temporary-folder': {
		brief: 'Runs {program}',
		title: '{path} line {line} runs {program}',
		detail: 'It is not part of the project, and others can put it there.[[ It starts with {tools}.]]',
		fixes: [{ title: 'Do not trust the folder before you know what that is', kind: 'manual' }],
	},
	'launch/unpinned-runner': {
		brief: '{package}: no version',
		title: '{path} line {line} runs whatever version of {package} is the newest',
		detail: '[[{tools} starts it. ]]A version that was published a minute ago runs, too.',
		fixes: [{ title: 'Name the version: {package}@x.y.z', kind: 'manual' }],
	},
	'launch/same-command-in-several-tools': {
		brief: 'One script in {count} tools',
		title: '{script} starts with several tools: {count} files name it',
		detail: '{path} line {line} is the first of them. The same script for every tool there is: the shape of the Miasma repository worm.',
		fixes: [{ title: 'Do not trust the folder before you have read {script}', kind: 'manual' }],
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
	'trust/too-broad-but-repositories': {
		brief: '{tool:title} trusts {folder:name}',
		title: '{tool:title} trusts {folder} and what is below it, but for git repositories',
		detail: 'Whatever is unpacked below it, and is no repository of its own, is trusted from the first moment.',
		fixes: [{ title: 'Trust single projects instead, and take this entry out of the trust store of {tool:title}', kind: 'manual' }],
	},
	'trust/editor-trust-off': {
		brief: '{editor:title} asks nobody',
		title: '{editor:title} asks nobody before it starts {count:commands} of known folders',
		detail: 'Workspace Trust is off there, so that every folder counts as trusted. Folders that it would start something in: {folders}.',
		fixes: [{ title: 'Set security.workspace.trust.enabled to true in the user settings of {editor:title}', kind: 'edit' }],
	},
	'trust/folder-gone': {
		brief: '{folder:name}: trusted, and gone',
		title: '{folder} is trusted, and is gone',
		detail: 'What is put there later is trusted from the first moment.',
		fixes: [{ title: 'sallyport trust', kind: 'command' }],
	},
	'trust/folders-gone': {
		brief: '{count} trusted folders are gone',
		title: '{count} folders are trusted, and are gone: {folder}, for one',
		detail: 'What is put there later is trusted from the first moment.',
		fixes: [{ title: 'sallyport trust', kind: 'command' }],
	},
	'trust/never-opened-here': {
		brief: '{folder:name}: trusted unused',
		title: '{tool:title} trusts {folder} since {since}, and has never been used there',
		detail:
			'No session of it was found, and no editor and no other agent that we know of knows the folder, which starts {count:commands}. Programs can write such an entry themselves; the writer is unknown.',
		fixes: [
			{ title: 'If that was not you, take the entry out of the trust store of {tool:title}: sallyport trust says how', kind: 'manual' },
			{ title: 'sallyport folder {folder:word}', kind: 'command' },
		],
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
	'trust/user-launch-changed': {
		brief: '{name}: changed since {since}',
		title: '{path} line {line}: {name} is not what it was on {since}',
		detail:
			'It was: {was}. It starts in every folder, and no agent asks about it. Whether you changed it, a tool or a program is not known.',
		fixes: [{ title: 'If that was not you, put it back; else review it: sallyport audit --review', kind: 'manual' }],
	},
	'trust/user-launch-added': {
		brief: '{name}: new since {since}',
		title: '{path} line {line}: {name} was not there on {since}',
		detail: 'It starts in every folder, and no agent asks about it. Whether you added it, a tool or a program is not known.',
		fixes: [{ title: 'If that was not you, take it out; else review it: sallyport audit --review', kind: 'manual' }],
	},
	'trust/user-base-url-moved': {
		brief: '{variable}: to {host}',
		title: '{path} line {line}: {variable} leads to {host}, and did not on {since}',
		detail:
			'Every request of the agent goes there with your key, in every folder.[[ It was: {was}.]] Whether you changed it, a tool or a program is not known.',
		fixes: [{ title: 'If that was not you, put it back and revoke the key; else review it: sallyport audit --review', kind: 'manual' }],
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
