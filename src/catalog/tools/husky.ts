import { basename } from 'node:path';
import { defineAgent } from '../agents/agent.ts';
import { isHook } from './git-hooks.ts';
import { script } from './script.ts';

const rules = { own: true, format: 'text', refuses: [], needsTrust: false, headless: 'runs', trigger: 'git-operation' } as const;
const hook = script((file) => ({ kind: 'hook', name: basename(file.path) }));

/** Of its own files the one that all hooks go through; the others only call it. */
const isRunner = (name: string): boolean => name === 'h' || name === 'husky.sh';

export default defineAgent({
	id: 'husky',
	title: 'husky',
	vendor: 'typicode',
	files: [
		{
			...rules,
			scope: 'project',
			path: '.husky/*',
			search: 'repository',
			named: isHook,
			entries: [hook],
			beside: ['.husky/_'],
			because: 'nothing asks first; husky is set up, and runs it at the event of its name',
		},
		{
			...rules,
			scope: 'project',
			path: '.husky/*',
			search: 'repository',
			named: isHook,
			entries: [hook],
			unsure: 'only once husky is set up, which an installation does by the script `prepare`',
		},
		{
			...rules,
			scope: 'project',
			path: '.husky/_/*',
			search: 'repository',
			named: isRunner,
			entries: [hook],
			because: 'nothing asks first; every hook goes through it',
		},
		{
			...rules,
			scope: 'user',
			places: ['$XDG_CONFIG_HOME/husky/init.sh', '~/.huskyrc'],
			entries: [hook],
			because: 'nothing asks first; runs before every hook of husky’s',
		},
	],
	source: 'husky 9: its documentation, and the files that it writes into .husky/_',
});
