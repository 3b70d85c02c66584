import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Files, Machine } from '../machine/machine.ts';
import { makeStateFolder } from '../machine/state-folder.ts';
import { nodeWriter, type Writer } from '../machine/writer.ts';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import type { EditPlan, Target } from './edit.ts';
import type { Json, Touch } from './tree.ts';

/** What Sallyport changed, and what it takes to undo it. It stands before the change is made, and goes once it is undone. */
export type ChangeRecord = FileRecord | SettingRecord;

interface Common {
	readonly version: 1;
	/** In the order of the changes. */
	readonly id: string;
	/** ISO 8601. */
	readonly at: string;
	readonly purpose: string;
}

export interface FileRecord extends Common {
	readonly kind: 'file';
	readonly path: string;
	readonly format: Target['format'];
	/** The whole file as it was, base64; null where there was none. */
	readonly before: string | null;
	/** SHA-256 of the file as we left it. */
	readonly after: string;
	readonly touches: readonly Touch[];
	/** Folders that were made for it, the outermost first. */
	readonly folders: readonly string[];
}

/** A list in an editor's settings that the editor itself changed for us. */
export interface SettingRecord extends Common {
	readonly kind: 'setting';
	readonly editor: string;
	readonly key: string;
	readonly items: readonly Json[];
}

/** Everything that a change needs from the outside. */
export interface Room {
	readonly files: Files;
	readonly writer: Writer;
	/** Sallyport's own, private to the user. */
	readonly stateFolder: string;
	readonly now: () => Date;
}

/** The room for changes in the home of a machine. */
export function roomFor(machine: Machine, writer: Writer = nodeWriter(machine.home)): Room {
	return { files: machine.files, writer, stateFolder: machine.state.folder, now: machine.clock.now };
}

/** A record holds a backup of at most 1 MiB, written in base64. */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;

const SUFFIX = '.json';

/** The records, the oldest first, and those that could not be read: their changes are not known. */
export async function readLedger(room: Room): Promise<{ readonly records: readonly ChangeRecord[]; readonly unread: readonly Unread[] }> {
	const folder = folderOf(room);
	const listed = await room.files.list(folder);
	if (!listed.ok) {
		return { records: [], unread: listed.absent ? [] : [{ path: folder, why: listed.detail }] };
	}
	const names = listed.value.map(({ name }) => name).filter((name) => name.endsWith(SUFFIX) && !name.startsWith('.'));
	const read = await Promise.all(names.map((name) => readRecord(room, name.slice(0, -SUFFIX.length))));
	return {
		records: read.filter((record) => 'id' in record),
		unread: read.filter((record) => 'why' in record),
	};
}

export interface Unread {
	readonly path: string;
	readonly why: string;
}

async function readRecord(room: Room, id: string): Promise<ChangeRecord | Unread> {
	const path = pathOf(room, id);
	const content = await room.files.read(path, MAX_RECORD_BYTES);
	if (!content.ok) {
		return { path, why: content.absent ? 'it is gone' : content.detail };
	}
	try {
		const value: unknown = JSON.parse(Buffer.from(content.value.bytes).toString('utf8'));
		if (isRecord(value) && value.id === id) {
			return value;
		}
	} catch {}
	return { path, why: 'it is damaged' };
}

/** Enough that undoing can rely on it: the folder is the user's alone, and what was written was written whole. */
function isRecord(value: unknown): value is ChangeRecord {
	const record = (value ?? {}) as Record<string, unknown>;
	const isText = (key: string): boolean => typeof record[key] === 'string';
	const common = record.version === 1 && ['id', 'at', 'purpose'].every(isText);
	return (
		common &&
		(record.kind === 'setting'
			? ['editor', 'key'].every(isText) && Array.isArray(record.items)
			: record.kind === 'file' &&
				['path', 'after'].every(isText) &&
				(record.format === 'json' || record.format === 'toml') &&
				(record.before === null || isText('before')) &&
				Array.isArray(record.touches) &&
				Array.isArray(record.folders))
	);
}

/** Writes down a change that is about to be made: whole and on the disk before this returns. */
export async function recordEdit(room: Room, plan: EditPlan): Promise<Outcome<ChangeRecord>> {
	return keep(room, {
		...common(room, plan.purpose),
		kind: 'file',
		path: plan.target.path,
		format: plan.target.format,
		before: plan.before === null ? null : Buffer.from(plan.before).toString('base64'),
		after: digest(plan.after),
		touches: plan.touches,
		folders: plan.held.missing,
	});
}

export async function recordSetting(
	room: Room,
	purpose: string,
	setting: Pick<SettingRecord, 'editor' | 'key' | 'items'>,
): Promise<Outcome<ChangeRecord>> {
	return keep(room, { ...common(room, purpose), kind: 'setting', ...setting });
}

function common(room: Room, purpose: string): Common {
	const at = room.now().toISOString();
	return { version: 1, id: `${at.replace(/[^0-9]/g, '')}-${order()}-${randomBytes(3).toString('hex')}`, at, purpose };
}

/** Two changes of one millisecond keep their order: the process's own clock never stands still. */
function order(): string {
	return (process.hrtime.bigint() % 1_000_000_000_000_000n).toString().padStart(15, '0');
}

async function keep(room: Room, record: ChangeRecord): Promise<Outcome<ChangeRecord>> {
	for (const folder of [room.stateFolder, folderOf(room)]) {
		const made = await makeStateFolder(folder);
		if (!made.ok) {
			return made;
		}
	}
	const held = await room.writer.hold(pathOf(room, record.id), MAX_RECORD_BYTES);
	if (!held.ok) {
		return held;
	}
	const bytes = Buffer.from(`${JSON.stringify(record)}\n`);
	if (bytes.length > MAX_RECORD_BYTES) {
		return failure('too-large', 'the backup would be too large');
	}
	const written = await room.writer.replace(held.value, bytes);
	return written.ok ? ok(record) : written;
}

/** Forgets a change that was undone, or never made, and its backup with it. */
export async function forget(room: Room, id: string): Promise<Outcome<null>> {
	const held = await room.writer.hold(pathOf(room, id), MAX_RECORD_BYTES);
	return held.ok ? room.writer.remove(held.value) : held;
}

export function digest(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

function folderOf(room: Room): string {
	return join(room.stateFolder, 'changes');
}

function pathOf(room: Room, id: string): string {
	return join(folderOf(room), `${id}${SUFFIX}`);
}
