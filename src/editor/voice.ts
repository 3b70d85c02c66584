import vscode = require('vscode');

import type { Prompt } from './prompt.ts';

/** Milliseconds without a keystroke after which a dialog takes no key that was meant for a text. */
const QUIET_MS = 1_500;

const REVIEW = 'Review';
const DENY = 'Deny All of It…';
const TRUST_EDITOR = 'Open Trust Editor';

/** What is said unasked: once about the same, and never into a person's typing. */
export class Voice {
	private readonly listener: vscode.Disposable;
	private typedAt = 0;
	private timer: NodeJS.Timeout | undefined;
	private waiting: Prompt | null = null;
	/** By the clock of `performance`; null while nothing was said. */
	spokeAt: number | null = null;

	private readonly said = new Set<string>();

	constructor() {
		this.listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			if (contentChanges.length > 0 && document === vscode.window.activeTextEditor?.document) {
				this.typedAt = performance.now();
			}
		});
	}

	take(prompt: Prompt | null): void {
		this.waiting = prompt;
		clearTimeout(this.timer);
		if (prompt !== null && !this.said.has(prompt.key)) {
			const quietIn = this.typedAt === 0 ? 0 : this.typedAt + QUIET_MS - performance.now();
			this.timer = setTimeout(() => this.speak(), Math.max(0, quietIn));
		}
	}

	/** Beside everything else, and quietly: nobody waits for an answer. */
	async note(text: string): Promise<void> {
		if ((await vscode.window.showInformationMessage(plain(text), REVIEW)) === REVIEW) {
			await vscode.commands.executeCommand('sallyport.reviewFolder');
		}
	}

	dispose(): void {
		clearTimeout(this.timer);
		this.listener.dispose();
	}

	private speak(): void {
		const prompt = this.waiting;
		if (prompt === null || this.said.has(prompt.key)) {
			return;
		}
		if (this.typedAt !== 0 && this.typedAt + QUIET_MS > performance.now()) {
			this.take(prompt);
			return;
		}
		this.waiting = null;
		this.spokeAt ??= performance.now();
		this.said.add(prompt.key);
		void this.say(prompt);
	}

	private async say({ how, title, detail, armed, own = false }: Prompt): Promise<void> {
		let chosen: string | undefined;
		if (how === 'modal') {
			const close: vscode.MessageItem = { title: armed ? 'Close' : 'Stay Restricted', isCloseAffordance: true };
			const items = [{ title: REVIEW }, { title: TRUST_EDITOR }, close];
			chosen = (await vscode.window.showWarningMessage(plain(title), { modal: true, detail }, ...items))?.title;
		} else {
			// A dialog of the editor's own may stand before the sheet; behind it the commands are there to be read.
			if (!armed) {
				await vscode.commands.executeCommand('sallyport.reviewFolder');
			}
			chosen = await vscode.window.showWarningMessage(
				plain(title),
				...(armed && !own ? [DENY] : []),
				...(own ? [REVIEW] : [REVIEW, TRUST_EDITOR]),
			);
		}
		if (chosen === REVIEW) {
			await vscode.commands.executeCommand('sallyport.reviewFolder');
		} else if (chosen === DENY) {
			await vscode.commands.executeCommand('sallyport.denyFolder');
		} else if (chosen === TRUST_EDITOR) {
			await vscode.commands.executeCommand('workbench.trust.manage');
		}
	}
}

/** A notification makes links of Markdown ones: what files are called must be none. */
export function plain(text: string): string {
	return text.replaceAll('](', '] (');
}
