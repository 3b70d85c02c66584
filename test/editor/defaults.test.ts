// Fails when VS Code moves a default that we rely on: the catalogue has to be corrected then, and what is built on it.
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { settings } from '../../src/catalog/settings/index.ts';
import { newer, type SettingEntry } from '../../src/catalog/settings/setting.ts';
import { note } from './report.ts';

/** What the editor's schema says of one setting; the shape is that of `IConfigurationPropertySchema` in VS Code's configurationRegistry.ts. */
interface Registered {
	readonly default?: unknown;
	readonly scope?: number | string;
	readonly restricted?: boolean;
}

/** `ConfigurationScope` of VS Code's configurationRegistry.ts; without a scope a setting is for windows. */
const SCOPES: readonly (SettingEntry['scope'] | 'language-overridable' | 'machine-overridable' | undefined)[] = [
	undefined,
	'application',
	'machine',
	'application-machine',
	'window',
	'resource',
	'language-overridable',
	'machine-overridable',
];

/** Catalogue ids of the editors that these tests can meet, by the name that they give themselves. */
const EDITORS: Readonly<Record<string, string>> = {
	'code-server': 'code-server',
	'Visual Studio Code': 'vscode',
	'Visual Studio Code - Insiders': 'vscode-insiders',
	VSCodium: 'vscodium',
};

/** A window that has just opened does not have it yet. */
async function schema(): Promise<string> {
	const address = vscode.Uri.parse('vscode://schemas/settings/default');
	for (const deadline = Date.now() + 15_000; ; await delay(200)) {
		try {
			return (await vscode.workspace.openTextDocument(address)).getText();
		} catch (error) {
			if (Date.now() > deadline) {
				throw error;
			}
		}
	}
}

describe('defaults that we rely on', () => {
	const editor = EDITORS[vscode.env.appName];
	let registered: Readonly<Record<string, Registered>>;

	before(async () => {
		assert.ok(editor, `no catalogue entry is known for ${vscode.env.appName}`);
		// The schema that the editor itself completes settings.json with: every setting of this build, with default and scope.
		registered = JSON.parse(await schema()).properties;
		note(`${vscode.env.appName}, VS Code ${vscode.version}: ${Object.keys(registered).length} settings registered`);
	});

	for (const setting of settings) {
		it(setting.id, () => {
			const found = registered[setting.id];
			if (!setting.registeredIn.includes(editor ?? '')) {
				assert.equal(found, undefined, `the catalogue says that ${editor} does not know this setting`);
				return;
			}
			assert.ok(found, `${editor} does not know this setting any more`);
			const expected = setting.defaults.filter(({ since }) => since === null || !newer(since, vscode.version)).at(-1);
			assert.ok(expected, 'the catalogue knows no default for this version');
			assert.deepEqual(found.default, expected.value);
			const scope = typeof found.scope === 'number' ? SCOPES[found.scope] : (found.scope ?? 'window');
			assert.equal(scope, setting.scope);
			assert.equal(found.restricted ?? false, setting.restricted);
		});
	}
});
