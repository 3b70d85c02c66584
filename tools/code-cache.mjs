// Keeps the code that V8 makes of dist/terminal.js beside it, with what an audit of the fixture home compiles, so that the
// command line starts faster on the Node that built it (src/machine/code-cache.ts).
//   node tools/code-cache.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { buildHome } from '../test/e2e/fixture-home.mjs';

const self = fileURLToPath(import.meta.url);
const bundle = join(dirname(self), '..', 'dist', 'terminal.js');

if (process.argv.length > 2) {
	const source = readFileSync(bundle, 'utf8');
	const script = new Script(Module.wrap(source), { filename: bundle });
	const digest = createHash('sha256').update(source).digest();
	process.on('exit', () => writeFileSync(`${bundle}.cache`, Buffer.concat([digest, script.createCachedData()])));
	const module = { exports: {} };
	script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, dirname(bundle));
} else {
	const home = mkdtempSync(join(tmpdir(), 'sallyport-code-cache-'));
	try {
		buildHome(home);
		execFileSync(process.execPath, [self, 'audit', '--home', home, '--format', 'json'], { stdio: ['ignore', 'ignore', 'inherit'] });
	} finally {
		rmSync(home, { recursive: true, force: true });
	}
}
