// The packaged extension in a real editor, driven in a browser: installed from its VSIX, a hostile folder in Restricted
// Mode, a home full of credentials. Takes the pictures of docs/images on the way.
//   node test/e2e/run.mjs [out/x.vsix] [--images <folder>]
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openBrowser } from '../../tools/browser.mjs';
import { findVsix } from '../../tools/newest-vsix.mjs';
import { editorVersion, startEditor } from '../../tools/real-editor.mjs';
import { record } from '../../tools/results.mjs';
import { scratch } from '../../tools/scratch.mjs';
import { checks } from './checks.mjs';
import { buildHome } from './fixture-home.mjs';
import { filesBelow, leakSearch, listenToSockets, recordPage } from './leaks.mjs';
import { VIEWPORT, workbench } from './workbench.mjs';

const root = join(import.meta.dirname, '..', '..');
const SECTIONS = ['This folder', 'Updates', 'Agents & MCP servers', 'Credentials', 'Protection', 'Could not be read'];
const STATUS_ITEM = 'sallyport.sallyport.status';
/** The narrow side bar of somebody who works on a laptop. */
const NARROW = 300;

const { values, positionals } = parseArgs({
	options: { images: { type: 'string', default: join(root, 'docs', 'images') } },
	allowPositionals: true,
});
const vsix = findVsix(positionals[0]);
const evidence = join(root, 'out', 'e2e');
rmSync(evidence, { recursive: true, force: true });
mkdirSync(evidence, { recursive: true });
mkdirSync(values.images, { recursive: true });

const { path, remove } = scratch('e2e');
const home = join(path, 'home');
const planted = buildHome(home);
const folder = join(home, 'src', 'hostile-folder');
cpSync(join(root, 'test', 'fixtures', 'hostile-folder'), folder, { recursive: true });
const servers = join(folder, '.mcp.json');
// The server that is added while the editor runs gets a secret of its own among its arguments.
const late = planted.secret();
const leaks = leakSearch(planted.secrets);
// VS Code itself reads .mcp.json for its own list of servers, and sends what it reads to the window.
const sent = leakSearch(planted.secrets.filter((secret) => secret !== late));

console.log(`\n${vsix} in ${editorVersion()}\n`);
const editor = await startEditor({ home, extensions: [vsix], settings: { 'workbench.hover.delay': 50 } });
const browser = await openBrowser();
const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-US' });
const shown = await recordPage(page);
listenToSockets(page, (text) => sent.look('sent to the window', text));
page.on('console', (message) => leaks.look('console of the window', message.text()));
const code = workbench(page);

const { check, sum } = checks(async (name) => {
	const file = join(evidence, `${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}.png`);
	await page.screenshot({ path: file, timeout: 10_000 });
	console.log(`    picture: ${file}`);
});

/**
 * @param {string} name
 * @param {{ x: number, y: number, width: number, height: number }} [clip]
 */
const picture = async (name, clip) => {
	await page.screenshot({ path: join(values.images, `${name}.png`), timeout: 10_000, animations: 'disabled', ...(clip && { clip }) });
};

/** @param {readonly import('./workbench.mjs').Row[]} rows */
const cutOff = (rows) =>
	rows.flatMap(({ label, description, truncated: [first] }) => (first === undefined ? [] : [`“${label}  ${description}” ${first}`]));

/**
 * For a person to look at, and not for the documentation.
 * @param {string} name
 */
const keep = (name) => page.screenshot({ path: join(evidence, `${name}.png`), timeout: 10_000, animations: 'disabled' });

try {
	await code.open(editor.address(folder));

	await check('the folder opens in Restricted Mode', async () => {
		await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ timeout: 15_000 });
	});

	const status = code.statusItem(STATUS_ITEM);
	await check('the status bar says that commands would run if the folder were trusted', async () => {
		await status.filter({ hasText: /run if trusted/ }).waitFor({ timeout: 20_000 });
		return (await status.textContent())?.trim();
	});

	await check('the status bar item is coloured as a warning or an error', async () => {
		const kinds = (await status.getAttribute('class', { timeout: 1_000 })) ?? '';
		assert.match(kinds, /\b(?:warning|error)-kind\b/);
		const colour = await status.evaluate((item) => getComputedStyle(item).backgroundColor);
		assert.doesNotMatch(colour, /^(?:transparent|rgba\(0, 0, 0, 0\))$/);
		return /\berror-kind\b/.test(kinds) ? 'error' : 'warning';
	});

	await check('one dialog speaks of the folder; nothing else has opened by itself, and nothing has been announced', async () => {
		const dialog = page.locator('.monaco-dialog-box');
		await dialog.waitFor({ timeout: 5_000 });
		assert.match((await dialog.textContent()) ?? '', /Trusting ~\/src\/hostile-folder lets 12 commands run\./);
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'detached', timeout: 5_000 });
		await delay(4_000);
		assert.deepEqual({ toasts: await code.toasts(), tabs: await code.tabs() }, { toasts: [], tabs: [] });
		assert.equal(await dialog.count(), 0);
	});

	await check("the folder's settings hide its files from the editor's own explorer", async () => {
		// Without this the live change below would prove nothing.
		const rows = await page.locator('.explorer-folders-view .monaco-list-row').allInnerTexts();
		assert.deepEqual(
			rows.filter((row) => /README|package\.json|src/.test(row)),
			[],
		);
	});

	await check('the view container Sallyport is in the activity bar and opens', async () => {
		await code.activity('Sallyport').click({ timeout: 5_000 });
		await code.sideBar.locator('.monaco-list-row').first().waitFor({ timeout: 10_000 });
	});

	await check('the first look says the worst of this machine in at most five lines, then what was read', async () => {
		const rows = await code.rows();
		const lines = rows.slice(
			0,
			rows.findIndex(({ label }) => label === SECTIONS[0]),
		);
		const [read, setUp] = lines.splice(-2);
		assert.deepEqual(
			lines.map(({ label }) => label),
			[
				'This folder: 12 run if trusted',
				'Secret in .claude.json',
				'SSH private key, 700 d',
				'AWS access key, 412 d',
				'1 trusted folder starts commands',
			],
		);
		assert.match(read?.label ?? '', /^Read \d+ places$/);
		assert.equal(setUp?.label, 'Set up protection');
	});

	await check('the view has its sections, in order', async () => {
		assert.deepEqual(await code.sections(), SECTIONS);
	});

	await check('every section has rows', async () => {
		await code.expandAll();
		const rows = await code.rows();
		const empty = rows
			.filter(({ level, expanded }, index) => level === 1 && expanded !== undefined && (rows[index + 1]?.level ?? 1) === 1)
			.map(({ label }) => label);
		assert.ok(rows.length > SECTIONS.length, 'no section has any');
		assert.deepEqual(empty, []);
		return `${rows.length} rows`;
	});

	await check('the first look goes when it is put away, and comes back when it is asked for', async () => {
		const row = code.sideBar.locator('.monaco-list-row', { hasText: 'Set up protection' });
		assert.deepEqual(cutOff(await code.rows()), []);
		await picture('first-look', await code.area([code.sideBar], 0));
		await row.hover();
		await row.locator('.actions-container .action-label[aria-label^="Put the First Look Away"]').click({ timeout: 5_000 });
		await row.waitFor({ state: 'detached', timeout: 5_000 });
		assert.equal((await code.rows())[0]?.label, SECTIONS[0]);
		await code.palette('Sallyport: Show the First Look Again');
		await row.waitFor({ timeout: 5_000 });
		assert.match((await code.rows())[0]?.label ?? '', /^This folder: /);
		await row.hover();
		await row.locator('.actions-container .action-label[aria-label^="Put the First Look Away"]').click({ timeout: 5_000 });
		await row.waitFor({ state: 'detached', timeout: 5_000 });
	});

	await check('no two rows of the folder look alike', async () => {
		const rows = await code.rows();
		const end = rows.findIndex(({ label }) => label === SECTIONS[1]);
		const shown = rows.slice(1, end).map(({ label, description }) => `${label} ${description}`.toLowerCase());
		assert.equal(new Set(shown).size, shown.length, shown.join('\n'));
		return `${shown.length} rows`;
	});

	await check('every row says something to a screen reader', async () => {
		const rows = await code.rows();
		assert.ok(rows.length > 0);
		assert.deepEqual(
			rows.filter(({ aria }) => aria.trim() === ''),
			[],
		);
	});

	await check('the window in a dark and a light theme', async () => {
		await code.setSideBarWidth(400);
		await code.pointNowhere();
		await picture('view-dark');
		await code.chooseTheme('Light Modern', 'vs');
		await code.pointNowhere();
		await picture('view-light');
		await code.chooseTheme('Dark Modern', 'vs-dark');
	});

	await check(`no row is cut off in a side bar of ${NARROW} px`, async () => {
		await code.setSideBarWidth(NARROW);
		const rows = await code.rows();
		await code.pointNowhere();
		await picture('view-narrow', await code.area([code.sideBar], 0));
		assert.ok(rows.length > 0);
		assert.deepEqual(cutOff(rows), []);
		await code.inTallWindow(() => keep('whole'));
		return `${rows.length} rows`;
	});

	await check('tooltips of all rows were shown', async () => `${await code.hoverAllRows()} of ${(await code.rows()).length}`, 120_000);

	await check('the status bar item explains itself when it is pointed at', async () => {
		await status.hover();
		const hover = page.locator('.monaco-hover:visible').first();
		await hover.waitFor({ timeout: 5_000 });
		const text = (await hover.textContent())?.trim();
		await delay(300);
		await picture('status-bar', await code.area([page.locator('.statusbar-item').first(), status, hover], 24));
		await code.pointNowhere();
		assert.notEqual(text, '');
	});

	/** A command of the folder as the audit has to tell it. */
	const command = 'npx -y @example/tickets-mcp';
	await check('“Sallyport: Audit This Workstation” opens a document that tells the command of a planted server', async () => {
		await code.palette('Sallyport: Audit This Workstation');
		await code.activeTab().waitFor({ timeout: 15_000 });
		const text = await code.documentText();
		await code.pointNowhere();
		await picture('audit');
		assert.ok(text.includes(command), `“${command}” is not in:\n${text.slice(0, 2_000)}`);
		return `${text.split('\n').length} lines`;
	});

	await check('the audit document cannot be edited', async () => {
		const before = await page.locator('.editor-instance .view-line').first().textContent({ timeout: 5_000 });
		await page.locator('.editor-instance .view-line').first().click();
		await page.keyboard.type('x');
		await delay(500);
		assert.equal(await page.locator('.editor-instance .view-line').first().textContent(), before);
		assert.equal(await page.locator('.tab.dirty').count(), 0);
	});

	await check('a click on a credential says what is known of it, and opens no file', async () => {
		await code.sideBar.locator('.monaco-list-row', { hasText: 'AWS access key' }).first().click({ timeout: 5_000 });
		await code.activeTab().filter({ hasText: 'In detail' }).waitFor({ timeout: 5_000 });
		const text = await code.documentText();
		await code.pointNowhere();
		await keep('detail');
		assert.match(text, /^AWS access key\n[\s\S]*~\/\.aws\/credentials, line \d+, mode 0600[\s\S]*LOW [\s\S]*→ Move to/);
		const tabs = (await code.tabs()).join('\n');
		assert.doesNotMatch(tabs, /^credentials/m);
	});

	await check('a click on a server goes to its line in its file', async () => {
		await code.sideBar.locator('.monaco-list-row', { hasText: 'tickets' }).first().click({ timeout: 5_000 });
		await code.activeTab().filter({ hasText: '.mcp.json' }).waitFor({ timeout: 5_000 });
	});

	await check('“Set Up Protection” marks the steps that are as they should be, though they were so before it was open', async () => {
		await code.palette('Sallyport: Set Up Protection');
		const steps = page.locator('.gettingStartedContainer .getting-started-step');
		await steps.first().waitFor({ timeout: 10_000 });
		await delay(1_500);
		await code.pointNowhere();
		await keep('set-up');
		const marked = await steps.evaluateAll((all) =>
			all.map((step) => [
				step.querySelector('.step-title')?.textContent ?? step.textContent,
				step.querySelector('.codicon-getting-started-step-checked:not([style*="none"])') !== null &&
					step.matches('.complete, :has(.complete)'),
			]),
		);
		assert.deepEqual(marked, [
			['See what is exposed here', true],
			['Let updates wait three days', false],
			['Keep Workspace Trust on', true],
			['Keep agents asking', true],
		]);
	});

	await check('a server added to .mcp.json is in the view within 3 s', async () => {
		const config = JSON.parse(readFileSync(servers, 'utf8'));
		config.mcpServers.beacons = { command: 'npx', args: ['-y', '@example/beacons-mcp', `--api-key=${late}`] };
		await code.inTallWindow(async () => {
			writeFileSync(servers, JSON.stringify(config, undefined, 2));
			await code.sideBar.locator('.monaco-list-row', { hasText: 'beacons' }).first().waitFor({ timeout: 3_000 });
		});
		const rows = await code.rows();
		assert.equal(rows.filter(({ label, description }) => /beacons/.test(`${label} ${description}`)).length > 0, true);
	});

	await check('a server taken from .mcp.json leaves the view within 3 s', async () => {
		const config = JSON.parse(readFileSync(servers, 'utf8'));
		delete config.mcpServers.tickets;
		await code.inTallWindow(async () => {
			const row = code.sideBar.locator('.monaco-list-row', { hasText: 'tickets' });
			assert.ok((await row.count()) > 0, 'it was not in the view');
			writeFileSync(servers, JSON.stringify(config, undefined, 2));
			await row.first().waitFor({ state: 'detached', timeout: 3_000 });
		});
	});

	await check('no notification came up in the whole run', async () => {
		assert.deepEqual(await shown.toasts(), []);
	});

	await check('no secret was shown in the window, or sent to it', async () => {
		for (const text of await shown.take()) {
			leaks.look('shown in the window', text);
		}
		assert.deepEqual([...leaks.found(), ...sent.found()], []);
		assert.ok(leaks.looked() > 100_000 && sent.looked() > 100_000, 'next to nothing was looked at');
		const millions = (/** @type {number} */ count) => (count / 1e6).toFixed(1);
		return `${millions(leaks.looked())} million characters shown, ${millions(sent.looked())} million sent`;
	});
} finally {
	await browser.close();
	await editor.stop();
}

await check("no secret is in the editor's log, or in any file that was written", () => {
	const known = new Set([...planted.files, servers]);
	const files = leakSearch(planted.secrets);
	files.look("the editor's log", editor.log());
	let count = 0;
	for (const { path: file, text } of filesBelow(path)) {
		if (!known.has(file)) {
			count++;
			files.look(file, text);
		}
	}
	assert.deepEqual(files.found(), []);
	return `${count} files`;
});

writeFileSync(join(evidence, 'editor.log'), editor.log());
const counts = sum();
console.log(`\n  ${counts.passed} passing, ${counts.failed} failing`);
record('e2e', counts);
remove();
process.exit(counts.failed === 0 ? 0 : 1);
