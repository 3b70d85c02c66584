// What a person meets who opens folders: a hostile one in Restricted Mode, a benign one, one that was reviewed, its
// worktree, one that changes by `git pull`, one that tries to hide the guard; with the editor's own question first, and
// with Workspace Trust off. The packaged extension in a real editor, driven in a browser.
//   node test/e2e/interception.mjs [out/x.vsix] [--images <folder>] [--only <word>]
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openBrowser } from '../../tools/browser.mjs';
import { findVsix } from '../../tools/newest-vsix.mjs';
import { startEditor } from '../../tools/real-editor.mjs';
import { record } from '../../tools/results.mjs';
import { scratch } from '../../tools/scratch.mjs';
import { checks } from './checks.mjs';
import { BENIGN, BLINDING, buildFolder, git, HOSTILE, sessionHook } from './folders.mjs';
import { VIEWPORT, workbench } from './workbench.mjs';

const root = join(import.meta.dirname, '..', '..');
const STATUS_ITEM = 'sallyport.sallyport.status';

const { values, positionals } = parseArgs({
	options: { images: { type: 'string', default: join(root, 'docs', 'images') }, only: { type: 'string', default: '' } },
	allowPositionals: true,
});
const vsix = findVsix(positionals[0]);
const evidence = join(root, 'out', 'e2e');
mkdirSync(evidence, { recursive: true });
mkdirSync(values.images, { recursive: true });

const browser = await openBrowser();
/** @type {import('playwright-core').Page | undefined} */
let page;
const { check, sum } = checks(async (name) => {
	const file = join(evidence, `${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}.png`);
	await page?.screenshot({ path: file, timeout: 10_000 });
	console.log(`    picture: ${file}`);
});

/**
 * An editor with a home of its own, and a window in it.
 * @param {string} name
 * @param {Partial<Parameters<typeof startEditor>[0]>} options
 * @param {(scene: Awaited<ReturnType<typeof sceneOf>>) => Promise<void>} body
 */
async function scene(name, options, body) {
	if (!name.includes(values.only)) {
		return;
	}
	const { path, remove } = scratch('interception');
	const home = join(path, 'home');
	mkdirSync(join(home, 'src'), { recursive: true });
	const editor = await startEditor({ home, extensions: [vsix], ...options });
	page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-US' });
	try {
		await body(await sceneOf(page, editor, home));
	} finally {
		await page.close();
		await editor.stop();
		remove();
	}
}

/**
 * @param {import('playwright-core').Page} window
 * @param {import('../../tools/real-editor.mjs').RealEditor} editor
 * @param {string} home
 */
async function sceneOf(window, editor, home) {
	const code = workbench(window);
	const dialog = window.locator('.monaco-dialog-box');
	const status = code.statusItem(STATUS_ITEM);
	return {
		window,
		home,
		code,
		dialog,
		status,
		/**
		 * @param {string} name
		 * @param {Readonly<Record<string, unknown>>} files
		 */
		folder(name, files) {
			const folder = join(home, 'src', name);
			buildFolder(folder, files);
			return folder;
		},
		/** @param {string} folder */
		open: (folder) => code.open(editor.address(folder)),
		/** Nothing is said by itself for as long as it would take. */
		async silence(ms = 5_000) {
			await status.waitFor({ timeout: 20_000 });
			await delay(ms);
			assert.equal(await dialog.count(), 0, 'a dialog is open');
			assert.deepEqual(await code.toasts(), []);
		},
		/** @param {string} name */
		picture: (name) => window.screenshot({ path: join(values.images, `${name}.png`), timeout: 10_000, animations: 'disabled' }),
		/** @param {string} name */
		keep: (name) => window.screenshot({ path: join(evidence, `${name}.png`), timeout: 10_000, animations: 'disabled' }),
		look: async () => {
			const kinds = (await status.getAttribute('class', { timeout: 5_000 })) ?? '';
			return /\berror-kind\b/.test(kinds) ? 'error' : /\bwarning-kind\b/.test(kinds) ? 'warning' : 'plain';
		},
		/** Trusts the open folder as a person does. */
		async trust() {
			await code.palette('Workspaces: Manage Workspace Trust');
			const button = window.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).first();
			await button.click({ timeout: 10_000 });
			await window.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached', timeout: 10_000 });
		},
	};
}

await scene('restricted', {}, async ({ window, code, dialog, status, folder, open, silence, picture, look, trust }) => {
	const hostile = folder('tides', HOSTILE);
	await open(hostile);

	await check('a hostile folder in Restricted Mode is spoken of in a dialog, with the exact commands', async () => {
		await dialog.waitFor({ timeout: 20_000 });
		const text = (await dialog.textContent()) ?? '';
		assert.match(text, /Trusting ~\/src\/tides lets \d+ commands? run\./);
		assert.match(text, /node \.github\/setup\.js/);
		assert.match(text, /\.claude\/settings\.json, line \d+/);
		// In the browser the first stands on the right.
		const buttons = await dialog.locator('.dialog-buttons .monaco-button').allInnerTexts();
		assert.deepEqual(buttons.sort(), ['Open Trust Editor', 'Review', 'Stay Restricted']);
		await picture('trust-dialog');
	});

	await check('“Review” is the first answer, and opens the sheet with everything', async () => {
		await window.keyboard.press('Enter');
		await code.activeTab().filter({ hasText: 'What this folder would run' }).waitFor({ timeout: 10_000 });
		const text = await code.documentText();
		assert.match(text, /What speaks against it/);
		assert.match(text, /node \.github\/setup\.js/);
		await code.pointNowhere();
		await picture('trust-sheet');
	});

	await check('the status bar is coloured as an error', async () => {
		assert.equal(await look(), 'error');
		return (await status.textContent())?.trim();
	});

	await check('opened again, the same is not said again, and the status bar still says it', async () => {
		await open(hostile);
		await silence();
		assert.equal(await look(), 'error');
	});

	await check('what was reviewed is silent after a reload', async () => {
		await code.palette('Sallyport: Review Folder Launches');
		await code.activeTab().filter({ hasText: 'What this folder would run' }).waitFor({ timeout: 10_000 });
		await code.palette('Sallyport: Mark as Reviewed');
		await window.waitForFunction((id) => !/kind/.test(document.getElementById(id)?.className ?? 'kind'), STATUS_ITEM, { timeout: 5_000 });
		await open(hostile);
		await silence();
		assert.equal(await look(), 'plain');
	});

	const benign = folder('lighthouse', BENIGN);
	git(benign, 'init');
	git(benign, 'add', '.');
	git(benign, 'commit', '-m', 'One');
	await check('a benign folder with servers: no dialog, nothing red', async () => {
		await open(benign);
		await silence();
		assert.notEqual(await look(), 'error');
		return (await status.textContent())?.trim();
	});

	await check('its worktree is silent once it was reviewed', async () => {
		await code.palette('Sallyport: Review Folder Launches');
		await code.activeTab().filter({ hasText: 'What this folder would run' }).waitFor({ timeout: 10_000 });
		await code.palette('Sallyport: Mark as Reviewed');
		const worktree = `${benign}-other`;
		git(benign, 'worktree', 'add', worktree);
		await open(worktree);
		await silence();
		assert.equal(await look(), 'plain');
	});

	await check('a hook that `git pull` brings into a trusted folder is asked about', async () => {
		const clone = `${benign}-clone`;
		git(benign, 'clone', '.', clone);
		await open(clone);
		await status.waitFor({ timeout: 20_000 });
		await code.palette('Sallyport: Review Folder Launches');
		await code.activeTab().filter({ hasText: 'What this folder would run' }).waitFor({ timeout: 10_000 });
		await code.palette('Sallyport: Mark as Reviewed');
		await trust();
		await silence(2_000);
		buildFolder(benign, { '.gemini/settings.json': sessionHook('npm run greet') });
		git(benign, 'add', '.');
		git(benign, 'commit', '-m', 'Two');
		git(clone, 'pull');
		const toast = window.locator('.notifications-toasts .notification-toast').first();
		await toast.waitFor({ timeout: 10_000 });
		assert.match((await toast.textContent()) ?? '', /is trusted, and what it runs has changed since you reviewed it: npm run greet/);
		await picture('changed-after-pull');
	});

	await check('nothing of any folder was run', () => {
		assert.equal(existsSync(join(hostile, 'RAN')), false);
	});
});

await scene('grant', {}, async ({ window, home, dialog, folder, open, trust, picture }) => {
	const hostile = folder('tides', HOSTILE);
	await check('trusting a folder all the same says what is armed now', async () => {
		await open(hostile);
		await dialog.waitFor({ timeout: 20_000 });
		await window.keyboard.press('Escape');
		await trust();
		const toast = window.locator('.notifications-toasts .notification-toast').first();
		await toast.waitFor({ timeout: 10_000 });
		assert.match((await toast.textContent()) ?? '', /You trusted ~\/src\/tides: \d+ commands? can run now: node \.github\/setup\.js/);
		await picture('armed');
	});

	const mine = join(home, '.gemini', 'settings.json');
	const text = '{\n  // mine\n  "ui": { "theme": "Dark" }\n}\n';
	mkdirSync(join(home, '.gemini'), { recursive: true });
	writeFileSync(mine, text);
	await check('one click denies what is armed, after it was shown', async () => {
		await window.locator('.notifications-toasts .monaco-button', { hasText: 'Deny All of It' }).first().click({ timeout: 10_000 });
		await dialog.waitFor({ timeout: 10_000 });
		const said = (await dialog.textContent()) ?? '';
		assert.match(said, /Deny what ~\/src\/tides brings in /);
		assert.match(said, /~\/\.gemini\/settings\.json/);
		assert.match(said, /"disableAllHooks": true/);
		assert.equal(readFileSync(mine, 'utf8'), text);
		await picture('deny-preview');
		await dialog.locator('.monaco-button', { hasText: /^Deny$/ }).click({ timeout: 10_000 });
		await window
			.locator('.notifications-toasts .monaco-button', { hasText: /^Undo$/ })
			.first()
			.waitFor({ timeout: 10_000 });
		assert.match(readFileSync(mine, 'utf8'), /"disabled": \[\s*"node \.github\/setup\.js"/);
		assert.deepEqual(JSON.parse(readFileSync(join(home, '.claude', 'settings.json'), 'utf8')), { disableAllHooks: true });
		await picture('denied');
	});

	await check('deny then undo leaves every file as it was, byte for byte', async () => {
		await window
			.locator('.notifications-toasts .monaco-button', { hasText: /^Undo$/ })
			.first()
			.click({ timeout: 10_000 });
		await window.locator('.notifications-toasts', { hasText: 'byte for byte' }).waitFor({ timeout: 10_000 });
		assert.equal(readFileSync(mine, 'utf8'), text);
		assert.equal(existsSync(join(home, '.claude', 'settings.json')), false);
	});
});

await scene('blinding', {}, async ({ dialog, folder, open, code, window, keep }) => {
	const hostile = folder('dark', { ...HOSTILE, '.vscode/settings.json': BLINDING });
	await check('a folder whose settings hide its files and the guard is spoken of all the same, and all is in the view', async () => {
		await open(hostile);
		await dialog.waitFor({ timeout: 20_000 });
		await window.keyboard.press('Enter');
		await code.activeTab().filter({ hasText: 'What this folder would run' }).waitFor({ timeout: 10_000 });
		await code.palette('Sallyport: Focus on Sallyport View');
		await code.sideBar.locator('.monaco-list-row', { hasText: 'SessionStart' }).first().waitFor({ timeout: 10_000 });
		await keep('blinding');
	});
});

await scene(
	'startup prompt',
	{ settings: { 'security.workspace.trust.startupPrompt': 'once' } },
	async ({ window, dialog, folder, open, picture }) => {
		const hostile = folder('tides', HOSTILE);
		await check('where the editor’s own question comes first, a notification speaks while it stands', async () => {
			await open(hostile);
			await dialog.filter({ hasText: /trust the authors/ }).waitFor({ timeout: 20_000 });
			const toast = window.locator('.notifications-toasts .notification-toast').first();
			await toast.waitFor({ timeout: 10_000 });
			assert.match((await toast.textContent()) ?? '', /Trusting ~\/src\/tides lets \d+ commands? run: \S/);
			assert.equal(await dialog.count(), 1);
			await picture('startup-prompt');
		});
	},
);

await scene('trust off', { trusted: true }, async ({ dialog, folder, open, keep }) => {
	const hostile = folder('tides', HOSTILE);
	await check('where Workspace Trust is off, that is what is said', async () => {
		await open(hostile);
		await dialog.waitFor({ timeout: 20_000 });
		assert.match((await dialog.textContent()) ?? '', /already trusted|Workspace Trust is off/);
		await keep('trust-off');
	});
});

await browser.close();
const counts = sum();
console.log(`\n  ${counts.passed} passing, ${counts.failed} failing`);
record('interception', counts);
process.exit(counts.failed === 0 ? 0 : 1);
