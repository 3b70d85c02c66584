import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const source = import.meta.dirname;
const out = join(source, '..', '..', 'out', 'editor');

/**
 * Bundles the tests to plain CommonJS, which every extension host loads.
 * @returns {Promise<string>} the module that the editor is told to run
 */
export async function bundleSuite() {
	rmSync(out, { recursive: true, force: true });
	await build({
		entryPoints: readdirSync(source)
			.filter((name) => name === 'index.ts' || name.endsWith('.test.ts'))
			.map((name) => join(source, name)),
		outdir: out,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['vscode', 'mocha'],
		sourcemap: 'inline',
		logLevel: 'warning',
	});
	return join(out, 'index');
}
