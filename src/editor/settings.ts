import vscode = require('vscode');

import type { WindowContext, WorkerStart } from './worker-messages.ts';

/** Our own settings. All have the scope `application`: a folder cannot set them, and what it writes all the same is not read. */
export type Settings = Pick<WorkerStart, 'credentials' | 'knownFolders'>;

const SECTION = 'sallyport';

export function readSettings(): Settings {
	return { credentials: flag('credentials.look'), knownFolders: flag('folders.known') };
}

/** How the editor asks about trust. Application settings: a workspace's values are not among those read. */
export function readTrustSettings(): Pick<WindowContext, 'trustOff' | 'startupPrompt'> {
	const trust = vscode.workspace.getConfiguration('security.workspace.trust');
	const own = (name: string): unknown => {
		const { globalValue, defaultValue } = trust.inspect<unknown>(name) ?? {};
		return globalValue ?? defaultValue;
	};
	const startupPrompt = own('startupPrompt');
	return { trustOff: own('enabled') === false, startupPrompt: typeof startupPrompt === 'string' ? startupPrompt : 'never' };
}

/** Tells when one of them has another value. */
export function onSettings(changed: () => void): vscode.Disposable {
	return vscode.workspace.onDidChangeConfiguration((event) => {
		if (event.affectsConfiguration(SECTION)) {
			changed();
		}
	});
}

/** The person's value, else the default; never a workspace's. Of a value with the wrong type the default counts. */
function flag(name: string): boolean {
	const { globalValue, defaultValue } = vscode.workspace.getConfiguration(SECTION).inspect<unknown>(name) ?? {};
	return typeof globalValue === 'boolean' ? globalValue : defaultValue !== false;
}
