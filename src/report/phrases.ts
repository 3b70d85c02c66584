import { sep } from 'node:path';
import { editors } from '../catalog/editors/index.ts';
import { launchers } from '../catalog/launchers.ts';
import { isBelow } from '../inventory/folder-search.ts';
import { MAX_TEXT } from '../inventory/redaction.ts';
import type { Credential } from '../model/credential.ts';
import type { Gap } from '../model/gap.ts';
import type { Executor, Launch, LaunchKind, Trigger } from '../model/launch.ts';
import type { PostureFact } from '../model/posture.ts';
import type { Report } from '../model/report.ts';
import type { TrustedFolder } from '../model/trust.ts';
import { escapeUnseen } from './escape.ts';

/** A path as a person writes it: `~` for the home. Escaped. */
export function shownPath(path: string, home: string): string {
	const short = path === home ? '~' : path.startsWith(home.endsWith(sep) ? home : home + sep) ? `~${path.slice(home.length)}` : path;
	return escapeUnseen(short);
}

/** A sentence with the paths below the home as a person writes them. Escaped; one line. */
export function shownSentence(sentence: string, home: string): string {
	// Only where the path begins, and not in quotes: there a shell leaves `~` as it is.
	const short = (match: string, offset: number): string => (offset === 0 || /[\s(:]/.test(sentence[offset - 1] ?? '') ? `~${sep}` : match);
	return escapeUnseen(home.length > 1 ? sentence.replaceAll(`${home}${sep}`, short) : sentence);
}

/** The same for a reader of the folder: paths below it are relative to it. Null where there is none. */
export function shownSentenceIn(folder: string | null, sentence: string, home: string): string {
	const begins = (offset: number): boolean => offset === 0 || /[\s(]/.test(sentence[offset - 1] ?? '');
	const short = (match: string, offset: number): string => (begins(offset) ? '' : match);
	return shownSentence(folder === null ? sentence : sentence.replaceAll(`${folder}${sep}`, short), home);
}

/** As they stand in their files, file by file: the order of ids means nothing to a person. */
export function inFileOrder(launches: readonly Launch[]): Launch[] {
	return [...launches].sort(
		({ source: a, id: x }, { source: b, id: y }) =>
			(a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1) || (x < y ? -1 : 1),
	);
}

/** The command line, or the address, of a launch; of a setting its value. Escaped; one line. Whole: what would run is nowhere left out but at its end. */
export function shownCommand(launch: Launch): string {
	if (launch.command === null && launch.url !== null) {
		return shownWhole(launch.url);
	}
	return shownWhole(
		[
			...(launch.command === null ? [] : [launch.command]),
			...launch.args.map((argument) => (/[\s"']/.test(argument) || argument === '' ? JSON.stringify(argument) : argument)),
		].join(' '),
	);
}

/** The same with the variables before it that steer what runs. Escaped; one line. */
export function shownWithVariables(launch: Launch): string {
	const command = shownCommand(launch);
	const sets = launch.kind === 'setting' || launch.command === null ? [] : launch.env.filter(({ value }) => value !== null);
	const words = sets.map(({ name, value }) => `${name}=${/[\s"']/.test(value ?? '') ? JSON.stringify(value) : value}`);
	return words.length === 0 ? command : `${shownWhole(words.join(' '))} ${command}`;
}

const KINDS: Readonly<Record<LaunchKind, string>> = {
	'mcp-server': 'server',
	hook: 'hook',
	task: 'task',
	setting: 'setting',
	plugin: 'plugin',
	helper: 'helper',
	'lifecycle-script': 'script',
	'container-command': 'container',
	'git-config': 'git',
	'shell-env': 'shell',
	instruction: 'text',
	skill: 'skill',
};

/** A word for the kind of a launch, for a narrow column. */
export function shownKind(launch: Launch): string {
	return KINDS[launch.kind];
}

/** The variables that a launch sets, with the values that may be shown. Escaped; one line; cut like a command. */
export function shownVariables(launch: Launch): string {
	return shownWhole(launch.env.map((entry) => (entry.value === null ? entry.name : `${entry.name}=${entry.value}`)).join(', '));
}

/** Escaped. Cut where the inventory would cut a single text, at the end, and said so. */
function shownWhole(text: string): string {
	const over = text.length - MAX_TEXT;
	return over > 0 ? `${escapeUnseen(text.slice(0, MAX_TEXT))}… (cut here: ${over} more characters in the file)` : escapeUnseen(text);
}

/** What a person calls an agent or an editor: `Claude Code` for `claude-code`. One that is both has one name. */
export function titleOf(id: string): string {
	return [...launchers, ...editors].find((entry) => entry.id === id)?.title ?? id;
}

/** The tools that would take the launch; empty where we know of none. */
export function shownTakers(launch: Launch): string {
	return titlesOf(launch.executors.filter((executor) => executor.verdict === 'loads'));
}

/** The tools that may take the launch and those that would not, with the reason: `perhaps Cursor (only while …)`, `not VS Code (… is off)`. */
export function shownDoubts(launch: Launch): readonly string[] {
	const doubts = new Map<string, Executor[]>();
	for (const verdict of ['unknown', 'ignores'] as const) {
		for (const executor of launch.executors.filter((candidate) => candidate.verdict === verdict)) {
			const key = JSON.stringify([verdict, executor.reason]);
			doubts.set(key, [...(doubts.get(key) ?? []), executor]);
		}
	}
	return [...doubts.values()].map((executors) => {
		const [first] = executors;
		const reason = first === undefined || first.reason === '' ? '' : ` (${escapeUnseen(first.reason)})`;
		return `${first?.verdict === 'unknown' ? 'perhaps' : 'not'} ${titlesOf(executors)}${reason}`;
	});
}

function titlesOf(executors: readonly Executor[]): string {
	return executors.map((executor) => titleOf(executor.tool)).join(', ');
}

/** `1 hook`, `3 servers`, `12 servers and hooks`; `commands` where there are other kinds. */
export function shownCount(launches: readonly Launch[]): string {
	return countOf(launches.length, new Set(launches.map(({ kind }) => kind)));
}

/** The same of launches that are counted by kind. */
export function shownKinds(kinds: TrustedFolder['launchKinds']): string {
	return countOf(
		kinds.reduce((sum, { count }) => sum + count, 0),
		new Set(kinds.map(({ kind }) => kind)),
	);
}

function countOf(count: number, of: ReadonlySet<LaunchKind>): string {
	const kinds = new Set([...of].map((kind) => (kind === 'mcp-server' || kind === 'hook' ? kind : 'other')));
	if (kinds.size === 1) {
		return plural(count, kinds.has('mcp-server') ? 'server' : kinds.has('hook') ? 'hook' : 'command');
	}
	return plural(count, kinds.has('other') ? 'command' : 'server or hook', kinds.has('other') ? 'commands' : 'servers and hooks');
}

const MOMENTS: Readonly<Record<Trigger, string>> = {
	'folder-open': 'when the folder is opened',
	'folder-trust': 'when the folder is trusted',
	'session-start': 'when a session starts',
	'first-prompt': 'at the first prompt',
	'tool-use': 'while the agent works',
	'container-create': 'when the container is created',
	install: 'at installation',
	'shell-enter': 'when a shell enters the folder',
	'git-operation': 'when git is used',
	manual: 'when somebody starts it',
};

export function shownMoment(trigger: Trigger): string {
	return MOMENTS[trigger];
}

/** When the tools that take the launch would start it; empty where none does. */
export function shownMoments(launch: Launch): string {
	const loading = launch.executors.filter((executor) => executor.verdict === 'loads');
	return [...new Set(loading.map((executor) => MOMENTS[executor.trigger]))].join(' or ');
}

const AT_REST: Readonly<Record<Credential['atRest'], string>> = {
	plaintext: 'plain file',
	base64: 'plain (base64)',
	obfuscated: 'obfuscated',
	'encrypted-passphrase': 'encrypted',
	'encrypted-os': 'encrypted by the system',
	hardware: 'in hardware',
	reference: 'a reference',
	unrecognized: 'form not recognised',
};

export function shownProtection(credential: Credential): string {
	return credential.path === null && credential.variable !== null ? 'in the environment' : AT_REST[credential.atRest];
}

/** `expires in 3 h`, `expired 2 d ago`, `long-lived, unchanged 412 d`, or nothing where nothing is known. */
export function shownLifetime(credential: Credential, now: string): string {
	if (credential.expiresAt !== null) {
		const hours = (Date.parse(credential.expiresAt) - Date.parse(now)) / 3_600_000;
		const expiry = hours < 0 ? `expired ${span(-hours)} ago` : `expires in ${span(hours)}`;
		// The end of an access token is no end: whoever has the refresh token gets the next one.
		return credential.renewable
			? `access token ${expiry}, refresh token long-lived`
			: credential.lifetime === 'long'
				? `long-lived, ${expiry}`
				: expiry;
	}
	const age = credential.modifiedAt === null ? '' : span((Date.parse(now) - Date.parse(credential.modifiedAt)) / 3_600_000);
	const lived = credential.lifetime === 'long' ? 'long-lived' : credential.lifetime === 'short' ? 'short-lived' : '';
	return [lived, age === '' ? '' : `unchanged ${age}`].filter((part) => part !== '').join(', ');
}

/** Who set the value of a setting, or why it is not known. */
export function shownSource(fact: PostureFact, { editors: found, incomplete }: Report): string {
	switch (fact.source) {
		case 'user':
			return 'set by you';
		case 'default':
			return 'the default';
		case 'unsupported':
			return 'set by you, no effect here';
		case 'unknown': {
			const data = found.flatMap((editor) => (editor.editor === fact.subject ? (editor.userDataDir ?? []) : []));
			const unread = incomplete.some(({ path }) => path !== null && data.some((folder) => isBelow(path, folder)));
			return unread ? 'settings could not be read' : 'default varies by version';
		}
		default:
			return `set by ${fact.source}`;
	}
}

/** A duration in its two coarsest useful units: `3 h`, `2 d`. */
export function span(hours: number): string {
	if (hours < 1) {
		return `${Math.max(0, Math.round(hours * 60))} min`;
	}
	return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`;
}

const REASONS: Readonly<Record<Gap['reason'], string>> = {
	denied: 'permission denied',
	'too-large': 'too large',
	unparsable: 'could not be parsed',
	unsupported: 'not supported',
	offline: 'network is off',
	timeout: 'did not answer',
	'special-file': 'not a regular file',
	loop: 'symbolic links in a loop',
	vanished: 'vanished while read',
	binary: 'binary content',
	limit: 'over a limit',
};

export function shownReason(gap: Gap): string {
	return REASONS[gap.reason];
}

/** The same by its id, as the arguments of a message have it. */
export function reasonOf(id: string): string {
	return Object.hasOwn(REASONS, id) ? REASONS[id as Gap['reason']] : id;
}

const AREAS: Readonly<Partial<Record<Gap['area'], string>>> = {
	launches: 'servers and hooks',
	posture: 'protection',
	trust: 'trusted folders',
};

/** What could not be answered because of the gap, in the words of the report's sections. */
export function shownArea(gap: Gap): string {
	return AREAS[gap.area] ?? gap.area;
}

export function plural(count: number, one: string, many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}
