import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'chat.mcp.discovery.enabled',
	title: 'Take over MCP servers from other tools',
	label: 'MCP discovery',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'window',
	restricted: false,
	// Until the sources could be told apart it was one boolean; which version changed that was not established.
	defaults: [
		{
			since: '1.139',
			value: { 'claude-desktop': false, copilot: false, windsurf: false, 'cursor-global': false, 'cursor-workspace': false },
		},
	],
	recommended: '{"claude-desktop":false,"copilot":false,"windsurf":false,"cursor-global":false,"cursor-workspace":false}',
	why: 'Servers that were set up for another tool, or by a folder for Cursor, would be offered to VS Code too.',
	posture: false,
	source: 'VS Code 1.139.1, workbench/contrib/mcp/common/mcpConfiguration.ts (mcpDiscoverySection, allDiscoverySources)',
});
