import assert from 'node:assert/strict';
import fc from 'fast-check';
import { automaticTasks, debugTasks } from '../../../../src/catalog/agents/task-entries.ts';
import { entriesOf, read } from './reading.ts';

const ON_OPEN = { runOptions: { runOn: 'folderOpen' } };
const commands = (value: unknown) =>
	entriesOf(automaticTasks(), value).map(({ name, command, args = [], shell }) => [name, [command, ...args].join(' '), shell ?? false]);

describe('catalog/agents: tasks of VS Code', () => {
	it('that start with the folder are told whole', () => {
		const { entries } = read(
			automaticTasks(),
			`{ "version": "2.0.0", "tasks": [\n  { "label": "eslint-check", "type": "shell", "command": "node ./public/fonts/x.woff2", "hide": true,\n    "options": { "cwd": "\${workspaceFolder}", "env": { "A": 1 } }, "runOptions": { "runOn": "folderOpen" } } ] }`,
		);
		assert.deepEqual(entries, [
			{
				because: 'VS Code asks once whether tasks may start in all folders; after that nothing asks',
				kind: 'task',
				name: 'eslint-check',
				line: 2,
				column: 3,
				trigger: 'folder-open',
				env: [{ name: 'A', value: '1' }],
				hidden: true,
				cwd: '${workspaceFolder}',
				pointer: ['tasks', '0'],
				command: 'node ./public/fonts/x.woff2',
				args: [],
				shell: true,
			},
		]);
	});

	it('that somebody starts are none', () => {
		for (const runOptions of [undefined, {}, { runOn: 'default' }, { runOn: true }, 'folderOpen']) {
			assert.deepEqual(commands({ tasks: [{ label: 'build', command: 'make', runOptions }] }), []);
		}
		assert.deepEqual(commands({}), []);
	});

	it('have a command for each platform that differs, of the task or of the whole file', () => {
		const task = {
			...ON_OPEN,
			label: 'a',
			type: 'shell',
			command: 'node a.js',
			linux: { command: 'node a.js' },
			windows: { command: 'node.exe', args: [{ value: 'b.js', quoting: 'strong' }] },
			osx: { options: { shell: { executable: './x.sh', args: ['-c'] } } },
		};
		assert.deepEqual(commands({ tasks: [task] }), [
			['a', 'node a.js', true],
			['a', 'node.exe b.js', true],
			['a', 'node a.js', true],
			['a', './x.sh -c', false],
		]);
		assert.deepEqual(
			commands({ linux: { options: { shell: { executable: './y.sh' } } }, tasks: [{ ...ON_OPEN, label: 'a', command: 'x' }] }),
			[
				['a', 'x', false],
				['a', 'x', false],
				['a', './y.sh', false],
			],
		);
	});

	it('bring the tasks that they depend on, round in a circle too', () => {
		const tasks = [
			{ ...ON_OPEN, label: 'start', dependsOn: ['one', { task: 'two' }] },
			{ label: 'one', command: 'a', dependsOn: 'three' },
			{ label: 'two', type: 'npm', script: 'watch' },
			{ label: 'three', command: { value: 'b', quoting: 'weak' }, args: ['c', 1], dependsOn: 'one' },
			{ label: 'four', command: 'd' },
		];
		assert.deepEqual(commands({ tasks }), [
			['one', 'a', false],
			['two', 'npm run watch', false],
			['three', 'b c 1', false],
		]);
	});

	it('of a kind that an extension knows are told by that kind', () => {
		const [entry] = entriesOf(automaticTasks(), { tasks: [{ ...ON_OPEN, type: 'gulp', task: 'x' }] });
		assert.deepEqual([entry?.command, entry?.args], [undefined, ['gulp']]);
	});

	it('in another shape are told, and no shape of anything stops the reading', () => {
		assert.deepEqual(read(automaticTasks(['tasks']), '{"tasks": {"tasks": {"a": 1}}}').told, ['tasks.tasks is not a list']);
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						label: fc.jsonValue(),
						command: fc.jsonValue(),
						args: fc.jsonValue(),
						options: fc.jsonValue(),
						dependsOn: fc.jsonValue(),
					}),
				),
				(list) => {
					const tasks = list.map((task) => ({ ...task, ...ON_OPEN }));
					assert.ok(read(automaticTasks(), JSON.stringify({ tasks })).entries.length <= tasks.length * 2);
				},
			),
		);
		const many = Array.from({ length: 10_000 }, (_, index) => ({ ...ON_OPEN, label: 't', command: `x${index}`, dependsOn: ['t', 't1'] }));
		const started = performance.now();
		assert.equal(commands({ tasks: many }).length, 10_000);
		assert.ok(performance.now() - started < 3_000);
	});

	it('that debugging starts are told by their names', () => {
		const found = entriesOf(debugTasks(), {
			configurations: [{ name: 'Run', preLaunchTask: 'build', postDebugTask: { type: 'npm', script: 'clean' } }, { name: 'Attach' }],
			compounds: [{ preLaunchTask: 'all' }],
		});
		assert.deepEqual(
			found.map(({ kind, name, trigger }) => [kind, name, trigger]),
			[
				['task', 'build', 'manual'],
				['task', 'clean', 'manual'],
				['task', 'all', 'manual'],
			],
		);
	});
});
