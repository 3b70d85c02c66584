import assert from 'node:assert/strict';
import fc from 'fast-check';
import { collect, executor, lines, look } from './look.ts';

describe('catalog/tools/mise', () => {
	it('shows hooks, sourced scripts, plugins and what is run once a tool is there', async () => {
		const text = `
[hooks]
enter = "echo hi"
cd = ["a", { script = "b", shell = "bash" }]
postinstall = "npm ci"
[[watch_files]]
patterns = ["src/*"]
run = "make"
[env]
NODE_ENV = "development"
NODE_OPTIONS = "--require ./x.js"
_.source = ["./setup.sh", { path = "other.sh" }]
_.path = "./bin"
_.file = ".env"
TIME = "{{ exec(command='date') }}"
[tools]
node = "22"
python = { version = "3", postinstall = "pip install x" }
[plugins]
lua = "https://git.example.com/o/lua.git"
[tasks.build]
run = "cargo build {{ exec(command='x') }}"
`;
		assert.deepEqual(await lines('mise', { 'mise.toml': text }), [
			'shell-env hooks.enter: echo hi',
			'shell-env hooks.cd: a',
			'shell-env hooks.cd: b',
			'shell-env hooks.postinstall: npm ci',
			'shell-env watch_files.run: make',
			'setting env.NODE_OPTIONS: --require ./x.js',
			'shell-env env._.source: ./setup.sh',
			'shell-env env._.source: other.sh',
			'setting env._.path: ./bin',
			'setting env._.file: .env',
			"shell-env env.TIME: {{ exec(command='date') }}",
			'lifecycle-script tools.python.postinstall: pip install x',
			'plugin lua: https://git.example.com/o/lua.git',
		]);
	});

	it('asks once for each file, and in CI not at all', async () => {
		const launches = await look('mise', { '.mise.toml': '[hooks]\nenter = "x"\npreinstall = "y"\n' });
		const { trigger, needsTrust, headless, approval, reason } = executor(launches[0], 'mise');
		assert.deepEqual([trigger, needsTrust, headless, approval], ['shell-enter', true, 'runs', 'unknown']);
		assert.equal(reason, 'mise asks once for each file (`mise trust`)');
		assert.equal(executor(launches[1], 'mise').trigger, 'install');
	});

	it('says nothing of tools, tasks and plain variables', async () => {
		const text = '[tools]\nnode = "22"\n[tasks.x]\nrun = "rm -rf x"\n[env]\nA = "{{ env.B }}"\n[settings]\nexperimental = true\n';
		assert.deepEqual(await lines('mise', { 'mise.toml': text, '.tool-versions': 'node 22\n' }), []);
	});

	it('throws at nothing', async () => {
		const token = fc.constantFrom(
			'[hooks]\n',
			'enter = ',
			'"x"',
			'[',
			']',
			'{',
			'}',
			'\n',
			'[[env]]\n',
			'_.source = ',
			'[tools]\n',
			'a.postinstall = ',
			'1',
			', ',
		);
		await fc.assert(
			fc.asyncProperty(fc.array(token, { maxLength: 20 }), async (parts) => {
				await collect('mise', { 'mise.toml': parts.join('') });
			}),
			{ numRuns: 100 },
		);
	});
});
