import { defineAgent } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';

const rules = { format: 'jsonc', own: true, refuses: [], trigger: 'session-start', needsTrust: false } as const;
const user = { ...rules, scope: 'user', headless: 'runs' } as const;
/** Claude Code's hooks, read as its own. */
const project = {
	...rules,
	own: false,
	scope: 'project',
	search: 'folder',
	headless: 'unknown',
	entries: [hooks('hooks')],
	because: 'its documentation names nothing that asks first',
} as const;

export default defineAgent({
	id: 'cortex-code',
	title: 'Snowflake Cortex Code CLI',
	vendor: 'snowflake',
	files: [
		{ ...project, path: '.claude/settings.json' },
		{ ...project, path: '.claude/settings.local.json' },
		{ ...user, heeds: 'disabled', places: ['~/.snowflake/cortex/mcp.json'], entries: [mcpServers('mcpServers')] },
		{ ...user, places: ['~/.snowflake/cortex/hooks.json'], entries: [hooks(), hooks('hooks')] },
		{ ...user, places: ['~/.snowflake/cortex/settings.json'], entries: [hooks('hooks')] },
	],
	source: 'docs.snowflake.com: Cortex Code CLI settings, MCP, hooks; closed source, not run',
});
