import assert from 'node:assert/strict';
import { NO_FACTS } from '../../../src/inventory/facts.ts';
import { trustedFolders } from '../../../src/report/trusted-folders.ts';
import { exampleLaunch } from '../../../src/rules/example-launch.ts';

const reviewed = exampleLaunch({ review: 'reviewed' });
const [executor] = reviewed.executors;
assert.ok(executor);
const byHand = exampleLaunch({ id: 'launch:b', executors: [{ ...executor, trigger: 'manual' }] });
const reach = (folder: string, ...tools: string[]) => tools.map((tool) => ({ folder, tool, launch: reviewed.id }));

describe('report/trusted-folders', () => {
	it('gives each folder once, with who trusts it and what would start there, the busiest first', () => {
		const rows = trustedFolders({
			...NO_FACTS,
			launches: [reviewed, byHand],
			reach: [...reach('/srv/b', 'claude-code'), { folder: '/srv/a', tool: 'claude-code', launch: byHand.id }],
			trust: [
				{ tool: 'claude-code', folder: '/srv/a' },
				{ tool: 'claude-code', folder: '/srv/b' },
				{ tool: 'gemini-cli', folder: '/srv/b', through: '/srv' },
				{ tool: 'codex', folder: '/srv/gone', there: 'no' },
			],
		});
		assert.deepEqual(
			rows.map(({ folder, by, exists, starts, reviewed: seen }) => [
				folder,
				by.map(({ tool, through }) => [tool, through]),
				exists,
				starts.length,
				seen,
			]),
			[
				[
					'/srv/b',
					[
						['claude-code', null],
						['gemini-cli', '/srv'],
					],
					'yes',
					1,
					true,
				],
				['/srv/a', [['claude-code', null]], 'yes', 0, false],
				['/srv/gone', [['codex', null]], 'no', 0, false],
			],
		);
	});

	it('takes of an editor what its agent reads, and of a fork with an agent of its own the tasks alone', () => {
		const executors = [{ ...executor, tool: 'vscode' }];
		const server = exampleLaunch({ executors });
		const task = exampleLaunch({ id: 'launch:task', kind: 'task', executors });
		const started = (tool: string) =>
			trustedFolders({
				...NO_FACTS,
				launches: [server, task],
				reach: [server, task].map(({ id }) => ({ folder: '/srv/a', tool: 'vscode', launch: id })),
				trust: [{ tool, folder: '/srv/a', byEditor: true }],
			})[0]?.starts.map(({ kind }) => kind);
		assert.deepEqual(started('vscode'), ['mcp-server', 'task']);
		assert.deepEqual(started('vscodium'), ['mcp-server', 'task']);
		assert.deepEqual(started('windsurf'), ['task']);
		assert.deepEqual(started('codex'), []);
	});

	it('gives nothing where nothing is trusted', () => {
		assert.deepEqual(trustedFolders(NO_FACTS), []);
	});
});
