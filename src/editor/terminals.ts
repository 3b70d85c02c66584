import vscode = require('vscode');

/** A longer line is cut: no agent's name stands behind it. Characters. */
const LONGEST = 4_001;

/** What a person starts in a terminal of the editor, and where. */
export function onTerminalLine(tell: (line: string, folder: string) => void): vscode.Disposable {
	return vscode.window.onDidStartTerminalShellExecution(({ terminal, shellIntegration, execution: { commandLine, cwd } }) => {
		const folder = cwd ?? shellIntegration.cwd ?? beganIn(terminal);
		if (folder?.scheme === 'file') {
			tell(commandLine.value.slice(0, LONGEST), folder.fsPath);
		}
	});
}

/** Where the terminal began: of its first line the shell has not told yet. */
function beganIn({ creationOptions }: vscode.Terminal): vscode.Uri | undefined {
	const cwd = 'cwd' in creationOptions ? creationOptions.cwd : undefined;
	return typeof cwd === 'string' ? vscode.Uri.file(cwd) : (cwd ?? vscode.workspace.workspaceFolders?.[0]?.uri);
}
