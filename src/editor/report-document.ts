import vscode = require('vscode');

import type { Rendered, Rendering } from './worker-messages.ts';

const SCHEME = 'sallyport';

/** Titles of the tabs; the address of a document is its title. */
const TITLES: Readonly<Record<Rendering, string>> = { audit: 'Audit of this workstation', folder: 'What this folder would run' };

/** Reports as read-only documents of the editor's own: found, copied and read aloud like any other text. Saved nowhere. */
export class ReportDocuments implements vscode.TextDocumentContentProvider {
	private readonly changed = new vscode.EventEmitter<vscode.Uri>();
	private readonly registration: vscode.Disposable;
	private readonly texts = new Map<Rendering, string>();
	readonly onDidChange = this.changed.event;

	constructor(private readonly render: (what: Rendering, reveal: readonly string[]) => Promise<Rendered>) {
		this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
	}

	/** A new report, in the tab of the last one where that is still open, with the first of these sentences in sight. */
	async open(what: Rendering, reveal: readonly string[] = []): Promise<void> {
		const { text, line } = await this.render(what, reveal);
		this.texts.set(what, text);
		const address = addressOf(what);
		this.changed.fire(address);
		const document = await vscode.workspace.openTextDocument(address);
		await vscode.languages.setTextDocumentLanguage(document, 'sallyport-report');
		const editor = await vscode.window.showTextDocument(document, { preview: false });
		if (line !== null) {
			const at = new vscode.Position(Math.min(line, document.lineCount - 1), 0);
			editor.selection = new vscode.Selection(at, at);
			editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenter);
		}
	}

	provideTextDocumentContent(address: vscode.Uri): string {
		const what = (Object.keys(TITLES) as Rendering[]).find((name) => addressOf(name).path === address.path);
		// A window that is restored asks before any report was made.
		return (what && this.texts.get(what)) ?? 'Run the command again for a new report.\n';
	}

	dispose(): void {
		this.registration.dispose();
		this.changed.dispose();
	}
}

function addressOf(what: Rendering): vscode.Uri {
	return vscode.Uri.from({ scheme: SCHEME, path: `/${TITLES[what]}` });
}
