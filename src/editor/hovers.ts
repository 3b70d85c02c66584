import vscode = require('vscode');

import { FILES, type OpenFiles } from './open-files.ts';

/** What is known of a launch, on its line. */
export class Hovers implements vscode.HoverProvider {
	private readonly registration = vscode.languages.registerHoverProvider(FILES, this);

	constructor(private readonly files: OpenFiles) {}

	provideHover(document: vscode.TextDocument, { line, character }: vscode.Position): vscode.Hover | undefined {
		const there = this.files.drawingAsRead(document)?.launches.filter((launch) => launch.line === line + 1) ?? [];
		// Of several on one line the last that begins before.
		const note = there.findLast(({ column }) => column <= character + 1) ?? there[0];
		if (note === undefined) {
			return undefined;
		}
		const text = new vscode.MarkdownString(note.hover);
		// The worker has made code of a file's words. These hold besides: no command behind a link, no HTML.
		text.isTrusted = false;
		text.supportHtml = false;
		return new vscode.Hover(text);
	}

	dispose(): void {
		this.registration.dispose();
	}
}
