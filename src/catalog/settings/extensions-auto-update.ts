import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'extensions.autoUpdate',
	title: 'Update extensions automatically',
	label: 'Automatic updates',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'application',
	restricted: false,
	// true, false, 'onlyEnabledExtensions' and 'onlySelectedExtensions' still count: 1.125 migrates them when it reads them.
	defaults: [
		{ since: '1.101', value: true },
		{ since: '1.125', value: 'on' },
	],
	recommended: '"on"',
	why: 'Updates bring fixes; with a delay they no longer bring a version that is withdrawn within the hour.',
	posture: true,
	source: 'VS Code 1.139.1, workbench/contrib/extensions/browser/extensions.contribution.ts',
});
