import assert from 'node:assert/strict';
import { executor, lines, look } from './look.ts';

describe('catalog/tools/bun', () => {
	it('shows what is loaded, whose scripts are trusted, and where packages come from', async () => {
		const text = `preload = ["./a.ts", "./b.ts"]
telemetry = false
[test]
preload = "./c.ts"
coverage = true
[install]
registry = { url = "https://packages.example.com", token = "$TOKEN" }
[install.scopes]
acme = "https://acme.example.com"
`;
		assert.deepEqual(
			await lines('bun', { 'bunfig.toml': text, 'package.json': '{"trustedDependencies":["esbuild"],"scripts":{"prepare":"x"}}' }),
			[
				'helper preload: bun ./a.ts',
				'helper preload: bun ./b.ts',
				'helper test.preload: bun ./c.ts',
				'setting install.registry: https://packages.example.com',
				'setting install.scopes.acme: https://acme.example.com',
				'setting trustedDependencies: ["esbuild"]',
				'lifecycle-script prepare: x',
			],
		);
		const [launch] = await look('bun', { '/home/dev/.bunfig.toml': text });
		assert.deepEqual([launch?.scope, executor(launch, 'bun').trigger], ['user', 'manual']);
	});

	it('says nothing of settings that run and move nothing', async () => {
		assert.deepEqual(
			await lines('bun', { 'bunfig.toml': 'telemetry = false\n[install]\nexact = true\n', 'package.json': '{"trustedDependencies":[]}' }),
			[],
		);
	});
});
