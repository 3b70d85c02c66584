import { defineAgent } from '../agents/agent.ts';
import { gitHooks, isHook } from './git-hooks.ts';
import { gitSettings, submoduleUpdates } from './git-settings.ts';

const rules = { own: true, refuses: [], needsTrust: false, headless: 'runs', trigger: 'git-operation' } as const;
const settings = { ...rules, format: 'git-config', entries: [gitSettings], because: 'nothing asks first' } as const;
const hooks = { ...rules, format: 'text', entries: [gitHooks], named: isHook, because: 'nothing asks first' } as const;

export default defineAgent({
	id: 'git',
	title: 'git',
	vendor: 'git',
	files: [
		// A clone brings none of these; an archive, a shared folder or a program that ran before does.
		{ ...settings, scope: 'project', path: 'config', search: 'git-directory' },
		{ ...settings, scope: 'project', path: 'config.worktree', search: 'git-directory' },
		{ ...hooks, scope: 'project', path: '*', search: 'git-hooks' },
		// A bare repository may be checked in as ordinary files: git takes it for one where it is run inside (`safe.bareRepository`).
		{ ...settings, scope: 'project', path: 'config', search: 'packages', beside: ['HEAD', 'objects'] },
		{ ...hooks, scope: 'project', path: 'hooks/*', search: 'packages', beside: ['HEAD', 'objects', 'config'] },
		{ ...rules, format: 'git-config', scope: 'project', path: '.gitmodules', search: 'repository', entries: [submoduleUpdates] },
		{
			...settings,
			scope: 'user',
			places: ['~/.gitconfig', '$XDG_CONFIG_HOME/git/config'],
			overrides: [{ variable: 'GIT_CONFIG_GLOBAL', kind: 'file' }],
		},
		{
			...settings,
			scope: 'system',
			places: { linux: ['/etc/gitconfig'], darwin: ['/etc/gitconfig'], win32: ['%PROGRAMFILES%/Git/etc/gitconfig'] },
			overrides: [{ variable: 'GIT_CONFIG_SYSTEM', kind: 'file' }],
		},
	],
	source: 'git 2.39: git-config(1), githooks(5), gitattributes(5), gitrepository-layout(5), and git itself in the tests',
});
