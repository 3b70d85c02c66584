import vscode = require('vscode');

/** A longer line is cut: no agent's name stands behind it. Characters. */
const LONGEST = 4_001;

/** What a person starts in a terminal of the editor, and where; nothing where the shell does not tell the folder. */
export function onTerminalLine(tell: (line: string, folder: string) => void): vscode.Disposable {
	return vscode.window.onDidStartTerminalShellExecution(({ execution: { commandLine, cwd } }) => {
		if (cwd?.scheme === 'file') {
			tell(commandLine.value.slice(0, LONGEST), cwd.fsPath);
		}
	});
}
