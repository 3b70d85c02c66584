import type { Node } from 'jsonc-parser';
import { parseDocument } from '../document/document.ts';
import { cut, jsonTree, nodeAt, type TextEdit } from '../document/json-cut.ts';
import { installedVersion } from '../inventory/installed-version.ts';
import { redactText } from '../inventory/redaction.ts';
import type { Machine } from '../machine/machine.ts';
import type { Launch } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import { escapeUnseen, shorten } from '../report/escape.ts';
import { isSameFile } from '../report/file-notes.ts';
import { commandsOf } from '../rules/launch-commands.ts';

/** Something that can be done about a launch in its file. Edits are the editor's to make, and to undo. */
export type FileAction =
	| { readonly kind: 'edit'; readonly title: string; readonly edits: readonly TextEdit[]; readonly rule?: string }
	| { readonly kind: 'command'; readonly title: string; readonly command: string; readonly arguments: readonly string[] };

/** A line of a file that is open, with the text of that file as the editor has it. It is as on disk: nobody has typed in it. */
export interface ActionQuery {
	readonly path: string;
	readonly text: string;
	/** Counts from 1. */
	readonly line: number;
}

/** What can be done elsewhere: by whoever can. */
export interface Offers {
	/** What the launch can be denied in now. */
	readonly denials: (launch: Launch) => Promise<readonly DenialOffer[]>;
}

export interface DenialOffer {
	/** Catalog id. */
	readonly tool: string;
	/** What would be done, in the imperative. Escaped. */
	readonly title: string;
}

export const NO_OFFERS: Offers = { denials: async () => [] };

/** Of a longer file nothing is changed from here. Characters. */
const LONGEST = 1_000_000;

const UNPINNED = 'launch/unpinned-runner';

/** Runners that take a package from npm, as `name@version`. */
const OF_NPM = /^(?:npx|bunx|pnpx|npm|pnpm|bun)$/;

/** What can be done about the launches on a line. None where the file does not say what the report has of it. */
export async function actionsAt(machine: Machine, report: Report, query: ActionQuery, offers: Offers): Promise<readonly FileAction[]> {
	const launches = report.launches.filter(({ source }) => isSameFile(source.path, query.path) && source.line === query.line);
	const tree = launches.length > 0 ? treeOf(query.text) : null;
	const actions = await Promise.all(
		launches.map(async (launch): Promise<readonly FileAction[]> => {
			const node = tree && nodeAt(tree, offsetOf(query.text, launch.source));
			return [
				...(node ? [...(await pinned(machine, report, launch, node)), ...withoutHook(query.text, launch, node)] : []),
				...(await offers.denials(launch)).map((offer) => denial(launch, offer)),
			];
		}),
	);
	const review: FileAction[] = launches.some(({ scope, review }) => scope === 'project' && review !== 'reviewed')
		? [{ kind: 'command', title: 'Review what this folder would run', command: 'sallyport.reviewFolder', arguments: [] }]
		: [];
	return [...actions.flat(), ...review];
}

function denial(launch: Launch, { tool, title }: DenialOffer): FileAction {
	return { kind: 'command', title, command: 'sallyport.denyServer', arguments: [launch.id, tool] };
}

/** Null for what is no JSON, or damaged. */
function treeOf(text: string): Node | null {
	if (text.length > LONGEST) {
		return null;
	}
	const document = parseDocument('jsonc', { text });
	return document.ok && document.value.damage === null ? (jsonTree(text) ?? null) : null;
}

function offsetOf(text: string, { line, column }: { readonly line: number; readonly column: number }): number {
	let start = 0;
	for (let at = 1; at < line; at++) {
		start = text.indexOf('\n', start) + 1;
		if (start === 0) {
			return -1;
		}
	}
	return start + column - 1;
}

/** Only a version that is on this machine: never a guess, and never one that would have to be asked for. */
async function pinned(machine: Machine, report: Report, launch: Launch, key: Node): Promise<readonly FileAction[]> {
	const finding = report.findings.find(({ ruleId, subject }) => ruleId === UNPINNED && subject.ref === launch.id);
	const spec = finding?.arguments.package;
	const server = key.parent?.type === 'property' ? key.parent.children?.[1] : undefined;
	if (typeof spec !== 'string' || key.value !== launch.name || server === undefined) {
		return [];
	}
	if (!commandsOf(launch).some(({ program, words }) => OF_NPM.test(program) && words.includes(spec))) {
		return [];
	}
	const words = stringsIn(server, 0).filter(({ value }) => value === spec);
	const [word, ...others] = words;
	const name = spec.replace(/(.)@[^@/]*$/, '$1');
	const installed = word !== undefined && others.length === 0 ? await installedVersion(machine, name, launch.folder) : null;
	if (word === undefined || installed === null) {
		return [];
	}
	const edit = { start: word.offset, end: word.offset + word.length, text: JSON.stringify(`${name}@${installed.version}`) };
	return [
		{
			kind: 'edit',
			title: `Pin ${shorten(escapeUnseen(name), 60)} to ${installed.version}, from ${installed.from}`,
			edits: [edit],
			rule: UNPINNED,
		},
	];
}

/** The words of a command: strings that stand in lists, not those behind other keys. */
function stringsIn(node: Node, depth: number): readonly Node[] {
	if (depth > 4) {
		return [];
	}
	if (node.type === 'array') {
		return (node.children ?? []).filter(({ type }) => type === 'string');
	}
	return (node.children ?? [])
		.flatMap((child) => (child.type === 'property' ? (child.children ?? []).slice(1) : []))
		.flatMap((value) => stringsIn(value, depth + 1));
}

/**
 * The hook without which nothing stays behind: a list, a matcher or an event that would be empty goes with it. What is
 * written there must be what the report has, so that no other hook is meant.
 */
function withoutHook(text: string, launch: Launch, command: Node): readonly FileAction[] {
	const handler = command.parent?.type === 'property' ? command.parent.parent : undefined;
	if (launch.kind !== 'hook' || typeof command.value !== 'string' || redactText(command.value) !== launch.command) {
		return [];
	}
	if (handler?.type !== 'object' || handler.parent?.type !== 'array') {
		return [];
	}
	let doomed = handler;
	for (let list = doomed.parent; list?.type === 'array' && list.children?.length === 1; list = doomed.parent) {
		// The property whose value the list is: an event, or `hooks` in a group beside its matcher.
		const property = list.parent;
		const group = property?.parent;
		if (property?.type !== 'property' || group === undefined) {
			break;
		}
		doomed = group.parent?.type === 'array' ? group : property;
	}
	return [{ kind: 'edit', title: `Remove this hook (${shorten(escapeUnseen(launch.name), 60)})`, edits: cut(text, doomed) }];
}
