// Packs what was built into out/sallyport-<version>.vsix, and refuses one that is too large or holds what it should not.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const MOST_KIB = 500;
/** Folders and files that an installed extension needs; anything else was packed by mistake. */
const WANTED =
	/^(?:package(?:\.nls)?\.json|README\.md|CHANGELOG\.md|LICENSE(?:\.txt)?|SECURITY\.md|dist\/(?:(?:extension|worker|terminal|cli)\.js|licences\.txt)|media\/[\w/-]+\.(?:svg|png|json))$/i;

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const path = join(root, 'out', `sallyport-${version}.vsix`);
mkdirSync(join(root, 'out'), { recursive: true });
const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
const run = (/** @type {readonly string[]} */ ...args) =>
	execFileSync(process.execPath, [vsce, ...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const files = run('ls', '--no-dependencies')
	.split('\n')
	.map((line) => line.trim())
	.filter((line) => line !== '');
const strange = files.filter((file) => !WANTED.test(file));
if (strange.length > 0) {
	console.error(`Not packed, since these files do not belong into the VSIX: ${strange.join(', ')}`);
	process.exit(1);
}
run('package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', path);
const kib = statSync(path).size / 1024;
console.log(`${path}  ${kib.toFixed(1)} KiB of ${MOST_KIB}, ${files.length} files`);
if (kib > MOST_KIB) {
	console.error(`The VSIX is ${(kib - MOST_KIB).toFixed(1)} KiB too large.`);
	process.exit(1);
}
