/** A setting that protects the person, or decides what an editor runs. One file per setting. */
export interface SettingEntry {
	/** The key in settings.json. */
	readonly id: string;
	readonly title: string;
	/** The same for a row of a side bar: at most 22 characters. */
	readonly label: string;
	/** Editors that know it. Set in another editor's file it has no effect. */
	readonly registeredIn: readonly string[];
	/** VS Code's `ConfigurationScope`: who may set it. `application` and `application-machine`: never a folder. */
	readonly scope: 'application' | 'application-machine' | 'machine' | 'window' | 'resource';
	/** True where an untrusted folder's value is ignored. */
	readonly restricted: boolean;
	/** Oldest first; the last is that of VS Code 1.139, or of the fork's current build. */
	readonly defaults: readonly SettingDefault[];
	/** JSON text of the value that we advise. */
	readonly recommended: string;
	/** What it protects from, in a sentence. */
	readonly why: string;
	/** True where it stands among the posture; the others are read only to know what would run. */
	readonly posture: boolean;
	/**
	 * Whether a value that a person set protects less than the current default does; absent where none can. A value that the
	 * editor would not take (of another type) weakens nothing.
	 */
	readonly weakens?: (value: unknown) => boolean;
	readonly source: string;
}

export interface SettingDefault {
	/** The oldest version of the editor for which this default is known; null where that was not established. */
	readonly since: string | null;
	readonly value: unknown;
}

/** Keeps the type and checks it where the entry is written. */
export function defineSetting(entry: SettingEntry): SettingEntry {
	return entry;
}

/** Builds of VS Code's sources that keep its defaults for the settings here. */
export const VS_CODE_BUILDS: readonly string[] = ['vscode', 'vscode-insiders', 'vscodium', 'vscodium-insiders', 'code-server'];

/** Forks: they know VS Code's settings, from whichever version they were last merged with, and may ship other defaults. */
export const FORKS: readonly string[] = ['cursor', 'windsurf', 'windsurf-next', 'kiro', 'trae', 'antigravity', 'positron'];

/** The oldest VS Code that is considered: the floor that this product itself runs on. */
export const OLDEST_KNOWN = '1.101';

/** The default wherever the editor runs a version that we consider; undefined where that depends on the version, or on the fork. */
export function certainDefault(entry: SettingEntry, editor: string): { readonly value: unknown } | undefined {
	const [only, ...more] = entry.defaults;
	if (only === undefined || more.length > 0 || only.since === null || !VS_CODE_BUILDS.includes(editor)) {
		return undefined;
	}
	return newer(only.since, OLDEST_KNOWN) ? undefined : { value: only.value };
}

/** Whether version `a` (`1.125`) came after version `b` (`1.139.1`), by their first two numbers. */
export function newer(a: string, b: string): boolean {
	const [majorA = 0, minorA = 0] = a.split('.').map(Number);
	const [majorB = 0, minorB = 0] = b.split('.').map(Number);
	return majorA !== majorB ? majorA > majorB : minorA > minorB;
}
