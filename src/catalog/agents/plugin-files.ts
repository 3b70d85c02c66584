import { createHash } from 'node:crypto';
import { basename, dirname, extname } from 'node:path';
import { text } from '../../document/node.ts';
import type { EntryReader } from './agent.ts';

/** The code of a plugin is read whole to know when it changes; a larger file is reported. */
export const PLUGIN_BYTES = 8 * 1024 * 1024;

/** A file of code that a tool loads from one of its folders: a plugin by where it stands and how its name ends. */
export function pluginFiles(folders: readonly string[], extensions: readonly string[]): EntryReader {
	return (root, _tell, { path }) => {
		const name = basename(path);
		const folder = basename(dirname(path));
		if (!folders.includes(folder) || !extensions.includes(extname(name))) {
			return [];
		}
		// What the code does stands in the file alone: its digest makes another code another launch.
		const digest = createHash('sha256')
			.update(text(root) ?? '')
			.digest('hex');
		return [{ kind: 'plugin', name, pointer: [], line: 1, column: 1, args: [`${folder}/${name}`, `sha256:${digest.slice(0, 16)}`] }];
	};
}
