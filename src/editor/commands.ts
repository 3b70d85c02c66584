import vscode = require('vscode');

import { Changing } from './changing.ts';
import type { GuardWorker } from './guard-worker.ts';
import type { ReportDocuments } from './report-document.ts';
import type { Row } from './row.ts';
import type { WalkthroughMarks } from './walkthrough-marks.ts';

export interface CommandTargets {
	readonly worker: GuardWorker;
	readonly documents: ReportDocuments;
	readonly marks: WalkthroughMarks;
	/** Shows the first look again, or puts it away. */
	readonly onFirstLook: (shown: boolean) => void;
}

/** What the buttons of the walkthrough give to the commands that others run too. */
const FROM_WALKTHROUGH = 'walkthrough';

/** What a person can do. Every action of the view is here, and so are those of the palette. */
export function registerCommands({ worker, documents, marks, onFirstLook }: CommandTargets): vscode.Disposable {
	/** Whether the document came. */
	const open = async (what: 'audit' | 'folder'): Promise<boolean> => {
		try {
			await vscode.window.withProgress({ location: { viewId: 'sallyport.view' } }, () => documents.open(what));
			return true;
		} catch {
			// The person asked for it, so the answer may be a notification.
			void vscode.window.showErrorMessage('Sallyport is not reading at the moment. The status bar says why.');
			return false;
		}
	};
	const changing = new Changing(worker, (text) => documents.openDetail(text));
	const actions: Readonly<Record<string, (argument?: unknown, second?: unknown) => unknown>> = {
		'sallyport.audit': async (from) => {
			if (from === FROM_WALKTHROUGH) {
				marks.opened();
			}
			if (await open('audit')) {
				marks.set({ 'sallyport.audited': true });
			}
		},
		'sallyport.showFolder': () => open('folder'),
		'sallyport.reviewFolder': () => open('folder'),
		'sallyport.markReviewed': () => worker.reviewed(),
		'sallyport.denyServer': (argument, tool) => changing.denyServer(argument, tool),
		'sallyport.denyFolder': () => changing.denyFolder(),
		'sallyport.undoChange': () => changing.undoChange(),
		'sallyport.undoEverything': () => changing.undoAll(),
		'sallyport.refresh': () => worker.look(),
		'sallyport.showDetail': (row) => isRow(row) && row.detail !== undefined && documents.openDetail(row.detail),
		'sallyport.openPlace': openPlace,
		'sallyport.copyCommand': (row) => isRow(row) && row.command !== undefined && vscode.env.clipboard.writeText(row.command),
		'sallyport.changeSetting': async (argument, from) => {
			if (from === FROM_WALKTHROUGH) {
				marks.opened();
			}
			await changeSetting(argument);
		},
		'sallyport.dismissFirstLook': () => onFirstLook(false),
		'sallyport.showFirstLook': async () => {
			onFirstLook(true);
			await vscode.commands.executeCommand('sallyport.view.focus');
		},
		'sallyport.setUp': async () => {
			await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'sallyport.sallyport#setUp', false);
			marks.opened();
		},
	};
	return vscode.Disposable.from(...Object.entries(actions).map(([id, action]) => vscode.commands.registerCommand(id, action)));
}

async function openPlace(row: unknown): Promise<void> {
	if (!isRow(row) || row.place === undefined) {
		return;
	}
	const at = new vscode.Position(row.place.line - 1, row.place.column - 1);
	// vscode.open rather than openTextDocument: it knows what to do with a file that is binary, huge or gone.
	await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(row.place.path), { selection: new vscode.Range(at, at) });
}

/** The parts of the settings that rows and the walkthrough name. Anyone can call a command: nothing else is passed on. */
const SETTING = /^(?:chat|extensions|sallyport|security|task)(?:\.[A-Za-z]+)+$/;

/** Takes a row, or the name of a setting from the walkthrough. */
async function changeSetting(argument: unknown): Promise<void> {
	const setting = isRow(argument) ? argument.setting : argument;
	if (typeof setting === 'string' && SETTING.test(setting)) {
		await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${setting}`);
	}
}

function isRow(argument: unknown): argument is Row {
	return typeof argument === 'object' && argument !== null && 'id' in argument && 'tooltip' in argument;
}
