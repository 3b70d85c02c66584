import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'extensions.autoUpdateDelay',
	title: 'Hours before a published update is installed by itself',
	label: 'Update delay, hours',
	// Cursor has a setting of its own, extensions.installCooldownHours.
	registeredIn: [...VS_CODE_BUILDS, ...FORKS.filter((id) => id !== 'cursor')],
	scope: 'application',
	restricted: false,
	// 1.123 waited two hours without a setting; nothing older waits. The bundle of 1.133 says 2, that of 1.136 says 12.
	defaults: [
		{ since: '1.125', value: 2 },
		{ since: '1.136', value: 12 },
	],
	recommended: '72',
	why: 'Poisoned versions are mostly found within hours: whoever waits has not run them.',
	posture: true,
	weakens: (value) => typeof value === 'number' && value < 12,
	source:
		'VS Code 1.139.1, workbench/contrib/extensions/browser/extensionsWorkbenchService.ts getAutoUpdateDelay; microsoft/vscode#319340, #321146',
});
