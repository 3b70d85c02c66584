import vscode = require('vscode');

import type { ActionQuery, FileAction } from './file-actions.ts';
import { FILES, type OpenFiles } from './open-files.ts';

const KIND = vscode.CodeActionKind.QuickFix;

/** What can be done about the launches on a line. The edits are the editor's: it shows, saves and undoes them. */
export class CodeActions implements vscode.CodeActionProvider {
	private readonly registration = vscode.languages.registerCodeActionsProvider(FILES, this, { providedCodeActionKinds: [KIND] });

	constructor(
		private readonly files: OpenFiles,
		private readonly ask: (query: ActionQuery) => Promise<readonly FileAction[]>,
	) {}

	async provideCodeActions(
		document: vscode.TextDocument,
		{ start }: vscode.Range,
		{ diagnostics, only }: vscode.CodeActionContext,
	): Promise<vscode.CodeAction[]> {
		const line = start.line + 1;
		const drawing = this.files.drawingAsRead(document);
		if ((only && !only.contains(KIND)) || !drawing?.launches.some((launch) => launch.line === line)) {
			return [];
		}
		const { version } = document;
		const query = { path: drawing.path, text: document.getText(), line };
		const actions = await this.ask(query).catch(() => []);
		// Somebody has typed meanwhile.
		return document.version === version ? actions.map((action) => codeAction(action, document, diagnostics)) : [];
	}

	dispose(): void {
		this.registration.dispose();
	}
}

function codeAction(action: FileAction, document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction {
	const made = new vscode.CodeAction(action.title, KIND);
	if (action.kind === 'command') {
		made.command = { title: action.title, command: action.command, arguments: [...action.arguments] };
		return made;
	}
	made.edit = new vscode.WorkspaceEdit();
	for (const { start, end, text } of action.edits) {
		made.edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
	}
	made.diagnostics = diagnostics.filter(({ code }) => typeof code === 'object' && code.value === action.rule);
	return made;
}
