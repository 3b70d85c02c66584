import { setTimeout as delay } from 'node:timers/promises';
import { openBrowser } from '../../tools/browser.mjs';
import { startEditor } from '../../tools/real-editor.mjs';

/**
 * Runs the suite in the Node extension host of the test editor. The extension host is started and fed by a workbench, and
 * a headless browser is the cheapest workbench there is.
 * @param {import('./run.mjs').SuiteRun} run
 * @returns {Promise<number>} the exit code that the extension host gave
 */
export async function runInCodeServer({ home, folder, extension, suite, trusted, environment, patience }) {
	const editor = await startEditor({ home, trusted, environment, testDriver: true });
	try {
		const browser = await openBrowser();
		try {
			const page = await browser.newPage();
			// The workbench reports the end to a function of this name: `codeAutomationExit`, in _onExtensionHostExit of
			// VS Code's abstractExtensionService.ts.
			const ended = new Promise((/** @type {(code: number) => void} */ resolve) => page.exposeFunction('codeAutomationExit', resolve));
			// Of the two extension hosts, this scheme selects the one in Node.
			const remote = (/** @type {string} */ path) => `vscode-remote://${editor.authority}${path}`;
			await page.goto(
				editor.address(folder, [
					['extensionDevelopmentPath', remote(extension)],
					['extensionTestsPath', remote(suite)],
					['skipWelcome', 'true'],
				]),
				{ timeout: 30_000 },
			);
			const code = await Promise.race([ended, delay(patience, undefined, { ref: false })]);
			if (code === undefined) {
				throw new Error(`The tests did not end within ${patience / 1000} s. The editor's last words:\n${editor.log().slice(-2_000)}`);
			}
			return code;
		} finally {
			await browser.close();
		}
	} finally {
		await editor.stop();
	}
}
