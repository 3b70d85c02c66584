import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'chat.useClaudeHooks',
	title: 'Run hooks in Claude Code’s format',
	label: 'Claude Code hooks',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'window',
	restricted: true,
	defaults: [{ since: '1.139', value: false }],
	recommended: 'false',
	why: 'With it VS Code too runs the hooks of .claude/settings.json.',
	posture: false,
	source: 'VS Code 1.139.1, workbench/contrib/chat/browser/chat.contribution.ts (PromptsConfig.USE_CLAUDE_HOOKS)',
});
