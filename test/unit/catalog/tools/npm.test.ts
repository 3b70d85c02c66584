import assert from 'node:assert/strict';
import fc from 'fast-check';
import { APP, collect, executor, lines, look } from './look.ts';

const manifest = (value: unknown) => ({ 'package.json': JSON.stringify(value) });

describe('catalog/tools/npm', () => {
	it('shows the scripts that an installation runs by itself, and no others', async () => {
		const scripts = {
			preinstall: 'node a.js',
			test: 'rm -rf x',
			build: 'tsc',
			postinstall: 'node b.js',
			prepare: 'husky',
			prepack: 'c',
			start: 'd',
		};
		assert.deepEqual(await lines('npm', manifest({ scripts })), [
			'lifecycle-script preinstall: node a.js',
			'lifecycle-script postinstall: node b.js',
			'lifecycle-script prepare: husky',
		]);
		const [launch] = await look('npm', { 'package.json': '{\n  "scripts": {\n    "prepare": "x"\n  }\n}' });
		assert.deepEqual([launch?.source.line, launch?.source.column, launch?.shell], [3, 5, true]);
		assert.deepEqual(executor(launch, 'npm'), {
			tool: 'npm',
			verdict: 'loads',
			reason: 'nothing asks first',
			trigger: 'install',
			needsTrust: false,
			headless: 'runs',
			approval: 'none',
		});
	});

	it('says nothing of a package without them, whatever else it has', async () => {
		const value = {
			name: 'x',
			scripts: { test: 'a', install2: 'b', prepare: '', 'post-install': 'c' },
			dependencies: { a: '^1.0.0', b: 'npm:c@1', d: 'file:../d', e: 'workspace:*', f: './f', g: 'link:../g', h: 'latest', i: '~/x' },
			install: 'x',
			postinstall: 'y',
			nested: { scripts: { postinstall: 'z' } },
		};
		assert.deepEqual(await lines('npm', manifest(value)), []);
	});

	it('shows dependencies that come from a repository or an archive', async () => {
		const commit = '0123456789abcdef'.repeat(3).slice(0, 40);
		const value = {
			dependencies: { a: `github:o/r#${commit}`, b: 'o/r', c: 'git+https://git.example.com/r.git#v1' },
			optionalDependencies: { d: 'https://files.example.com/d.tgz?x=1', e: 'git@git.example.com:o/r.git' },
			peerDependencies: { f: 'o/r' },
		};
		const launches = await look('npm', manifest(value));
		assert.deepEqual(launches.map(({ kind, name, args, url }) => [kind, name, args[0], url]).sort(), [
			['setting', 'dependencies.a', `github:o/r#${commit}`, null],
			['setting', 'dependencies.b', 'o/r', null],
			['setting', 'dependencies.c', 'git+https://git.example.com/r.git#v1', 'git+https://git.example.com/r.git#‹redacted›'],
			['setting', 'optionalDependencies.d', 'https://files.example.com/d.tgz?x=1', 'https://files.example.com/d.tgz?‹redacted›'],
			['setting', 'optionalDependencies.e', 'git@git.example.com:o/r.git', null],
		]);
	});

	it('looks into packages of the folder to a depth of two, and not into what was installed', async () => {
		const files = Object.fromEntries(
			['', 'a/', 'packages/b/', 'node_modules/c/', 'packages/node_modules/', 'a/b/c/', '.hidden/', 'vendor/d/'].map((at) => [
				`${at}package.json`,
				JSON.stringify({ scripts: { install: `in ${at}` } }),
			]),
		);
		assert.deepEqual(
			(await look('npm', files)).map(({ command, folder }) => [command, folder]),
			[
				['in a/', `${APP}/a`],
				['in ', APP],
				['in packages/b/', `${APP}/packages/b`],
			],
		);
	});

	it('says that npm drops a manifest with comments, which others read', async () => {
		const text = '{ // why\n "scripts": { "postinstall": "x" } }';
		const [launch] = await look(['npm', 'bun', 'pnpm', 'yarn'], { 'package.json': text });
		assert.equal(launch?.tool, 'npm');
		assert.deepEqual(
			launch?.executors.map(({ tool, verdict }) => [tool, verdict]),
			[
				['bun', 'loads'],
				['npm', 'ignores'],
				['pnpm', 'ignores'],
				['yarn', 'ignores'],
			],
		);
	});

	it('tells of a manifest that is damaged', async () => {
		const { gaps } = await collect('npm', { 'package.json': '{"scripts": {' });
		assert.deepEqual(
			gaps.map(({ path, reason }) => [path, reason]),
			[[`${APP}/package.json`, 'unparsable']],
		);
	});

	it('shows what a native package runs while it is built', async () => {
		const text = `{
  "targets": [{
    # "x": "<!(never)",
    "include_dirs": ["<!@(node -p \\"require('a').include\\")", "<!(echo (b))"],
    "x": "<(module_root)", "y": "^!(c)", "z": "<!pymod_do_main(gen -x)"
  }]
}`;
		assert.deepEqual(await lines('npm', { 'binding.gyp': text, 'package.json': '{}' }), [
			'lifecycle-script install: node-gyp rebuild',
			`lifecycle-script binding.gyp: node -p \\"require('a').include\\"`,
			'lifecycle-script binding.gyp: echo (b)',
			'lifecycle-script binding.gyp: c',
			'lifecycle-script binding.gyp: pymod_do_main gen -x',
		]);
		assert.deepEqual(await lines('npm', { 'binding.gyp': text }), []);
	});

	it('shows what .npmrc runs, moves or loosens, the user’s too, and no token', async () => {
		const token = ['npm', 'A'.repeat(36)].join('_');
		const text = `registry=https://packages.example.com/
@acme:registry = https://acme.example.com/npm/
//packages.example.com/:_authToken=${token}
//packages.example.com/:tokenHelper=/usr/bin/helper
script-shell=./sh
node-options=--require ./x.js
git=./git
ignore-scripts=false
strict-ssl=false
; script-shell=commented
save-exact=true
constructor=x
`;
		const rc = ['setting registry: https://packages.example.com/', 'setting @acme:registry: https://acme.example.com/npm/'];
		const rest = [
			'helper tokenHelper: /usr/bin/helper',
			'helper script-shell: ./sh',
			'setting node-options: --require ./x.js',
			'helper git: ./git',
		];
		const all = [...rc, ...rest, 'setting ignore-scripts: false', 'setting strict-ssl: false'];
		assert.deepEqual(await lines('npm', { '.npmrc': text }), all);
		const launches = await look('npm', { '/home/dev/.npmrc': text });
		assert.deepEqual(
			launches.map(({ scope, name }) => `${scope} ${name}`),
			['user tokenHelper', 'user script-shell', 'user node-options', 'user git'],
		);
		assert.deepEqual(launches.find(({ name }) => name === 'node-options')?.env, [{ name: 'NODE_OPTIONS', value: '--require ./x.js' }]);
		assert.ok(!JSON.stringify(launches).includes(token.slice(4, 12)));
		assert.deepEqual(
			await lines('npm', { '.npmrc': 'ignore-scripts=true\nstrict-ssl=true\nregistry=\nengine-strict=true\nregistry-x=y\n' }),
			[],
		);
	});

	it('throws at nothing', async () => {
		const token = fc.constantFrom(
			'{',
			'}',
			'"scripts":',
			'"install":',
			'"x"',
			'[',
			']',
			',',
			'1',
			'null',
			'\n',
			'<!(',
			')',
			'=',
			'#',
			'__proto__',
		);
		await fc.assert(
			fc.asyncProperty(fc.array(token, { maxLength: 25 }), async (parts) => {
				const text = parts.join('');
				await collect(['npm', 'pnpm', 'yarn', 'bun', 'corepack'], {
					'package.json': text,
					'binding.gyp': text,
					'.npmrc': text,
					'.yarnrc': text,
					'.yarnrc.yml': text,
					'bunfig.toml': text,
					'pnpm-workspace.yaml': text,
				});
			}),
			{ numRuns: 150 },
		);
		const value = {
			scripts: 5,
			dependencies: ['o/r'],
			optionalDependencies: { a: 1, b: null },
			packageManager: {},
			trustedDependencies: 'x',
		};
		assert.deepEqual(await lines(['npm', 'corepack', 'pnpm', 'yarn'], manifest(value)), []);
	});

	it('bounds what one build file may bring', async () => {
		const { facts, gaps } = await collect('npm', { 'binding.gyp': '<!(a) '.repeat(10_000), 'package.json': '{}' });
		assert.ok(facts.length <= 202);
		assert.match(gaps[0]?.detail ?? '', /more than 200 commands/);
	});
});
