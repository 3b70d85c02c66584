import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Names the file that the probe writes to, in the editor's environment. */
export const PROBE_OUTPUT = 'SALLYPORT_PROBE_OUTPUT';

/** Runs inside the extension host. Waits until Sallyport has activated by itself: asking for that would change the moment. */
const PROBE = `
const { renameSync, writeFileSync } = require('node:fs');
const vscode = require('vscode');
exports.activate = () => {
	const began = Date.now();
	let waitedMs;
	const timer = setInterval(() => {
		const exported = vscode.extensions.getExtension('sallyport.sallyport')?.exports;
		if (exported?.timings?.activateMs === undefined) return;
		waitedMs ??= Date.now() - began;
		const spokeAfterMs = exported.spokeAfterMs();
		if (spokeAfterMs === null && Date.now() - began < waitedMs + 5_000) return;
		clearInterval(timer);
		const output = process.env.${PROBE_OUTPUT};
		writeFileSync(output + '.part', JSON.stringify({ ...exported.timings, waitedMs, spokeAfterMs }));
		renameSync(output + '.part', output);
	}, 20);
};
`;

/** A neighbour that activates first of all, holds the thread for a while, and is not done for long. */
const SLOW = `
exports.activate = async () => {
	const until = Date.now() + 300;
	while (Date.now() < until);
	await new Promise((resolve) => setTimeout(resolve, 8_000));
};
`;

/**
 * Packs a slow extension.
 * @param {string} directory an empty folder, or one to be created
 */
export const packSlowNeighbour = (directory) => pack(directory, 'slow-neighbour', SLOW);

/**
 * Packs an extension that writes Sallyport's own timings to a file: the product writes nothing for its tests.
 * @param {string} directory an empty folder, or one to be created
 * @returns {Promise<string>} the VSIX
 */
export const packTimingsProbe = (directory) => pack(directory, 'timings-probe', PROBE);

/**
 * @param {string} directory
 * @param {string} name
 * @param {string} main its code
 */
async function pack(directory, name, main) {
	mkdirSync(directory, { recursive: true });
	const manifest = {
		name,
		publisher: 'sallyport',
		version: '0.0.1',
		engines: { vscode: '^1.101.0' },
		main: 'main.js',
		activationEvents: ['*'],
		capabilities: { untrustedWorkspaces: { supported: true } },
	};
	writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
	writeFileSync(join(directory, 'main.js'), main);
	const packagePath = join(directory, `${name}.vsix`);
	// As a program of its own: as a library it talks to our terminal.
	const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
	const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', packagePath];
	await promisify(execFile)(process.execPath, [vsce, 'package', ...options], { cwd: directory, timeout: 60_000 });
	return packagePath;
}
