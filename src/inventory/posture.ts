import { join } from 'node:path';
import { oddRoot } from '../catalog/agents/shape.ts';
import { editors as editorCatalog } from '../catalog/editors/index.ts';
import { settings as catalog } from '../catalog/settings/index.ts';
import { certainDefault, type SettingEntry } from '../catalog/settings/setting.ts';
import { parseDocument } from '../document/document.ts';
import { type DocumentNode, members } from '../document/node.ts';
import type { Machine } from '../machine/machine.ts';
import { readText } from '../machine/text.ts';
import type { Editor } from '../model/editor.ts';
import { type Collected, distinctGaps, type Gap, gapOf } from '../model/gap.ts';
import { failure } from '../model/outcome.ts';
import type { PostureFact } from '../model/posture.ts';
import { compare, isObject, plainValue, type RunningEditor } from './editors.ts';
import { redactText } from './redaction.ts';

/** A value longer than this is cut, or told by its size. Characters. */
const MAX_SHOWN = 200;

/** One editor's settings file. */
export interface EditorSettings {
	/** Null where the editor has no user data here. */
	readonly path: string | null;
	/** False where a file stands there and could not be read: then what is not set is not known. */
	readonly readable: boolean;
	/** The value a person set; undefined where the file says nothing. */
	readonly value: (id: string) => unknown;
	/** At most one. */
	readonly gaps: readonly Gap[];
}

/**
 * What a person set in one editor: the default profile's `User/settings.json`, the only one whose application settings
 * count, or a server's `Machine/settings.json`. A damaged file gives what could be recovered from it, as in VS Code.
 */
export async function readEditorSettings(machine: Machine, editor: Editor): Promise<EditorSettings> {
	const nothing = { value: () => undefined, gaps: [] };
	const path = settingsPath(editor);
	if (path === null) {
		return { ...nothing, path, readable: true };
	}
	const text = await readText(machine, path);
	if (!text.ok && text.absent) {
		return { ...nothing, path, readable: true };
	}
	const document = text.ok ? parseDocument('jsonc', text.value) : text;
	if (!document.ok) {
		return { ...nothing, path, readable: false, gaps: document.absent ? [] : [gapOf('posture', path, document)] };
	}
	const { root } = document.value;
	const damage = document.value.damage ?? oddRoot(root);
	return {
		path,
		readable: damage === null,
		value: (id) => {
			const node = settingNode(root, id);
			return node === undefined ? undefined : plainValue(node);
		},
		gaps: damage === null ? [] : [gapOf('posture', path, failure('unparsable', damage))],
	};
}

/** The settings file that counts; null for an editor without user data here. */
export function settingsPath(editor: Editor): string | null {
	return editor.userDataDir === null ? null : join(editor.userDataDir, isServer(editor) ? 'Machine' : 'User', 'settings.json');
}

/** The value of a setting that is in force in one editor. */
export type InForce = (id: string) => unknown;

/** A new editor's, without a settings file. */
export const DEFAULTS_ALONE: InForce = (id) => defaultOf(id);

function defaultOf(id: string): unknown {
	return catalog.find((entry) => entry.id === id)?.defaults.at(-1)?.value;
}

/**
 * The settings in force, editor by editor: whatever a file may make run counts as soon as one editor would run it. Of an
 * object the members that a person did not set keep their defaults, as in VS Code. Without an editor: the defaults.
 */
export async function settingsInForce(editors: readonly Editor[], read: SettingsReader): Promise<readonly InForce[]> {
	const files = await Promise.all(editors.filter((editor) => !isServer(editor)).map(read));
	const inForce = files.map(
		(file): InForce =>
			(id) => {
				const [value, byDefault] = [file.value(id), defaultOf(id)];
				return isObject(value) && isObject(byDefault) ? { ...byDefault, ...value } : (value ?? byDefault);
			},
	);
	return inForce.length === 0 ? [DEFAULTS_ALONE] : inForce;
}

export type SettingsReader = (editor: Editor) => Promise<EditorSettings>;

/** Reads each editor's settings once, whoever asks for them. */
export function settingsReader(machine: Machine): SettingsReader {
	const readings = new Map<string | null, Promise<EditorSettings>>();
	return (editor) => {
		const path = settingsPath(editor);
		const reading = readings.get(path) ?? readEditorSettings(machine, editor);
		readings.set(path, reading);
		return reading;
	};
}

/** The protective settings of each editor, sorted. What the running editor says of its own defaults wins over what the catalog knows. */
export async function collectPosture(
	machine: Machine,
	editors: readonly Editor[],
	running?: RunningEditor,
	entries: readonly SettingEntry[] = catalog,
	read: SettingsReader = settingsReader(machine),
): Promise<Collected<PostureFact>> {
	const results = await Promise.all(
		editors.map(async (editor) => {
			const file = await read(editor);
			const own = running?.userDataDir !== null && running?.userDataDir === editor.userDataDir ? running.defaults : undefined;
			const facts = entries.filter((entry) => entry.posture).flatMap((entry) => factOf(editor, entry, file, own) ?? []);
			return { facts, gaps: file.gaps };
		}),
	);
	// Two rows of one editor that share its user data say the same.
	const facts = new Map(results.flatMap((result) => result.facts).map((fact) => [JSON.stringify(fact), fact]));
	return {
		facts: [...facts.values()].sort(
			(a, b) => compare(a.subject, b.subject) || compare(a.setting, b.setting) || compare(a.effective, b.effective),
		),
		gaps: distinctGaps(results.flatMap((result) => result.gaps)),
	};
}

function factOf(editor: Editor, entry: SettingEntry, file: EditorSettings, defaults: RunningEditor['defaults']): PostureFact | null {
	const server = isServer(editor);
	if (server && entry.scope !== 'machine' && entry.scope !== 'application-machine') {
		return null;
	}
	const value = file.value(entry.id);
	const row = { subject: editor.editor, setting: entry.id, recommended: entry.recommended, managed: false };
	// An editor that the catalog does not know is of the same family: what it was told is said, its defaults are not known.
	const inCatalog = entry.registeredIn.includes(editor.editor) || (!isKnown(editor) && !isForkSetting(entry));
	const registered = server || (defaults ? Object.hasOwn(defaults, entry.id) : inCatalog);
	if (value !== undefined) {
		return { ...row, effective: shown(value), source: registered ? 'user' : 'unsupported' };
	}
	// What a server is not told, its client decides.
	if (!registered || server) {
		return null;
	}
	const known = defaults ? { value: defaults[entry.id] } : certainDefault(entry, editor.editor);
	const byDefault = file.readable ? known : undefined;
	return byDefault ? { ...row, effective: shown(byDefault.value), source: 'default' } : { ...row, effective: 'unknown', source: 'unknown' };
}

/** One that only a fork has: registered in none of VS Code's own builds. */
function isForkSetting(entry: SettingEntry): boolean {
	return !entry.registeredIn.includes('vscode');
}

function isKnown(editor: Editor): boolean {
	return editorCatalog.some((entry) => entry.id === editor.editor);
}

function isServer(editor: Editor): boolean {
	return editorCatalog.some((entry) => entry.id === editor.editor && entry.server);
}

/** JSON text; of a long value what it is and how large. */
function shown(value: unknown): string {
	// A person can paste anything anywhere, and this is printed.
	const text = redactText(JSON.stringify(value) ?? 'null');
	if (text.length <= MAX_SHOWN) {
		return text;
	}
	if (Array.isArray(value)) {
		return `[… ${value.length} items]`;
	}
	return isObject(value) ? `{… ${Object.keys(value).length} entries}` : `${text.slice(0, MAX_SHOWN - 1)}…`;
}

/**
 * Dots in a key part it as objects do: VS Code makes one tree of both (`ConfigurationModelParser`, `toValuesTree`), so
 * that `{"extensions": {"autoUpdateDelay": 0}}` counts too. What stands later in the file wins.
 */
function settingNode(node: DocumentNode, id: string): DocumentNode | undefined {
	let found: DocumentNode | undefined;
	for (const member of members(node)) {
		if (member.key === id) {
			found = member.value;
		} else if (member.value.type === 'object' && id.startsWith(`${member.key}.`)) {
			found = settingNode(member.value, id.slice(member.key.length + 1)) ?? found;
		}
	}
	return found;
}
