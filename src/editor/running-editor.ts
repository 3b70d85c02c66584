import { basename, dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import vscode = require('vscode');

import type { EditorFolders } from './worker-messages.ts';

/**
 * The editor that we run in: these folders count whatever its command line said. Undefined while the extension is under
 * development, in no editor's folder.
 */
export function editorFolders(context: vscode.ExtensionContext): EditorFolders | undefined {
	if (context.extensionMode !== vscode.ExtensionMode.Production) {
		return undefined;
	}
	return {
		extensionsDir: dirname(context.extensionUri.fsPath),
		userDataDir: userDataDir(context.globalStorageUri.fsPath),
		uriScheme: vscode.env.uriScheme,
	};
}

/** `<userDataDir>/User/globalStorage/<extension>`, or below `User/profiles/<profile>`. */
function userDataDir(globalStorage: string): string | null {
	for (let folder = globalStorage; folder !== dirname(folder); folder = dirname(folder)) {
		if (basename(folder) === 'User') {
			return dirname(folder);
		}
	}
	return null;
}

/**
 * What this build registers as the default of each setting: better than any that a catalog knows. One that it does not
 * register has none. One a turn, since asking for one takes a millisecond of the thread that all extensions share.
 */
export async function registeredDefaults(ids: readonly string[]): Promise<Record<string, unknown>> {
	const defaults: Record<string, unknown> = {};
	for (const id of ids) {
		const value = vscode.workspace.getConfiguration().inspect(id)?.defaultValue;
		if (value !== undefined) {
			defaults[id] = value;
		}
		await nextTurn();
	}
	return defaults;
}
