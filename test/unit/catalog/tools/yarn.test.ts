import assert from 'node:assert/strict';
import { executor, lines, look } from './look.ts';

describe('catalog/tools/yarn', () => {
	it('shows the file that stands in for Yarn, plugins, and where packages come from', async () => {
		const text = `nodeLinker: node-modules
yarnPath: .yarn/releases/yarn-4.0.0.cjs
plugins:
  - path: .yarn/plugins/a.cjs
    spec: "@yarnpkg/plugin-a"
  - ./b.cjs
npmRegistryServer: "https://packages.example.com"
npmScopes:
  acme:
    npmRegistryServer: https://acme.example.com
    npmAuthToken: made-up-for-this-test
enableStrictSsl: false
httpProxy: http://proxy.example.com
enableScripts: true
unsafeHttpWhitelist: []
`;
		assert.deepEqual(await lines('yarn', { '.yarnrc.yml': text }), [
			'helper yarnPath: node .yarn/releases/yarn-4.0.0.cjs',
			'helper plugins.0: node .yarn/plugins/a.cjs',
			'helper plugins.1: node ./b.cjs',
			'setting npmRegistryServer: https://packages.example.com',
			'setting npmScopes.acme.npmRegistryServer: https://acme.example.com',
			'setting enableStrictSsl: false',
			'setting httpProxy: http://proxy.example.com',
		]);
	});

	it('reads the format of Yarn 1', async () => {
		const text =
			'# yarn lockfile v1\n\nyarn-path ".yarn/releases/yarn-1.22.cjs"\nregistry "https://packages.example.com"\n"@acme:registry" https://acme.example.com\nstrict-ssl true\nlastUpdateCheck 1\n--install.ignore-engines true\n';
		assert.deepEqual(await lines('yarn', { '.yarnrc': text }), [
			'helper yarn-path: node .yarn/releases/yarn-1.22.cjs',
			'setting registry: https://packages.example.com',
			'setting @acme:registry: https://acme.example.com',
		]);
	});

	it('says which of its versions runs a script', async () => {
		const [prepare] = await look('yarn', { 'package.json': '{"scripts":{"prepare":"x","preprepare":"y"}}' });
		assert.equal(executor(prepare, 'yarn').reason, 'nothing asks first; Yarn 1 runs it, later versions do not');
	});

	it('says nothing of settings that run and move nothing', async () => {
		assert.deepEqual(
			await lines('yarn', { '.yarnrc.yml': 'nodeLinker: pnp\nenableTelemetry: false\nplugins: []\nyarnPath:\n', 'package.json': '{}' }),
			[],
		);
	});
});
