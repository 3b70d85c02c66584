import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { note } from './report.ts';
import { trusted } from './variant.ts';

const ID = 'sallyport.sallyport';

function sallyport(): vscode.Extension<{ readonly timings: { readonly loadMs: number; readonly activateMs: number } }> {
	const extension = vscode.extensions.getExtension(ID);
	assert.ok(extension, `${ID} is not among the extensions`);
	return extension;
}

describe('the extension host', () => {
	it('opens the sample folder in the mode that was asked for', () => {
		assert.equal(vscode.workspace.workspaceFolders?.[0]?.name, 'hostile-folder');
		assert.equal(vscode.workspace.isTrusted, trusted);
	});

	it('has a home of its own', () => {
		assert.match(homedir(), /sallyport-editor-/);
	});
});

describe('Sallyport', () => {
	it('is found', () => {
		assert.equal(sallyport().id, ID);
	});

	it(`is active by itself ${trusted ? 'in a trusted folder' : 'in Restricted Mode'}`, async () => {
		// Nobody activates it here: its own activation events have to.
		const deadline = Date.now() + 15_000;
		while (!sallyport().isActive && Date.now() < deadline) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		assert.ok(sallyport().isActive);
		assert.equal(vscode.workspace.isTrusted, trusted);
	});

	it('tells how long it took to load and to activate', async () => {
		const { timings } = await sallyport().activate();
		assert.ok(timings.loadMs >= 0 && timings.activateMs >= 0, JSON.stringify(timings));
		note(`loaded in ${timings.loadMs.toFixed(2)} ms, activate() returned after ${timings.activateMs.toFixed(2)} ms`);
	});
});
