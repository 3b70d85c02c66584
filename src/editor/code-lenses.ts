import vscode = require('vscode');

import { FILES, type OpenFiles } from './open-files.ts';

/** `3 run if trusted — Review`, above the first launch of a file. */
export class CodeLenses implements vscode.CodeLensProvider {
	private readonly registration: vscode.Disposable;
	readonly onDidChangeCodeLenses: vscode.Event<void>;

	constructor(private readonly files: OpenFiles) {
		this.onDidChangeCodeLenses = files.onDidChange;
		this.registration = vscode.languages.registerCodeLensProvider(FILES, this);
	}

	provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
		const drawing = this.files.drawingAsRead(document);
		const [first] = drawing?.launches ?? [];
		if (drawing === undefined || first === undefined || drawing.lens === '') {
			return [];
		}
		const line = Math.min(first.line, document.lineCount) - 1;
		return [
			new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title: `$(shield) ${drawing.lens}`, command: 'sallyport.reviewFolder' }),
		];
	}

	dispose(): void {
		this.registration.dispose();
	}
}
