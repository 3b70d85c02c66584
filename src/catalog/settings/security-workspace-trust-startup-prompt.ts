import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'security.workspace.trust.startupPrompt',
	title: 'Ask for trust when a folder is opened',
	label: 'Trust prompt',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'application',
	restricted: false,
	defaults: [
		{ since: '1.57', value: 'once' },
		{ since: '1.126', value: 'never' },
	],
	recommended: '"never"',
	why: 'Without the question a new folder opens in Restricted Mode, where it can be read before it is trusted.',
	posture: false,
	source: 'VS Code 1.139.1, workbench/contrib/workspace/browser/workspace.contribution.ts; microsoft/vscode#321649',
});
