import { at, members, text } from '../../document/node.ts';
import { defineAgent, type EntryReader } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { is, settingValues } from '../agents/setting-entries.ts';
import { children, command, saysSomething, setting } from './entry.ts';

/** Events that an installation fires (Composer's documentation, "Scripts"). A script under another name is run by hand. */
const EVENT =
	/^(?:(?:pre|post)-(?:install|update|status|archive)-cmd|(?:pre|post)-autoload-dump|post-root-package-install|post-create-project-cmd|pre-operations-exec|(?:pre|post)-package-(?:install|update|uninstall)|init|command|(?:pre|post)-file-download|pre-command-run|pre-pool-create)$/;

const scripts: EntryReader = (root) =>
	lastOfEachKey(members(at(root, 'scripts'))).flatMap((script) =>
		EVENT.test(script.key)
			? (script.value.type === 'array' ? children(script.value) : [script]).flatMap(({ key, value, line, column }) => {
					const run = text(value) ?? '';
					return run.trim() === ''
						? []
						: [{ ...command('lifecycle-script', script.key, { line, column }, run), pointer: ['scripts', script.key, key] }];
				})
			: [],
	);

/** Plugins are PHP that Composer itself loads; without this they are asked about. */
const plugins: EntryReader = (root) =>
	lastOfEachKey(members(at(root, 'config', 'allow-plugins')))
		.filter(({ value }) => value.type === 'scalar' && value.value === true)
		.map((plugin) => setting(`config.allow-plugins.${plugin.key}`, plugin, 'true', 'nothing asks first; Composer loads this plugin'));

const repositories: EntryReader = (root) =>
	children(at(root, 'repositories')).flatMap(({ key, value }) => {
		const node = at(value, 'url');
		const url = text(node);
		const isList = at(root, 'repositories')?.type === 'array';
		return node === undefined || url === undefined
			? []
			: [
					{
						...setting(isList ? 'repositories.url' : `repositories.${key}.url`, node, url, 'nothing asks first; packages come from there'),
						pointer: ['repositories', key],
					},
				];
	});

const loosened = settingValues([
	{ key: 'config.allow-plugins', when: is(true), because: 'nothing asks first; Composer loads every plugin' },
	{ key: 'config.secure-http', when: is(false), because: 'nothing asks first; packages may come unencrypted' },
	{ key: 'config.disable-tls', when: is(true), because: 'nothing asks first; packages come unencrypted' },
	{ key: 'config.cafile', when: saysSomething, because: 'nothing asks first; what these authorities vouch for is taken' },
]);

export default defineAgent({
	id: 'composer',
	title: 'Composer',
	vendor: 'composer',
	files: [
		{
			scope: 'project',
			path: 'composer.json',
			search: 'packages',
			format: 'jsonc',
			own: true,
			refuses: ['comment', 'trailing-comma', 'syntax-error'],
			needsTrust: false,
			headless: 'runs',
			trigger: 'install',
			because: 'nothing asks first, except of root, who is asked about plugins and scripts',
			entries: [scripts, plugins, repositories, loosened],
		},
	],
	source: 'Composer 2.8: its documentation of scripts, config and repositories',
});
