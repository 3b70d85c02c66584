import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'task.allowAutomaticTasks',
	title: 'Run tasks when a folder is opened',
	label: 'Automatic tasks',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'application',
	restricted: true,
	defaults: [{ since: '1.101', value: 'off' }],
	recommended: '"off"',
	why: 'With "on" every trusted folder runs its folderOpen tasks without a question.',
	posture: true,
	weakens: (value) => value === 'on',
	source: 'VS Code 1.139.1, workbench/contrib/tasks/browser/task.contribution.ts and runAutomaticTasks.ts',
});
