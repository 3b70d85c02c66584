import { members, scalarText } from '../../document/node.ts';
import { defineAgent, type EntryReader } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { setting } from './entry.ts';

/** Keys as Bundler writes them: `BUNDLE_MIRROR__HTTPS://GEMS__EXAMPLE__COM/`. Others hold passwords of hosts. */
const STEERING: readonly (readonly [RegExp, string])[] = [
	[/^BUNDLE_MIRROR__/, 'gems come from there'],
	[/^BUNDLE_BUILD__/, 'native gems are built with these options'],
	[/^BUNDLE_GEMFILE$/, 'that file is executed in place of the Gemfile'],
	[/^BUNDLE_SSL_CA_CERT$/, 'what these authorities vouch for is taken'],
	[/^BUNDLE_SSL_VERIFY_MODE$/, 'certificates are verified as it says'],
];

const settings: EntryReader = (root) =>
	lastOfEachKey(members(root)).flatMap((member) => {
		const [, why] = STEERING.find(([name]) => name.test(member.key)) ?? [];
		const value = scalarText(member.value) ?? '';
		return why === undefined || value === '' ? [] : [setting(member.key, member, value, `nothing asks first; ${why}`)];
	});

export default defineAgent({
	id: 'bundler',
	title: 'Bundler',
	vendor: 'ruby',
	files: [
		{
			scope: 'project',
			path: '.bundle/config',
			search: 'packages',
			format: 'yaml',
			own: true,
			refuses: [],
			needsTrust: false,
			headless: 'runs',
			trigger: 'install',
			because: 'nothing asks first',
			entries: [settings],
		},
	],
	source: 'Bundler 2.6: bundle-config(1)',
});
