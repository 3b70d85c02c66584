import type { Places } from '../../machine/places.ts';

/** A file in the folder that an application of the desktop keeps its data in. */
export function inAppData(relative: string): Places {
	return {
		linux: [`$XDG_CONFIG_HOME/${relative}`],
		darwin: [`~/Library/Application Support/${relative}`],
		win32: [`%APPDATA%/${relative}`],
	};
}

/** A file of a command line that keeps to the XDG folders on macOS too. */
export function inConfig(relative: string, win32: string): Places {
	return { linux: [`$XDG_CONFIG_HOME/${relative}`], darwin: [`$XDG_CONFIG_HOME/${relative}`], win32: [win32] };
}

/** A file of a tool's administrator, by the names that the platforms have for its folder. */
export function inSystem(file: string, folder: { readonly linux: string; readonly darwin?: string; readonly win32?: string }): Places {
	return {
		linux: [`${folder.linux}/${file}`],
		darwin: folder.darwin === undefined ? [] : [`${folder.darwin}/${file}`],
		win32: folder.win32 === undefined ? [] : [`${folder.win32}/${file}`],
	};
}
