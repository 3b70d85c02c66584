// Tries the property tests on other values than those that each commit is tried on: node tools/fuzz.mjs [--rounds 5]
// A failure names its seed: FUZZ_SEED=… npm run unit repeats it.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const specs = readdirSync('test/unit', { recursive: true, encoding: 'utf8' })
	.map((name) => `test/unit/${name}`)
	.filter((path) => path.endsWith('.test.ts') && readFileSync(path, 'utf8').includes("from 'fast-check'"));
let failures = 0;
for (let round = 1; round <= Number(values.rounds); round++) {
	const seed = randomInt(2 ** 31);
	const { status } = spawnSync(
		'npx',
		[
			'mocha',
			'--no-config',
			'--require',
			'test/unit/seed.ts',
			'--node-option',
			'import=tsx',
			'--timeout',
			'60000',
			'--reporter',
			'min',
			...specs,
		],
		{ stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, FUZZ_SEED: String(seed) } },
	);
	failures += status === 0 ? 0 : 1;
	console.log(`round ${round}, seed ${seed}: ${status === 0 ? 'nothing found' : 'failed'}`);
}
process.exitCode = failures === 0 ? 0 : 1;
