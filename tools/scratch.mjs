import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onLeaving } from './leaving.mjs';

/**
 * A new folder for one run, removed when it is no longer needed, at the latest when this process ends.
 * The name stays short: sockets are created below it, and Linux allows a socket's path 107 bytes.
 * @param {string} name
 * @returns {{ path: string, remove: () => void }}
 */
export function scratch(name) {
	const path = realpathSync(mkdtempSync(join(tmpdir(), `sallyport-${name}-`)));
	// A process that was just killed may still be writing: try again for a second.
	const erase = () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
	const release = onLeaving(erase);
	return {
		path,
		remove: () => {
			erase();
			release();
		},
	};
}
