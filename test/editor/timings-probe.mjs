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
	const timer = setInterval(() => {
		const timings = vscode.extensions.getExtension('sallyport.sallyport')?.exports?.timings;
		if (timings?.activateMs === undefined) return;
		clearInterval(timer);
		const output = process.env.${PROBE_OUTPUT};
		writeFileSync(output + '.part', JSON.stringify(timings));
		renameSync(output + '.part', output);
	}, 50);
};
`;

/**
 * Packs an extension that writes Sallyport's own timings to a file: the product writes nothing for its tests.
 * @param {string} directory an empty folder, or one to be created
 * @returns {Promise<string>} the VSIX
 */
export async function packTimingsProbe(directory) {
	mkdirSync(directory, { recursive: true });
	const manifest = {
		name: 'timings-probe',
		publisher: 'sallyport',
		version: '0.0.1',
		engines: { vscode: '^1.101.0' },
		main: 'probe.js',
		activationEvents: ['onStartupFinished'],
		capabilities: { untrustedWorkspaces: { supported: true } },
	};
	writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
	writeFileSync(join(directory, 'probe.js'), PROBE);
	const packagePath = join(directory, 'timings-probe.vsix');
	// As a program of its own: as a library it talks to our terminal.
	const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
	const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', packagePath];
	await promisify(execFile)(process.execPath, [vsce, 'package', ...options], { cwd: directory, timeout: 60_000 });
	return packagePath;
}
