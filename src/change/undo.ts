import type { Held } from '../machine/writer.ts';
import type { EditorSettings } from './apply.ts';
import { bytesOf, read, take, textOf, whyNot } from './edit.ts';
import { type ChangeRecord, digest, type FileRecord, forget, type Room, readLedger, type SettingRecord } from './ledger.ts';
import { previewOf } from './preview.ts';
import { isSame, type Json, type Step, stepsBack, type Tree, treeFrom } from './tree.ts';

/** What became of one change. */
export interface Undone {
	readonly id: string;
	readonly purpose: string;
	/** The file, or the setting's key. */
	readonly subject: string;
	/**
	 * `restored`: byte for byte as it was. `taken-back`: others have edited it since; only what was ours is gone. `nothing`:
	 * it was gone already, or never made. `refused`: nothing was changed, for `why`.
	 */
	readonly how: 'restored' | 'taken-back' | 'nothing' | 'refused';
	/** A clause that carries nothing of the file's content. */
	readonly why?: string;
	/** What changes in the file; escape it where it is shown. */
	readonly preview?: string;
}

export interface UndoOptions {
	/** Says what would be done, and does nothing. */
	readonly dryRun?: boolean;
	/** For changes that were made through an editor. */
	readonly settings?: EditorSettings;
	/** Ids of the changes that are meant; all of them where it is left out. */
	readonly only?: readonly string[];
	/** By id, the preview that a person has agreed to: what would be another change by now is refused. */
	readonly shown?: ReadonlyMap<string, string>;
}

/** Undoes every change, the last one first; those that cannot be undone stay on record. */
export async function undoAll(room: Room, options: UndoOptions = {}): Promise<readonly Undone[]> {
	const { records, unread } = await readLedger(room);
	const { only } = options;
	const damaged = only === undefined ? unread : [];
	const undone: Undone[] = damaged.map(({ path, why }) => ({
		id: path,
		purpose: 'a change on record',
		subject: path,
		how: 'refused',
		why,
	}));
	/** What a dry run supposes to be undone before. */
	const supposed = new Map<string, Uint8Array | null>();
	for (const record of records.filter(({ id }) => only?.includes(id) ?? true).reverse()) {
		undone.push(await undoRecord(room, record, options, supposed));
	}
	return undone;
}

/** Undoes one change; null where it is not on record. */
export async function undoChange(room: Room, id: string, options: UndoOptions = {}): Promise<Undone | null> {
	const record = (await readLedger(room)).records.find((other) => other.id === id);
	return record === undefined ? null : undoRecord(room, record, options, new Map());
}

async function undoRecord(
	room: Room,
	record: ChangeRecord,
	{ dryRun = false, settings, shown }: UndoOptions,
	supposed: Map<string, Uint8Array | null>,
): Promise<Undone> {
	const { id, purpose } = record;
	const subject = record.kind === 'file' ? record.path : record.key;
	const done = record.kind === 'file' ? await undoFile(room, record, dryRun, supposed, shown) : await undoSetting(record, settings, dryRun);
	if (done.how !== 'refused' && !dryRun) {
		// A record that stays tells of a change that is gone already: the next time finds nothing to do.
		await forget(room, id);
	}
	return { id, purpose, subject, ...done };
}

type Done = Pick<Undone, 'how' | 'why' | 'preview'>;

async function undoFile(
	room: Room,
	record: FileRecord,
	dryRun: boolean,
	supposed: Map<string, Uint8Array | null>,
	agreed: UndoOptions['shown'],
): Promise<Done> {
	const { path, format } = record;
	const held = await room.writer.hold(path);
	if (!held.ok) {
		return { how: 'refused', why: held.absent ? 'it is gone' : held.detail };
	}
	const before = record.before === null ? null : Buffer.from(record.before, 'base64');
	const bytes = supposed.has(path) ? (supposed.get(path) ?? null) : held.value.bytes;
	if (bytes === null || (before !== null && Buffer.compare(bytes, before) === 0)) {
		return { how: 'nothing' };
	}
	try {
		const wanted =
			digest(bytes) === record.after
				? { how: 'restored' as const, bytes: before }
				: { how: 'taken-back' as const, ...takenBack(record, bytes) };
		if (wanted.bytes !== null && Buffer.compare(wanted.bytes, bytes) === 0) {
			return { how: 'nothing' };
		}
		const shown = record.touches.map(({ keys }) => keys);
		const version = (content: Uint8Array | null) => (content === null ? null : { text: textOf(content).text, format, shown });
		const preview = previewOf(path, version(bytes), version(wanted.bytes));
		if (agreed !== undefined && agreed.get(record.id) !== preview) {
			return { how: 'refused', why: 'somebody has changed it since it was shown' };
		}
		if (dryRun) {
			supposed.set(path, wanted.bytes);
			return { how: wanted.how, preview };
		}
		const written = await put(room, held.value, wanted.bytes, record.folders);
		return written === null ? { how: wanted.how, preview } : { how: 'refused', why: written };
	} catch (error) {
		return { how: 'refused', why: whyNot(error) };
	}
}

async function put(room: Room, held: Held, bytes: Uint8Array | null, folders: readonly string[]): Promise<string | null> {
	const written = await (bytes === null ? room.writer.remove(held, folders) : room.writer.replace(held, bytes));
	return written.ok ? null : written.absent ? 'it is gone' : written.detail;
}

/**
 * The file without what was ours; null where it was made for it and holds nothing else.
 *
 * @throws CannotEdit where others have changed the same
 */
function takenBack(record: FileRecord, bytes: Uint8Array): { readonly bytes: Uint8Array | null } {
	const { text, mark } = textOf(bytes);
	let now: { readonly text: string; readonly tree: Tree } = { text, tree: read(record, text, mark).tree };
	for (const touch of [...record.touches].reverse()) {
		const steps: readonly Step[] = stepsBack(now.tree, touch);
		now = take(record, now.text, now.tree, steps);
	}
	const isEmpty = now.tree.type === 'object' && now.tree.members.length === 0;
	return { bytes: record.before === null && isEmpty ? null : bytesOf(now.text, mark) };
}

async function undoSetting(record: SettingRecord, settings: EditorSettings | undefined, dryRun: boolean): Promise<Done> {
	if (settings?.editor !== record.editor) {
		return { how: 'refused', why: `it was made through the settings of ${record.editor}: undo it there` };
	}
	const value = settings.read(record.key);
	if (value === undefined || value === null) {
		return { how: 'nothing' };
	}
	if (!Array.isArray(value)) {
		return { how: 'refused', why: 'it is no longer a list' };
	}
	const kept = (value as readonly Json[]).filter((there) => !record.items.some((item) => isSame(treeFrom(item), treeFrom(there))));
	if (kept.length === value.length) {
		return { how: 'nothing' };
	}
	try {
		if (!dryRun) {
			await settings.write(record.key, kept.length === 0 ? undefined : kept);
		}
		return { how: 'taken-back' };
	} catch {
		return { how: 'refused', why: 'the editor does not take it' };
	}
}
