import type { Place } from '../../machine/places.ts';
import type { Platform } from '../../model/platform.ts';

/** An editor of the VS Code family, and where it keeps extensions and user data. One file per editor. */
export interface EditorEntry {
	/** Never changes once released. */
	readonly id: string;
	/** What a person calls it. */
	readonly title: string;
	/** One pair per way of installing it; each that is there becomes a row of its own. */
	readonly places: Readonly<Record<Platform, readonly EditorPlace[]>>;
	/** Variables that move its folders. They add a place and replace none: an editor started from the desktop sees no shell's variables. */
	readonly overrides?: readonly EditorOverride[];
	/**
	 * The half that runs where the files are, for a client elsewhere. Its extensions run here; its person's settings live
	 * with the client, and only `Machine/settings.json` is here.
	 */
	readonly server?: boolean;
	/** Its windows are pages of a browser, which keeps what they remember: which folders are trusted is then in no file here. */
	readonly inBrowser?: boolean;
	/** A file below the user data that names the folder that was opened last: where in it. */
	readonly lastOpened?: { readonly file: string; readonly folder: readonly string[]; readonly workspace: readonly string[] };
	/** A fork with an agent of its own: whether VS Code's is still in it, and reads VS Code's files, was not established. */
	readonly ownAgent?: boolean;
	/** Where the folder names were learnt. */
	readonly source: string;
}

export interface EditorPlace {
	/** Holds the extensions' folders and `extensions.json`. */
	readonly extensions: Place;
	/** `userDataDir`: the folder that holds `User/settings.json`. */
	readonly userData: Place;
}

export interface EditorOverride {
	readonly variable: string;
	/** Below the variable's value (`.` for the value itself); null where the variable leaves this folder in its usual place. */
	readonly extensions: string | null;
	readonly userData: string | null;
	/** The same for what all windows share; null where the variable leaves it in its usual place. */
	readonly sharedData?: string | null;
}

/** Keeps the type and checks it where the entry is written. */
export function defineEditor(entry: EditorEntry): EditorEntry {
	return entry;
}

/**
 * A desktop build: `extensions` below product.json's `dataFolderName` in the home
 * (`AbstractNativeEnvironmentService.extensionsPath`), user data below `nameShort` in the platform's folder for
 * application data (`getDefaultUserDataPath` in `platform/environment/node/userDataPath.ts`).
 */
export function desktopPlaces(dataFolderName: string, nameShort: string, linuxToo: readonly EditorPlace[] = []): EditorEntry['places'] {
	const extensions = `~/${dataFolderName}/extensions`;
	return {
		linux: [{ extensions, userData: `$XDG_CONFIG_HOME/${nameShort}` }, ...linuxToo],
		darwin: [{ extensions, userData: `~/Library/Application Support/${nameShort}` }],
		win32: [{ extensions, userData: `%APPDATA%/${nameShort}` }],
	};
}

/**
 * Where a desktop build keeps what all its windows share, trusted folders among it: `sharedDataFolderName`, which is its
 * `dataFolderName` with `-shared` in every product.json that was seen (VS Code, its Insiders, Code - OSS, Cursor, Antigravity).
 */
export function sharedDataPlaces({ places, server }: EditorEntry, platform: Platform): readonly Place[] {
	const names = server ? [] : places[platform].map(({ extensions }) => /^~\/(\.[\w-]+)\/extensions$/.exec(extensions)?.[1]);
	return [...new Set(names.flatMap((name) => (name === undefined ? [] : [`~/${name}-shared`])))];
}

/** A Flatpak keeps its home's XDG folders below `~/.var/app/<application>`; its wrapper passes `--extensions-dir`. */
export function flatpakPlace(application: string, extensions: string, nameShort: string): EditorPlace {
	return { extensions: `~/.var/app/${application}/data/${extensions}`, userData: `~/.var/app/${application}/config/${nameShort}` };
}

/**
 * A server build: everything below `serverDataFolderName` in the home, on every platform
 * (`server/node/server.main.ts`, `REMOTE_DATA_FOLDER`).
 */
export function serverPlaces(...serverDataFolderNames: readonly string[]): EditorEntry['places'] {
	const places = serverDataFolderNames.map((name) => ({ extensions: `~/${name}/extensions`, userData: `~/${name}/data` }));
	return { linux: places, darwin: places, win32: places };
}
