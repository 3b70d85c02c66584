import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Facts } from '../../../src/inventory/facts.ts';
import { folderQuery, survey } from '../../../src/inventory/survey.ts';
import { forgetReview, readReviews, recordReview, repositoryOf, sameOrigin, withReviews } from '../../../src/journal/reviews.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import { nodeState } from '../../../src/machine/state.ts';
import { shownCommand } from '../../../src/report/phrases.ts';

describe('journal/reviews', () => {
	let home: string;
	beforeEach(() => {
		home = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-reviews-')));
	});
	afterEach(() => rmSync(home, { recursive: true, force: true }));

	const here = (): Machine => {
		const machine = nodeMachine({ home });
		return { ...machine, state: nodeState({ platform: 'linux', home, systemRoot: null, env: {} }, machine.files) };
	};
	const write = (path: string, content: unknown): void => {
		mkdirSync(dirname(join(home, path)), { recursive: true });
		writeFileSync(join(home, path), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
	};
	const git = (folder: string, ...args: string[]): void => {
		execFileSync('git', ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.com', '-c', 'init.defaultBranch=main', ...args], {
			cwd: join(home, folder),
			env: { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
			stdio: 'ignore',
		});
	};
	const look = async (folder: string): Promise<Facts> => {
		const machine = here();
		return withReviews(machine, await survey(machine, folderQuery([join(home, folder)])));
	};
	/** As a person does who has read the sheet. */
	const review = async (folder: string): Promise<void> => {
		const written = await recordReview(here(), (await look(folder)).launches, shownCommand);
		assert.ok(written.ok);
	};
	const states = async (folder: string): Promise<readonly string[]> =>
		(await look(folder)).launches.map(({ name, review: state }) => `${name} ${state}`).sort();
	const server = (command: string, ...args: string[]) => ({ mcpServers: { files: { command, args } } });

	it('nothing is reviewed before somebody has', async () => {
		write('app/.mcp.json', server('npx', 'files'));
		assert.deepEqual(await states('app'), ['files unreviewed']);
	});

	it('what was reviewed stays so through formatting, comments and order', async () => {
		write('app/.vscode/mcp.json', '{"servers":{"files":{"command":"npx","args":["files"],"env":{"A":"1","B":"2"}}}}');
		await review('app');
		write(
			'app/.vscode/mcp.json',
			'{\n // why\n "servers": { "files": { "env": { "B": "2", "A": "1" },\n "args": [ "files" ], "command": "npx" } } }',
		);
		assert.deepEqual(await states('app'), ['files reviewed']);
	});

	it('another command, argument, host or hook is a change, and what was there is told', async () => {
		write('app/.mcp.json', server('npx', 'files'));
		await review('app');
		write('app/.mcp.json', server('npx', 'evil'));
		const facts = await look('app');
		assert.deepEqual(
			facts.launches.map(({ review: state }) => state),
			['changed'],
		);
		assert.deepEqual(
			facts.changes.map(({ was }) => was),
			['npx files'],
		);
		write('app/.mcp.json', server('npx', 'files'));
		write('app/.claude/settings.json', { hooks: { SessionStart: [{ hooks: [{ type: 'command', command: 'node x.js' }] }] } });
		assert.deepEqual(await states('app'), ['SessionStart unreviewed', 'files reviewed']);
		assert.deepEqual(
			(await look('app')).changes.map(({ was }) => was),
			[null],
		);
	});

	it('any change of what runs is one, and no change of its surroundings is', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.stringMatching(/^[a-z0-9./@-]{1,12}$/), { minLength: 1, maxLength: 4 }),
				fc.array(fc.stringMatching(/^[a-z0-9./@-]{1,12}$/), { minLength: 1, maxLength: 4 }),
				fc.constantFrom(0, 1, 4, '\t'),
				async (first, second, indent) => {
					write('app/.mcp.json', server(...(first as [string])));
					const machine = here();
					await forgetReview(machine, join(home, 'app'));
					await review('app');
					write('app/.mcp.json', JSON.stringify({ other: 1, ...server(...(second as [string])) }, undefined, indent));
					const same = JSON.stringify(first) === JSON.stringify(second);
					assert.deepEqual(await states('app'), [`files ${same ? 'reviewed' : 'changed'}`]);
				},
			),
			{ numRuns: 25 },
		);
	});

	it('a worktree and a second clone of what was reviewed are silent; another repository is not', async () => {
		write('app/.mcp.json', server('npx', 'files'));
		git('app', 'init');
		git('app', 'add', '.');
		git('app', 'commit', '-m', 'One');
		await review('app');
		git('app', 'worktree', 'add', '../tree');
		assert.deepEqual(await states('tree'), ['files reviewed']);
		git('.', 'clone', 'app', 'one');
		git('.', 'clone', 'app', 'two');
		assert.deepEqual(await states('one'), ['files unreviewed']);
		await review('one');
		assert.deepEqual(await states('two'), ['files reviewed']);
		write('other/.mcp.json', server('npx', 'files'));
		assert.deepEqual(await states('other'), ['files unreviewed']);
	});

	it('a submodule is a repository of its own', async () => {
		write('app/.mcp.json', server('npx', 'files'));
		git('app', 'init');
		mkdirSync(join(home, 'app', '.git', 'modules', 'lib'), { recursive: true });
		write('app/lib/.git', 'gitdir: ../.git/modules/lib\n');
		const machine = here();
		assert.notEqual(await repositoryOf(machine, join(home, 'app', 'lib')), await repositoryOf(machine, join(home, 'app')));
	});

	it('forgetting takes it all back', async () => {
		write('app/.mcp.json', server('npx', 'files'));
		await review('app');
		assert.ok((await forgetReview(here(), join(home, 'app'))).ok);
		assert.deepEqual(await states('app'), ['files unreviewed']);
	});

	it('keeps no secret, and passes over lines that are no review', async () => {
		const secret = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
		write('app/.mcp.json', server('npx', 'files', '--token', secret));
		await review('app');
		const machine = here();
		for (const line of ['nonsense', 'null', '{"at":1}', '{"at":"x","repository":"y","decision":"reviewed","launches":[{}]}']) {
			assert.ok((await machine.state.append('reviews', line)).ok);
		}
		const { facts } = await readReviews(machine);
		assert.equal(facts.length, 1);
		assert.ok(!JSON.stringify(facts).includes(secret));
		assert.deepEqual(await states('app'), ['files reviewed']);
	});

	it('one repository has one spelling, however it was cloned', () => {
		const spellings = [
			'git@example.com:team/app.git',
			'ssh://git@example.com/team/app.git',
			'ssh://git@example.com:22/team/app',
			'https://example.com/team/app',
			'https://user:word@example.com/team/app.git/',
			'https://EXAMPLE.com/team/app.git',
		];
		assert.deepEqual([...new Set(spellings.map(sameOrigin))], ['example.com/team/app']);
		assert.notEqual(sameOrigin('https://example.com/team/other'), 'example.com/team/app');
		assert.equal(sameOrigin('/srv/git/app'), '/srv/git/app');
		fc.assert(fc.property(fc.string(), (text) => typeof sameOrigin(text) === 'string'));
	});
});
