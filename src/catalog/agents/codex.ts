import { at, type DocumentNode, members, text } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { defineAgent, type Tell } from './agent.ts';
import { codexServers, hooks, notifyProgram } from './entries.ts';
import { instructions } from './markdown-entries.ts';
import { environmentSettings, is, settingValues } from './setting-entries.ts';
import { objectIn } from './shape.ts';
import { ownOrRepositoryRecord } from './trust.ts';

const below = (relative: string): readonly Override[] => [{ variable: 'CODEX_HOME', kind: 'directory', relative }];

/** Keys that say where requests go. Of a project they are dropped, with a warning (config/src/loader, since 0.130). */
const ROUTES = ['openai_base_url', 'chatgpt_base_url', 'experimental_realtime_ws_base_url', 'model_provider', 'model_providers.*.base_url'];
const routes = settingValues(ROUTES.map((key) => ({ key })));
const droppedRoutes = settingValues(ROUTES.map((key) => ({ key, ignored: 'drops the key in a project' })));

const weakened = [
	settingValues([
		{ key: 'approval_policy', when: is('never') },
		{ key: 'sandbox_mode', when: is('danger-full-access') },
		{ key: 'sandbox_workspace_write.network_access', when: is(true) },
		{ key: 'otel.exporter.*.endpoint' },
	]),
	environmentSettings('shell_environment_policy', 'set'),
];

const config = {
	format: 'toml',
	own: true,
	refuses: [],
	heeds: 'enabled',
	trigger: 'session-start',
	entries: [codexServers('mcp_servers'), notifyProgram, ...weakened, routes],
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

const projectConfig = { ...config, entries: [codexServers('mcp_servers'), notifyProgram, ...weakened, droppedRoutes] } as const;

const texts = { format: 'text', own: true, refuses: [], trigger: 'session-start', entries: [instructions] } as const;

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
	programs: ['codex'],
	packages: ['@openai/codex'],
	files: [
		// Every layer from the root of the repository down to the folder is merged.
		{
			...projectConfig,
			scope: 'project',
			path: '.codex/config.toml',
			search: 'repository-to-folder',
			needsTrust: true,
			headless: 'refuses',
		},
		{ ...inlineHooks, scope: 'project', path: '.codex/config.toml', search: 'repository-to-folder', needsTrust: true, headless: 'refuses' },
		{ ...hookFile, scope: 'project', path: '.codex/hooks.json', search: 'repository-to-folder', needsTrust: true, headless: 'refuses' },
		...['AGENTS.md', 'AGENTS.override.md', '.agents/skills/*/SKILL.md'].map((path) => ({
			...texts,
			scope: 'project' as const,
			path,
			search: 'repository-to-folder' as const,
			needsTrust: false,
			headless: 'runs' as const,
		})),
		{ ...texts, scope: 'user', places: ['~/.codex/AGENTS.md'], overrides: below('AGENTS.md'), ...unattended },
		{ ...texts, scope: 'user', places: ['~/.codex/prompts/*.md'], overrides: below('prompts/*.md'), ...unattended },
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
		revoke: (folder) => `Set trust_level = "untrusted" in ~/.codex/config.toml, below [projects.${JSON.stringify(folder)}]`,
	},
	source:
		'Codex CLI 0.169.0, run offline with canary commands; inline hooks from developers.openai.com/codex/hooks, system paths from codex-rs config_loader',
});
