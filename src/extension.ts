import { join } from 'node:path';
import * as vscode from 'vscode';
import { version } from '../package.json';
import { registerCommands } from './editor/commands.ts';
import { GuardWorker } from './editor/guard-worker.ts';
import { ReportDocuments } from './editor/report-document.ts';
import { idInReport, runningEditor } from './editor/running-editor.ts';
import { onSettings, readSettings } from './editor/settings.ts';
import { type GuardState, UNSEEN } from './editor/state.ts';
import { StatusBar } from './editor/status-bar.ts';
import { View } from './editor/view.ts';
import { markSteps } from './editor/walkthrough.ts';
import type { WorkerStart } from './editor/worker-messages.ts';

/** Set by the first statement of the bundle. */
declare const sallyportLoadStarted: number;

/** Milliseconds, by our own clock: what the editor shows of an extension's start holds its neighbours' time too. */
export interface Timings {
	/** From the first statement of the bundle to the last. */
	readonly loadMs: number;
	readonly activateMs: number;
}

/** For the tests in the extension host. */
export interface Exports {
	readonly timings: Timings;
	readonly state: () => GuardState;
}

const FIRST_LOOK_DONE = 'firstLookDone';

export function activate(context: vscode.ExtensionContext): Exports {
	const began = performance.now();
	const view = new View();
	const statusBar = new StatusBar();
	let state: GuardState = { ...UNSEEN, ...openFolders(), firstLook: !context.globalState.get(FIRST_LOOK_DONE, false) };
	const update = (changes: Partial<GuardState>): void => {
		state = { ...state, ...changes };
		statusBar.show(state);
		view.show(state);
		markSteps(state);
	};

	const running = runningEditor(context);
	const startWith = (): WorkerStart => {
		const { credentialsLook: credentials, foldersKnown: knownFolders } = readSettings();
		return { version, folders: state.folders, knownFolders, credentials, runningEditor: running };
	};
	const worker = new GuardWorker(join(__dirname, 'worker.js'), startWith, {
		onReport: ({ report, opened, degraded }) =>
			update({ report, opened, degraded, editor: idInReport(report.editors, running), checkedAt: new Date() }),
		onDegraded: (degraded) => update({ degraded }),
	});
	const documents = new ReportDocuments((what) => worker.render(what));
	context.subscriptions.push(
		view,
		statusBar,
		worker,
		documents,
		registerCommands({
			worker,
			documents,
			onAudited: () => void vscode.commands.executeCommand('setContext', 'sallyport.audited', true),
			onFirstLookDone: () => {
				update({ firstLook: false });
				void context.globalState.update(FIRST_LOOK_DONE, true);
			},
		}),
		onSettings(() => void worker.restart()),
		vscode.workspace.onDidGrantWorkspaceTrust(() => update({ trusted: true })),
		vscode.workspace.onDidChangeWorkspaceFolders(() => {
			update(openFolders());
			worker.open(state.folders);
		}),
		vscode.window.onDidChangeWindowState(({ focused }) => focused && worker.sweep()),
	);
	update({});
	// Not before activate() has returned: everything that starts after us waits for that.
	const start = setImmediate(() => void worker.start());
	context.subscriptions.push({ dispose: () => clearImmediate(start) });
	return { timings: { loadMs, activateMs: performance.now() - began }, state: () => state };
}

function openFolders(): Pick<GuardState, 'folders' | 'virtualFolders' | 'trusted'> {
	const all = vscode.workspace.workspaceFolders ?? [];
	const onDisk = all.filter((folder) => folder.uri.scheme === 'file');
	return {
		folders: onDisk.map((folder) => folder.uri.fsPath),
		virtualFolders: all.length - onDisk.length,
		trusted: vscode.workspace.isTrusted,
	};
}

const loadMs = performance.now() - sallyportLoadStarted;
