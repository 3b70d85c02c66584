import vscode = require('vscode');

import type { Sheet } from '../report/sheet.ts';
import type { Rendering, RulePage } from './worker-messages.ts';

const SCHEME = 'sallyport';

/** A report, or what is known of the row that was clicked last. */
type Page = Exclude<Rendering, RulePage> | 'detail';

/** Titles of the tabs; the address of a document is its title. */
const TITLES: Readonly<Record<Page, string>> = {
	audit: 'Audit of this workstation',
	folder: 'What this folder would run',
	detail: 'In detail',
};

/** The id of a rule, at the end of the address of its page. */
const RULE = /(?<=^\/Why: )[a-z-]+\/[a-z-]+$/;

/** The page that says why a rule speaks. It is fetched when somebody opens it. */
export function rulePageAddress(id: string): vscode.Uri {
	return vscode.Uri.from({ scheme: SCHEME, path: `/Why: ${id}` });
}

const SELECTOR: vscode.DocumentSelector = { scheme: SCHEME };

/** What a person can do about all of it, at the top of the sheet. */
const SHEET_ACTIONS: readonly vscode.Command[] = [
	{ title: '$(check) Mark as Reviewed', command: 'sallyport.markReviewed' },
	{ title: '$(circle-slash) Deny All of It…', command: 'sallyport.denyFolder' },
	{ title: '$(shield) Open Trust Editor', command: 'workbench.trust.manage' },
];

/** What a person can do about a launch, on its line of the sheet. */
const LAUNCH_ACTIONS: readonly { readonly title: string; readonly command: string }[] = [
	{ title: '$(circle-slash) Deny…', command: 'sallyport.denyServer' },
];

/**
 * Reports as read-only documents of the editor's own: found, copied and read aloud like any other text. Saved nowhere. In
 * the trust sheet places are links, and what can be done about a launch stands above it.
 */
export class ReportDocuments implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.CodeLensProvider {
	private readonly changed = new vscode.EventEmitter<vscode.Uri>();
	private readonly registration: vscode.Disposable;
	private readonly pages = new Map<Page, Sheet>();
	readonly onDidChange = this.changed.event;

	constructor(private readonly render: (what: Rendering) => Promise<Sheet>) {
		this.registration = vscode.Disposable.from(
			vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
			vscode.languages.registerDocumentLinkProvider(SELECTOR, this),
			vscode.languages.registerCodeLensProvider(SELECTOR, this),
		);
	}

	/** A new report, in the tab of the last one where that is still open. */
	async open(what: Exclude<Rendering, RulePage>): Promise<void> {
		await this.show(what, await this.render(what), false);
	}

	/** All rows share one tab, which gives way to the next file that is opened. */
	async openDetail(text: string): Promise<void> {
		await this.show('detail', { text, marks: [] }, true);
	}

	async provideTextDocumentContent(address: vscode.Uri): Promise<string> {
		const [rule] = RULE.exec(address.path) ?? [];
		if (rule !== undefined) {
			return (await this.render(`rule/${rule}`)).text;
		}
		// A window that is restored asks before there is any.
		return this.pageAt(address)?.text ?? 'Run the command, or click the row, again.\n';
	}

	/** Files are opened at their line; an address that only the editor knows is never made of a file's text. */
	provideDocumentLinks({ uri }: vscode.TextDocument): vscode.DocumentLink[] {
		return (this.pageAt(uri)?.marks ?? []).flatMap((mark) => {
			if (mark.kind !== 'place') {
				return [];
			}
			const { path, line, column } = mark.place;
			const range = new vscode.Range(mark.line, mark.start, mark.line, mark.end);
			return [new vscode.DocumentLink(range, vscode.Uri.file(path).with({ fragment: `L${line},${column}` }))];
		});
	}

	provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
		if (uri.path !== addressOf('folder').path) {
			return [];
		}
		const top = new vscode.Range(0, 0, 0, 0);
		const marks = this.pageAt(uri)?.marks ?? [];
		return [
			...(marks.some(({ kind }) => kind === 'launch') ? SHEET_ACTIONS : []).map((action) => new vscode.CodeLens(top, action)),
			...marks.flatMap((mark) =>
				mark.kind === 'launch'
					? LAUNCH_ACTIONS.map(
							(action) => new vscode.CodeLens(new vscode.Range(mark.line, 0, mark.line, 0), { ...action, arguments: [mark.launch] }),
						)
					: [],
			),
		];
	}

	private pageAt(address: vscode.Uri): Sheet | undefined {
		const page = (Object.keys(TITLES) as Page[]).find((name) => addressOf(name).path === address.path);
		return page && this.pages.get(page);
	}

	dispose(): void {
		this.registration.dispose();
		this.changed.dispose();
	}

	private async show(page: Page, sheet: Sheet, preview: boolean): Promise<void> {
		this.pages.set(page, sheet);
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
