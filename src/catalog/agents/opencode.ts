import { at, type DocumentNode, items, members, scalarText, text } from '../../document/node.ts';
import { defineAgent, type EntryReader } from './agent.ts';
import { codexServers, lastOfEachKey } from './entries.ts';
import { instructionFiles } from './instruction-files.ts';
import { skills } from './markdown-entries.ts';
import { inConfig, inSystem } from './places.ts';
import { PLUGIN_BYTES, pluginFiles } from './plugin-files.ts';
import { helperCommands, is, settingValues } from './setting-entries.ts';
import { listIn } from './shape.ts';

/** Packages that opencode installs and imports at start, and files that it imports: a name, or a name with options. */
const plugins: EntryReader = (root, tell) =>
	listIn(at(root, 'plugin'), 'plugin', tell).flatMap((item: DocumentNode, index) => {
		const name = text(item) ?? scalarText(items(item)[0]);
		if (name === undefined) {
			tell('a plugin has no name that can be read');
			return [];
		}
		return [{ kind: 'plugin' as const, name, pointer: ['plugin', String(index)], line: item.line, column: item.column, args: [name] }];
	});

/** Code for a provider is a package as well. Those of the vendor's own come with opencode. */
const providerPackages: EntryReader = (root) =>
	lastOfEachKey(members(at(root, 'provider'))).flatMap(({ key, value }) => {
		const node = at(value, 'npm');
		const name = text(node);
		return node === undefined || name === undefined || name.startsWith('@ai-sdk/')
			? []
			: [{ kind: 'plugin' as const, name, pointer: ['provider', key, 'npm'], line: node.line, column: node.column, args: [name] }];
	});

const allows = is('allow');
const settings = settingValues([
	{ key: 'permission', when: allows },
	// One pattern that is allowed is a choice; all of them are none.
	{ key: 'permission.*', when: (value) => allows(value) || text(at(value, '*')) === 'allow' },
	{ key: 'provider.*.options.baseURL' },
	{ key: 'share', when: is('auto') },
]);

/** Language servers start with the first file of their kind, formatters after an edit. */
const helpers = helperCommands([
	{ key: 'lsp.*.command', trigger: 'tool-use' },
	{ key: 'formatter.*.command', trigger: 'tool-use' },
]);

/** The files are read with comments, trailing commas and a byte order mark; another error stops opencode. They are merged server by server. */
const config = {
	format: 'jsonc',
	own: true,
	refuses: ['syntax-error'],
	heeds: 'enabled',
	trigger: 'session-start',
	needsTrust: false,
	headless: 'runs',
	because: 'nothing asks first',
	entries: [codexServers('mcp'), plugins, providerPackages, helpers, settings],
} as const;

/** Code in these folders is imported at start: plugins by every command, tools once there is a session. */
const code = {
	format: 'text',
	own: true,
	refuses: [],
	trigger: 'session-start',
	needsTrust: false,
	headless: 'runs',
	because: 'nothing asks first',
	maxBytes: PLUGIN_BYTES,
	entries: [pluginFiles(['plugin', 'plugins', 'tool', 'tools'], ['.js', '.ts'])],
} as const;

const command = { ...code, entries: [skills] } as const;

const project = { scope: 'project', search: 'to-repository-root' } as const;

export default defineAgent({
	id: 'opencode',
	title: 'opencode',
	vendor: 'anomaly',
	programs: ['opencode'],
	packages: ['opencode-ai'],
	files: [
		{ ...config, ...project, path: 'opencode.json' },
		{ ...config, ...project, path: 'opencode.jsonc' },
		{ ...config, ...project, path: '.opencode/opencode.json' },
		{ ...config, ...project, path: '.opencode/opencode.jsonc' },
		{ ...code, ...project, path: '.opencode/plugin*/*s' },
		{ ...code, ...project, path: '.opencode/tool*/*s' },
		{ ...command, ...project, path: '.opencode/command*/*.md' },
		...instructionFiles('to-repository-root', [], ['AGENTS.md']),
		// Where there is no AGENTS.md, Claude Code's takes its place.
		...instructionFiles('to-repository-root', [], ['CLAUDE.md']).map((file) => ({ ...file, unless: 'AGENTS.md' })),
		// The person's own, on every platform below `.config` (xdg-basedir), and what the variables add.
		...['config.json', 'opencode.json', 'opencode.jsonc'].map((name) => ({
			...config,
			scope: 'user' as const,
			places: inConfig(`opencode/${name}`, `~/.config/opencode/${name}`),
		})),
		...['plugin*/*s', 'tool*/*s'].map((name) => ({
			...code,
			scope: 'user' as const,
			places: inConfig(`opencode/${name}`, `~/.config/opencode/${name}`),
		})),
		{ ...config, scope: 'user', places: [], overrides: [{ variable: 'OPENCODE_CONFIG', kind: 'file' }] },
		...['opencode.json', 'opencode.jsonc'].map((name) => ({
			...config,
			scope: 'user' as const,
			places: [`~/.opencode/${name}`],
			overrides: [{ variable: 'OPENCODE_CONFIG_DIR', kind: 'directory' as const, relative: name }],
		})),
		{
			...code,
			scope: 'user',
			places: ['~/.opencode/plugin*/*s'],
			overrides: [{ variable: 'OPENCODE_CONFIG_DIR', kind: 'directory', relative: 'plugin*/*s' }],
		},
		{
			...config,
			scope: 'system',
			places: inSystem('opencode.json', {
				linux: '/etc/opencode',
				darwin: '/Library/Application Support/opencode',
				win32: '%PROGRAMDATA%/opencode',
			}),
		},
	],
	source: 'opencode 1.18.33, run offline with canary commands; places from its source (config/paths.ts, config/managed.ts)',
});
