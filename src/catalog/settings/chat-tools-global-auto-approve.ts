import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'chat.tools.global.autoApprove',
	title: 'Approve every tool call',
	label: 'Approve all tools',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'application-machine',
	restricted: false,
	defaults: [{ since: '1.99', value: false }],
	recommended: 'false',
	why: 'With it the agent runs every tool and command without asking, whatever text it has read told it to.',
	posture: true,
	weakens: (value) => value === true,
	source:
		'VS Code 1.139.1, workbench/contrib/chat/browser/chat.contribution.ts (ChatConfiguration.GlobalAutoApprove; policy ChatToolsAutoApprove, minimumVersion 1.99)',
});
