import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'extensions.allowed',
	title: 'Extensions and versions that may run',
	label: 'Allowed extensions',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'application',
	restricted: false,
	defaults: [{ since: '1.96', value: '*' }],
	recommended: '"*"',
	why: 'A list holds single extensions to versions that were looked at; the default lets everything in.',
	posture: true,
	source:
		'VS Code 1.139.1, platform/extensionManagement/common/allowedExtensionsService.ts and extensionManagement.ts (AllowedExtensionsConfigKey)',
});
