import { defineAgent } from '../agents/agent.ts';
import { atInstallation, loosened, program } from './entry.ts';
import { npmSettings } from './npmrc.ts';
import { foreignDependencies, installScripts } from './package-json.ts';

const rules = { ...atInstallation, search: 'packages', scope: 'project' } as const;

const BUILDS = 'pnpm runs the install scripts of these dependencies';
const ALL_BUILDS = 'pnpm runs the install scripts of every dependency';

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
				loosened({
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
				loosened({
					onlyBuiltDependencies: BUILDS,
					allowBuilds: BUILDS,
					dangerouslyAllowAllBuilds: ALL_BUILDS,
					configDependencies: 'pnpm fetches these before all others, and runs what their pnpmfiles hold',
					pnpmfile: 'pnpm runs it at every installation',
					registries: 'packages come from there',
					scriptShell: 'runs every script',
					nodeOptions: 'every script gets these options',
				}),
			],
		},
		{ ...rules, own: false, path: '.npmrc', format: 'text', refuses: [], entries: [npmSettings] },
	],
	source: 'pnpm 10: its settings documentation (pnpm-workspace.yaml, .npmrc, .pnpmfile.cjs)',
});
