import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { trusted } from './variant.ts';

/** So long a test waits for what has to come. */
const PATIENCE_MS = 15_000;

const folder = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

async function open(path: string): Promise<vscode.TextDocument> {
	const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(folder(), path)));
	await vscode.window.showTextDocument(document);
	return document;
}

async function until<T>(what: string, get: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T> {
	for (const deadline = Date.now() + PATIENCE_MS; ; await delay(20)) {
		const value = await get();
		if (holds(value)) {
			return value;
		}
		assert.ok(Date.now() < deadline, `${what}: not within ${PATIENCE_MS / 1000} s: ${JSON.stringify(value)?.slice(0, 500)}`);
	}
}

const ours = (document: vscode.TextDocument): vscode.Diagnostic[] =>
	vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Sallyport');

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

/** The line of the document that holds the text. */
function lineOf(document: vscode.TextDocument, text: string): number {
	const at = document.getText().indexOf(text);
	assert.ok(at >= 0, text);
	return document.positionAt(at).line;
}

async function hoverOn(document: vscode.TextDocument, line: number): Promise<vscode.MarkdownString[]> {
	const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
		'vscode.executeHoverProvider',
		document.uri,
		new vscode.Position(line, 6),
	);
	return hovers.flatMap(({ contents }) => contents).filter((part): part is vscode.MarkdownString => part instanceof vscode.MarkdownString);
}

async function actionsOn(document: vscode.TextDocument, line: number): Promise<vscode.CodeAction[]> {
	const range = document.lineAt(line).range;
	return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
}

describe(`in files that are open, ${trusted ? 'in a trusted folder' : 'in Restricted Mode'}`, () => {
	const damaged = join('.vscode', 'damaged', '.cursor', 'mcp.json');
	const changed: string[] = [];
	const before = new Map<string, string>();

	/** Writes a file of the folder, which is as it was after the tests. */
	async function put(path: string, text: string): Promise<void> {
		const full = join(folder(), path);
		if (!before.has(full)) {
			before.set(full, await readFile(full, 'utf8').catch(() => ''));
			changed.push(full);
		}
		await mkdir(dirname(full), { recursive: true });
		await writeFile(full, text);
	}

	after(async () => {
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		await rm(join(folder(), damaged), { force: true });
		for (const path of changed) {
			const text = before.get(path) ?? '';
			await (text === '' ? rm(path, { recursive: true, force: true }) : writeFile(path, text));
		}
	});

	it('a finding is a problem at its place, with its rule, which says why it speaks', async () => {
		const document = await open('.mcp.json');
		const problems = await until(
			'the problems',
			() => ours(document),
			(list) => list.length > 0,
		);
		const script = problems.find((problem) => codeOf(problem) === 'launch/script-in-another-tools-folder');
		assert.equal(script?.severity, vscode.DiagnosticSeverity.Warning);
		assert.equal(script.range.start.line, lineOf(document, '"setup"'));
		assert.equal(document.getText(script.range), '"setup": {');
		const unpinned = problems.find((problem) => codeOf(problem) === 'launch/unpinned-runner');
		assert.equal(unpinned?.severity, vscode.DiagnosticSeverity.Hint);
		assert.ok(typeof script.code === 'object');
		const page = await vscode.workspace.openTextDocument(script.code.target);
		assert.match(page.getText(), /^launch\/script-in-another-tools-folder\n\n.*\n\nHow this is known: /);
	});

	it('a hover says what would run, for whom, when and behind what, and is nothing but text', async () => {
		const document = await open('.mcp.json');
		const parts = await until(
			'the hover',
			() => hoverOn(document, lineOf(document, '"tickets"')),
			(list) => list.some(({ value }) => value.includes('`tickets`')),
		);
		const ownPart = parts.find(({ value }) => value.includes('`tickets`'));
		assert.ok(ownPart);
		assert.ok(ownPart.value.includes('`npx -y @example/tickets-mcp --url https://tickets.example.com`'), ownPart.value);
		assert.match(ownPart.value, /^- Claude Code: when a session starts · once the folder is trusted/m);
		assert.deepEqual([ownPart.isTrusted ?? false, ownPart.supportHtml ?? false], [false, false]);
		assert.deepEqual(await hoverOn(document, 0), []);
	});

	it('a hook can be removed, and the editor undoes it', async () => {
		const document = await open('.claude/settings.json');
		const text = document.getText();
		const line = lineOf(document, 'node .vscode/setup.mjs');
		const actions = await until(
			'the actions',
			() => actionsOn(document, line),
			(list) => list.some(({ title }) => title.startsWith('Remove this hook')),
		);
		const remove = actions.find(({ title }) => title === 'Remove this hook (SessionStart)');
		assert.ok(remove?.edit);
		assert.ok(await vscode.workspace.applyEdit(remove.edit));
		assert.deepEqual(JSON.parse(document.getText()), { hooks: {} });
		assert.ok(document.isDirty);
		// The editor has actions of its own. Ours are silent: what was read is not what is on the screen.
		assert.ok(!(await actionsOn(document, line)).some(({ title }) => /^(?:Remove this hook|Review what)/.test(title)));
		await vscode.commands.executeCommand('undo');
		assert.equal(document.getText(), text);
	});

	it('a runner is pinned to what is installed, and not where nothing is', async () => {
		const document = await open('.mcp.json');
		const line = lineOf(document, '"tickets"');
		const review = (list: readonly vscode.CodeAction[]): boolean => list.some(({ title }) => title === 'Review what this folder would run');
		const without = await until('the actions', () => actionsOn(document, line), review);
		assert.ok(!without.some(({ title }) => title.startsWith('Pin ')), JSON.stringify(without.map(({ title }) => title)));
		await put('node_modules/@example/tickets-mcp/package.json', '{"version": "2.3.4"}');
		const pin = (await actionsOn(document, line)).find(({ title }) => title.startsWith('Pin '));
		assert.equal(pin?.title, 'Pin @example/tickets-mcp to 2.3.4, from node_modules');
		assert.ok(pin.edit && (await vscode.workspace.applyEdit(pin.edit)));
		assert.ok(document.getText().includes('"args": ["-y", "@example/tickets-mcp@2.3.4", "--url"'));
		await vscode.commands.executeCommand('workbench.action.files.revert');
	});

	it('what is above the first server of a file says how much would run', async () => {
		const document = await open('.mcp.json');
		const lenses = await until(
			'the lens',
			async () => (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri)) ?? [],
			(list) => list.some(({ command }) => command?.command === 'sallyport.reviewFolder'),
		);
		const lens = lenses.find(({ command }) => command?.command === 'sallyport.reviewFolder');
		assert.match(
			lens?.command?.title ?? '',
			trusted ? /^\$\(shield\) \d+ can run — Review$/ : /^\$\(shield\) \d+ run if trusted — Review$/,
		);
	});

	it('problems follow what is saved, stay while somebody types, and go with the file', async () => {
		await put('.cursor/mcp.json', '{\n  "mcpServers": {\n');
		const document = await open('.cursor/mcp.json');
		const unreadable = (list: readonly vscode.Diagnostic[]): boolean => list.some((problem) => codeOf(problem) === 'launch/unreadable');
		await until('the problem', () => ours(document), unreadable);
		const edit = new vscode.WorkspaceEdit();
		edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), '{"mcpServers": {}}\n');
		await vscode.workspace.applyEdit(edit);
		await delay(300);
		assert.ok(document.isDirty && unreadable(ours(document)));
		assert.deepEqual(await hoverOn(document, 0), []);
		await document.save();
		await until(
			'no problem',
			() => ours(document),
			(list) => list.length === 0,
		);
	});
});
