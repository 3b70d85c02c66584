import { defineSetting } from './setting.ts';

export default defineSetting({
	id: 'extensions.minReleaseAge',
	title: 'Hours before a published version is offered',
	label: 'Release age, hours',
	registeredIn: ['vscodium', 'vscodium-insiders'],
	scope: 'application',
	restricted: false,
	// Which VSCodium brought it was not established.
	defaults: [{ since: null, value: 48 }],
	recommended: '72',
	why: 'Poisoned versions are mostly found within hours: whoever waits has not run them.',
	posture: true,
	weakens: (value) => typeof value === 'number' && value < 48,
	source: 'VSCodium, discussion #2871',
});
