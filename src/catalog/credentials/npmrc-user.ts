import { npmrc } from './npmrc.ts';
import { defineStore } from './store.ts';

export default defineStore({
	id: 'npmrc-user',
	title: 'npm registry token',
	vendor: 'npm',
	places: ['~/.npmrc'],
	// npm minds neither case: its settings come from every variable that begins with npm_config_.
	overrides: [
		{ variable: 'NPM_CONFIG_USERCONFIG', kind: 'file' },
		{ variable: 'npm_config_userconfig', kind: 'file' },
	],
	variables: ['NPM_TOKEN', 'NODE_AUTH_TOKEN'],
	read: npmrc,
	publishes: ['npm'],
	saferForm: '`npm login` with a session of two hours, and trusted publishing from CI, so that no publish token is needed',
	revoke: { command: 'npm token revoke <id>', url: null },
	harvestedBy: [
		'nx-console-18.95.0',
		'mini-shai-hulud-2026-05',
		'bitwarden-cli-2026-04',
		'node-ipc-2026-05',
		'litellm-2026-03',
		's1ngularity-2025-08',
		'shai-hulud-1-2-2025',
		'glassworm-2025-26',
		'sandworm-mode-2026-02',
	],
	source: 'github.com/npm/cli, docs/lib/content/configuring-npm/npmrc.md; @npmcli/config, lib/set-envs.js and nerf-dart',
});
