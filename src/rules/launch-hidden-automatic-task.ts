import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

const task = exampleLaunch({
	kind: 'task',
	name: 'setup',
	command: 'node',
	args: ['x.js'],
	hidden: true,
	executors: exampleLaunch().executors.map((executor) => ({ ...executor, tool: 'vscode', trigger: 'folder-open' as const })),
});

export default defineLaunchRule({
	id: 'launch/hidden-automatic-task',
	severity: 'high',
	why: 'A task that starts with the folder and asks not to be listed wants to run without being seen.',
	source:
		'Contagious Interview task files (`"hide": true` with `"runOn": "folderOpen"`); 0 of 6 benign automatic tasks hide, 1 of 3 malicious ones',
	says: (launch) =>
		launch.kind === 'task' &&
		launch.hidden &&
		launch.executors.some(({ trigger }) => trigger === 'folder-open' || trigger === 'folder-trust')
			? {}
			: null,
	examples: {
		hits: [task],
		nearMisses: [
			{ ...task, hidden: false },
			{ ...task, executors: task.executors.map((executor) => ({ ...executor, trigger: 'manual' as const })) },
		],
	},
});
