import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runTests } from '@vscode/test-electron';
import { startGroup } from '../../tools/process-group.mjs';
import { QUIET_SETTINGS } from '../../tools/real-editor.mjs';

/**
 * Runs the suite in the desktop VS Code that $VSCODE_EXECUTABLE names. On Linux without a screen: under xvfb-run.
 * @param {import('./run.mjs').SuiteRun} run
 * @returns {Promise<number>} exit code
 */
export async function runOnDesktop(run) {
	const { home, folder, extension, suite, trusted, patience } = run;
	const executable = process.env.VSCODE_EXECUTABLE ?? '';
	// Short, as VS Code puts sockets there: below a Mac's folder for temporary files little of 103 bytes is left.
	const userData = join(dirname(home), 'd');
	mkdirSync(join(userData, 'User'), { recursive: true });
	mkdirSync(home, { recursive: true });
	writeFileSync(join(userData, 'User', 'settings.json'), JSON.stringify(QUIET_SETTINGS));
	const launchArgs = [
		folder,
		`--user-data-dir=${userData}`,
		`--extensions-dir=${join(dirname(home), 'x')}`,
		// No question of a keyring in front of the tests.
		'--password-store=basic',
		'--use-inmemory-secretstorage',
	];
	const environment = { ...run.environment, ...homeVariables(home) };
	const late = delay(patience, undefined, { ref: false }).then(() => {
		throw new Error(`The tests did not end within ${patience / 1000} s.`);
	});
	if (trusted) {
		const ended = runTests({
			vscodeExecutablePath: executable,
			extensionDevelopmentPath: extension,
			extensionTestsPath: suite,
			extensionTestsEnv: environment,
			launchArgs,
		});
		return Promise.race([ended, late]);
	}
	// runTests always adds --disable-workspace-trust (lib/runTest.ts of @vscode/test-electron 2.5): this is what else it passes.
	const group = startGroup(
		executable,
		[
			...launchArgs,
			...['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
			`--extensionDevelopmentPath=${extension}`,
			`--extensionTestsPath=${suite}`,
		],
		{ env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] },
	);
	try {
		return await Promise.race([
			new Promise((/** @type {(code: number) => void} */ resolve, reject) => {
				group.child.on('error', reject).on('exit', (code) => resolve(code ?? 1));
			}),
			late,
		]);
	} finally {
		await group.stop();
	}
}

/**
 * Every variable that says where the person's files are, so that none of them is read.
 * @param {string} home
 */
function homeVariables(home) {
	return {
		HOME: home,
		USERPROFILE: home,
		APPDATA: join(home, 'AppData', 'Roaming'),
		LOCALAPPDATA: join(home, 'AppData', 'Local'),
		XDG_CONFIG_HOME: join(home, '.config'),
		XDG_DATA_HOME: join(home, '.local', 'share'),
		XDG_STATE_HOME: join(home, '.local', 'state'),
		XDG_CACHE_HOME: join(home, '.cache'),
	};
}
