// `npm test`: installs what is missing, builds, and runs every tier, each an npm script of its own. A tier that fails does
// not keep the others from running. The last line is the sum over all tiers: `N passed, N failed`. A step that ends badly
// without a count of its own (a build that breaks, an editor that does not start) is one failure.
import { spawnSync } from 'node:child_process';
import { forget, record, recorded } from './results.mjs';

/** Minutes after which a step has hung. */
const PATIENCE = 8;

/**
 * @typedef {object} Step
 * @property {string} script name in package.json
 * @property {readonly string[]} needs steps without which it is not run
 */

// A desktop VS Code takes the place of the test editor for the tests in the extension host, not where a browser drives it.
const desktop = Boolean(process.env.VSCODE_EXECUTABLE);

/** @type {readonly Step[]} */
const STEPS = [
	{ script: 'prepare-tests', needs: [] },
	{ script: 'build', needs: [] },
	{ script: 'unit', needs: [] },
	{ script: 'package', needs: ['build'] },
	{ script: 'editor', needs: desktop ? ['build'] : ['prepare-tests', 'build'] },
	{ script: 'activation', needs: ['prepare-tests', 'package'] },
	{ script: 'e2e', needs: ['prepare-tests', 'package'] },
	{ script: 'interception', needs: ['prepare-tests', 'package'] },
];

forget();
/** @type {Map<string, { ended: 'well' | 'badly' | 'not run', seconds: number, said: string }>} */
const steps = new Map();
for (const { script, needs } of STEPS) {
	const missing = needs.find((need) => steps.get(need)?.ended !== 'well');
	if (missing !== undefined) {
		steps.set(script, { ended: 'not run', seconds: 0, said: `not run: ${missing} ended badly` });
		continue;
	}
	console.log(`\n── ${script} ${'─'.repeat(72 - script.length)}`);
	const before = new Set(recorded().keys());
	const began = Date.now();
	// npm is a script of its own on Windows, and found only through a shell there.
	const { status } = spawnSync('npm', ['run', '--silent', script], {
		stdio: 'inherit',
		shell: process.platform === 'win32',
		timeout: PATIENCE * 60_000,
	});
	const counts = [...recorded()].filter(([tier]) => !before.has(tier)).map(([, count]) => count);
	if (status !== 0 && !counts.some((count) => count.failed > 0)) {
		record(script, { passed: 0, failed: 1 });
	}
	const said = counts.map(({ passed, failed }) => `${passed} passed, ${failed} failed`).join('; ');
	steps.set(script, { ended: status === 0 ? 'well' : 'badly', seconds: (Date.now() - began) / 1000, said });
}

console.log(`\n── sum ${'─'.repeat(69)}`);
for (const [script, { ended, seconds, said }] of steps) {
	console.log(`${ended === 'well' ? '✓' : '✗'} ${script.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s  ${said}`);
}
const counts = [...recorded().values()];
const sum = (/** @type {'passed' | 'failed'} */ key) => counts.reduce((total, count) => total + count[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit([...steps.values()].every(({ ended }) => ended === 'well') && sum('passed') > 0 ? 0 : 1);
