// Mocha inside the real extension host, twice: in Restricted Mode, and with every folder trusted.
//   node test/editor/run.mjs [--extension <folder>] [--only restricted|trusted]
// The editor is the test editor of tools/vscode-host, or the desktop VS Code that $VSCODE_EXECUTABLE names.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { editorVersion } from '../../tools/real-editor.mjs';
import { record } from '../../tools/results.mjs';
import { scratch } from '../../tools/scratch.mjs';
import { follow } from './following.mjs';
import { runInCodeServer } from './in-code-server.mjs';
import { runOnDesktop } from './in-desktop.mjs';
import { bundleSuite } from './suite.mjs';

/**
 * @typedef {object} SuiteRun
 * @property {string} home folder for HOME; its parent is free for the run's other files
 * @property {string} folder what the editor opens
 * @property {string} extension folder of the extension under development
 * @property {string} suite module that exports `run`
 * @property {boolean} trusted
 * @property {Record<string, string>} environment for the extension host
 * @property {number} patience milliseconds until it has hung
 */

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { extension: { type: 'string', default: root }, only: { type: 'string' } } });
const extension = resolve(values.extension);

const main = join(extension, JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8')).main ?? 'dist/extension.js');
if (!existsSync(main)) {
	console.error(`${main} is not there: run \`npm run build\` first.`);
	process.exit(1);
}

const suite = await bundleSuite();
const desktop = process.env.VSCODE_EXECUTABLE;
const runSuite = desktop ? runOnDesktop : runInCodeServer;
let failures = 0;

for (const variant of ['restricted', 'trusted']) {
	if (values.only !== undefined && values.only !== variant) {
		continue;
	}
	const { path, remove } = scratch('editor');
	const home = join(path, 'home');
	// The tests may write to the folder.
	const folder = join(home, 'src', 'hostile-folder');
	cpSync(join(root, 'test', 'fixtures', 'hostile-folder'), folder, { recursive: true });
	const reportFile = join(path, 'report.jsonl');

	console.log(`\n${variant === 'trusted' ? 'Trusted folder' : 'Restricted Mode'}, ${desktop ?? editorVersion()}\n`);
	const following = follow(reportFile);
	let trouble = '';
	try {
		const code = await runSuite({
			home,
			folder,
			extension,
			suite,
			trusted: variant === 'trusted',
			environment: { SALLYPORT_TEST_REPORT: reportFile, SALLYPORT_TEST_VARIANT: variant },
			patience: 120_000,
		});
		if (code !== 0) {
			trouble = `the extension host ended with ${code}`;
		}
	} catch (error) {
		trouble = error instanceof Error ? error.message : String(error);
	}
	let { passed, failed, complete } = following.finish();
	if (failed === 0 && trouble !== '') {
		failed = 1;
		console.log(`\n  ${trouble}`);
	} else if (failed === 0 && !complete) {
		failed = 1;
		console.log('\n  the tests stopped before their end');
	} else if (passed + failed === 0) {
		failed = 1;
		console.log('\n  no test was run');
	}
	console.log(`\n  ${passed} passing, ${failed} failing`);
	record(`editor-${variant}`, { passed, failed });
	failures += failed;
	remove();
}

process.exit(failures === 0 ? 0 : 1);
