import { at, boolean, type items, text } from '../../document/node.ts';
import type { Trigger } from '../../model/launch.ts';
import { defineAgent, type EntryReader, type FoundEntry } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';
import { listIn } from './shape.ts';

const MOMENTS: Readonly<Record<string, Trigger>> = {
	manual: 'manual',
	userTriggered: 'manual',
	sessionstart: 'session-start',
	SessionStart: 'session-start',
	AgentSpawn: 'session-start',
	UserPromptSubmit: 'first-prompt',
	promptSubmit: 'first-prompt',
};

/** Hooks of a file of their own since Kiro 1.0: `{ hooks: [{ name, trigger, action: { type, command } }] }`. */
const listedHooks: EntryReader = (root, tell) =>
	listIn(at(root, 'hooks'), 'hooks', tell).flatMap((hook, index) =>
		hookEntry(
			['hooks', String(index)],
			text(at(hook, 'trigger')),
			at(hook, 'action', 'command'),
			text(at(hook, 'action', 'type')) === 'command',
			boolean(at(hook, 'enabled')) === false,
			tell,
		),
	);

/** One hook to a file before: `{ enabled, when: { type }, then: { type, command } }`. */
const singleHook: EntryReader = (root, tell) =>
	hookEntry(
		[],
		text(at(root, 'when', 'type')),
		at(root, 'then', 'command'),
		['runCommand', 'shellCommand'].includes(text(at(root, 'then', 'type')) ?? ''),
		boolean(at(root, 'enabled')) === false,
		tell,
	);

function hookEntry(
	pointer: readonly string[],
	event: string | undefined,
	node: ReturnType<typeof items>[number] | undefined,
	expected: boolean,
	off: boolean,
	tell: (problem: string) => void,
): FoundEntry[] {
	const command = text(node);
	if (node === undefined || command === undefined || command.trim() === '') {
		if (expected) {
			tell('a hook has no command that can be read');
		}
		return [];
	}
	const { line, column } = node;
	const trigger = (event !== undefined && Object.hasOwn(MOMENTS, event) ? MOMENTS[event] : undefined) ?? 'tool-use';
	return [
		{
			kind: 'hook',
			name: event ?? 'hook',
			pointer: [...pointer, 'command'],
			line,
			column,
			command,
			shell: true,
			trigger,
			...(off && { off: 'enabled' as const }),
		},
	];
}

const rules = { format: 'jsonc', own: true, refuses: [], trigger: 'session-start', headless: 'unknown' } as const;
const servers = { ...rules, heeds: 'disabled', entries: [mcpServers('mcpServers')] } as const;
/** An agent's file starts its servers and runs its hooks once the person chose the agent. */
const agentFile = { ...rules, heeds: 'disabled', entries: [mcpServers('mcpServers'), hooks('hooks')] } as const;
const hookFile = { ...rules, heeds: 'enabled', entries: [listedHooks] } as const;

const project = {
	scope: 'project',
	search: 'folder',
	needsTrust: true,
	because: 'the editor’s workspace trust stands before it; the command line asks nothing first',
} as const;

export default defineAgent({
	id: 'kiro',
	title: 'Kiro',
	vendor: 'amazon',
	files: [
		{ ...servers, ...project, path: '.kiro/settings/mcp.json' },
		{ ...agentFile, ...project, path: '.kiro/agents/*.json', because: 'only while the person works with this agent' },
		{ ...hookFile, ...project, path: '.kiro/hooks/*.json' },
		{ ...hookFile, ...project, path: '.kiro/hooks/*.kiro.hook', entries: [singleHook] },
		{ ...servers, scope: 'user', places: ['~/.kiro/settings/mcp.json'], needsTrust: false },
		{ ...agentFile, scope: 'user', places: ['~/.kiro/agents/*.json'], needsTrust: false },
		{ ...hookFile, scope: 'user', places: ['~/.kiro/hooks/*.json'], needsTrust: false },
	],
	source: 'kiro.dev/docs: MCP, hooks (1.0 and before), custom agents',
});
