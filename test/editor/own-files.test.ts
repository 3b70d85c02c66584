import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Drawing } from '../../src/editor/worker-messages.ts';
import { below, PATIENCE_MS, seen, until } from './drawing.ts';
import { trusted } from './variant.ts';

/** Comes after the other files: it marks the folder as reviewed. */
describe('what the person starts', () => {
	// An untrusted folder has no terminal.
	(trusted ? it : it.skip)('is noted where it is an agent in a terminal, and commands wait for it', async () => {
		await until('the first look', seen);
		const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
		assert.ok(folder);
		const log = join(homedir(), '.local', 'state', 'sallyport', 'said');
		const said = async (): Promise<number> => {
			const names = await readdir(log).catch(() => []);
			const texts = await Promise.all(names.map((name) => readFile(join(log, name), 'utf8')));
			return texts.join('').split('\n').length;
		};
		const before = await said();
		const terminal = vscode.window.createTerminal({ cwd: folder, shellPath: '/bin/bash' });
		try {
			terminal.show();
			const deadline = Date.now() + PATIENCE_MS;
			while (terminal.shellIntegration === undefined) {
				assert.ok(Date.now() < deadline, 'no shell integration');
				await delay(50);
			}
			// No such program is there: that it is started is told before the shell finds out.
			terminal.shellIntegration.executeCommand('claude --continue');
			while ((await said()) === before) {
				assert.ok(Date.now() < deadline, 'nothing was noted');
				await delay(50);
			}
		} finally {
			terminal.dispose();
		}
	}).timeout(40_000);

	it('tells of a server that was added to the person’s own files, until it was reviewed, and of its host that is another then', async () => {
		await until('the first look', seen);
		const path = join(homedir(), '.claude.json');
		const server = (url: string) => writeFile(path, JSON.stringify({ mcpServers: { elsewhere: { type: 'http', url } } }));
		const row = (drawing: Drawing): string =>
			below(drawing, 'Agents & MCP servers')
				.flatMap(({ children = [] }) => children)
				.find(({ label }) => label === 'elsewhere')?.spoken ?? '';
		await server('https://mcp.example.com/x');
		await until('the addition', (drawing) => /low: \S+ line 1: elsewhere was not there on /.test(row(drawing)));
		await vscode.commands.executeCommand('sallyport.reviewFolder');
		const sheet = vscode.window.activeTextEditor?.document.getText() ?? '';
		assert.match(
			sheet,
			/Changed in your own files, which hold in every folder {2}\(1\)\n {2}server · elsewhere\n {6}https:\/\/mcp\.example\.com\/x\n/,
		);
		await vscode.commands.executeCommand('sallyport.markReviewed');
		await until('the review', (drawing) => row(drawing) !== '' && !row(drawing).includes('was not there'));
		await server('https://mcp.example.net/x');
		await until('the other host', (drawing) => /medium: \S+ line 1: elsewhere is not what it was on /.test(row(drawing)));
		await rm(path);
		await until('the removal', (drawing) => row(drawing) === '');
	});
});
