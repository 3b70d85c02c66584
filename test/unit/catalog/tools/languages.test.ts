import assert from 'node:assert/strict';
import fc from 'fast-check';
import { collect, executor, lines, look } from './look.ts';

const json = (value: unknown) => JSON.stringify(value);

describe('catalog/tools/composer', () => {
	it('shows scripts of events, plugins that are allowed, and other repositories', async () => {
		const value = {
			scripts: {
				'post-install-cmd': ['@php artisan x', 'Vendor\\Class::method'],
				'pre-autoload-dump': 'curl x',
				test: 'phpunit',
				'post-install': 'no',
			},
			config: { 'allow-plugins': { 'a/b': true, 'c/d': false }, 'secure-http': false },
			repositories: [{ type: 'vcs', url: 'https://git.example.com/o/r' }, { packagist: false }],
		};
		assert.deepEqual([...(await lines('composer', { 'composer.json': json(value) }))].sort(), [
			'lifecycle-script post-install-cmd: @php artisan x',
			'lifecycle-script post-install-cmd: Vendor\\Class::method',
			'lifecycle-script pre-autoload-dump: curl x',
			'setting config.allow-plugins.a/b: true',
			'setting config.secure-http: false',
			'setting repositories.url: https://git.example.com/o/r',
		]);
	});

	it('says nothing of a package that runs nothing', async () => {
		const value = {
			require: { 'a/b': '^1' },
			scripts: { test: 'phpunit' },
			config: { 'allow-plugins': { 'a/b': false }, 'secure-http': true },
			autoload: { files: ['x.php'] },
		};
		assert.deepEqual(await lines('composer', { 'composer.json': json(value) }), []);
		assert.deepEqual(await lines('composer', { 'composer.json': json({ config: { 'allow-plugins': true } }) }), [
			'setting config.allow-plugins: true',
		]);
	});
});

describe('catalog/tools/python', () => {
	it('shows what an installation of the folder runs', async () => {
		const toml = `[build-system]
requires = ["setuptools", "x @ git+https://git.example.com/o/x@main"]
build-backend = "backend"
backend-path = ["tools"]
[project]
dependencies = ["a>=1", "b @ https://files.example.com/b.zip"]
[tool.hatch.build.hooks.custom]
path = "build_hook.py"
[tool.hatch.build.targets.wheel.hooks.custom]
[tool.pdm.scripts]
post_install = "python x.py"
test = "pytest"
[tool.poetry.build]
script = "build.py"
[[tool.uv.index]]
name = "x"
url = "https://packages.example.com/simple"
[tool.uv.sources]
c = { git = "https://git.example.com/o/c" }
d = { workspace = true }
`;
		assert.deepEqual(await lines('python', { 'pyproject.toml': toml, 'setup.py': 'import setuptools' }), [
			'setting build-system.requires: x @ git+https://git.example.com/o/x@main',
			'lifecycle-script build-system.build-backend: backend tools',
			'setting project.dependencies: b @ https://files.example.com/b.zip',
			'setting tool.hatch.build.hooks.custom: {"path":"build_hook.py"}',
			'lifecycle-script tool.pdm.scripts.post_install: python x.py',
			'setting tool.poetry.build.script: build.py',
			'setting tool.uv.index.url: https://packages.example.com/simple',
			'setting tool.uv.sources.c.git: https://git.example.com/o/c',
			'lifecycle-script setup.py: python setup.py',
		]);
	});

	it('is not sure of what Python loads at its start', async () => {
		const [launch, ...others] = await look('python', { 'sitecustomize.py': 'x', 'conftest.py': 'x', 'a.pth': 'x' });
		assert.deepEqual([launch?.name, others.length, executor(launch, 'python').verdict], ['sitecustomize.py', 0, 'unknown']);
	});

	it('says nothing of a package that is built by a backend from elsewhere', async () => {
		const toml =
			'[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "x"\ndependencies = ["a @ ../a", "b"]\n[tool.uv]\ndev-dependencies = []\n';
		assert.deepEqual(await lines('python', { 'pyproject.toml': toml, 'src/setup.txt': '', 'uv.toml': 'offline = true\n' }), []);
		assert.deepEqual(await lines('python', { 'uv.toml': 'index-url = "https://packages.example.com"\n' }), [
			'setting index-url: https://packages.example.com',
		]);
	});
});

describe('catalog/tools/bundler', () => {
	it('shows mirrors and build options, and never a password', async () => {
		const text =
			'---\nBUNDLE_PATH: "vendor"\nBUNDLE_MIRROR__ALL: "https://gems.example.com/"\nBUNDLE_BUILD__X: "--with=y"\nBUNDLE_GEMS__EXAMPLE__COM: "me:made-up-word"\nBUNDLE_GEMFILE: ""\n';
		assert.deepEqual(await lines('bundler', { '.bundle/config': text, Gemfile: 'x' }), [
			'setting BUNDLE_MIRROR__ALL: https://gems.example.com/',
			'setting BUNDLE_BUILD__X: --with=y',
		]);
		assert.deepEqual(await lines('bundler', { '.bundle/config': '---\nBUNDLE_JOBS: "4"\nBUNDLE_WITHOUT: "test"\n' }), []);
	});
});

describe('catalog/tools/cargo', () => {
	const text = `[build]
rustc-wrapper = "./wrap"
jobs = 4
rustflags = ["-C", "linker=./ld", "-C", "target-cpu=native"]
[target.x86_64-unknown-linux-gnu]
linker = "clang"
runner = ["./run", "-x"]
rustflags = ["-Clink-arg=-fuse-ld=lld"]
[target.'cfg(unix)']
runner = "sudo -E"
[env]
RUSTC_WRAPPER = { value = "./w", force = true }
PATH = "/x"
COLOUR = "blue"
[alias]
b = "build"
[source.mirror]
registry = "https://crates.example.com/"
[registries.own]
index = "sparse+https://own.example.com/"
credential-provider = ["cargo:token", "./give"]
`;

	it('shows what a build runs besides the compiler, and where packages come from', async () => {
		assert.deepEqual(await lines('cargo', { '.cargo/config.toml': text }), [
			'helper build.rustc-wrapper: ./wrap',
			'setting build.rustflags: -C linker=./ld -C target-cpu=native',
			'helper target.x86_64-unknown-linux-gnu.linker: clang',
			'helper target.x86_64-unknown-linux-gnu.runner: ./run -x',
			'helper target.cfg(unix).runner: sudo -E',
			'setting env.RUSTC_WRAPPER: ./w',
			'setting env.PATH: /x',
			'setting source.mirror.registry: https://crates.example.com/',
			'setting registries.own.index: sparse+https://own.example.com/',
			'helper registries.own.credential-provider: cargo:token ./give',
		]);
	});

	it('shows a build script of a package, and of nothing else', async () => {
		assert.deepEqual(
			await lines('cargo', {
				'build.rs': 'fn main() {}',
				'Cargo.toml': '',
				'crates/a/build.rs': '',
				'crates/a/Cargo.toml': '',
				'b/build.rs': '',
			}),
			['lifecycle-script build.rs: cargo build', 'lifecycle-script build.rs: cargo build'],
		);
		assert.deepEqual(
			await lines('cargo', { 'Cargo.toml': '[package]\nname = "x"\n', '.cargo/config.toml': '[build]\njobs = 4\n[net]\nretry = 2\n' }),
			[],
		);
	});

	it('takes the settings of the folders above', async () => {
		const [launch] = await look('cargo', { '/home/dev/.cargo/config.toml': '[build]\nrustc-wrapper = "sccache"\n' });
		assert.deepEqual([launch?.folder, launch?.scope], [null, 'user']);
		assert.equal((await look('cargo', { '/home/.cargo/config.toml': '[build]\nrustc-wrapper = "./x"\n' }))[0]?.folder, '/home');
	});
});

describe('catalog/tools/gradle and maven', () => {
	const wrapper = (url: string) => ({
		'gradle/wrapper/gradle-wrapper.properties': `distributionBase=GRADLE_USER_HOME\ndistributionUrl=${url}\n`,
	});

	it('show a wrapper that fetches from elsewhere than its maker', async () => {
		assert.deepEqual(await lines('gradle', wrapper('https\\://files.example.com/gradle-8-bin.zip')), [
			'setting distributionUrl: https://files.example.com/gradle-8-bin.zip',
		]);
		assert.deepEqual(await lines('gradle', wrapper('https\\://services.gradle.org/distributions/gradle-8-bin.zip')), []);
		for (const url of [
			'https\\://services.gradle.org.example.com/x',
			'https\\://services.gradle.org@files.example.com/x',
			'../local.zip',
		]) {
			assert.equal((await lines('gradle', wrapper(url))).length, 1, url);
		}
		const maven = (url: string) => ({ '.mvn/wrapper/maven-wrapper.properties': `wrapperVersion=3.3\ndistributionUrl=${url}\n` });
		assert.deepEqual(await lines('maven', maven('https://maven.apache.org/x.zip')), []);
		assert.deepEqual(await lines('maven', maven('https://files.example.com/x.zip')), [
			'setting distributionUrl: https://files.example.com/x.zip',
		]);
	});

	it('show what is loaded into their own processes', async () => {
		assert.deepEqual(
			await lines('gradle', { 'gradle.properties': 'org.gradle.jvmargs=-Xmx2g -javaagent:x.jar\norg.gradle.caching=true\n' }),
			['setting org.gradle.jvmargs: -Xmx2g -javaagent:x.jar'],
		);
		assert.deepEqual(
			await lines('gradle', { 'gradle.properties': 'org.gradle.jvmargs=-Xmx2g\n# org.gradle.jvmargs=-javaagent:x.jar\n' }),
			[],
		);
		const xml =
			'<extensions>\n  <extension>\n    <groupId>com.example</groupId>\n    <artifactId>x</artifactId>\n    <version>1.0</version>\n  </extension>\n</extensions>';
		assert.deepEqual(
			await lines('maven', {
				'.mvn/extensions.xml': xml,
				'.mvn/jvm.config': '-Xmx1g\n-javaagent:y.jar\n',
				'.mvn/maven.config': '-T4\n-s\nmy.xml\n',
			}),
			['plugin com.example:x: com.example:x:1.0', 'setting jvm.config: -Xmx1g -javaagent:y.jar', 'setting maven.config: -T4 -s my.xml'],
		);
		assert.deepEqual(
			await lines('maven', { '.mvn/extensions.xml': '<extensions/>', '.mvn/jvm.config': '-Xmx1g', '.mvn/maven.config': '-T4\n' }),
			[],
		);
	});
});

describe('catalog/tools: hostile files', () => {
	const FILES = [
		'composer.json',
		'pyproject.toml',
		'uv.toml',
		'.bundle/config',
		'.cargo/config.toml',
		'gradle.properties',
		'.mvn/extensions.xml',
		'.mvn/jvm.config',
		'.pre-commit-config.yaml',
		'.envrc',
		'binding.gyp',
	];
	const TOOLS = ['composer', 'python', 'bundler', 'cargo', 'gradle', 'maven', 'pre-commit', 'direnv', 'npm'];

	it('throw nothing', async () => {
		const token = fc.constantFrom(
			...'{}[]:,="\n',
			'- ',
			'a',
			'1',
			'scripts',
			'<extension>',
			'</extension>',
			'repos',
			'env',
			'__proto__',
			'\u202e',
			'#',
			'\\',
		);
		await fc.assert(
			fc.asyncProperty(fc.array(token, { maxLength: 20 }), async (parts) => {
				await collect(TOOLS, Object.fromEntries(FILES.map((path) => [path, parts.join('')])));
			}),
			{ numRuns: 60 },
		);
	});

	it('take a time that grows with the text alone', async function () {
		this.timeout(30_000);
		for (const [path, piece] of [
			['.mvn/extensions.xml', '<extension>'],
			['.mvn/extensions.xml', '<extension><groupId>a'],
			['binding.gyp', '#<!('],
			['binding.gyp', '<!('],
			['gradle.properties', 'a='],
			['.mvn/jvm.config', '-X '],
			['.envrc', '# x\n'],
			['.envrc', 'x '],
		] as const) {
			const began = performance.now();
			await collect(TOOLS, { [path]: piece.repeat(Math.floor(1_000_000 / piece.length)), 'package.json': '{}' });
			assert.ok(performance.now() - began < 3_000, `${path} ${piece}: ${performance.now() - began}`);
		}
	});
});
