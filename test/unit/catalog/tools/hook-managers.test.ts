import assert from 'node:assert/strict';
import fc from 'fast-check';
import { collect, executor, lines, look } from './look.ts';

const GIT = { '.git/HEAD': 'ref: refs/heads/main\n' };
const INSTALLED = { ...GIT, '.git/hooks/pre-commit!': '#!/bin/sh\nx\n' };

describe('catalog/tools/pre-commit', () => {
	const text = `default_language_version:
  python: python3
repos:
  - repo: https://git.example.com/o/checks
    rev: v1.2.3
    hooks:
      - id: lint
      - id: format
        args: [--fast, 3]
  - repo: local
    hooks:
      - id: own
        entry: ./run.sh --all
        language: script
        args: [x]
  - repo: meta
    hooks:
      - id: check-hooks-apply
`;

	it('shows each hook: those of the file with their command, others with where they come from', async () => {
		const launches = await look('pre-commit', { ...GIT, '.pre-commit-config.yaml': text });
		assert.deepEqual(
			launches.map(({ kind, name, command, args, url, source }) => [kind, name, command, args, url, source.line]),
			[
				['hook', 'lint', null, ['https://git.example.com/o/checks@v1.2.3'], 'https://git.example.com/o/checks', 7],
				['hook', 'format', null, ['https://git.example.com/o/checks@v1.2.3', '--fast', '3'], 'https://git.example.com/o/checks', 8],
				['hook', 'own', './run.sh --all x', [], null, 12],
			],
		);
	});

	it('is sure only where a hook is installed', async () => {
		const verdict = async (files: object) =>
			executor((await look('pre-commit', { ...files, '.pre-commit-config.yaml': text }))[0], 'pre-commit').verdict;
		assert.deepEqual([await verdict(GIT), await verdict(INSTALLED)], ['unknown', 'loads']);
	});

	it('shows an interpreter from the folder, and says nothing of versions', async () => {
		const config = 'default_language_version:\n  python: ./py\n  node: "22"\nrepos: []\n';
		assert.deepEqual(await lines('pre-commit', { '.pre-commit-config.yaml': config }), ['helper default_language_version.python: ./py']);
		assert.deepEqual(
			await lines('pre-commit', { '.pre-commit-config.yaml': 'repos: []\n', '.pre-commit-hooks.yaml': '- id: x\n  entry: y\n' }),
			[],
		);
	});

	it('tells of hooks without a command', async () => {
		const { gaps } = await collect('pre-commit', { '.pre-commit-config.yaml': 'repos:\n - repo: local\n   hooks:\n    - id: a\n' });
		assert.deepEqual(
			gaps.map(({ detail }) => detail),
			['1 hooks have no command that can be read'],
		);
	});
});

describe('catalog/tools/lefthook', () => {
	const text = `rc: ./rc.sh
extends:
  - more.yml
remotes:
  - git_url: https://git.example.com/o/hooks
    ref: v1
colors: true
pre-commit:
  parallel: true
  commands:
    lint:
      glob: "*.js"
      run: eslint {staged_files}
  scripts:
    "check.sh":
      runner: bash
  jobs:
    - run: a
    - group:
        jobs:
          - run: b
          - script: c.py
            runner: python
my-task:
  commands:
    x:
      run: never
`;

	it('shows commands, scripts and jobs of git’s events, and where more comes from', async () => {
		assert.deepEqual(await lines('lefthook', { ...INSTALLED, 'lefthook.yml': text }), [
			'helper rc: ./rc.sh',
			'setting extends: more.yml',
			'setting remotes.git_url: https://git.example.com/o/hooks v1',
			'hook pre-commit: eslint {staged_files}',
			'hook pre-commit: bash check.sh',
			'hook pre-commit: a',
			'hook pre-commit: b',
			'hook pre-commit: python c.py',
		]);
	});

	it('reads its other names and formats', async () => {
		const toml = '[pre-push.commands.a]\nrun = "x"\n';
		for (const [path, content] of [
			['.lefthook.toml', toml],
			['lefthook-local.json', '{"pre-push":{"commands":{"a":{"run":"x"}}}}'],
			['.config/lefthook.yaml', 'pre-push:\n  commands:\n    a:\n      run: x\n'],
		] as const) {
			const [launch] = await look('lefthook', { ...GIT, [path]: content });
			assert.deepEqual([launch?.name, launch?.command, executor(launch, 'lefthook').verdict], ['pre-push', 'x', 'unknown'], path);
		}
	});

	it('says nothing of one without hooks, and throws at nothing', async () => {
		assert.deepEqual(
			await lines('lefthook', { 'lefthook.yml': 'colors: false\nskip_output: [meta]\npre-commit:\n  parallel: true\n' }),
			[],
		);
		const value = fc.letrec((tie) => ({
			node: fc.oneof(
				fc.constantFrom<unknown>('x', 1, null),
				fc.array(tie('node'), { maxLength: 3 }),
				fc.dictionary(fc.constantFrom('pre-commit', 'jobs', 'group', 'run', 'commands', 'script', 'remotes', 'extends'), tie('node')),
			),
		})).node;
		await fc.assert(
			fc.asyncProperty(value, async (content) => {
				await collect('lefthook', { 'lefthook.json': JSON.stringify(content) });
			}),
			{ numRuns: 100 },
		);
	});
});

describe('catalog/tools/husky', () => {
	const WRAPPER = '#!/usr/bin/env sh\n. "$(dirname "$0")/h"';

	it('shows the scripts of a folder, sure where husky is set up', async () => {
		const [launch, ...others] = await look('husky', { ...GIT, '.husky/pre-commit': 'npx lint-staged\n', '.husky/readme.md': 'x' });
		assert.deepEqual([launch?.kind, launch?.name, launch?.command, others.length], ['hook', 'pre-commit', 'npx lint-staged', 0]);
		assert.equal(executor(launch, 'husky').verdict, 'unknown');
		const [known] = await look('husky', { ...GIT, '.husky/pre-commit': 'npx lint-staged\n', '.husky/_/pre-commit': WRAPPER });
		assert.equal(executor(known, 'husky').verdict, 'loads');
	});

	it('shows what all hooks go through once, and none of the files that only call it', async () => {
		const files = {
			...GIT,
			'.git/config': '[core]\nhooksPath = .husky/_\n',
			'.husky/pre-commit': 'a\n',
			'.husky/_/h': '#!/usr/bin/env sh\nsh -e "$s" "$@"\n',
			'.husky/_/pre-commit!': WRAPPER,
			'.husky/_/post-merge!': WRAPPER,
			'.husky/_/pre-push!': '#!/bin/sh\n./mine\n',
		};
		assert.deepEqual(await lines(['git', 'husky'], files), [
			'git-config core.hookspath: .husky/_',
			'hook h: #!/usr/bin/env sh\nsh -e "$s" "$@"',
			'hook pre-push: #!/bin/sh\n./mine',
			'hook pre-commit: a',
		]);
	});
});
