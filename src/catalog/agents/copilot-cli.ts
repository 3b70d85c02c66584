import { at, text } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { defineAgent } from './agent.ts';
import { flatMcpServers, hooks, mcpServers } from './entries.ts';
import { loadedModule } from './line-entries.ts';
import { frontMatterHooks, instructions } from './markdown-entries.ts';
import { helperCommands, is, plugins, settingValues } from './setting-entries.ts';
import { listIn } from './shape.ts';

const below = (relative: string): readonly Override[] => [{ variable: 'COPILOT_HOME', kind: 'directory', relative }];

/** Strict JSON: a file with comments, a trailing comma or a byte order mark is skipped. */
const strict = {
	format: 'jsonc',
	refuses: ['comment', 'trailing-comma', 'byte-order-mark', 'syntax-error'],
	trigger: 'session-start',
} as const;
const project = { ...strict, scope: 'project', search: 'repository', needsTrust: true, headless: 'refuses' } as const;
const texts = { ...project, format: 'text', refuses: [] } as const;
const told = (path: string, own: boolean) => ({ ...texts, path, own, entries: [instructions] });
const called = (path: string, own: boolean) => ({ ...texts, path, own, entries: [instructions, frontMatterHooks] });
const settings = [
	hooks('hooks'),
	plugins,
	helperCommands([{ key: 'statusLine' }]),
	settingValues([
		{ key: 'bashEnv', when: is(true) },
		{ key: 'allowedUrls', when: ({ type }) => type === 'array' },
	]),
];
const user = { ...strict, own: true, scope: 'user', needsTrust: false, headless: 'runs' } as const;

export default defineAgent({
	id: 'copilot-cli',
	title: 'GitHub Copilot CLI',
	vendor: 'github',
	programs: ['copilot'],
	packages: ['@github/copilot'],
	files: [
		{ ...project, own: false, path: '.mcp.json', entries: [mcpServers('mcpServers'), flatMcpServers] },
		{ ...project, own: true, path: '.github/mcp.json', unless: '.mcp.json', entries: [mcpServers('mcpServers'), flatMcpServers] },
		{ ...project, own: true, path: '.github/hooks/*.json', entries: [hooks('hooks')] },
		{ ...project, own: true, path: '.github/copilot/settings.json', entries: [hooks('hooks'), plugins] },
		{ ...project, own: true, path: '.github/copilot/settings.local.json', entries: [hooks('hooks'), plugins] },
		{ ...project, own: false, path: '.claude/settings.json', entries: [hooks('hooks')] },
		{ ...project, own: false, path: '.claude/settings.local.json', entries: [hooks('hooks')] },
		{
			...texts,
			own: true,
			path: '.github/extensions/*/extension.mjs',
			entries: [loadedModule],
			unsure: 'only where its extensions are switched on',
		},
		told('.github/copilot-instructions.md', true),
		told('.github/instructions/*.instructions.md', true),
		told('AGENTS.md', false),
		told('CLAUDE.md', false),
		told('GEMINI.md', false),
		called('.github/agents/*.agent.md', true),
		called('.github/skills/*/SKILL.md', true),
		called('.claude/skills/*/SKILL.md', false),
		called('.agents/skills/*/SKILL.md', false),
		{
			...user,
			format: 'text',
			refuses: [],
			places: ['~/.copilot/copilot-instructions.md'],
			overrides: below('copilot-instructions.md'),
			entries: [instructions],
		},
		{ ...user, places: ['~/.copilot/mcp-config.json'], overrides: below('mcp-config.json'), entries: [mcpServers('mcpServers')] },
		{ ...user, places: ['~/.copilot/hooks/*.json'], overrides: below('hooks/*.json'), entries: [hooks('hooks')] },
		// These two begin with `//` lines that Copilot CLI writes itself.
		{ ...user, refuses: [], places: ['~/.copilot/settings.json'], overrides: below('settings.json'), entries: settings },
		{ ...user, refuses: [], places: ['~/.copilot/config.json'], overrides: below('config.json'), entries: [hooks('hooks')] },
		// Loaded before all others, whatever folder is trusted; `disableAllHooks` does not reach them.
		{
			...strict,
			own: true,
			scope: 'system',
			places: {
				linux: ['/etc/github-copilot/policy.d/*.json'],
				darwin: ['/etc/github-copilot/policy.d/*.json'],
				win32: ['%PROGRAMDATA%/GitHub/Copilot/policy.d/*.json'],
			},
			entries: [hooks('hooks')],
			needsTrust: false,
			headless: 'runs',
		},
	],
	trust: {
		passesDown: true,
		places: ['~/.copilot/config.json'],
		overrides: below('config.json'),
		format: 'jsonc',
		read: (root, tell) =>
			['trustedFolders', 'trusted_folders']
				.flatMap((key) => listIn(at(root, key), key, tell))
				.map(text)
				.filter((folder) => folder !== undefined),
		revoke: (folder) => `Take ${JSON.stringify(folder)} out of "trustedFolders" in ~/.copilot/config.json`,
	},
	source: 'GitHub Copilot CLI 1.0.102, run offline with canary commands; policy hooks from docs.github.com, Copilot hooks reference',
});
