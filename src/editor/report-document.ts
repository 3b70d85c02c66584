import vscode = require('vscode');

import type { Rendering } from './worker-messages.ts';

const SCHEME = 'sallyport';

/** Titles of the tabs; the address of a document is its title. */
const TITLES: Readonly<Record<Rendering, string>> = { audit: 'Audit of this workstation', folder: 'What this folder would run' };

/** Reports as read-only documents of the editor's own: found, copied and read aloud like any other text. Saved nowhere. */
export class ReportDocuments implements vscode.TextDocumentContentProvider {
	private readonly changed = new vscode.EventEmitter<vscode.Uri>();
	private readonly registration: vscode.Disposable;
	private readonly texts = new Map<Rendering, string>();
	readonly onDidChange = this.changed.event;

	constructor(private readonly render: (what: Rendering) => Promise<string>) {
		this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
	}

	/** A new report, in the tab of the last one where that is still open. */
	async open(what: Rendering): Promise<void> {
		this.texts.set(what, await this.render(what));
		const address = addressOf(what);
		this.changed.fire(address);
		const document = await vscode.workspace.openTextDocument(address);
		await vscode.languages.setTextDocumentLanguage(document, 'sallyport-report');
		await vscode.window.showTextDocument(document, { preview: false });
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
