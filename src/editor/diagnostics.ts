import vscode = require('vscode');

import type { Problem } from '../report/file-notes.ts';
import type { OpenFiles } from './open-files.ts';
import { rulePageAddress } from './report-document.ts';

/** Milliseconds from a save to what was read from the file then: until it is there the old lines would be drawn. */
const READ_MS = 500;

/** Characters that are underlined at most: of a file in one line not all of it. */
const LONGEST = 500;

/**
 * Findings as Problems, in files that are open. While somebody types they are left as they are: the editor moves them along
 * with the text, and what is read from disk meanwhile has other lines than the screen.
 */
export class Diagnostics {
	private readonly collection = vscode.languages.createDiagnosticCollection('Sallyport');
	private readonly events: vscode.Disposable;
	/** Addresses of what was not drawn anew because of unsaved changes. */
	private readonly withheld = new Set<string>();
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly files: OpenFiles) {
		const clean = (document: vscode.TextDocument): void => {
			if (!document.isDirty && this.withheld.has(document.uri.toString())) {
				clearTimeout(this.timer);
				this.timer = setTimeout(() => this.show(), READ_MS);
			}
		};
		this.events = vscode.Disposable.from(
			files.onDidChange(() => this.show()),
			vscode.workspace.onDidChangeTextDocument(({ document }) => clean(document)),
			vscode.workspace.onDidSaveTextDocument(clean),
			vscode.workspace.onDidCloseTextDocument(({ uri }) => {
				this.withheld.delete(uri.toString());
				this.collection.delete(uri);
			}),
		);
	}

	dispose(): void {
		clearTimeout(this.timer);
		this.events.dispose();
		this.collection.dispose();
	}

	private show(): void {
		for (const document of vscode.workspace.textDocuments) {
			if (document.isDirty) {
				this.withheld.add(document.uri.toString());
				continue;
			}
			this.withheld.delete(document.uri.toString());
			const problems = this.files.drawingOf(document)?.problems ?? [];
			if (problems.length > 0 || this.collection.has(document.uri)) {
				this.collection.set(
					document.uri,
					problems.map((problem) => diagnosticOf(problem, document)),
				);
			}
		}
	}
}

function diagnosticOf({ line, column, look, message, rule }: Problem, document: vscode.TextDocument): vscode.Diagnostic {
	const levels = vscode.DiagnosticSeverity;
	const level = { error: levels.Error, warning: levels.Warning, information: levels.Information, hint: levels.Hint }[look];
	const diagnostic = new vscode.Diagnostic(rangeOf(document, line, column), message, level);
	diagnostic.source = 'Sallyport';
	diagnostic.code = { value: rule, target: rulePageAddress(rule) };
	return diagnostic;
}

/** From the place to the end of what stands on its line. Lines and columns count from 1; the text may have fewer of them. */
function rangeOf(document: vscode.TextDocument, line: number, column: number): vscode.Range {
	const { text, lineNumber } = document.lineAt(Math.min(line, document.lineCount) - 1);
	const end = text.trimEnd().replace(/,$/, '').length;
	const start = Math.min(column - 1, end);
	return new vscode.Range(lineNumber, start, lineNumber, Math.min(end, start + LONGEST));
}
