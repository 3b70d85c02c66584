import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { editors } from '../catalog/editors/index.ts';
import { settings } from '../catalog/settings/index.ts';
import type { RunningEditor } from '../inventory/editors.ts';
import type { Editor } from '../model/editor.ts';

/**
 * The editor that we run in, as its API tells it: these folders count whatever its command line said, and its own defaults
 * are better than any that a catalog knows. Undefined while the extension is under development, in no editor's folder.
 */
export function runningEditor(context: vscode.ExtensionContext): RunningEditor | undefined {
	if (context.extensionMode !== vscode.ExtensionMode.Production) {
		return undefined;
	}
	const id = editors.find((editor) => editor.id === vscode.env.uriScheme)?.id;
	return {
		extensionsDir: dirname(context.extensionUri.fsPath),
		userDataDir: userDataDir(context.globalStorageUri.fsPath),
		...(id !== undefined && { id }),
		defaults: registeredDefaults(),
	};
}

/** The id that the running editor goes by in a report; null where it is not among its editors. */
export function idInReport(editors: readonly Editor[], running: RunningEditor | undefined): string | null {
	const own = editors.find(
		({ extensionsDir, userDataDir }) =>
			extensionsDir === running?.extensionsDir || (userDataDir !== null && userDataDir === running?.userDataDir),
	);
	return own?.editor ?? running?.id ?? null;
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

/** A setting that this build does not register has no default. */
function registeredDefaults(): Record<string, unknown> {
	const configuration = vscode.workspace.getConfiguration();
	const defaults = settings.map((setting) => [setting.id, configuration.inspect(setting.id)?.defaultValue] as const);
	return Object.fromEntries(defaults.filter(([, value]) => value !== undefined));
}
