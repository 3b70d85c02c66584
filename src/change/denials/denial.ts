import { type DocumentFormat, parseDocument } from '../../document/document.ts';
import type { DocumentNode } from '../../document/node.ts';
import { REDACTED } from '../../inventory/redaction.ts';
import type { Machine } from '../../machine/machine.ts';
import { type Override, type Place, pathOf, patternsFor } from '../../machine/places.ts';
import { readText } from '../../machine/text.ts';
import type { Editor } from '../../model/editor.ts';
import type { Launch } from '../../model/launch.ts';
import type { Intention } from '../edit.ts';
import type { Json } from '../tree.ts';

/** What is denied: one server, everything that the project brings, or hooks. */
export type DenialScope = 'server' | 'project' | 'hooks';

/** A way of keeping one tool from running a launch, in the tool's own settings for this user. */
export interface Denial {
	/** Catalog id. */
	readonly tool: string;
	readonly scope: DenialScope;
	/** True where it switches off every hook of the tool, the person's own among them: it knows no narrower way. */
	readonly everyHook?: boolean;
	/** What would be written; empty where there is no way, for `none`. All of them, or none. */
	readonly intentions: readonly Intention[];
	/** Why there is nothing to write: a sentence without capital and full stop. */
	readonly none: string | null;
	/** The same change through the editor's settings, where that is the tool. */
	readonly setting: SettingChange | null;
	readonly whatItStops: string;
	/** What goes on all the same, or stops too. */
	readonly whatItDoesNot: string;
	/** The version in which `npm run test:agents` saw that it holds; null where it was not tried. */
	readonly proven: { readonly version: string } | null;
}

export interface SettingChange {
	readonly editor: string;
	readonly key: string;
	readonly items: readonly Json[];
}

/** One tool's ways. One file per tool. */
export interface DenialEntry {
	/** Catalog id of the tool. */
	readonly id: string;
	readonly denials: (launch: Launch, context: DenialContext) => readonly Ways[] | Promise<readonly Ways[]>;
	/** Where the facts were learnt, and on which version. */
	readonly source: string;
}

/** What an entry says of one way; the rest is known. */
export type Ways = Omit<Denial, 'tool' | 'proven' | 'setting' | 'intentions' | 'none'> &
	Partial<Pick<Denial, 'setting' | 'intentions' | 'none'>>;

export interface DenialContext {
	readonly machine: Machine;
	/** The editors that were found. */
	readonly editors: readonly Editor[];
}

/** Keeps the type and checks it where the entry is written. */
export function defineDenials(entry: DenialEntry): DenialEntry {
	return entry;
}

/** Where a tool keeps a file on this machine. */
export function fileOf(machine: Machine, place: Place, overrides: readonly Override[] = []): string {
	const [pattern] = patternsFor(machine, [place], overrides);
	return pattern === undefined ? '' : pathOf(pattern);
}

/** A name as the file has it; null where part of it was taken out as a secret, or has been cut. */
export function exactly(text: string): string | null {
	return text.includes(REDACTED) || text.endsWith('…') ? null : text;
}

/** The command line as the file has it; null where there is none, or part of it was taken out as a secret. */
export function exactArgv({ command, args }: Launch): readonly string[] | null {
	const argv = command === null ? [] : [command, ...args];
	return argv.length > 0 && argv.every((word) => exactly(word) !== null) ? argv : null;
}

/**
 * An address as a pattern with `*`. What was taken out of it becomes a `*` at its end, so that the pattern may match more
 * than the one server, and never less; null where not even the host is known.
 */
export function addressPattern({ url }: Launch): string | null {
	if (url === null || url.includes('*')) {
		return null;
	}
	const cut = url.indexOf(REDACTED);
	const known = cut < 0 ? url : url.slice(0, cut);
	return /^https?:\/\/[^/?#@]+[/?#]/.test(`${known}${cut < 0 ? '/' : ''}`) ? known.replace(/[?#]$/, '') + (cut < 0 ? '' : '*') : null;
}

/** The folder that a launch comes with, by its own name and by the one that links lead to. */
export async function namesOfFolder(machine: Machine, folder: string): Promise<readonly string[]> {
	const real = await machine.files.realpath(folder);
	return [...new Set([real.ok ? real.value : folder, folder])];
}

/** A file's values; null where it is absent or cannot be read. */
export async function documentAt(machine: Machine, path: string, format: DocumentFormat): Promise<DocumentNode | null> {
	const content = await readText(machine, path);
	const parsed = content.ok ? parseDocument(format, content.value) : content;
	return parsed.ok ? parsed.value.root : null;
}
