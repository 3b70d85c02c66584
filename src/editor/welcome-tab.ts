import vscode = require('vscode');

/** Titles of the tab that walkthroughs open in. In other languages *Set Up Protection…* and its buttons are the way. */
const WELCOME = /welcome|walkthrough|get started|set up protection/i;

/** Milliseconds from that tab to the steps in it being registered: some tens, here and there more. */
const REGISTERED_MS = 1_000;

/** Tells that the editor's own Welcome page was opened, from which a person can reach the walkthrough. */
export function onWelcomeTab(opened: () => void): vscode.Disposable {
	return vscode.window.tabGroups.onDidChangeTabs((change) => {
		// Such a tab has no input that the API names.
		if (change.opened.some((tab) => tab.input === undefined && WELCOME.test(tab.label))) {
			setTimeout(opened, REGISTERED_MS);
		}
	});
}
