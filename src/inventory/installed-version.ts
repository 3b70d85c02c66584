import { join } from 'node:path';
import { parseDocument } from '../document/document.ts';
import { at, text } from '../document/node.ts';
import type { Machine } from '../machine/machine.ts';
import { expandPattern } from '../machine/places.ts';
import { readText } from '../machine/text.ts';

/** A version of an npm package that is on this machine, and where that is written. */
export interface InstalledVersion {
	readonly version: string;
	readonly from: 'node_modules' | 'package-lock.json' | 'the cache of npx';
}

const PACKAGE = /^(?:@[a-z0-9][\w.-]{0,100}\/)?[a-z0-9][\w.-]{0,200}$/i;
const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}(?:[-+][0-9A-Za-z.+-]{1,100})?$/;

/** Lock files of large repositories have some megabytes. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The version of a package that npx would take in the folder without asking anybody: what is installed there, else what the
 * lock file names, else what npx fetched before. Null where none is known, or npx has several.
 */
export async function installedVersion(machine: Machine, name: string, folder: string | null): Promise<InstalledVersion | null> {
	if (!PACKAGE.test(name)) {
		return null;
	}
	const read = async (path: string, ...keys: readonly string[]): Promise<string | null> => {
		const content = await readText(machine, path, MOST_BYTES);
		const document = content.ok ? parseDocument('jsonc', content.value) : content;
		const version = document.ok ? text(at(document.value.root, ...keys)) : undefined;
		return version !== undefined && VERSION.test(version) ? version : null;
	};
	if (folder !== null) {
		const installed = await read(join(folder, 'node_modules', name, 'package.json'), 'version');
		if (installed !== null) {
			return { version: installed, from: 'node_modules' };
		}
		const locked = await read(join(folder, 'package-lock.json'), 'packages', `node_modules/${name}`, 'version');
		if (locked !== null) {
			return { version: locked, from: 'package-lock.json' };
		}
	}
	const cached = await expandPattern(
		machine,
		{ base: join(machine.home, '.npm', '_npx'), pattern: `*/node_modules/${name}/package.json` },
		'launches',
	);
	const versions = new Set(await Promise.all(cached.paths.map((path) => read(path, 'version'))));
	versions.delete(null);
	const [only, ...others] = versions;
	return only && others.length === 0 ? { version: only, from: 'the cache of npx' } : null;
}
