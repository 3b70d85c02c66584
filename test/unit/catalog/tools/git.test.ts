import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { tools } from '../../../../src/catalog/tools/index.ts';
import { collectLaunches } from '../../../../src/inventory/launches.ts';
import { nodeMachine } from '../../../../src/machine/node-machine.ts';
import { APP, collect, executor, lines, look } from './look.ts';

const config = (text: string) => ({ '.git/config': text, '.git/HEAD': 'ref: refs/heads/main\n' });

describe('catalog/tools/git', () => {
	it('shows each command of a configuration, where it stands and when it runs', async () => {
		const launches = await look(
			'git',
			config('[core]\n\tbare = false\n\tfsmonitor = node .git/watch.js\n[alias]\n\tst = status\n\tgo = !sh go.sh\n'),
		);
		assert.deepEqual(
			launches.map(({ kind, name, command, shell, source }) => [kind, name, command, shell, source.line, source.column]),
			[
				['git-config', 'core.fsmonitor', 'node .git/watch.js', true, 3, 2],
				['git-config', 'alias.go', '!sh go.sh', true, 6, 2],
			],
		);
		assert.deepEqual(executor(launches[0], 'git'), {
			tool: 'git',
			verdict: 'loads',
			reason: 'nothing asks first; runs at every `git status`, which editors and shell prompts ask for by themselves',
			trigger: 'git-operation',
			needsTrust: false,
			headless: 'runs',
			approval: 'none',
		});
		assert.equal(executor(launches[1], 'git').trigger, 'manual');
	});

	it('knows every variable that runs something or moves it', async () => {
		const text = `
[core]
	hooksPath = .githooks
	sshCommand = ssh -o ProxyCommand=x
	gitProxy = proxy.sh
	askPass = ./ask
	editor = ./edit
	pager = ./page
[sequence]
	editor = ./seq
[pager]
	log = ./pager.sh
	diff = false
[diff]
	external = ./ext
[diff "pdf"]
	textconv = pdf.sh
	command = pdf-diff
	binary = true
[merge "ours"]
	driver = ./merge %O
	name = x
[filter "a.b c"]
	clean = ./clean
	smudge = ./smudge
	process = ./process
	required = true
[credential]
	helper =
	helper = store
	username = me
[credential "https://git.example.com"]
	helper = !./steal.sh
[gpg]
	program = ./gpg
	format = ssh
[gpg "ssh"]
	program = ./ssh-keygen
	defaultKeyCommand = ./key
[include]
	path = ../shared.config
[includeIf "gitdir:~/src/"]
	path = other
[url "https://mirror.example.com/"]
	insteadOf = https://git.example.com/
[remote "origin"]
	url = ext::sh -c true
	uploadpack = ./up
	fetch = +refs/heads/*:refs/remotes/origin/*
[protocol "ext"]
	allow = always
[http]
	proxy = http://proxy.example.com:8080
	sslVerify = false
[submodule "lib"]
	update = !./up.sh
[mergetool "m"]
	cmd = ./m
[lfs "customtransfer.x"]
	path = ./transfer
[trailer "sign"]
	cmd = ./sign
[hook "lint"]
	event = pre-commit
	command = ./lint
[difftool]
	prompt = false
`;
		assert.deepEqual(await lines('git', config(text)), [
			'git-config core.hookspath: .githooks',
			'git-config core.sshcommand: ssh -o ProxyCommand=x',
			'git-config core.gitproxy: proxy.sh',
			'git-config core.askpass: ./ask',
			'git-config core.editor: ./edit',
			'git-config core.pager: ./page',
			'git-config sequence.editor: ./seq',
			'git-config pager.log: ./pager.sh',
			'git-config diff.external: ./ext',
			'git-config diff.pdf.textconv: pdf.sh',
			'git-config diff.pdf.command: pdf-diff',
			'git-config merge.ours.driver: ./merge %O',
			'git-config filter.a.b c.clean: ./clean',
			'git-config filter.a.b c.smudge: ./smudge',
			'git-config filter.a.b c.process: ./process',
			'git-config credential.helper: store',
			'git-config credential.https://git.example.com.helper: !./steal.sh',
			'git-config gpg.program: ./gpg',
			'git-config gpg.ssh.program: ./ssh-keygen',
			'git-config gpg.ssh.defaultkeycommand: ./key',
			'git-config include.path: ../shared.config',
			'git-config includeif.gitdir:~/src/.path: other',
			'git-config url.https://mirror.example.com/.insteadof: https://git.example.com/',
			'git-config remote.origin.url: ext::sh -c true',
			'git-config remote.origin.uploadpack: ./up',
			'git-config protocol.ext.allow: always',
			'git-config http.proxy: http://proxy.example.com:8080',
			'git-config http.sslverify: false',
			'git-config submodule.lib.update: !./up.sh',
			'git-config mergetool.m.cmd: ./m',
			'git-config lfs.customtransfer.x.path: ./transfer',
			'git-config trailer.sign.cmd: ./sign',
			'git-config hook.lint.command: ./lint',
		]);
	});

	it('tells the address that a variable is about, or moves to', async () => {
		const text =
			'[credential "https://git.example.com"]\nhelper = x\n[url "https://mirror.example.com/a"]\ninsteadOf = https://git.example.com/\n[http]\nproxy = http://me:word@proxy.example.com\n';
		const launches = await look('git', config(text));
		assert.deepEqual(
			launches.map(({ url }) => url),
			['https://git.example.com', 'https://mirror.example.com/a', 'http://‹redacted›@proxy.example.com'],
		);
		assert.deepEqual(launches[2]?.args, ['http://‹redacted›@proxy.example.com']);
	});

	it('says nothing of a repository as a clone leaves it, nor of what only looks like a command', async () => {
		const text = `
[core]
	repositoryformatversion = 0
	filemode = true
	bare = false
	logallrefupdates = true
	fsmonitor = true
	untrackedCache = true
[remote "origin"]
	url = https://git.example.com/o/r.git
	fetch = +refs/heads/*:refs/remotes/origin/*
[branch "main"]
	remote = origin
	merge = refs/heads/main
[user]
	name = fsmonitor
[alias]
	co = checkout
[filter "lfs"]
	required = true
[protocol "file"]
	allow = never
[http]
	sslVerify
[submodule "lib"]
	active = true
	url = https://git.example.com/o/lib.git
	update = rebase
[pager]
	log = 1
# [core] hooksPath = x
[notcore]
	fsmonitor = ./x
[core "sub"]
	fsmonitor = ./x
[filter]
	clean = ./x
`;
		assert.deepEqual(await lines('git', config(text)), []);
	});

	it('shows the host of a helper that is for one alone, and no password within it', async () => {
		const word = ['pass', 'word', '1'].join('');
		const config = `[credential "https://me:${word}@git.example.com/a"]\n\thelper = x\n`;
		assert.deepEqual(await lines('git', { '.git/HEAD': '', '.git/config': config }), [
			'git-config credential.https://‹redacted›@git.example.com/a.helper: x',
		]);
	});

	it('takes the last of a variable that has one value, and all of one that has several', async () => {
		const text = '[core]\nfsmonitor = ./a\n[credential]\nhelper = a\nhelper = b\n[CORE]\nFSMONITOR = ./b\n';
		assert.deepEqual(await lines('git', config(text)), [
			'git-config credential.helper: a',
			'git-config credential.helper: b',
			'git-config core.fsmonitor: ./b',
		]);
		assert.deepEqual(await lines('git', config('[core]\nfsmonitor = ./a\nfsmonitor = false\n')), []);
	});

	it('tells of a configuration that git would stop at, and what stands in it all the same', async () => {
		const { facts, gaps } = await collect('git', config('[core]\nfsmonitor = ./a\n<<<<<<< ours\n'));
		assert.deepEqual(
			facts.map(({ command }) => command),
			['./a'],
		);
		assert.deepEqual(gaps, [
			{ path: `${APP}/.git/config`, area: 'launches', reason: 'unparsable', detail: 'not git’s configuration format at line 3' },
		]);
	});

	it('shows the user’s own, and the system’s', async () => {
		const launches = await look('git', {
			'/home/dev/.gitconfig': '[core]\nhooksPath = ~/hooks\n',
			'/home/dev/.config/git/config': '[core]\nsshCommand = ssh -v\n',
			'/etc/gitconfig': '[credential]\nhelper = cache\n',
		});
		assert.deepEqual(
			launches.map(({ scope, folder, name }) => [scope, folder, name]),
			[
				['system', null, 'credential.helper'],
				['user', null, 'core.sshcommand'],
				['user', null, 'core.hookspath'],
			],
		);
	});

	it('shows a command in .gitmodules, which only old versions take', async () => {
		const [launch, ...others] = await look('git', {
			...config(''),
			'.gitmodules': '[submodule "a"]\n\tpath = a\n\turl = https://git.example.com/a.git\n\tupdate = !touch x\n[core]\n\tfsmonitor = ./x\n',
		});
		assert.deepEqual([launch?.name, launch?.command, others.length], ['submodule.a.update', '!touch x', 0]);
		assert.equal(executor(launch, 'git').verdict, 'unknown');
	});

	describe('hooks', () => {
		const HOOK = '#!/bin/sh\n# a comment\n\nnpm test\n  make lint\n';

		it('are those that are executable and named for an event', async () => {
			const launches = await look('git', {
				...config(''),
				'.git/hooks/pre-commit!': HOOK,
				'.git/hooks/pre-push.sample!': HOOK,
				'.git/hooks/pre-push': HOOK,
				'.git/hooks/README.md!': HOOK,
				'.git/hooks/post-merge!': '#!/bin/sh\n# nothing yet\n',
			});
			assert.deepEqual(
				launches.map(({ kind, name, command, shell, source }) => [kind, name, command, shell, source.path, source.line]),
				[['hook', 'pre-commit', '#!/bin/sh\nnpm test\nmake lint', true, `${APP}/.git/hooks/pre-commit`, 1]],
			);
			assert.equal(executor(launches[0], 'git').verdict, 'loads');
		});

		it('may or may not run where the platform has no executable bits', async () => {
			const [launch] = await look('git', { ...config(''), '.git/hooks/pre-commit': HOOK }, { platform: 'win32' });
			assert.deepEqual(
				[executor(launch, 'git').verdict, executor(launch, 'git').reason],
				['unknown', 'whether it is executable cannot be seen here'],
			);
		});

		it('stand where core.hooksPath says, and then there alone', async () => {
			const files = { '.git/hooks/pre-commit!': HOOK, '.githooks/pre-commit!': HOOK, '.githooks/lib.sh!': HOOK };
			const paths = async (text: string) =>
				(await look('git', { ...config(text), ...files })).filter(({ kind }) => kind === 'hook').map(({ source }) => source.path);
			assert.deepEqual(await paths('[core]\nhooksPath = .githooks\n'), [`${APP}/.githooks/pre-commit`]);
			assert.deepEqual(await paths(`[core]\nhooksPath = ${APP}/.githooks\n`), [`${APP}/.githooks/pre-commit`]);
			assert.deepEqual(await paths('[core]\nhooksPath = ~/app/.githooks\n'), [`${APP}/.githooks/pre-commit`]);
			assert.deepEqual(await paths(''), [`${APP}/.git/hooks/pre-commit`]);
			assert.deepEqual(await paths('[core]\nhooksPath = gone\n'), []);
		});

		it('change with what they do, and with nothing else', async () => {
			const fingerprint = async (text: string) => (await look('git', { ...config(''), '.git/hooks/pre-commit!': text }))[0]?.fingerprint;
			assert.equal(await fingerprint(HOOK), await fingerprint('#!/bin/sh\nnpm test\n\nmake lint # \n'.replace(' # ', '')));
			assert.notEqual(await fingerprint(HOOK), await fingerprint('#!/bin/sh\nnpm test\nmake link\n'));
		});

		it('that are long are several entries, without a hole', async () => {
			const long = Array.from({ length: 3_000 }, (_, index) => `echo line number ${index}`);
			const launches = await look('git', { ...config(''), '.git/hooks/pre-commit!': `#!/bin/sh\n${long.join('\n')}\n` });
			assert.ok(launches.length > 5);
			assert.equal(launches[0]?.name, 'pre-commit');
			assert.match(launches[1]?.name ?? '', /^pre-commit, from line \d+$/);
			assert.equal(launches.map(({ command }) => command).join('\n'), ['#!/bin/sh', ...long].join('\n'));
		});

		it('that are no text are told of', async () => {
			const { facts, gaps } = await collect('git', { ...config(''), '.git/hooks/pre-commit!': '\u007fELF\0\0' });
			assert.deepEqual([facts.length, gaps.map(({ reason, path }) => [reason, path])], [0, [['binary', `${APP}/.git/hooks/pre-commit`]]]);
		});
	});

	it('finds a bare repository that stands in the folder as ordinary files', async () => {
		const bare = (at: string) => ({
			[`${at}/HEAD`]: 'ref: refs/heads/main\n',
			[`${at}/objects/x`]: '',
			[`${at}/config`]: '[core]\nbare = true\nfsmonitor = ./run\n',
			[`${at}/hooks/post-checkout!`]: '#!/bin/sh\n./other\n',
		});
		for (const at of ['data', 'test/data']) {
			assert.deepEqual(await lines('git', bare(at)), ['git-config core.fsmonitor: ./run', 'hook post-checkout: #!/bin/sh\n./other']);
		}
		// No repository: a folder with a `config`, and one that lies deeper than is looked.
		assert.deepEqual(await lines('git', { 'data/config': '[core]\nfsmonitor = ./run\n', 'data/HEAD': '' }), []);
		assert.deepEqual(await lines('git', bare('a/b/c')), []);
	});

	it('throws at nothing', async () => {
		const token = fc.constantFrom(
			'[core]\n',
			'[filter "a"]\n',
			'clean=',
			'fsmonitor = ',
			'"',
			'\\',
			'\n',
			'!sh',
			'\u202e',
			'[__proto__]\n',
			'constructor',
			' ',
		);
		await fc.assert(
			fc.asyncProperty(fc.array(token, { maxLength: 20 }), async (parts) => {
				const text = parts.join('');
				for (const launch of (await collect('git', { ...config(text), '.git/hooks/update!': text, '.gitmodules': text })).facts) {
					assert.ok(launch.source.line >= 1 && launch.source.line <= text.split('\n').length);
				}
			}),
			{ numRuns: 100 },
		);
	});

	describe('in repositories that git made', () => {
		let root = '';
		const git = (at: string, ...args: string[]) =>
			execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'protocol.file.allow=always', ...args], {
				cwd: join(root, at),
				env: { ...process.env, HOME: join(root, 'home'), GIT_CONFIG_NOSYSTEM: '1' },
				stdio: 'pipe',
			});
		const write = async (path: string, text: string) => {
			await mkdir(dirname(join(root, path)), { recursive: true });
			await writeFile(join(root, path), text);
			await chmod(join(root, path), 0o755);
		};
		const found = async (at: string) => {
			const machine = nodeMachine({ home: join(root, 'home'), systemRoot: join(root, 'system'), env: {}, platform: 'linux' });
			const agents = tools.filter(({ id }) => id === 'git');
			const { facts, gaps } = await collectLaunches(machine, { folders: [join(root, at)], agents });
			assert.deepEqual(gaps, []);
			return facts.map(({ name, command, source }) => `${name} ${command} ${source.path.slice(root.length + 1)}`).sort();
		};

		before(async function () {
			this.timeout(30_000);
			root = await realpath(await mkdtemp(join(tmpdir(), 'git-tool-')));
			await mkdir(join(root, 'home/app'), { recursive: true });
			for (const name of ['lib', 'deep', 'app']) {
				await mkdir(join(root, 'home', name), { recursive: true });
				git(`home/${name}`, 'init', '-q', '-b', 'main');
				git(`home/${name}`, 'commit', '-q', '--allow-empty', '-m', 'x');
			}
			git('home/lib', 'submodule', '--quiet', 'add', join(root, 'home/deep'), 'vendor/deep');
			git('home/lib', 'commit', '-q', '-m', 'y');
			git('home/app', 'submodule', '--quiet', 'add', join(root, 'home/lib'), 'libs/lib');
			git('home/app', 'submodule', '--quiet', 'update', '--init', '--recursive');
			git('home/app', 'commit', '-q', '-m', 'y');
			git('home/app', 'worktree', 'add', '-q', '../tree');
			git('home/app', 'config', 'core.fsmonitor', './watch');
			git('home/app/libs/lib', 'config', 'core.sshCommand', './ssh');
			git('home/app/libs/lib/vendor/deep', 'config', 'core.hooksPath', 'own-hooks');
			git('home/app', 'config', 'extensions.worktreeConfig', 'true');
			git('home/tree', 'config', '--worktree', 'core.pager', './page');
			await write('home/app/.git/hooks/post-checkout', '#!/bin/sh\n./x\n');
			await write('home/app/libs/lib/vendor/deep/own-hooks/pre-push', '#!/bin/sh\n./y\n');
		});
		after(() => rm(root, { recursive: true, force: true }));

		const shared = [
			'core.fsmonitor ./watch home/app/.git/config',
			'core.hookspath own-hooks home/app/.git/modules/libs/lib/modules/vendor/deep/config',
			'core.sshcommand ./ssh home/app/.git/modules/libs/lib/config',
			'post-checkout #!/bin/sh\n./x home/app/.git/hooks/post-checkout',
			'pre-push #!/bin/sh\n./y home/app/libs/lib/vendor/deep/own-hooks/pre-push',
		];

		it('finds what a repository and its submodules have, whichever folder of it is opened', async () => {
			assert.deepEqual(await found('home/app'), shared);
			await mkdir(join(root, 'home/app/src/inner'), { recursive: true });
			assert.deepEqual(await found('home/app/src/inner'), shared);
		});

		it('finds for a worktree what it shares, and its own', async () => {
			assert.deepEqual(await found('home/tree'), [...shared, 'core.pager ./page home/app/.git/worktrees/tree/config.worktree'].sort());
		});

		it('finds for a submodule its own and those of its submodules', async () => {
			assert.deepEqual(await found('home/app/libs/lib'), [shared[1], shared[2], shared[4]]);
		});

		it('says of a hook that is a link out of the folder that it is one', async () => {
			await write('home/elsewhere.sh', '#!/bin/sh\n./z\n');
			await symlink(join(root, 'home/elsewhere.sh'), join(root, 'home/lib/.git/hooks/pre-push'));
			await write('home/lib/inside.sh', '#!/bin/sh\n./i\n');
			await symlink(join(root, 'home/lib/inside.sh'), join(root, 'home/lib/.git/hooks/post-merge'));
			const machine = nodeMachine({ home: join(root, 'home'), systemRoot: '/', env: {}, platform: 'linux' });
			const { facts } = await collectLaunches(machine, {
				folders: [join(root, 'home/lib')],
				machineWide: false,
				agents: tools.filter(({ id }) => id === 'git'),
			});
			const reasons = facts.map(({ name, executors }) => [name, executors[0]?.reason.split('; ').at(-1)]).sort();
			assert.deepEqual(reasons, [
				['post-merge', 'git runs it at the event of its name'],
				['pre-push', 'a link leads out of the folder to it'],
			]);
		});
	});
});
