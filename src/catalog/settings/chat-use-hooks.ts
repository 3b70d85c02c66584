import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'chat.useHooks',
	title: 'Run agent hooks',
	label: 'Agent hooks',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'window',
	restricted: true,
	defaults: [{ since: '1.109', value: true }],
	recommended: 'true',
	why: 'With it a trusted folder’s hook files run commands around the agent’s steps.',
	posture: false,
	source:
		'VS Code 1.139.1, workbench/contrib/chat/browser/chat.contribution.ts (PromptsConfig.USE_CHAT_HOOKS; policy ChatHooks, minimumVersion 1.109)',
});
