import { defineAgent } from '../agents/agent.ts';
import { atInstallation } from './entry.ts';
import { gypCommands } from './gyp.ts';
import { npmPrograms, npmSettings } from './npmrc.ts';
import { foreignDependencies, installScripts } from './package-json.ts';

/** What `npm install` and `npm ci` run in the folder itself; `dependencies` whenever node_modules changed (npm help scripts). */
const SCRIPTS = [
	...['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'],
	...['predependencies', 'dependencies', 'postdependencies'],
];

export default defineAgent({
	id: 'npm',
	title: 'npm',
	vendor: 'npm',
	files: [
		{
			...atInstallation,
			scope: 'project',
			path: 'package.json',
			search: 'packages',
			format: 'jsonc',
			refuses: ['comment', 'trailing-comma', 'syntax-error'],
			entries: [
				installScripts(SCRIPTS),
				foreignDependencies('nothing asks first; npm fetches it from there, and runs the prepare script of a repository'),
			],
		},
		{
			...atInstallation,
			scope: 'project',
			path: 'binding.gyp',
			search: 'packages',
			beside: ['package.json'],
			format: 'text',
			refuses: [],
			entries: [gypCommands],
		},
		{ ...atInstallation, scope: 'project', path: '.npmrc', search: 'packages', format: 'text', refuses: [], entries: [npmSettings] },
		{
			...atInstallation,
			scope: 'user',
			places: ['~/.npmrc'],
			overrides: [{ variable: 'NPM_CONFIG_USERCONFIG', kind: 'file' }],
			format: 'text',
			refuses: [],
			entries: [npmPrograms],
		},
	],
	source: 'npm 10: `npm help scripts`, `npm help config`, @npmcli/run-script; node-gyp’s GYP, "Command Expansions"',
});
