import { defineAgent } from './agent.ts';
import { mcpServers } from './entries.ts';
import { inAppData } from './places.ts';

export default defineAgent({
	id: 'claude-desktop',
	title: 'Claude Desktop',
	vendor: 'anthropic',
	files: [
		{
			format: 'jsonc',
			own: true,
			refuses: ['comment', 'trailing-comma', 'syntax-error'],
			trigger: 'session-start',
			headless: 'refuses',
			needsTrust: false,
			scope: 'user',
			places: inAppData('Claude/claude_desktop_config.json'),
			entries: [mcpServers('mcpServers')],
		},
	],
	source: 'modelcontextprotocol.io: connect to local servers; a folder brings it nothing',
});
