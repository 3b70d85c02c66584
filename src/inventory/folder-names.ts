import type { Machine } from '../machine/machine.ts';
import { remembered } from './remembered.ts';

/** The names in a folder, as a catalog may ask for them. */
export interface Names {
	readonly has: (name: string) => boolean;
	readonly all: readonly string[];
}

/** Names as the platform's usual file systems compare them: those of macOS and Windows do not mind case. */
export function namesOf(machine: Pick<Machine, 'platform'>, listed: readonly string[]): Names {
	if (machine.platform === 'linux') {
		const names = new Set(listed);
		return { has: (name) => names.has(name), all: listed };
	}
	const fold = (name: string): string => name.normalize('NFC').toLowerCase();
	const names = new Set(listed.map(fold));
	return { has: (name) => names.has(fold(name)), all: listed };
}

/**
 * What stands in folders that many names are looked for in: one list instead of a question for each. Each folder is listed
 * once; null where that is not possible though something may stand in it, so that the names have to be asked for.
 */
export function folderNames(machine: Machine): (folder: string) => Promise<Names | null> {
	return remembered(async (folder) => {
		const names = await machine.files.names(folder);
		return names.ok ? namesOf(machine, names.value) : names.absent ? namesOf(machine, []) : null;
	});
}
