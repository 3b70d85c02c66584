import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { agents } from '../../src/catalog/agents/index.ts';
import { credentialStores } from '../../src/catalog/credentials/index.ts';
import { editors } from '../../src/catalog/editors/index.ts';
import { settings } from '../../src/catalog/settings/index.ts';
import { tools } from '../../src/catalog/tools/index.ts';
import { denials } from '../../src/change/denials/index.ts';
import { rules } from '../../src/rules/index.ts';
import { slowText } from './slow-patterns.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Import {
	/** As it is written. */
	readonly from: string;
	/** Of a file of ours, its path below src. */
	readonly file: string | null;
	readonly typeOnly: boolean;
}

interface Module {
	/** Below src, with `/`. */
	readonly path: string;
	/** The first folder, or the file's own name. */
	readonly area: string;
	readonly text: string;
	readonly imports: readonly Import[];
	/** Every node of the syntax tree, itself a tree. */
	readonly nodes: readonly ts.Node[];
}

function parse(path: string, text: string): Module {
	const nodes: ts.Node[] = [];
	const collect = (node: ts.Node): void => {
		nodes.push(node);
		ts.forEachChild(node, collect);
	};
	collect(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
	return { path, area: path.split('/')[0] ?? '', text, imports: nodes.flatMap((node) => importOf(path, node) ?? []), nodes };
}

function importOf(path: string, node: ts.Node): Import | null {
	let from: ts.Node | undefined;
	let typeOnly = false;
	if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
		from = node.moduleSpecifier;
		const named = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
		const inEach = named !== undefined && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
		typeOnly = ts.isImportDeclaration(node)
			? (node.importClause?.isTypeOnly ?? false) || (inEach && node.importClause?.name === undefined)
			: node.isTypeOnly;
	} else if (ts.isExternalModuleReference(node)) {
		from = node.expression;
	} else if (ts.isImportTypeNode(node)) {
		from = ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
		typeOnly = true;
	} else if (
		ts.isCallExpression(node) &&
		(node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')
	) {
		from = node.arguments[0];
	}
	if (from === undefined) {
		return null;
	}
	assert.ok(ts.isStringLiteral(from), `${path}: what is imported is not said in so many words`);
	const file = from.text.startsWith('.') ? join(dirname(path), from.text).split('\\').join('/') : null;
	return { from: from.text, file, typeOnly };
}

/** What may be imported by the files of each area, beside its own. */
const MAY: Readonly<Record<string, readonly string[]>> = (() => {
	const inventory = ['model', 'document', 'machine', 'catalog'];
	const judging = [...inventory, 'inventory'];
	const report = [...judging, 'rules', 'quarantine', 'provenance', 'intelligence', 'journal', 'change', 'decoys'];
	return {
		model: [],
		document: ['model'],
		machine: ['model'],
		catalog: ['model', 'document', 'machine'],
		inventory,
		rules: ['model', 'catalog', 'inventory'],
		quarantine: judging,
		provenance: judging,
		intelligence: judging,
		journal: judging,
		change: judging,
		decoys: judging,
		report,
		editor: [...report, 'report'],
		terminal: [...report, 'report'],
		// Where the pieces are put together.
		'extension.ts': [...report, 'report', 'editor'],
		'worker.ts': [...report, 'report', 'editor'],
		// Only starts what src/terminal was built to.
		'cli.ts': ['machine'],
	};
})();

/** What only src/machine may open. */
const OUTSIDE = /^(?:node:)?(?:fs|child_process|net|https?|http2|dgram|tls|dns|cluster|inspector)(?:\/|$)|^(?:chokidar|undici|ws)$/;

/** What is wrong with the imports of a file, one line for each. */
function wrongImports({ path, area, imports }: Module): readonly string[] {
	const allowed = MAY[area];
	if (allowed === undefined) {
		return [`${path} is in no area that is known`];
	}
	return imports.flatMap(({ from, file, typeOnly }) => {
		const wrong = `${path} imports ${from}`;
		if (file === null) {
			const outside = OUTSIDE.test(from) && area !== 'machine';
			const editor = from === 'vscode' && area !== 'editor' && area !== 'extension.ts';
			return outside || editor ? [wrong] : [];
		}
		if (file === '../package.json') {
			return path === 'terminal/main.ts' || area === 'extension.ts' || area === 'editor' ? [] : [wrong];
		}
		const target = file.split('/')[0] ?? '';
		if (target !== area && !allowed.includes(target)) {
			return [wrong];
		}
		// A catalogue is knowledge: of the machine it knows what places and texts are, and how to open nothing.
		const pure = typeOnly || /^machine\/(?:places|text|machine)\.ts$/.test(file);
		return area === 'catalog' && target === 'machine' && !pure ? [wrong] : [];
	});
}

/** What waits for files, and who may use it: the command line. */
const WAITING: Readonly<Record<string, string>> = { 'machine/prompt-disk.ts': 'terminal/run.ts', 'machine/code-cache.ts': 'cli.ts' };

/** What else a file may not do. */
function wrongWords({ path, area, text, nodes }: Module): readonly string[] {
	const wrong: string[] = [];
	for (const node of nodes) {
		if (WAITING[path] === undefined && ts.isIdentifier(node) && /^[a-z]\w*Sync$/.test(node.text)) {
			wrong.push(`${path} waits: ${node.text}`);
		}
		if (node.kind === ts.SyntaxKind.AnyKeyword) {
			wrong.push(`${path} says any: ${node.parent.getText().slice(0, 60)}`);
		}
		if (area !== 'machine' && ts.isIdentifier(node) && /^(?:fetch|XMLHttpRequest|WebSocket|EventSource)$/.test(node.text)) {
			const property =
				ts.isPropertyAccessExpression(node.parent) && node.parent.name === node && node.parent.expression.getText() !== 'globalThis';
			if (!property) {
				wrong.push(`${path} uses the network: ${node.text}`);
			}
		}
		if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
			const callee = node.expression.getText();
			if (/^(?:eval|Function|RegExp)$/.test(callee)) {
				wrong.push(`${path} makes code or patterns as it runs: ${callee}`);
			}
		}
	}
	if (/^import \* as .* from 'vscode'/m.test(text)) {
		wrong.push(`${path} has the whole API copied at every start: import vscode = require('vscode')`);
	}
	for (const [word] of text.matchAll(/\b(?:TODO|FIXME|XXX|HACK)\b/g)) {
		wrong.push(`${path} is not finished: ${word}`);
	}
	if (
		/^(?:utils?|helpers?|managers?|types?|common|misc|shared)\.ts$/.test(basename(path)) ||
		/-(?:utils?|helpers?|manager)\.ts$/.test(path)
	) {
		wrong.push(`${path} is named for nothing that it holds`);
	}
	return wrong;
}

/** A file and everything that it brings along, types aside. */
function closure(entry: string, modules: ReadonlyMap<string, Module>, seen = new Set<string>()): ReadonlySet<string> {
	const module = modules.get(entry);
	if (module && !seen.has(entry)) {
		seen.add(entry);
		for (const { file, typeOnly } of module.imports) {
			if (file !== null && !typeOnly) {
				closure(file, modules, seen);
			}
		}
	}
	return seen;
}

describe('architecture', () => {
	const modules = new Map<string, Module>();

	before(() => {
		for (const path of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
			const name = path.split('\\').join('/');
			if (name.endsWith('.ts')) {
				modules.set(name, parse(name, readFileSync(join(root, 'src', path), 'utf8')));
			}
		}
		assert.ok(modules.size > 100);
	});

	const all = (): readonly Module[] => [...modules.values()];

	it('imports point one way', () => {
		assert.deepEqual(all().flatMap(wrongImports), []);
	});

	it('every import leads to a file, spelled as it is', () => {
		const missing = all().flatMap(({ path, imports }) =>
			imports
				.filter(({ file }) => file !== null && file !== '../package.json' && !modules.has(file) && !existsSync(join(root, 'src', file)))
				.map(({ from }) => `${path}: ${from}`),
		);
		assert.deepEqual(missing, []);
	});

	it('the core runs without an editor: neither the command line nor the worker brings one along', () => {
		for (const entry of ['terminal/main.ts', 'worker.ts']) {
			const brought = [...closure(entry, modules)].filter((path) =>
				modules.get(path)?.imports.some(({ from, typeOnly }) => from === 'vscode' && !typeOnly),
			);
			assert.deepEqual(brought, [], entry);
			assert.ok(closure(entry, modules).size > 5, entry);
		}
	});

	it('only the command line waits for files', () => {
		for (const [waiting, user] of Object.entries(WAITING)) {
			const users = all().filter(({ imports }) => imports.some(({ file }) => file === waiting));
			assert.deepEqual(
				users.map(({ path }) => path),
				[user],
			);
			for (const entry of ['extension.ts', 'worker.ts']) {
				assert.ok(!closure(entry, modules).has(waiting), entry);
			}
		}
	});

	it('at most a fifth of the files are the editor’s', () => {
		const own = all().filter(({ area }) => area === 'editor' || area === 'extension.ts');
		assert.ok(own.length * 5 <= modules.size, `${own.length} of ${modules.size}`);
	});

	it('nothing waits for a file, goes out by itself, says any, makes code as it runs, or was left unfinished', () => {
		assert.deepEqual(all().flatMap(wrongWords), []);
	});

	it('sees each of these where it stands', () => {
		const wrong = (path: string, text: string): number => {
			const module = parse(path, text);
			return wrongImports(module).length + wrongWords(module).length;
		};
		const bad: readonly (readonly [string, string])[] = [
			['model/x.ts', "import { ok } from '../machine/machine.ts';"],
			['model/x.ts', "export type { X } from '../catalog/x.ts';"],
			['document/x.ts', "import type { Machine } from '../machine/machine.ts';"],
			['machine/x.ts', "import { x } from '../catalog/x.ts';"],
			['catalog/agents/x.ts', "import { nodeFiles } from '../../machine/node-files.ts';"],
			['catalog/x.ts', "import { x } from '../inventory/x.ts';"],
			['inventory/x.ts', "import { x } from '../rules/x.ts';"],
			['rules/x.ts', "import { x } from '../report/x.ts';"],
			['rules/x.ts', "import { x } from '../machine/node-machine.ts';"],
			['report/x.ts', "import { x } from '../terminal/x.ts';"],
			['report/x.ts', "const x = await import('../editor/x.ts');"],
			['editor/x.ts', "import { x } from '../terminal/x.ts';"],
			['terminal/x.ts', "import { x } from '../editor/x.ts';"],
			['inventory/x.ts', "import { x } from '../extension.ts';"],
			['report/x.ts', "import vscode = require('vscode');"],
			['worker.ts', "import vscode = require('vscode');"],
			['editor/x.ts', "import * as vscode from 'vscode';"],
			['inventory/x.ts', "import { readFile } from 'node:fs/promises';"],
			['terminal/x.ts', "import fs from 'fs';"],
			['editor/x.ts', "import { spawn } from 'node:child_process';"],
			['editor/x.ts', "import { watch } from 'chokidar';"],
			['report/x.ts', "const https = require('node:https');"],
			['inventory/x.ts', "await fetch('https://example.com');"],
			['inventory/x.ts', 'globalThis.fetch(url);'],
			['machine/x.ts', "readFileSync('x');"],
			['machine/x.ts', 'const x: any = 1;'],
			['machine/x.ts', 'const x = y as unknown as any[];'],
			['rules/x.ts', '// TODO: later'],
			['rules/x.ts', "new RegExp('x+');"],
			['rules/utils.ts', ''],
			['machine/file-helpers.ts', ''],
			['elsewhere/x.ts', ''],
		];
		for (const [path, text] of bad) {
			assert.equal(wrong(path, text), 1, `${path}: ${text}`);
		}
		const good: readonly (readonly [string, string])[] = [
			[
				'catalog/credentials/x.ts',
				"import type { FileFacts } from '../../machine/machine.ts';\nimport { decodeText } from '../../machine/text.ts';",
			],
			['machine/x.ts', "import { open } from 'node:fs';\nimport { watch } from 'chokidar';"],
			['report/x.ts', "import { describeIdentity } from '../rules/identity.ts';"],
			['editor/x.ts', "import vscode = require('vscode');\nimport { x } from '../report/x.ts';"],
			['extension.ts', "import vscode = require('vscode');\nimport { x } from './editor/x.ts';"],
			['terminal/main.ts', "import { run } from './run.ts';\nimport { version } from '../../package.json' with { type: 'json' };"],
			['rules/x.ts', "import { join } from 'node:path';\n// whatever is to do, in any case\nconst x = todo.fetch(any);"],
		];
		for (const [path, text] of good) {
			assert.equal(wrong(path, text), 0, `${path}: ${text}`);
		}
	});

	describe('catalogue and rules', () => {
		const kebab = (id: string): string => id.replace(/[/.]/g, '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
		const lists: readonly (readonly [string, readonly { readonly id: string; readonly source: string }[]])[] = [
			['catalog/agents', agents],
			['catalog/credentials', credentialStores],
			['catalog/editors', editors],
			['catalog/settings', settings],
			['catalog/tools', tools],
			['change/denials', denials],
			['rules', rules],
		];
		for (const [folder, list] of lists) {
			it(`${folder}: each entry once, in order, with a source, in the file of its name`, () => {
				const names = list.map((entry) => kebab(entry.id));
				assert.equal(new Set(names).size, names.length);
				assert.deepEqual(names, [...names].sort());
				assert.deepEqual(
					list.filter((entry) => entry.source.trim().length < 10).map((entry) => entry.id),
					[],
				);
				const files = [...modules.values()]
					.filter(({ path, text }) => dirname(path) === folder && /^export default /m.test(text))
					.map(({ path }) => basename(path, '.ts'));
				assert.deepEqual(names, files.sort());
			});
		}

		it('indexes are as tools/indexes.mjs writes them', async () => {
			const { stderr } = await promisify(execFile)(process.execPath, [join(root, 'tools', 'indexes.mjs'), '--check']);
			assert.equal(stderr, '');
		});
	});

	describe('regular expressions', () => {
		it('take no more than linear time for any text', function () {
			this.timeout(60_000);
			const patterns = all().flatMap(({ path, nodes }) =>
				nodes.filter(ts.isRegularExpressionLiteral).map((node) => {
					const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
					return { path, pattern: new RegExp(source, flags) };
				}),
			);
			assert.ok(patterns.length > 80, `${patterns.length}`);
			const slow = patterns.flatMap(({ path, pattern }) => {
				const text = slowText(pattern);
				return text === null ? [] : [`${path}: ${pattern} on ${text}`];
			});
			assert.deepEqual(slow, []);
		});

		it('are found out where they do', function () {
			this.timeout(20_000);
			for (const pattern of [
				/(a+)+$/,
				/(?:a|a)*b/,
				/^(\w+\s?)*$/,
				/\s+$/,
				/\d+\d+x/,
				/x.*y.*z/,
				/[^/\\]+(?=[/\\]*$)/,
				/^\s*(.*?)\s*$/,
				/<[^>]*>/g,
				/a*b/,
				/\[\[([^\]]*)\]\]/g,
			]) {
				assert.notEqual(slowText(pattern, 150), null, String(pattern));
			}
			for (const pattern of [/^a+b/, /\bfoo\b/g, /[a-z]+/g, /^[^:]*:\S+$/, /"([^"]*)"x/, /^(?:[a-z]{1,9}-){1,9}x/]) {
				assert.equal(slowText(pattern), null, String(pattern));
			}
		});
	});

	it('no file names a package registry’s host, or a place on the machine that it was made on', async function () {
		if (!existsSync(join(root, '.git'))) {
			this.skip();
		}
		// In parts, so that this file is none of them.
		const hosts = [
			'registry,npmjs,org',
			'registry,yarnpkg,com',
			'npm,pkg,github,com',
			'registry,npmmirror,com',
			'pypi,org',
			'files,pythonhosted,org',
		];
		const more = ['static,crates,io', 'index,crates,io', 'rubygems,org', 'proxy,golang,org', 'repo1,maven,org', 'registry,hub,docker,com'];
		const needles = [...hosts, ...more].map((host) => host.replaceAll(',', '.').replaceAll('.', '\\.'));
		const place = ['', 'work', ''].join('/');
		const forbidden = new RegExp(`${needles.join('|')}|(?<![\\w.~/-])${place}`, 'i');
		const { stdout } = await promisify(execFile)('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
			cwd: root,
			maxBuffer: 16 * 1024 * 1024,
		});
		const names = [...new Set(stdout.split('\0'))].filter((name) => name !== '' && existsSync(join(root, name)));
		assert.ok(names.length > 150);
		const guilty = names.flatMap((name) => {
			const [found] = forbidden.exec(readFileSync(join(root, name), 'latin1')) ?? [];
			return found === undefined ? [] : [`${name}: ${found}`];
		});
		assert.deepEqual(guilty, []);
		assert.ok(forbidden.test(`see https://registry.${['npmjs', 'org'].join('.')}/x`) && forbidden.test(`"${place}main"`));
		assert.ok(!forbidden.test(`~${place}x and /home/dev${place}x`));
	});
});
