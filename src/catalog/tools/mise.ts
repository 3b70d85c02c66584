import { defineAgent } from '../agents/agent.ts';
import { environmentSettings } from '../agents/setting-entries.ts';
import { miseCommands, miseSettings, miseTemplates } from './mise-entries.ts';

const PATHS = [
	...['mise.toml', '.mise.toml', 'mise.local.toml', '.mise.local.toml', 'mise/config.toml', '.mise/config.toml'],
	...['.config/mise.toml', '.config/mise/config.toml', '.config/mise/conf.d/*.toml'],
];

const rules = {
	own: true,
	format: 'toml',
	refuses: [],
	// Wherever CI says that it is one, every file is trusted.
	headless: 'runs',
	trigger: 'shell-enter',
	entries: [miseCommands, miseSettings, miseTemplates, environmentSettings('env')],
} as const;

export default defineAgent({
	id: 'mise',
	title: 'mise',
	vendor: 'jdx',
	files: [
		...PATHS.map(
			(path) =>
				({
					...rules,
					scope: 'project',
					path,
					search: 'to-repository-root',
					needsTrust: true,
					asksEach: true,
					because: 'mise asks once for each file (`mise trust`)',
				}) as const,
		),
		{
			...rules,
			scope: 'user',
			places: ['$XDG_CONFIG_HOME/mise/config.toml', '$XDG_CONFIG_HOME/mise/conf.d/*.toml'],
			overrides: [{ variable: 'MISE_GLOBAL_CONFIG_FILE', kind: 'file' }],
			needsTrust: false,
			because: 'nothing asks first',
		},
	],
	source: 'mise 2026.1: its documentation of configuration, hooks, environments, templates and `mise trust`',
});
