// A day on which nothing happens that a person would want to be told: six clones, eight worktrees, agents that keep their
// books, approvals, token refresh, updates, pulls that change nothing that runs, sleep and wake, in two editors with three
// windows each. Every dialog, notification, badge and red status bar is written down from the moment a window opens.
// Not played: holding back an extension that is too young and decoys, since the guard does neither yet (the fifteen updates
// are only seen to change nothing), and agents in the integrated terminal (the thirty starts are what agents write).
//   node test/e2e/quiet-day.mjs [out/x.vsix]
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openBrowser } from '../../tools/browser.mjs';
import { findVsix } from '../../tools/newest-vsix.mjs';
import { startEditor } from '../../tools/real-editor.mjs';
import { record } from '../../tools/results.mjs';
import { scratch } from '../../tools/scratch.mjs';
import { checks } from './checks.mjs';
import { buildHome } from './fixture-home.mjs';
import { BENIGN, buildFolder, git, sessionHook } from './folders.mjs';
import { VIEWPORT, workbench } from './workbench.mjs';

const root = join(import.meta.dirname, '..', '..');
const STATUS_ITEM = 'sallyport.sallyport.status';
/** As long as a change takes to be seen, and to be said if it were to be. Milliseconds. */
const SETTLE = 1_500;
const DAY = 24 * 60 * 60 * 1000;

const { positionals } = parseArgs({ allowPositionals: true });
const vsix = findVsix(positionals[0]);
const evidence = join(root, 'out', 'e2e');
mkdirSync(evidence, { recursive: true });

const { path, remove } = scratch('quiet');
const home = join(path, 'home');
const planted = buildHome(home);
const src = join(home, 'src');

/**
 * What was shown, since when a window was opened.
 * @type {{ window: string, what: 'dialog' | 'notification' | 'badge' | 'red', text: string }[]}
 */
const heard = [];

/** @param {'dialog' | 'notification' | 'badge' | 'red'} what */
const all = (what) => heard.filter((each) => each.what === what).map(({ window, text }) => `${window}: ${text}`);

/** Runs in the page, before the editor does. */
function listen(/** @type {string} */ statusItem) {
	/** @type {Set<Element>} */
	const known = new Set();
	let badge = '';
	let red = false;
	/** @param {string} what @param {string} text */
	const tell = (what, text) => /** @type {any} */ (globalThis).heard(what, text);
	const look = () => {
		for (const [what, selector] of [
			['dialog', '.monaco-dialog-box'],
			['notification', '.notifications-toasts .notification-toast .notification-list-item-message'],
		]) {
			for (const element of document.querySelectorAll(selector ?? '')) {
				// It is filled after it was made.
				if (!known.has(element) && element.textContent !== '') {
					known.add(element);
					tell(what ?? '', element.textContent ?? '');
				}
			}
		}
		const isRed = document.getElementById(statusItem)?.classList.contains('error-kind') === true;
		if (isRed && !red) {
			tell('red', document.getElementById(statusItem)?.textContent ?? '');
		}
		red = isRed;
		const label = document.querySelector('.activitybar .action-label[aria-label^="Sallyport"]');
		const now = label?.closest('.action-item')?.querySelector('.badge-content')?.textContent ?? '';
		if (now !== badge) {
			tell('badge', `${badge === '' ? 'none' : badge} → ${now === '' ? 'none' : now}`);
		}
		badge = now;
	};
	new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/**
 * As programs replace a file of their own.
 * @param {string} relative
 * @param {string | object} content
 */
function replace(relative, content) {
	const file = join(home, relative);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(`${file}.tmp`, typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
	renameSync(`${file}.tmp`, file);
}

/** @param {string} relative */
const json = (relative) => JSON.parse(readFileSync(join(home, relative), 'utf8'));

/**
 * A repository that is cloned from, with one commit.
 * @param {string} name
 * @param {Readonly<Record<string, unknown>>} files
 */
function upstream(name, files) {
	const folder = join(home, 'upstream', name);
	buildFolder(folder, files);
	git(folder, 'init');
	git(folder, 'add', '.');
	git(folder, 'commit', '-m', 'One');
	return folder;
}

/**
 * @param {string} from
 * @param {string} name
 */
function cloned(from, name) {
	const folder = join(src, name);
	git(from, 'clone', from, folder);
	return folder;
}

/**
 * Committed where it is cloned from, and pulled.
 * @param {string} from
 * @param {readonly string[]} clones
 * @param {Readonly<Record<string, unknown>>} files
 */
function pulled(from, clones, files) {
	buildFolder(from, files);
	git(from, 'add', '.');
	git(from, 'commit', '-m', 'Next');
	for (const clone of clones) {
		git(clone, 'pull');
	}
}

const lighthouse = upstream('lighthouse', {
	...BENIGN,
	'CLAUDE.md': '# Lighthouse\n\nRun `npm test` before a commit.\n',
	'.gemini/settings.json': sessionHook('npm run greet'),
});
const harbour = upstream('harbour', {
	'package.json': { name: 'harbour', scripts: { build: 'tsc', test: 'mocha' } },
	'.vscode/tasks.json': { version: '2.0.0', tasks: [{ label: 'build', type: 'shell', command: 'npm run build' }] },
	'.vscode/settings.json': { 'editor.tabSize': 2 },
});
const beacon = upstream('beacon', {
	'AGENTS.md': '# Beacon\n\nUse two spaces.\n',
	'.mcp.json': { mcpServers: { docs: { command: 'npx', args: ['-y', '@example/docs-mcp@1.0.3'] } } },
});
const clones = [
	cloned(lighthouse, 'lighthouse-1'),
	cloned(lighthouse, 'lighthouse-2'),
	cloned(lighthouse, 'lighthouse-3'),
	cloned(harbour, 'harbour-1'),
	cloned(harbour, 'harbour-2'),
	cloned(beacon, 'beacon-1'),
];
const [first = '', second = '', third = ''] = clones;

/** @param {number} build of each of the fifteen */
const installed = (build) =>
	Array.from({ length: 15 }, (_, at) => ({
		id: `example.extension-${at}`,
		version: `1.${build}.0`,
		folder: `example.extension-${at}-1.${build}.0`,
	}));

/** @param {{ id: string, version: string, folder: string }} extension */
function writeExtension({ id, version, folder }) {
	const directory = join(home, '.vscode', 'extensions', folder);
	const [publisher, name] = id.split('.');
	const then = new Date(Date.now() - 30 * DAY);
	mkdirSync(directory, { recursive: true });
	writeFileSync(join(directory, 'package.json'), JSON.stringify({ publisher, name, version, engines: { vscode: '^1.80.0' } }));
	utimesSync(join(directory, 'package.json'), then, then);
}

/** @param {readonly { id: string, version: string, folder: string }[]} extensions */
function writeIndex(extensions) {
	replace(
		'.vscode/extensions/extensions.json',
		extensions.map(({ id, version, folder }) => ({
			identifier: { id },
			version,
			relativeLocation: folder,
			location: { $mid: 1, path: join(home, '.vscode', 'extensions', folder), scheme: 'file' },
			metadata: { installedTimestamp: Date.now() - 30 * DAY, source: 'gallery' },
		})),
	);
}

installed(0).forEach(writeExtension);
writeIndex(installed(0));
replace('.gemini/settings.json', { ui: { theme: 'Default' } });
replace('.codex/config.toml', 'model = "example"\n');

const editors = [await startEditor({ home, extensions: [vsix] }), await startEditor({ home })];
const browser = await openBrowser();
/** @type {{ name: string, page: import('playwright-core').Page, code: ReturnType<typeof workbench>, open: (folder: string) => Promise<void> }[]} */
const windows = [];
for (const [at, editor] of editors.entries()) {
	for (const number of [1, 2, 3]) {
		const name = `editor ${at + 1}, window ${number}`;
		// Each with a context of its own: of several pages in one, those behind are slowed down.
		const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-US' });
		await page.exposeFunction('heard', (/** @type {any} */ what, /** @type {string} */ text) => heard.push({ window: name, what, text }));
		await page.addInitScript(listen, STATUS_ITEM);
		const code = workbench(page);
		const open = async (/** @type {string} */ folder) => {
			await code.open(editor.address(folder));
			// The item says when it has looked: until then it reads the machine.
			await page.waitForFunction(
				(id) => /Checked/.test(document.getElementById(id)?.querySelector('[aria-label]')?.getAttribute('aria-label') ?? ''),
				STATUS_ITEM,
				{ timeout: 30_000 },
			);
		};
		windows.push({ name, page, code, open });
	}
}
const { check, sum } = checks(async (name) => {
	for (const [at, { page }] of windows.entries()) {
		await page.screenshot({
			path: join(
				evidence,
				`quiet-${at}-${name
					.replaceAll(/[^a-z0-9]+/gi, '-')
					.toLowerCase()
					.slice(0, 40)}.png`,
			),
			timeout: 10_000,
		});
	}
});

/**
 * A part of the day: nothing is said in it, by any window.
 * @param {string} name
 * @param {() => Promise<void> | void} body
 */
const quiet = (name, body) =>
	check(
		name,
		async () => {
			const before = heard.length;
			await body();
			await delay(SETTLE);
			const said = heard.slice(before).filter(({ what }) => what !== 'badge');
			assert.deepEqual(said, []);
			const badges = heard.length - before;
			return badges === 0 ? undefined : `badges: ${badges}`;
		},
		90_000,
	);

const [one, two] = windows;
assert.ok(one && two);

await check('the day before, the person has reviewed and trusted a project', async () => {
	await one.open(first);
	await one.code.palette('Sallyport: Review Folder Launches');
	await one.code.activeTab().filter({ hasText: 'What this folder would run' }).waitFor({ timeout: 10_000 });
	await one.code.palette('Sallyport: Mark as Reviewed');
	await one.page.waitForFunction((id) => !/kind/.test(document.getElementById(id)?.className ?? 'kind'), STATUS_ITEM, { timeout: 5_000 });
	await one.code.palette('Workspaces: Manage Workspace Trust');
	await one.page
		.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
		.first()
		.click({ timeout: 10_000 });
	await one.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached', timeout: 10_000 });
	await delay(SETTLE);
	assert.deepEqual([...all('dialog'), ...all('notification'), ...all('red')], []);
	heard.length = 0;
});

await quiet('six clones are opened, in two editors with three windows each', async () => {
	await Promise.all(windows.slice(1).map(({ open }, at) => open(clones[at + 1] ?? '')));
});

await quiet('eight worktrees are made, and opened', async () => {
	const worktrees = Array.from({ length: 8 }, (_, at) => join(src, `lighthouse-topic-${at}`));
	for (const [at, worktree] of worktrees.entries()) {
		git(first, 'worktree', 'add', '-b', `topic-${at}`, worktree);
	}
	const [, ...others] = windows;
	await Promise.all(
		others.map(async ({ open }, at) => {
			for (const worktree of worktrees.filter((_, number) => number % others.length === at)) {
				await open(worktree);
			}
		}),
	);
});

await quiet('three agents are started ten times each, and keep their books', async () => {
	for (let start = 1; start <= 10; start++) {
		const claude = json('.claude.json');
		const project = claude.projects[first] ?? { hasTrustDialogAccepted: false, allowedTools: [], mcpServers: {} };
		claude.numStartups++;
		claude.projects[first] = { ...project, lastCost: start / 100, lastSessionId: `session-${start}`, exampleFilesGeneratedAt: Date.now() };
		claude.tipsHistory = { 'new-user-warmup': start };
		replace('.claude.json', claude);
		replace(`.claude/projects/lighthouse/session-${start}.jsonl`, '{}\n');
		replace('.gemini/tmp/logs.json', [{ sessionId: `session-${start}` }]);
		replace('.gemini/state.json', { tipsShown: start });
		replace('.codex/history.jsonl', `{"session":${start}}\n`);
		replace('.codex/config.toml', `model = "example"\n\n[notice]\nhide_full_access_warning = ${start % 2 === 0}\n`);
		await delay(60);
	}
});

await quiet('the person approves: the project in three agents, a tool, a server', () => {
	const claude = json('.claude.json');
	claude.projects[first] = { ...claude.projects[first], hasTrustDialogAccepted: true, enabledMcpjsonServers: ['files'] };
	replace('.claude.json', claude);
	buildFolder(first, {
		'.claude/settings.local.json': {
			permissions: { allow: ['Bash(npm run test:*)', 'mcp__files__read'] },
			enabledMcpjsonServers: ['files'],
		},
	});
	replace('.gemini/trustedFolders.json', { [first]: 'TRUST_FOLDER' });
	replace('.codex/config.toml', `model = "example"\n\n[projects.${JSON.stringify(first)}]\ntrust_level = "trusted"\n`);
});

await quiet('tokens are refreshed every hour', async () => {
	for (let hour = 0; hour < 24; hour++) {
		const credentials = json('.claude/.credentials.json');
		Object.assign(credentials.claudeAiOauth, {
			accessToken: `sk-ant-oat01-${planted.secret()}`,
			refreshToken: `sk-ant-ort01-${planted.secret()}`,
			expiresAt: Date.now() + (hour + 8) * 60 * 60 * 1000,
		});
		replace('.claude/.credentials.json', credentials);
		replace('.aws/sso/cache/3a1f0c5d7e9b.json', { ...json('.aws/sso/cache/3a1f0c5d7e9b.json'), accessToken: planted.secret() });
		await delay(30);
	}
});

await quiet('fifteen extensions are updated, each long since published', async () => {
	const extensions = installed(0);
	for (const [at, next] of installed(1).entries()) {
		const before = extensions[at];
		writeExtension(next);
		extensions[at] = next;
		writeIndex(extensions);
		rmSync(join(home, '.vscode', 'extensions', before?.folder ?? 'none'), { recursive: true, force: true });
		await delay(30);
	}
});

await quiet('branches are switched that run the same', async () => {
	git(first, 'switch', '-c', 'wording');
	buildFolder(first, { 'README.md': '# The lighthouse\n' });
	git(first, 'commit', '-am', 'Wording');
	git(first, 'switch', 'main');
	git(first, 'switch', 'wording');
	git(first, 'switch', 'main');
	await delay(200);
});

const [files] = Object.values(BENIGN['.mcp.json'].mcpServers);
await quiet('four pulls touch agent configuration: layout, order, comments, instructions', async () => {
	const trusted = [first, second, third];
	const { command, args } = files ?? { command: '', args: [] };
	pulled(lighthouse, trusted, { '.mcp.json': JSON.stringify(BENIGN['.mcp.json']) });
	await delay(300);
	pulled(lighthouse, trusted, {
		'.mcp.json': `{\n\t"mcpServers": {\n\t\t"files": {\n\t\t\t"args": ${JSON.stringify(args)},\n\t\t\t"command": "${command}"\n\t\t}\n\t}\n}\n`,
	});
	await delay(300);
	pulled(lighthouse, trusted, {
		'.gemini/settings.json': `// What everybody here runs.\n${JSON.stringify(sessionHook('npm run greet'), undefined, 4)}\n`,
	});
	await delay(300);
	pulled(lighthouse, trusted, { 'CLAUDE.md': '# Lighthouse\n\nRun `npm test` before a commit, and `npm run lint`.\n' });
});

await quiet('the machine sleeps, and wakes', async () => {
	for (const signal of /** @type {const} */ (['SIGSTOP', 'SIGCONT'])) {
		for (const { child } of editors) {
			process.kill(-Number(child.pid), signal);
		}
		await delay(1_500);
	}
});

await quiet('a window is reloaded', () => one.open(first));

await check('in the whole day: no dialog, no notification, nothing red, and three changes of a badge at most', () => {
	assert.deepEqual([...all('dialog'), ...all('notification'), ...all('red')], []);
	assert.ok(all('badge').length <= 3, all('badge').join('\n'));
	return `badges: ${all('badge').join('; ') || 'none'}`;
});

await check('what does run something else is told of, by one window alone', async () => {
	pulled(lighthouse, [first], { '.gemini/settings.json': sessionHook('npm run greet -- --loud') });
	const deadline = Date.now() + 10_000;
	while (all('notification').length === 0 && Date.now() < deadline) {
		await delay(100);
	}
	await delay(SETTLE);
	assert.equal(all('notification').length, 1, all('notification').join('\n'));
	assert.match(all('notification')[0] ?? '', /has changed since you reviewed it: npm run greet -- --loud/);
	assert.deepEqual([...all('dialog'), ...all('red')], []);
});

await browser.close();
await Promise.all(editors.map(({ stop }) => stop()));
remove();
const counts = sum();
console.log(`\n  ${counts.passed} passing, ${counts.failed} failing`);
record('quiet-day', counts);
process.exit(counts.failed === 0 ? 0 : 1);
