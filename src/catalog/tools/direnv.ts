import { defineAgent } from '../agents/agent.ts';
import { settingValues } from '../agents/setting-entries.ts';
import { script } from './script.ts';

const envrc = script(() => ({ kind: 'shell-env', name: '.envrc' }));
const library = script(() => ({ kind: 'shell-env', name: 'direnvrc' }));

const rules = { own: true, refuses: [], trigger: 'shell-enter' } as const;
const project = {
	...rules,
	scope: 'project',
	path: '.envrc',
	format: 'text',
	entries: [envrc],
	needsTrust: true,
	asksEach: true,
	headless: 'refuses',
	because: 'direnv asks once for each content of the file (`direnv allow`)',
} as const;
const user = {
	...rules,
	scope: 'user',
	needsTrust: false,
	headless: 'runs',
	because: 'nothing asks first; runs before every .envrc',
} as const;

export default defineAgent({
	id: 'direnv',
	title: 'direnv',
	vendor: 'direnv',
	files: [
		// A shell takes the nearest of the folders above it.
		{ ...project, search: 'to-repository-root' },
		{ ...project, search: 'packages' },
		{
			...user,
			places: ['~/.direnvrc', '$XDG_CONFIG_HOME/direnv/direnvrc', '$XDG_CONFIG_HOME/direnv/lib/*.sh'],
			format: 'text',
			entries: [library],
		},
		{
			...user,
			places: ['$XDG_CONFIG_HOME/direnv/direnv.toml', '$XDG_CONFIG_HOME/direnv/config.toml'],
			format: 'toml',
			because: 'direnv does not ask about these',
			entries: [settingValues([{ key: 'whitelist.prefix' }, { key: 'whitelist.exact' }])],
		},
	],
	source: 'direnv 2.36: direnv(1), direnv.toml(1)',
});
