import { at, members, text } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { defineAgent } from './agent.ts';
import { hooks, mcpServers, notifyProgram } from './entries.ts';

const below = (relative: string): readonly Override[] => [{ variable: 'CODEX_HOME', kind: 'directory', relative }];

const config = {
	format: 'toml',
	own: true,
	refuses: [],
	heeds: 'enabled',
	trigger: 'session-start',
	entries: [mcpServers('mcp_servers'), notifyProgram],
} as const;
const hookFile = { format: 'jsonc', own: true, refuses: [], trigger: 'session-start', asksEach: true, entries: [hooks('hooks')] } as const;

export default defineAgent({
	id: 'codex',
	title: 'Codex CLI',
	vendor: 'openai',
	files: [
		// Every layer from the root of the repository down to the folder is merged.
		{ ...config, scope: 'project', path: '.codex/config.toml', search: 'repository-to-folder', needsTrust: true, headless: 'refuses' },
		{ ...hookFile, scope: 'project', path: '.codex/hooks.json', search: 'repository-to-folder', needsTrust: true, headless: 'refuses' },
		{ ...config, scope: 'user', places: ['~/.codex/config.toml'], overrides: below('config.toml'), needsTrust: false, headless: 'runs' },
		{ ...hookFile, scope: 'user', places: ['~/.codex/hooks.json'], overrides: below('hooks.json'), needsTrust: false, headless: 'runs' },
		{
			...config,
			scope: 'system',
			places: { linux: ['/etc/codex/config.toml'], darwin: ['/etc/codex/config.toml'], win32: [] },
			needsTrust: false,
			headless: 'runs',
		},
	],
	trust: {
		places: ['~/.codex/config.toml'],
		overrides: below('config.toml'),
		format: 'toml',
		read: (root) =>
			members(at(root, 'projects'))
				.filter((project) => text(at(project.value, 'trust_level')) === 'trusted')
				.map((project) => project.key),
	},
	source: 'Codex CLI 0.169.0, run offline with canary commands',
});
