import { defineSetting } from './setting.ts';

export default defineSetting({
	id: 'extensions.installCooldownHours',
	title: 'Hours before a published version may be installed',
	label: 'Install delay, hours',
	registeredIn: ['cursor'],
	scope: 'application',
	restricted: false,
	// Which Cursor brought it was not established; a team’s administrator can set it too, and that is not in the file.
	defaults: [{ since: null, value: 0 }],
	recommended: '72',
	why: 'Poisoned versions are mostly found within hours. At 0 Cursor installs and updates at once.',
	posture: true,
	// The default itself; whoever wrote it down chose it.
	weakens: (value) => typeof value === 'number' && value <= 0,
	source: 'Cursor documentation, enterprise page on extensions (Install Cooldown)',
});
