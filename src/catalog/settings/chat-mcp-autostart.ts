import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'chat.mcp.autostart',
	title: 'Start MCP servers when a chat message is sent',
	label: 'MCP autostart',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'window',
	restricted: false,
	// Older versions were not looked at, and the setting was an experiment there.
	defaults: [{ since: '1.139', value: 'newAndOutdated' }],
	recommended: '"never"',
	why: 'A trusted folder’s servers, .mcp.json among them, otherwise start with the first chat message, unasked.',
	posture: true,
	source:
		'VS Code 1.139.1, platform/mcp/common/mcpManagement.ts (mcpAutoStartConfig) and workbench/contrib/chat/browser/chat.contribution.ts',
});
