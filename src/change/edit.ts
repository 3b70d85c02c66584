import { type DocumentFormat, type Liberty, parseDocument } from '../document/document.ts';
import type { Held, Writer } from '../machine/writer.ts';
import { editJson } from './json-text.ts';
import { previewOf } from './preview.ts';
import { editToml } from './toml-text.ts';
import { CannotEdit, isSame, type Operation, type Step, stepsFor, type Touch, type Tree, treeOf, walk } from './tree.ts';

/** A settings file of somebody else's, and what its owner makes of it. */
export interface Target {
	readonly path: string;
	readonly format: 'json' | 'toml';
	/** What makes its owner drop the whole file: a change in it would count for nothing. */
	readonly refuses: readonly Liberty[];
	/** The owner's name, for a sentence. */
	readonly owner: string;
}

/** What is to be changed, before anybody has looked at the file. */
export interface Intention {
	readonly target: Target;
	readonly operations: readonly Operation[];
	/** What it is for, in a clause: `denies the server "tides" in Claude Code`. */
	readonly purpose: string;
}

/** A change as it would be made: nothing is written yet, and nothing will be where the file is another one by then. */
export interface EditPlan {
	readonly target: Target;
	readonly purpose: string;
	readonly held: Held;
	/** Null where there is no file. */
	readonly before: Uint8Array | null;
	readonly after: Uint8Array;
	readonly touches: readonly Touch[];
	/** A unified diff without values that the change is not about. Escape it where it is shown. */
	readonly preview: string;
}

/** `already`: the file says so as it is. `refused`: `why` is a clause that carries nothing of the file's content. */
export type Planned =
	| { readonly kind: 'plan'; readonly plan: EditPlan }
	| { readonly kind: 'already' }
	| { readonly kind: 'refused'; readonly path: string; readonly why: string };

/** Looks at the file and works out the change. Writes nothing. */
export async function planEdit(writer: Writer, { target, operations, purpose }: Intention): Promise<Planned> {
	const { path } = target;
	const refused = (why: string): Planned => ({ kind: 'refused', path, why });
	const held = await writer.hold(path);
	if (!held.ok) {
		return refused(held.absent ? 'it is gone' : held.detail);
	}
	const before = held.value.bytes;
	try {
		const text = before === null ? plain('') : textOf(before);
		let { tree, liberties } = read(target, text.text, text.mark);
		const refusal = liberties.find((liberty) => target.refuses.includes(liberty) || liberty === 'syntax-error');
		if (refusal !== undefined) {
			return refused(`it has a ${refusal.replaceAll('-', ' ')}, for which ${target.owner} drops the whole file: mend it first`);
		}
		const touches: Touch[] = [];
		let edited = text.text;
		for (const operation of operations) {
			const { steps, touch } = stepsFor(tree, operation);
			if (touch !== null) {
				touches.push(touch);
				({ text: edited, tree } = take(target, edited, tree, steps));
			}
		}
		if (touches.length === 0) {
			return { kind: 'already' };
		}
		const { format } = target;
		const shown = operations.map(({ keys }) => keys);
		return {
			kind: 'plan',
			plan: {
				target,
				purpose,
				held: held.value,
				before,
				after: bytesOf(edited, text.mark),
				touches,
				preview: previewOf(path, before === null ? null : { text: text.text, format, shown }, { text: edited, format, shown }),
			},
		};
	} catch (error) {
		return refused(whyNot(error));
	}
}

/**
 * Takes steps on a text. Each result is read again and must differ in exactly what the step is about.
 *
 * @throws CannotEdit
 */
export function take(
	target: Pick<Target, 'format'>,
	text: string,
	tree: Tree,
	steps: readonly Step[],
): { readonly text: string; readonly tree: Tree } {
	let now = { text, tree };
	for (const step of steps) {
		const edited = target.format === 'json' ? editJson(now.text, step) : editToml(now.text, step);
		const { tree: result, liberties } = read(target, edited, false);
		// A trailing comma of the file's own stays; none comes from us.
		const isNew = liberties.includes('syntax-error') || (liberties.includes('trailing-comma') && !hasTrailingComma(target, now.text));
		if (isNew || !isSame(result, walk(now.tree, step))) {
			throw new CannotEdit('its layout is one that Sallyport does not edit');
		}
		now = { text: edited, tree: result };
	}
	return now;
}

function hasTrailingComma(target: Pick<Target, 'format'>, text: string): boolean {
	return read(target, text, false).liberties.includes('trailing-comma');
}

/**
 * The values of a text.
 *
 * @throws CannotEdit where it is damaged, or too much
 */
export function read(
	{ format }: Pick<Target, 'format'>,
	text: string,
	byteOrderMark: boolean,
): { readonly tree: Tree; readonly liberties: readonly Liberty[] } {
	const formats: Readonly<Record<Target['format'], DocumentFormat>> = { json: 'jsonc', toml: 'toml' };
	const parsed = parseDocument(formats[format], { text, byteOrderMark });
	if (!parsed.ok) {
		throw new CannotEdit(parsed.absent ? 'it is gone' : parsed.detail);
	}
	if (parsed.value.damage !== null) {
		throw new CannotEdit(parsed.value.damage);
	}
	return { tree: treeOf(parsed.value.root), liberties: parsed.value.liberties };
}

export interface Text {
	readonly text: string;
	/** It begins with a byte order mark, which stays. */
	readonly mark: boolean;
}

function plain(text: string): Text {
	return { text, mark: false };
}

/**
 * Bytes as a text that gives the same bytes again.
 *
 * @throws CannotEdit
 */
export function textOf(bytes: Uint8Array): Text {
	const text = Buffer.from(bytes).toString('utf8');
	if (text.includes('\0') || Buffer.compare(Buffer.from(text, 'utf8'), bytes) !== 0) {
		throw new CannotEdit('it is no UTF-8 text');
	}
	return text.startsWith('\ufeff') ? { text: text.slice(1), mark: true } : plain(text);
}

export function bytesOf(text: string, mark: boolean): Uint8Array {
	return Buffer.from(mark ? `\ufeff${text}` : text, 'utf8');
}

/** The clause of what was thrown; what is no refusal is a bug and goes on. */
export function whyNot(error: unknown): string {
	if (error instanceof CannotEdit) {
		return error.message;
	}
	throw error;
}
