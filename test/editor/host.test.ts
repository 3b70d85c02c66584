import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Drawing } from '../../src/editor/worker-messages.ts';
import { below, ID, PATIENCE_MS, sallyport, seen, until } from './drawing.ts';
import { note } from './report.ts';
import { trusted } from './variant.ts';

/** Changes of a credential file that are timed. */
const CHANGES = 200;

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
		const deadline = Date.now() + PATIENCE_MS;
		while (!sallyport().isActive && Date.now() < deadline) {
			await delay(20);
		}
		assert.ok(sallyport().isActive);
		assert.equal(vscode.workspace.isTrusted, trusted);
	});

	it('tells how long it took to load and to activate', async () => {
		const { timings } = await sallyport().activate();
		assert.ok(timings.loadMs >= 0 && timings.activateMs >= 0, JSON.stringify(timings));
		note(`loaded in ${timings.loadMs.toFixed(2)} ms, activate() returned after ${timings.activateMs.toFixed(2)} ms`);
	});

	it('has looked at this machine, and knows what the folder would run and whether it is trusted', async () => {
		const drawing = await until('the first look', seen);
		const tickets = below(drawing, 'This folder').find(({ label }) => label === 'tickets');
		assert.equal(tickets?.command, 'npx -y @example/tickets-mcp --url https://tickets.example.com');
		assert.match(drawing.status.text, trusted ? /^\$\(shield\) \d+ can run$/ : /^\$\(shield\) \d+ run if trusted$/);
	});

	it('has every command that its manifest names', async () => {
		const registered = new Set(await vscode.commands.getCommands(true));
		const named: readonly { command: string }[] = sallyport().packageJSON.contributes.commands;
		assert.deepEqual(
			named.map(({ command }) => command).filter((command) => !registered.has(command)),
			[],
		);
	});

	it('has settings that no folder can set', async () => {
		const named = Object.keys(sallyport().packageJSON.contributes.configuration.properties);
		assert.ok(named.length > 0);
		for (const setting of named) {
			await assert.rejects(
				async () => vscode.workspace.getConfiguration().update(setting, false, vscode.ConfigurationTarget.Workspace),
				/Workspace Settings|workspace/i,
			);
		}
	});

	it('opens the audit as a document, and says in it what the folder would run', async () => {
		await vscode.commands.executeCommand('sallyport.audit');
		const editor = vscode.window.activeTextEditor;
		assert.equal(editor?.document.uri.scheme, 'sallyport');
		assert.equal(editor.document.languageId, 'sallyport-report');
		assert.match(editor.document.getText(), /npx -y @example\/tickets-mcp/);
	});

	it('opens what this folder would run, and nothing of the rest of the machine', async () => {
		await vscode.commands.executeCommand('sallyport.showFolder');
		const text = vscode.window.activeTextEditor?.document.getText() ?? '';
		assert.match(text, /tickets/);
		assert.doesNotMatch(text, /Credentials/);
	});

	it('shows what is known of a row as a document, and of the next row in the same one', async () => {
		const here = below(await until('the first look', seen), 'This folder');
		for (const name of ['tickets', 'setup']) {
			await vscode.commands.executeCommand(
				'sallyport.showDetail',
				here.find(({ label }) => label === name),
			);
			const document = vscode.window.activeTextEditor?.document;
			assert.deepEqual([document?.uri.path, document?.languageId], ['/In detail', 'sallyport-report']);
			for (const deadline = Date.now() + PATIENCE_MS; !document?.getText().startsWith(`${name}\n\n`); await delay(10)) {
				assert.ok(Date.now() < deadline, document?.getText());
			}
		}
	});

	it('passes only settings that it knows on to the settings editor', async () => {
		const before = vscode.window.tabGroups.activeTabGroup.tabs.length;
		await vscode.commands.executeCommand('sallyport.changeSetting', 'terminal.integrated.shell');
		await vscode.commands.executeCommand('sallyport.openPlace', { id: 'x' });
		await vscode.commands.executeCommand('sallyport.copyCommand');
		assert.equal(vscode.window.tabGroups.activeTabGroup.tabs.length, before);
	});

	it('has every single change of a credential file in its model', async () => {
		await until('the first look', seen);
		const path = join(homedir(), '.aws', 'credentials');
		await mkdir(join(homedir(), '.aws'), { recursive: true });
		const text = (turn: number): string =>
			`[default]\naws_access_key_id = ${'AK'}IA${randomBytes(8).toString('hex').toUpperCase()}\naws_secret_access_key = ${randomBytes(20).toString('hex')}\n[turn-${turn}]\naws_access_key_id = ${'AK'}IA${randomBytes(8).toString('hex').toUpperCase()}\naws_secret_access_key = ${randomBytes(20).toString('hex')}\n`;
		const knows = (turn: number) => (drawing: Drawing) =>
			below(drawing, 'Credentials').some(({ spoken }) => spoken?.startsWith(`AWS access key: turn-${turn},`));
		await writeFile(path, text(0));
		await until('the new file', knows(0));
		const took: number[] = [];
		for (let turn = 1; turn <= CHANGES; turn++) {
			await delay(15);
			const beside = `${path}.new`;
			await writeFile(beside, text(turn));
			const began = performance.now();
			// Half of the tools write in place, the other half beside and rename.
			await (turn % 2 === 0 ? rename(beside, path) : writeFile(path, text(turn)));
			await until(`change ${turn}`, knows(turn));
			took.push(performance.now() - began);
		}
		await rm(path);
		await until('the removal', (drawing) => !knows(CHANGES)(drawing));
		took.sort((a, b) => a - b);
		const at = (share: number): string => (took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(1);
		note(`${CHANGES} changes in the model after ${at(0.5)} ms at the median, ${at(0.99)} ms at the 99th percentile`);
	}).timeout(60_000);
});
