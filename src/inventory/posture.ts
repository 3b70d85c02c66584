import { join } from 'node:path';
import { editors as editorCatalog } from '../catalog/editors/index.ts';
import { settings as catalog } from '../catalog/settings/index.ts';
import { certainDefault, type SettingEntry } from '../catalog/settings/setting.ts';
import { parseDocument } from '../document/document.ts';
import { type DocumentNode, members } from '../document/node.ts';
import type { Machine } from '../machine/machine.ts';
import { readText } from '../machine/text.ts';
import type { Editor } from '../model/editor.ts';
import type { Collected, Gap } from '../model/gap.ts';
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
		const { reason, detail } = document.absent ? { reason: 'vanished' as const, detail: '' } : document;
		return { ...nothing, path, readable: false, gaps: [{ path, area: 'posture', reason, detail }] };
	}
	const { root, damage } = document.value;
	return {
		path,
		readable: damage === null && root.type === 'object',
		value: (id) => {
			const node = settingNode(root, id);
			return node === undefined ? undefined : plainValue(node);
		},
		gaps: damage === null ? [] : [{ path, area: 'posture', reason: 'unparsable', detail: damage }],
	};
}

/** The settings file that counts; null for an editor without user data here. */
export function settingsPath(editor: Editor): string | null {
	return editor.userDataDir === null ? null : join(editor.userDataDir, isServer(editor) ? 'Machine' : 'User', 'settings.json');
}

/**
 * The value of a setting that is in force in at least one editor here: whatever a file may make run counts as soon as one
 * editor would run it. A scalar that differs from the current default wins; of an object each member that is not false.
 */
export async function effectiveSetting(
	machine: Machine,
	editors: readonly Editor[],
	entries: readonly SettingEntry[] = catalog,
): Promise<(id: string) => unknown> {
	const files = await Promise.all(editors.filter((editor) => !isServer(editor)).map((editor) => readEditorSettings(machine, editor)));
	return (id) => {
		const byDefault = entries.find((entry) => entry.id === id)?.defaults.at(-1)?.value;
		const values = files.map((file) => file.value(id)).filter((value) => value !== undefined);
		if (!isObject(byDefault)) {
			return values.find((value) => value !== byDefault) ?? byDefault;
		}
		// An editor that sets some members keeps the default of the others; one that sets nothing keeps them all.
		const inForce = files.length === 0 ? [byDefault] : files.map((file) => ({ ...byDefault, ...objectOf(file.value(id)) }));
		const names = new Set(inForce.flatMap((value) => Object.keys(value)));
		return Object.fromEntries(
			[...names]
				.sort(compare)
				.map((name) => [name, inForce.map((value) => value[name]).find((value) => value !== false && value !== undefined) ?? false]),
		);
	};
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
	return isObject(value) ? value : {};
}

/** The protective settings of each editor, sorted. What the running editor says of its own defaults wins over what the catalog knows. */
export async function collectPosture(
	machine: Machine,
	editors: readonly Editor[],
	running?: RunningEditor,
	entries: readonly SettingEntry[] = catalog,
): Promise<Collected<PostureFact>> {
	const results = await Promise.all(
		editors.map(async (editor) => {
			const file = await readEditorSettings(machine, editor);
			const own = running?.userDataDir !== null && running?.userDataDir === editor.userDataDir ? running.defaults : undefined;
			const facts = entries.filter((entry) => entry.posture).flatMap((entry) => factOf(editor, entry, file, own) ?? []);
			return { facts, gaps: file.gaps };
		}),
	);
	// Two rows of one editor that share its user data say the same.
	const facts = new Map(results.flatMap((result) => result.facts).map((fact) => [JSON.stringify(fact), fact]));
	const gaps = new Map(results.flatMap((result) => result.gaps).map((gap) => [JSON.stringify(gap), gap]));
	return {
		facts: [...facts.values()].sort(
			(a, b) => compare(a.subject, b.subject) || compare(a.setting, b.setting) || compare(a.effective, b.effective),
		),
		gaps: [...gaps.values()].sort((a, b) => compare(a.path ?? '', b.path ?? '')),
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
