// Bundles the extension, its worker and the command line. One CommonJS file each, without code splitting: what the extension
// host does not need at start is not in its bundle.
//   node esbuild.mjs [--watch] [--meta]
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, context } from 'esbuild';

const root = import.meta.dirname;

/**
 * KiB that a bundle may weigh. The extension host loads `extension.js` on its own thread, at start: about 25 ms per MiB.
 * @type {Readonly<Record<string, number>>}
 */
const GATES = { 'dist/extension.js': 150, 'dist/worker.js': 700, 'dist/terminal.js': 700, 'dist/cli.js': 5 };

/** @type {import('esbuild').BuildOptions} */
const common = {
	absWorkingDir: root,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	// Of two builds that a package ships, the ES module is the one that can be bundled: jsonc-parser's other one is UMD.
	mainFields: ['module', 'main'],
	target: 'node20.19',
	minify: true,
	legalComments: 'none',
	logLevel: 'warning',
	metafile: true,
};

/** @type {readonly import('esbuild').BuildOptions[]} */
const bundles = [
	{
		...common,
		entryPoints: ['src/extension.ts'],
		outfile: 'dist/extension.js',
		external: ['vscode'],
		// The first statement of the file: what comes before it is reading and parsing, which the tests time apart.
		banner: { js: 'const sallyportLoadStarted=performance.now();' },
	},
	{ ...common, entryPoints: ['src/worker.ts'], outfile: 'dist/worker.js' },
	{ ...common, entryPoints: ['src/terminal/main.ts'], outfile: 'dist/terminal.js' },
	// Only starts the one before: see src/machine/code-cache.ts.
	{ ...common, entryPoints: ['src/cli.ts'], outfile: 'dist/cli.js' },
];

if (process.argv.includes('--watch')) {
	for (const bundle of bundles) {
		await (await context(bundle)).watch();
	}
} else {
	rmSync(join(root, 'dist'), { recursive: true, force: true });
	const results = await Promise.all(bundles.map((bundle) => build(bundle)));
	chmodSync(join(root, 'dist/cli.js'), 0o755);
	writeFileSync(join(root, 'dist/licences.txt'), licences(results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))));
	for (const { metafile } of results) {
		for (const [path, { bytes }] of Object.entries(metafile?.outputs ?? {})) {
			const most = GATES[path] ?? 0;
			const kib = bytes / 1024;
			console.log(`${path.padEnd(20)} ${kib.toFixed(1).padStart(7)} KiB of ${most}`);
			if (kib > most) {
				console.error(
					`${path} is ${(kib - most).toFixed(1)} KiB too large: run \`node esbuild.mjs --meta\` and look at out/meta for what it holds.`,
				);
				process.exitCode = 1;
			}
			if (process.argv.includes('--meta')) {
				mkdirSync(join(root, 'out', 'meta'), { recursive: true });
				writeFileSync(join(root, 'out', 'meta', `${path.replaceAll('/', '-')}.json`), JSON.stringify(metafile));
			}
		}
	}
}

/**
 * The licences of the packages that are in the bundles: theirs ask for it.
 * @param {readonly string[]} inputs
 */
function licences(inputs) {
	const packages = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
	return [...packages]
		.sort()
		.map((folder) => {
			const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
			const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
			const text = file === undefined ? `Licence: ${license}` : readFileSync(join(root, folder, file), 'utf8').trim();
			return `${name} ${version}\n\n${text}\n`;
		})
		.join(`\n${'-'.repeat(80)}\n\n`);
}
