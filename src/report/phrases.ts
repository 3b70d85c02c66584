import { sep } from 'node:path';
import { agents } from '../catalog/agents/index.ts';
import { editors } from '../catalog/editors/index.ts';
import type { Credential } from '../model/credential.ts';
import type { Gap } from '../model/gap.ts';
import type { Executor, Launch, Trigger } from '../model/launch.ts';
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

/** As they stand in their files, file by file: the order of ids means nothing to a person. */
export function inFileOrder(launches: readonly Launch[]): Launch[] {
	return [...launches].sort(
		({ source: a, id: x }, { source: b, id: y }) =>
			(a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1) || (x < y ? -1 : 1),
	);
}

/** The command line, or the address, of a launch. Escaped; one line. */
export function shownCommand(launch: Launch): string {
	if (launch.command === null) {
		return escapeUnseen(launch.url ?? '');
	}
	return escapeUnseen(
		[
			launch.command,
			...launch.args.map((argument) => (/[\s"']/.test(argument) || argument === '' ? JSON.stringify(argument) : argument)),
		].join(' '),
	);
}

/** What a person calls an agent or an editor: `Claude Code` for `claude-code`. One that is both has one name. */
export function titleOf(id: string): string {
	return [...agents, ...editors].find((entry) => entry.id === id)?.title ?? id;
}

/** The tools that would take the launch, then those that may, then those that would not: `Claude Code, VS Code · not Codex CLI`. */
export function shownExecutors(launch: Launch): string {
	const those = (verdict: Executor['verdict']): string =>
		launch.executors
			.filter((executor) => executor.verdict === verdict)
			.map((executor) => titleOf(executor.tool))
			.join(', ');
	const [loading, unsure, ignoring] = [those('loads'), those('unknown'), those('ignores')];
	return [loading || 'nothing we know', unsure && `perhaps ${unsure}`, ignoring && `not ${ignoring}`]
		.filter((part) => part !== '')
		.join(' · ');
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

/** `expires in 3 h`, `expired 2 d ago`, `long-lived, 412 d`, or nothing where nothing is known. */
export function shownLifetime(credential: Credential, now: string): string {
	if (credential.expiresAt !== null) {
		const hours = (Date.parse(credential.expiresAt) - Date.parse(now)) / 3_600_000;
		const expiry = hours < 0 ? `expired ${span(-hours)} ago` : `expires in ${span(hours)}`;
		return credential.lifetime === 'long' ? `long-lived, ${expiry}` : expiry;
	}
	const age = credential.modifiedAt === null ? '' : span((Date.parse(now) - Date.parse(credential.modifiedAt)) / 3_600_000);
	const lived = credential.lifetime === 'long' ? 'long-lived' : credential.lifetime === 'short' ? 'short-lived' : '';
	return [lived, age === '' ? '' : `unchanged ${age}`].filter((part) => part !== '').join(', ');
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

export function plural(count: number, one: string, many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}
