import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { scratch } from './scratch.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where tools/prepare.mjs unpacks a browser on a machine that has none. */
export const ownBrowser = join(import.meta.dirname, 'browser', 'node_modules', '.unpacked', 'chromium.sh');

/**
 * The browser that shows the editor: $CHROMIUM, else the first on the PATH, else the one that was unpacked here.
 * @returns {string | undefined}
 */
export function findBrowser() {
	const { CHROMIUM, PATH = '' } = process.env;
	if (CHROMIUM) {
		return isProgram(CHROMIUM) ? CHROMIUM : undefined;
	}
	const directories = new Set(['/usr/bin', ...PATH.split(delimiter)]);
	return (
		[...directories].flatMap((directory) => NAMES.map((name) => join(directory, name))).find(isProgram) ?? [ownBrowser].find(isProgram)
	);
}

/** @param {string} path */
function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** Starts the browser, headless, with a home of its own. */
export async function openBrowser() {
	const executablePath = findBrowser();
	if (executablePath === undefined) {
		throw new Error('No Chromium was found: run `node tools/prepare.mjs`, or name one in $CHROMIUM.');
	}
	const { path, remove } = scratch('browser');
	const temporary = join(path, 'tmp');
	mkdirSync(temporary);
	const browser = await chromium.launch({
		executablePath,
		headless: true,
		timeout: 30_000,
		// The shared memory of a container is often too small for it (64 MiB in Docker).
		args: ['--disable-gpu', '--disable-dev-shm-usage'],
		env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C.UTF-8', HOME: path, TMPDIR: temporary },
		// tools/leaving.mjs ends the process on a signal; Playwright then ends the browser.
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	browser.on('disconnected', remove);
	return browser;
}
