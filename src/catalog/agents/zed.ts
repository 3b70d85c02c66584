import { at, type DocumentNode, items, members, scalarText, text } from '../../document/node.ts';
import { defineAgent, type EntryReader, type FoundEntry } from './agent.ts';
import { lastOfEachKey, mcpServers } from './entries.ts';
import { inAppData } from './places.ts';
import { eachValue, only, reshaped } from './reshape.ts';

/** An older server has `{ path, args, env }` for its command. One of an extension has settings alone: the extension brings the command. */
const flatServer = (server: DocumentNode): DocumentNode => {
	const command = at(server, 'command');
	return server.type !== 'object' || command?.type !== 'object'
		? server
		: { ...server, members: [...members(command).map((member) => (member.key === 'path' ? { ...member, key: 'command' } : member))] };
};

const servers = reshaped(
	['context_servers'],
	only((server) => server.type !== 'object' || ['command', 'url'].some((key) => at(server, key) !== undefined)),
	reshaped(['context_servers'], eachValue(flatServer), mcpServers('context_servers')),
);

/** Programs that the settings name: of language servers, of formatters, of agents. */
const programs: EntryReader = (root) => [
	...lastOfEachKey(members(at(root, 'lsp'))).flatMap(({ key, value }) =>
		program(at(value, 'binary'), 'path', 'arguments', ['lsp', key, 'binary']),
	),
	...lastOfEachKey(members(at(root, 'agent_servers'))).flatMap(({ key, value }) =>
		program(value, 'command', 'args', ['agent_servers', key]),
	),
	...formatters(at(root, 'formatter'), ['formatter']),
	...lastOfEachKey(members(at(root, 'languages'))).flatMap(({ key, value }) =>
		formatters(at(value, 'formatter'), ['languages', key, 'formatter']),
	),
];

/** `{ external: { command, arguments } }`, alone or in a list. */
function formatters(node: DocumentNode | undefined, pointer: readonly string[]): FoundEntry[] {
	return node?.type === 'array'
		? items(node).flatMap((item, index) => program(at(item, 'external'), 'command', 'arguments', [...pointer, String(index), 'external']))
		: program(at(node, 'external'), 'command', 'arguments', [...pointer, 'external']);
}

function program(node: DocumentNode | undefined, command: string, args: string, pointer: readonly string[]): FoundEntry[] {
	const found = at(node, command);
	const path = text(found);
	if (found === undefined || path === undefined) {
		return [];
	}
	return [
		{
			kind: 'helper',
			name: [...pointer, command].join('.'),
			pointer: [...pointer, command],
			line: found.line,
			column: found.column,
			command: path,
			args: items(at(node, args))
				.map(scalarText)
				.filter((argument) => argument !== undefined),
			trigger: 'folder-trust',
			env: lastOfEachKey(members(at(node, 'env'))).map(({ key, value }) => ({ name: key, value: scalarText(value) ?? '' })),
		},
	];
}

/** `[{ label, command, args, hide }]`: a person picks one, or a worktree is created. */
const tasks: EntryReader = (root, tell) => {
	const list = items(root);
	const found = list.flatMap((task, index): FoundEntry[] => {
		const command = text(at(task, 'command'));
		if (command === undefined) {
			return [];
		}
		const cwd = text(at(task, 'cwd'));
		const hooked = items(at(task, 'hooks')).some((hook) => text(hook) === 'create_worktree');
		return [
			{
				kind: 'task',
				name: text(at(task, 'label')) ?? String(index),
				pointer: [String(index)],
				line: task.line,
				column: task.column,
				command,
				args: items(at(task, 'args'))
					.map(scalarText)
					.filter((argument) => argument !== undefined),
				...(cwd !== undefined && { cwd }),
				env: lastOfEachKey(members(at(task, 'env'))).map(({ key, value }) => ({ name: key, value: scalarText(value) ?? '' })),
				trigger: hooked ? 'git-operation' : 'manual',
				because: hooked ? 'runs whenever a worktree is created' : 'runs when a person picks it',
			},
		];
	});
	if (found.length < list.length) {
		tell(`${list.length - found.length} of ${list.length} tasks have no command that can be read`);
	}
	return found;
};

const rules = { format: 'jsonc', own: true, refuses: [], trigger: 'folder-trust', headless: 'unknown' } as const;
const settings = {
	...rules,
	heeds: 'enabled',
	entries: [servers, programs],
} as const;
const project = {
	scope: 'project',
	search: 'folder',
	needsTrust: true,
	because: 'a folder opens in Restricted Mode until the person trusts it',
} as const;

export default defineAgent({
	id: 'zed',
	title: 'Zed',
	vendor: 'zed',
	files: [
		{ ...settings, ...project, path: '.zed/settings.json' },
		{ ...rules, ...project, path: '.zed/tasks.json', entries: [tasks] },
		{ ...settings, scope: 'user', places: zedConfig('settings.json'), needsTrust: false },
		{ ...rules, scope: 'user', places: zedConfig('tasks.json'), needsTrust: false, entries: [tasks] },
	],
	source: 'zed.dev/docs: worktree trust, configuring languages, tasks, Model Context Protocol; trust is in a database, not read',
});

function zedConfig(file: string) {
	return { ...inAppData(`Zed/${file}`), linux: [`$XDG_CONFIG_HOME/zed/${file}`], darwin: [`~/.config/zed/${file}`] };
}
