import { defineSetting, FORKS, VS_CODE_BUILDS } from './setting.ts';

export default defineSetting({
	id: 'chat.hookFilesLocations',
	title: 'Where agent hooks are looked for',
	label: 'Hook locations',
	registeredIn: [...VS_CODE_BUILDS, ...FORKS],
	scope: 'window',
	restricted: true,
	defaults: [
		{
			since: '1.139',
			value: {
				'.github/hooks': true,
				'.claude/settings.local.json': true,
				'.claude/settings.json': true,
				'~/.copilot/hooks': true,
				'~/.claude/settings.json': true,
			},
		},
	],
	recommended:
		'{".github/hooks":true,".claude/settings.local.json":true,".claude/settings.json":true,"~/.copilot/hooks":true,"~/.claude/settings.json":true}',
	why: 'Each further place is one more file whose commands run.',
	posture: false,
	source:
		'VS Code 1.139.1, workbench/contrib/chat/common/promptSyntax/config/promptFileLocations.ts and chat.contribution.ts (HOOKS_LOCATION_KEY)',
});
