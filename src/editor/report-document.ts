import vscode = require('vscode');

import type { Rendering } from './worker-messages.ts';

const SCHEME = 'sallyport';

/** A report, or what is known of the row that was clicked last. */
type Page = Rendering | 'detail';

/** Titles of the tabs; the address of a document is its title. */
const TITLES: Readonly<Record<Page, string>> = {
	audit: 'Audit of this workstation',
	folder: 'What this folder would run',
	detail: 'In detail',
};

/** Reports as read-only documents of the editor's own: found, copied and read aloud like any other text. Saved nowhere. */
export class ReportDocuments implements vscode.TextDocumentContentProvider {
	private readonly changed = new vscode.EventEmitter<vscode.Uri>();
	private readonly registration: vscode.Disposable;
	private readonly texts = new Map<Page, string>();
	readonly onDidChange = this.changed.event;

	constructor(private readonly render: (what: Rendering) => Promise<string>) {
		this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
	}

	/** A new report, in the tab of the last one where that is still open. */
	async open(what: Rendering): Promise<void> {
		await this.show(what, await this.render(what), false);
	}

	/** All rows share one tab, which gives way to the next file that is opened. */
	async openDetail(text: string): Promise<void> {
		await this.show('detail', text, true);
	}

	provideTextDocumentContent(address: vscode.Uri): string {
		const page = (Object.keys(TITLES) as Page[]).find((name) => addressOf(name).path === address.path);
		// A window that is restored asks before there is any.
		return (page && this.texts.get(page)) ?? 'Run the command, or click the row, again.\n';
	}

	dispose(): void {
		this.registration.dispose();
		this.changed.dispose();
	}

	private async show(page: Page, text: string, preview: boolean): Promise<void> {
		this.texts.set(page, text);
		const address = addressOf(page);
		this.changed.fire(address);
		const document = await vscode.workspace.openTextDocument(address);
		await vscode.languages.setTextDocumentLanguage(document, 'sallyport-report');
		await vscode.window.showTextDocument(document, { preview });
	}
}

function addressOf(page: Page): vscode.Uri {
	return vscode.Uri.from({ scheme: SCHEME, path: `/${TITLES[page]}` });
}
