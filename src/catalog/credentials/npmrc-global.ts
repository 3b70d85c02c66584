import { npmrc } from './npmrc.ts';
import { defineStore } from './store.ts';

/** `etc/npmrc` below npm's prefix: where that is depends on how Node was installed. */
export default defineStore({
	id: 'npmrc-global',
	title: 'npm registry token for all users',
	vendor: 'npm',
	places: {
		linux: ['/usr/etc/npmrc', '/usr/local/etc/npmrc', '/etc/npmrc', '$XDG_CONFIG_HOME/npm/npmrc'],
		darwin: ['/usr/local/etc/npmrc', '/opt/homebrew/etc/npmrc', '$XDG_CONFIG_HOME/npm/npmrc'],
		win32: ['%APPDATA%/npm/etc/npmrc'],
	},
	overrides: [
		{ variable: 'NPM_CONFIG_GLOBALCONFIG', kind: 'file' },
		{ variable: 'npm_config_globalconfig', kind: 'file' },
		{ variable: 'NPM_CONFIG_PREFIX', kind: 'directory', relative: 'etc/npmrc' },
		{ variable: 'npm_config_prefix', kind: 'directory', relative: 'etc/npmrc' },
	],
	read: npmrc,
	publishes: ['npm'],
	saferForm: '`npm login` with a session of two hours, in a file that only one user can read',
	revoke: { command: 'npm token revoke <id>', url: null },
	harvestedBy: [],
	source: 'github.com/npm/cli, docs/lib/content/configuring-npm/npmrc.md; @npmcli/config, lib/index.js, loadGlobalPrefix',
});
