import { members } from '../../document/node.ts';
import { defineAgent, type EntryReader } from './agent.ts';
import { hooks, lastOfEachKey, mcpServers } from './entries.ts';

/** `{ <who wrote it>: { Event: [{ matcher, hooks: [{ command }] }] } }` */
const taggedHooks: EntryReader = (root, tell, file) => lastOfEachKey(members(root)).flatMap(({ key }) => hooks(key)(root, tell, file));

const rules = { format: 'jsonc', own: true, refuses: [], heeds: 'disabled', trigger: 'session-start', headless: 'unknown' } as const;
const servers = { ...rules, entries: [mcpServers('mcpServers')] } as const;
const hookFile = { ...rules, entries: [taggedHooks], unsure: 'not verified: told by tools that write such hooks' } as const;
const project = {
	scope: 'project',
	search: 'folder',
	needsTrust: true,
	because: 'the editor’s workspace trust stands before it',
} as const;

export default defineAgent({
	id: 'antigravity',
	title: 'Antigravity',
	vendor: 'google',
	files: [
		{ ...servers, ...project, path: '.agents/mcp_config.json' },
		{ ...hookFile, ...project, path: '.agents/hooks.json' },
		{
			...servers,
			scope: 'user',
			places: ['~/.gemini/config/mcp_config.json', '~/.gemini/antigravity/mcp_config.json', '~/.gemini/antigravity-cli/mcp_config.json'],
			needsTrust: false,
		},
		{
			...hookFile,
			scope: 'user',
			places: ['~/.gemini/config/hooks.json', '~/.gemini/antigravity-cli/hooks.json'],
			needsTrust: false,
		},
	],
	source: 'documentation of tools that configure Antigravity (agent-config 0.3, its MCP and hook files); closed source, not run',
});
