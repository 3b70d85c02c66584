import { join } from 'node:path';

// Not `import * as`: the bundler would copy all of the API's six hundred names, once for every file, at each start.
import vscode = require('vscode');

import { version } from '../package.json';
import { CodeActions } from './editor/code-actions.ts';
import { CodeLenses } from './editor/code-lenses.ts';
import { registerCommands } from './editor/commands.ts';
import { Diagnostics } from './editor/diagnostics.ts';
import { GuardWorker } from './editor/guard-worker.ts';
import { Hovers } from './editor/hovers.ts';
import { OpenFiles } from './editor/open-files.ts';
import { ReportDocuments } from './editor/report-document.ts';
import { editorFolders, registeredDefaults } from './editor/running-editor.ts';
import { onSettings, readSettings, readTrustSettings } from './editor/settings.ts';
import { StatusBar } from './editor/status-bar.ts';
import { onTerminalLine } from './editor/terminals.ts';
import { View } from './editor/view.ts';
import { Voice } from './editor/voice.ts';
import { WalkthroughMarks } from './editor/walkthrough-marks.ts';
import { onWelcomeTab } from './editor/welcome-tab.ts';
import type { Drawing, WindowContext, WorkerStart } from './editor/worker-messages.ts';

/** Set by the first statement of the bundle. */
declare const sallyportLoadStarted: number;

/** What an editor's other extensions, and our tests in it, can ask. */
export interface Exports {
	/** Milliseconds, by our own clock: what the editor shows of an extension's start holds its neighbours' time too. */
	readonly timings: { readonly loadMs: number; readonly activateMs: number };
	/** What is shown now; null before the first look. */
	readonly drawing: () => Drawing | null;
	/** Milliseconds from the start of activate() to the first thing said unasked; null while nothing was. */
	readonly spokeAfterMs: () => number | null;
}

const FIRST_LOOK_DONE = 'firstLookDone';

export function activate(context: vscode.ExtensionContext): Exports {
	const began = performance.now();
	const view = new View();
	const statusBar = new StatusBar();
	let drawing: Drawing | null = null;
	const setContext = (key: string, value: boolean): void => void vscode.commands.executeCommand('setContext', key, value);
	const marks = new WalkthroughMarks(setContext);
	const voice = new Voice();
	const files = new OpenFiles(() => worker.tell(windowContext()));

	const firstLook = (): boolean => !context.globalState.get(FIRST_LOOK_DONE, false);
	const windowContext = (): WindowContext => ({
		...openFolders(),
		firstLook: firstLook(),
		documents: files.paths(),
	});
	const startWith = (): WorkerStart => ({ version, ...windowContext(), ...readSettings(), runningEditor: editorFolders(context) });
	const worker = new GuardWorker(join(__dirname, 'worker.js'), startWith, {
		defaultsOf: registeredDefaults,
		onDrawing: (next) => {
			drawing = next;
			statusBar.show(next.status);
			view.show(next);
			view.say('');
			marks.set(next.steps);
			voice.take(next.prompt);
			files.take(next.files);
		},
		onNote: (text) => void voice.note(text),
		onFailed: (_, reason) =>
			void vscode.window.showErrorMessage(
				`The review could not be recorded${reason === '' ? '' : `: ${reason}`}. It will be asked for again.`,
			),
		onEnd: (reason) => {
			const tooltip = `Not checking: ${reason}.`;
			statusBar.show({ text: '$(shield) Not checking', look: 'warning', tooltip });
			view.say(tooltip);
		},
	});
	const documents = new ReportDocuments((what) => worker.render(what));
	const tell = (): void => worker.tell(windowContext());
	const offerFirstLook = (): void => setContext('sallyport.firstLookDone', !firstLook());
	context.subscriptions.push(
		view,
		statusBar,
		worker,
		documents,
		voice,
		files,
		registerCommands({
			worker,
			documents,
			marks,
			onFirstLook: (shown) => void context.globalState.update(FIRST_LOOK_DONE, !shown).then(tell).then(offerFirstLook),
		}),
		onSettings(() => void worker.restart()),
		onWelcomeTab(() => marks.opened()),
		vscode.workspace.onDidGrantWorkspaceTrust(tell),
		vscode.workspace.onDidChangeWorkspaceFolders(tell),
		vscode.window.onDidChangeWindowState(({ focused }) => focused && worker.sweep()),
	);
	statusBar.show({ text: '$(shield)', look: 'plain', tooltip: 'Reading this machine…' });
	// Not before activate() has returned: everything that starts after us waits for that.
	const start = setImmediate(() => {
		void worker.start();
		offerFirstLook();
		context.subscriptions.push(
			new Diagnostics(files),
			new Hovers(files),
			new CodeActions(files, (query) => worker.actions(query)),
			new CodeLenses(files),
			onTerminalLine((line, folder) => worker.terminal(line, folder)),
		);
	});
	context.subscriptions.push({ dispose: () => clearImmediate(start) });
	return {
		timings: { loadMs, activateMs: performance.now() - began },
		drawing: () => drawing,
		spokeAfterMs: () => voice.spokeAt && voice.spokeAt - began,
	};
}

function openFolders(): Omit<WindowContext, 'firstLook' | 'documents'> {
	const all = vscode.workspace.workspaceFolders ?? [];
	const onDisk = all.filter((folder) => folder.uri.scheme === 'file');
	return {
		folders: onDisk.map((folder) => folder.uri.fsPath),
		virtualFolders: all.length - onDisk.length,
		trusted: vscode.workspace.isTrusted,
		...readTrustSettings(),
	};
}

const loadMs = performance.now() - sallyportLoadStarted;
