// Writes the index of every catalog folder, of change/denials/ and of rules/: each file that exports a default entry is found by its name,
// so that adding an entry means adding one file. Run by the build; `--check` fails where an index is out of date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');

/** Folder, name of the list, and the file that holds the entry's type. */
const FOLDERS = [
	{ folder: 'catalog/editors', list: 'editors', type: 'EditorEntry', from: 'editor' },
	{ folder: 'catalog/agents', list: 'agents', type: 'AgentEntry', from: 'agent' },
	{ folder: 'catalog/tools', list: 'tools', type: 'AgentEntry', from: '../agents/agent' },
	{ folder: 'catalog/credentials', list: 'credentialStores', type: 'CredentialStore', from: 'store' },
	{ folder: 'catalog/settings', list: 'settings', type: 'SettingEntry', from: 'setting' },
	{ folder: 'change/denials', list: 'denials', type: 'DenialEntry', from: 'denial' },
	{ folder: 'rules', list: 'rules', type: 'Rule', from: 'rule' },
];

let stale = 0;
for (const { folder, list, type, from } of FOLDERS) {
	const directory = join(source, folder);
	const names = readdirSync(directory)
		.filter((name) => name.endsWith('.ts') && name !== 'index.ts')
		.filter((name) => /^export default /m.test(readFileSync(join(directory, name), 'utf8')))
		.map((name) => name.slice(0, -3))
		.sort();
	const identifier = (/** @type {string} */ name) => name.replace(/^(\d)/, '_$1').replace(/-(.)/g, (_, letter) => letter.toUpperCase());
	const imports = [
		...names.map((name) => [name, `import ${identifier(name)} from './${name}.ts';`]),
		[from, `import type { ${type} } from '${from.startsWith('../') ? '' : './'}${from}.ts';`],
	];
	const body = [
		'// Written by tools/indexes.mjs from the files beside it.',
		...imports.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)).map(([, line]) => line),
		'',
		`export const ${list}: readonly ${type}[] = [`,
		...names.map((name) => `\t${identifier(name)},`),
		'];',
		'',
	].join('\n');
	const path = join(directory, 'index.ts');
	let existing = '';
	try {
		existing = readFileSync(path, 'utf8');
	} catch {}
	if (existing !== body) {
		if (process.argv.includes('--check')) {
			console.error(`${folder}/index.ts is out of date: run npm run build`);
			stale++;
		} else {
			writeFileSync(path, body);
		}
	}
}
process.exit(stale === 0 ? 0 : 1);
