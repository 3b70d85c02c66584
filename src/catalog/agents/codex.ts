import { at, type DocumentNode, members, text } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { defineAgent, type Tell } from './agent.ts';
import { codexServers, hooks, notifyProgram } from './entries.ts';
import { objectIn } from './shape.ts';
import { ownOrRepositoryRecord } from './trust.ts';

const below = (relative: string): readonly Override[] => [{ variable: 'CODEX_HOME', kind: 'directory', relative }];

const config = {
	format: 'toml',
	own: true,
	refuses: [],
	heeds: 'enabled',
	trigger: 'session-start',
	entries: [codexServers('mcp_servers'), notifyProgram],
} as const;

/** Hooks stand beside each configuration file, or in its own `[hooks]`. The file of their own is strict JSON (serde_json, discovery.rs). */
const inlineHooks = {
	format: 'toml',
	own: true,
	refuses: [],
	trigger: 'session-start',
	asksEach: true,
	entries: [hooks('hooks')],
} as const;
const hookFile = { ...inlineHooks, format: 'jsonc', refuses: ['comment', 'trailing-comma', 'byte-order-mark', 'syntax-error'] } as const;

const unattended = { needsTrust: false, headless: 'runs' } as const;

/** `%ProgramData%\OpenAI\Codex` on Windows (config_loader, windows_codex_system_dir). */
const inSystemFolder = (file: string) => ({
	linux: [`/etc/codex/${file}`],
	darwin: [`/etc/codex/${file}`],
	win32: [`%PROGRAMDATA%/OpenAI/Codex/${file}`],
});

function projectsOf(root: DocumentNode, level: string, tell: Tell): readonly string[] {
	return members(objectIn(at(root, 'projects'), 'projects', tell))
		.filter((project) => text(at(project.value, 'trust_level')) === level)
		.map((project) => project.key);
}

export default defineAgent({
	id: 'codex',
	title: 'Codex CLI',
	vendor: 'openai',
	files: [
		// Every layer from the root of the repository down to the folder is merged.
		{ ...config, scope: 'project', path: '.codex/config.toml', search: 'repository-to-folder', needsTrust: true, headless: 'refuses' },
		{ ...inlineHooks, scope: 'project', path: '.codex/config.toml', search: 'repository-to-folder', needsTrust: true, headless: 'refuses' },
		{ ...hookFile, scope: 'project', path: '.codex/hooks.json', search: 'repository-to-folder', needsTrust: true, headless: 'refuses' },
		{ ...config, scope: 'user', places: ['~/.codex/config.toml'], overrides: below('config.toml'), ...unattended },
		{ ...inlineHooks, scope: 'user', places: ['~/.codex/config.toml'], overrides: below('config.toml'), ...unattended },
		{ ...hookFile, scope: 'user', places: ['~/.codex/hooks.json'], overrides: below('hooks.json'), ...unattended },
		{ ...config, scope: 'system', places: inSystemFolder('config.toml'), ...unattended },
		{ ...inlineHooks, scope: 'system', places: inSystemFolder('config.toml'), ...unattended },
		{ ...hookFile, scope: 'system', places: inSystemFolder('hooks.json'), ...unattended },
		// The administrator's last word, older than requirements.toml.
		{
			...config,
			scope: 'system',
			places: { linux: ['/etc/codex/managed_config.toml'], darwin: ['/etc/codex/managed_config.toml'], win32: [] },
			...unattended,
		},
	],
	trust: {
		passesDown: false,
		rule: ownOrRepositoryRecord,
		places: ['~/.codex/config.toml'],
		overrides: below('config.toml'),
		format: 'toml',
		read: (root, tell) => projectsOf(root, 'trusted', tell),
		// Sticks, even against `--trust`.
		refused: (root) => projectsOf(root, 'untrusted', () => undefined),
	},
	source:
		'Codex CLI 0.169.0, run offline with canary commands; inline hooks from developers.openai.com/codex/hooks, system paths from codex-rs config_loader',
});
