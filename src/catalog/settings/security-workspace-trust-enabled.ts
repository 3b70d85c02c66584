import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'security.workspace.trust.enabled',
	title: 'Workspace Trust',
	label: 'Workspace Trust',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'application',
	restricted: false,
	defaults: [{ since: '1.57', value: true }],
	recommended: 'true',
	why: 'Without it every folder counts as trusted, and what it configures may run as soon as it is opened.',
	posture: true,
	weakens: (value) => value === false,
	source: 'VS Code 1.139.1, workbench/contrib/workspace/browser/workspace.contribution.ts; Cursor is reported to ship it off',
});
