import type { EditPlan } from './edit.ts';
import { forget, type Room, recordEdit, recordSetting, type SettingRecord } from './ledger.ts';
import { isSame, type Json, treeFrom } from './tree.ts';

/** `why` is a clause that carries nothing of the file's content. */
export type Applied =
	| { readonly kind: 'done'; readonly id: string }
	| { readonly kind: 'already' }
	| { readonly kind: 'refused'; readonly path: string; readonly why: string };

/**
 * Makes a planned change: the record with the backup first, then the file. Whoever dies in between leaves a record of a
 * change that was not made, which undoing recognises. Refused where the file is no longer the one that was planned on.
 */
export async function applyPlan(room: Room, plan: EditPlan): Promise<Applied> {
	const { path } = plan.target;
	const recorded = await recordEdit(room, plan);
	if (!recorded.ok) {
		return { kind: 'refused', path, why: `no backup could be kept: ${recorded.absent ? 'no such folder' : recorded.detail}` };
	}
	const written = await room.writer.replace(plan.held, plan.after);
	if (!written.ok) {
		await forget(room, recorded.value.id);
		return { kind: 'refused', path, why: written.absent ? 'it is gone' : written.detail };
	}
	return { kind: 'done', id: recorded.value.id };
}

/** The editor's own way to its settings, for those that stand elsewhere than this machine. */
export interface EditorSettings {
	/** As in the catalogue. */
	readonly editor: string;
	/** The user's own value. */
	readonly read: (key: string) => Json | undefined;
	/** Rejects where the editor does not know the setting, or it is managed. */
	readonly write: (key: string, value: Json | undefined) => Promise<void>;
}

/** Adds items to a list in the editor's settings, through the editor. Written down before it is done. */
export async function applySetting(
	room: Room,
	settings: EditorSettings,
	purpose: string,
	{ key, items }: Pick<SettingRecord, 'key' | 'items'>,
): Promise<Applied> {
	const value = settings.read(key);
	if (value !== undefined && value !== null && !Array.isArray(value)) {
		return { kind: 'refused', path: key, why: 'it is no list' };
	}
	const list: readonly Json[] = value ?? [];
	const missing = items.filter((item) => !holds(list, item));
	if (missing.length === 0) {
		return { kind: 'already' };
	}
	const recorded = await recordSetting(room, purpose, { editor: settings.editor, key, items: missing });
	if (!recorded.ok) {
		return { kind: 'refused', path: key, why: `no record could be kept: ${recorded.absent ? 'no such folder' : recorded.detail}` };
	}
	try {
		await settings.write(key, [...list, ...missing]);
		return { kind: 'done', id: recorded.value.id };
	} catch {
		await forget(room, recorded.value.id);
		return { kind: 'refused', path: key, why: 'the editor does not take it' };
	}
}

function holds(list: readonly Json[], item: Json): boolean {
	return list.some((there) => isSame(treeFrom(there), treeFrom(item)));
}
