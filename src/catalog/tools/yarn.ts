import { defineAgent } from '../agents/agent.ts';
import { atInstallation } from './entry.ts';
import { foreignDependencies, installScripts } from './package-json.ts';
import { classicYarnSettings, yarnSettings } from './yarn-settings.ts';

const rules = { ...atInstallation, search: 'packages', scope: 'project' } as const;

export default defineAgent({
	id: 'yarn',
	title: 'Yarn',
	vendor: 'yarn',
	files: [
		{
			...rules,
			own: false,
			path: 'package.json',
			format: 'jsonc',
			refuses: ['comment', 'trailing-comma', 'syntax-error'],
			entries: [
				installScripts(['preinstall', 'install', 'postinstall']),
				installScripts(['prepublish', 'prepare'], 'nothing asks first; Yarn 1 runs it, later versions do not'),
				foreignDependencies('nothing asks first; Yarn fetches it from there, and runs what packs a repository'),
			],
		},
		{ ...rules, path: '.yarnrc.yml', format: 'yaml', refuses: [], entries: [yarnSettings] },
		{ ...rules, path: '.yarnrc', format: 'text', refuses: [], entries: [classicYarnSettings] },
	],
	source: 'Yarn 4 and 1: their documentation of lifecycle scripts, .yarnrc.yml and .yarnrc',
});
