import vscode = require('vscode');

import type { FileDrawing } from './worker-messages.ts';

/** More documents than a person has open; some tools open every file of a folder. */
const MOST_DOCUMENTS = 500;

/** Milliseconds in which documents that are opened together are told together. */
const TOGETHER_MS = 50;

/** Settings of the editor's own have an address of another scheme, and stand in a file all the same. */
const ON_DISK: ReadonlySet<string> = new Set(['file', 'vscode-userdata']);

/** For the providers: whatever is on a disk. Each looks first whether anything is known of it. */
export const FILES: vscode.DocumentSelector = [...ON_DISK].map((scheme) => ({ scheme }));

/** The files that are open as text, and what there is to say about them. */
export class OpenFiles {
	private readonly events: vscode.Disposable;
	private readonly changed = new vscode.EventEmitter<void>();
	private drawings: ReadonlyMap<string, FileDrawing> = new Map();
	private drawn = '';
	private timer: NodeJS.Timeout | undefined;
	/** Something else is to be said than before. */
	readonly onDidChange = this.changed.event;

	/** `tell` passes on that other files are open than before. */
	constructor(tell: () => void) {
		const soon = ({ uri }: vscode.TextDocument): void => {
			if (ON_DISK.has(uri.scheme)) {
				this.timer ??= setTimeout(() => {
					this.timer = undefined;
					tell();
				}, TOGETHER_MS);
			}
		};
		this.events = vscode.Disposable.from(
			vscode.workspace.onDidOpenTextDocument(soon),
			vscode.workspace.onDidCloseTextDocument(soon),
			this.changed,
		);
	}

	paths(): readonly string[] {
		return vscode.workspace.textDocuments
			.filter(({ uri }) => ON_DISK.has(uri.scheme))
			.slice(0, MOST_DOCUMENTS)
			.map(({ uri }) => uri.fsPath)
			.sort();
	}

	take(files: readonly FileDrawing[]): void {
		const drawn = JSON.stringify(files);
		if (drawn !== this.drawn) {
			this.drawn = drawn;
			this.drawings = new Map(files.map((file) => [file.path, file]));
			this.changed.fire();
		}
	}

	/** Of the file as it is on disk; undefined where nothing is to be said. */
	drawingOf({ uri }: vscode.TextDocument): FileDrawing | undefined {
		return ON_DISK.has(uri.scheme) ? this.drawings.get(uri.fsPath) : undefined;
	}

	/**
	 * The same, where the text on the screen is the one that was read. While somebody types, lines are not where they were:
	 * what is said by line is then not said, rather than of the wrong one.
	 */
	drawingAsRead(document: vscode.TextDocument): FileDrawing | undefined {
		return document.isDirty ? undefined : this.drawingOf(document);
	}

	dispose(): void {
		clearTimeout(this.timer);
		this.events.dispose();
	}
}
