import { defineAgent } from '../agents/agent.ts';
import { program } from './entry.ts';
import { npmSettings } from './npmrc.ts';
import { foreignDependencies, installScripts, settingsAt } from './package-json.ts';

const rules = {
	own: true,
	needsTrust: false,
	headless: 'runs',
	trigger: 'install',
	because: 'nothing asks first',
	search: 'packages',
	scope: 'project',
} as const;

const BUILDS = 'nothing asks first; pnpm runs the install scripts of these dependencies';
const ALL_BUILDS = 'nothing asks first; pnpm runs the install scripts of every dependency';

export default defineAgent({
	id: 'pnpm',
	title: 'pnpm',
	vendor: 'pnpm',
	files: [
		{
			...rules,
			own: false,
			path: 'package.json',
			format: 'jsonc',
			refuses: ['comment', 'trailing-comma', 'syntax-error'],
			entries: [
				installScripts(['pnpm:devPreinstall', 'preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare']),
				foreignDependencies('nothing asks first; pnpm fetches it from there, and runs its scripts where they are allowed'),
				settingsAt({
					'pnpm.onlyBuiltDependencies': BUILDS,
					'pnpm.onlyBuiltDependenciesFile': BUILDS,
					'pnpm.dangerouslyAllowAllBuilds': ALL_BUILDS,
				}),
			],
		},
		...['.pnpmfile.cjs', '.pnpmfile.mjs', 'pnpmfile.js'].map(
			(path) => ({ ...rules, path, format: 'text', refuses: [], entries: [program(path, ['node', path])] }) as const,
		),
		{
			...rules,
			path: 'pnpm-workspace.yaml',
			format: 'yaml',
			refuses: [],
			entries: [
				settingsAt({
					onlyBuiltDependencies: BUILDS,
					allowBuilds: BUILDS,
					dangerouslyAllowAllBuilds: ALL_BUILDS,
					configDependencies: 'nothing asks first; pnpm fetches these before all others, and runs what their pnpmfiles hold',
					pnpmfile: 'nothing asks first; pnpm runs it at every installation',
					registries: 'nothing asks first; packages come from there',
					scriptShell: 'nothing asks first; runs every script',
					nodeOptions: 'nothing asks first; every script gets these options',
				}),
			],
		},
		{ ...rules, own: false, path: '.npmrc', format: 'text', refuses: [], entries: [npmSettings] },
	],
	source: 'pnpm 10: its settings documentation (pnpm-workspace.yaml, .npmrc, .pnpmfile.cjs)',
});
