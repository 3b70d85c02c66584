import { exampleSetting } from './example-commands.ts';
import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** The editor ignores the key in a folder, in whatever form: it tells what the author wanted, and counts all the same. */
export default defineLaunchRule({
	id: 'launch/automatic-tasks-forced',
	severity: 'high',
	why: 'No editor ever wrote this value: somebody tried to have tasks run without a question.',
	source:
		'Contagious Interview settings files (`"task.allowAutomaticTasks": true`, a boolean where `on` or `off` is legal); 0 of 171 benign files',
	untaken: true,
	says: ({ kind, name, args, scope }) =>
		kind === 'setting' && scope === 'project' && name === 'task.allowAutomaticTasks' && args[0] === 'true' ? {} : null,
	examples: {
		hits: [
			exampleSetting('task.allowAutomaticTasks', 'true'),
			exampleSetting('task.allowAutomaticTasks', 'true', {
				executors: exampleLaunch().executors.map((executor) => ({ ...executor, verdict: 'ignores' as const })),
			}),
		],
		nearMisses: [exampleSetting('task.allowAutomaticTasks', 'on'), exampleSetting('task.quickOpen.history', 'true')],
	},
});
