import { at, boolean, members } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import { defineAgent } from './agent.ts';
import { codexServers, flatMcpServers, hooks, lastOfEachKey, mcpServers } from './entries.ts';
import { inSystem } from './places.ts';
import { objectIn } from './shape.ts';

const below = (relative: string): readonly Override[] => [{ variable: 'GROK_HOME', kind: 'directory', relative }];

const rules = { refuses: [], trigger: 'session-start' } as const;
/** A folder that nobody trusted brings neither servers nor hooks; nothing asks about them one by one. */
const project = {
	...rules,
	scope: 'project',
	needsTrust: true,
	headless: 'refuses',
	because: 'one trust of the folder covers its servers and hooks',
} as const;
const user = { ...rules, needsTrust: false, headless: 'runs' } as const;

const hookFile = { format: 'jsonc', own: true, entries: [hooks('hooks')] } as const;
const config = { format: 'toml', own: true, heeds: 'enabled', entries: [codexServers('mcp_servers'), hooks('hooks')] } as const;
/** Other agents' files, unless `[compat]` of the person's own configuration says otherwise, which it does not by default. */
const otherHooks = { format: 'jsonc', own: false, entries: [hooks('hooks')] } as const;
const otherServers = { format: 'jsonc', own: false, heeds: 'disabled', entries: [mcpServers('mcpServers')] } as const;

export default defineAgent({
	id: 'grok-build',
	title: 'Grok Build',
	vendor: 'xai',
	files: [
		{ ...project, ...config, path: '.grok/config.toml', search: 'repository-to-folder', entries: [codexServers('mcp_servers')] },
		{ ...project, ...hookFile, path: '.grok/hooks/*.json', search: 'repository' },
		{ ...project, ...otherHooks, path: '.claude/settings.json', search: 'repository' },
		{ ...project, ...otherHooks, path: '.claude/settings.local.json', search: 'repository' },
		{ ...project, ...otherHooks, path: '.cursor/hooks.json', search: 'repository' },
		{ ...project, ...otherServers, path: '.cursor/mcp.json', search: 'repository' },
		{
			...project,
			...otherServers,
			path: '.mcp.json',
			search: 'repository-to-folder',
			entries: [mcpServers('mcpServers'), flatMcpServers],
		},
		{ ...user, ...config, scope: 'user', places: ['~/.grok/config.toml'], overrides: below('config.toml') },
		{ ...user, ...config, scope: 'user', places: ['~/.grok/managed_config.toml'], overrides: below('managed_config.toml') },
		{ ...user, ...hookFile, scope: 'user', places: ['~/.grok/hooks/*.json'], overrides: below('hooks/*.json') },
		{ ...user, ...otherHooks, scope: 'user', places: ['~/.claude/settings.json', '~/.claude/settings.local.json'] },
		{ ...user, ...otherHooks, scope: 'user', places: ['~/.cursor/hooks.json'] },
		{ ...user, ...otherServers, scope: 'user', places: ['~/.cursor/mcp.json'] },
		{
			...user,
			...otherServers,
			scope: 'user',
			places: ['~/.claude.json'],
			// Claude Code keeps its history there too.
			maxBytes: 32 * 1024 * 1024,
			wanted: [['mcpServers']],
		},
		...['managed_config.toml', 'requirements.toml'].map((file) => ({
			...user,
			...config,
			scope: 'system' as const,
			places: inSystem(file, { linux: '/etc/grok', darwin: '/etc/grok' }),
		})),
	],
	trust: {
		passesDown: true,
		places: ['~/.grok/trusted_folders.toml'],
		overrides: below('trusted_folders.toml'),
		format: 'toml',
		read: (root, tell) =>
			lastOfEachKey(members(objectIn(at(root, 'folders'), 'folders', tell)))
				.filter(({ value }) => boolean(at(value, 'trusted')) === true)
				.map(({ key }) => key),
	},
	source: 'Grok Build, its repository of 2026-08-19 (user guide: configuration, MCP servers, hooks; workspace/src/trust.rs): read, not run',
});
