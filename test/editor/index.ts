// What the editor loads as its tests, inside the extension host: `run` resolves or rejects, the contract that
// @vscode/test-electron and the test driver of the web workbench share.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './report.ts';

export async function run(): Promise<void> {
	// Failures then point into the TypeScript.
	process.setSourceMapsEnabled(true);
	// Not bundled, and imported only now: mocha is ESM, which CommonJS reaches through import() alone.
	const { default: Mocha } = await import('mocha');
	// The bare reporter prints nothing: in here nobody would see it.
	const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: Mocha.reporters.Base });
	for (const name of readdirSync(__dirname).sort()) {
		if (name.endsWith('.test.js')) {
			mocha.addFile(join(__dirname, name));
		}
	}
	try {
		await mocha.loadFilesAsync();
	} catch (error) {
		// The editor would only tell its log.
		report({ type: 'fail', depth: 0, title: 'the tests load', error: String(error instanceof Error ? error.stack : error) });
		throw error;
	}
	await new Promise<void>((resolve, reject) => {
		const depth = (node: Mocha.Suite | Mocha.Test): number => node.titlePath().length - 1;
		let passed = 0;
		let failed = 0;
		mocha
			.run()
			.on('suite', (suite) => {
				if (!suite.root) {
					report({ type: 'suite', depth: depth(suite), title: suite.title });
				}
			})
			.on('pass', (test) => {
				passed++;
				report({ type: 'pass', depth: depth(test), title: test.title, ms: test.duration ?? 0 });
			})
			.on('pending', (test) => report({ type: 'pending', depth: depth(test), title: test.title }))
			.on('fail', (test, error: Error) => {
				failed++;
				report({ type: 'fail', depth: depth(test), title: test.title, error: error.stack ?? String(error) });
			})
			.on('end', () => {
				report({ type: 'end', passed, failed });
				if (failed > 0) {
					reject(new Error(`${failed} failed`));
				} else {
					resolve();
				}
			});
	});
}
