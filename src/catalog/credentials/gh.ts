import { at, type DocumentNode, members, text } from '../../document/node.ts';
import { isConcrete } from '../../document/secret.ts';
import type { Credential } from '../../model/credential.ts';
import { type Recognised, yaml } from './reading.ts';
import { pageOf, plainHost, UNKNOWN } from './revocation.ts';
import { defineStore } from './store.ts';

export default defineStore({
	id: 'gh',
	title: 'GitHub CLI token',
	vendor: 'github',
	places: {
		linux: ['~/.config/gh/hosts.yml'],
		darwin: ['~/.config/gh/hosts.yml'],
		win32: ['%APPDATA%/GitHub CLI/hosts.yml'],
	},
	// XDG_CONFIG_HOME counts on every platform, before %AppData%.
	overrides: [
		{ variable: 'GH_CONFIG_DIR', kind: 'directory', relative: 'hosts.yml' },
		{ variable: 'XDG_CONFIG_HOME', kind: 'directory', relative: 'gh/hosts.yml' },
	],
	variables: ['GH_TOKEN', 'GITHUB_TOKEN', 'GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'],
	read: yaml((root) => members(root).flatMap(({ key, value }) => tokensOf(key, value))),
	saferForm: 'the system keyring: `gh auth login` without --insecure-storage',
	revoke: UNKNOWN,
	// Those of an enterprise are for a host that another variable names.
	revokeVariable: (name) => (/ENTERPRISE/.test(name) ? UNKNOWN : { command: null, url: pageOf('github.com') }),
	harvestedBy: ['nx-console-18.95.0', 'mini-shai-hulud-2026-05', 'node-ipc-2026-05', 's1ngularity-2025-08', 'shai-hulud-1-2-2025'],
	source: 'github.com/cli/go-gh, pkg/config/config.go, ConfigDir; github.com/cli/cli, internal/config/migration/multi_account.go',
});

/**
 * Since gh 2.40 each host lists its users, and the active one's token stands once more above them, as gh before that wrote
 * it and still reads it. It is the same token.
 */
function tokensOf(host: string, entry: DocumentNode): Recognised[] {
	const users = members(at(entry, 'users')).flatMap(({ key: user, value }) => token(host, user, at(value, 'oauth_token')));
	const active = text(at(entry, 'user'));
	const listed = users.some((recognised) => recognised.identity?.account === active);
	return listed ? users : [...users, ...token(host, active, at(entry, 'oauth_token'))];
}

function token(host: string, user: string | undefined, place: DocumentNode | undefined): Recognised[] {
	const value = text(place);
	return place !== undefined && isConcrete(value)
		? // OAuth and personal tokens of the CLI do not end by themselves.
			[
				{
					key: `${host} ${user ?? ''}`,
					line: place.line,
					lifetime: 'long',
					identity: { account: user, host },
					revoke: revokeAt(host),
					secrets: [value],
				},
			]
		: [];
}

/** gh itself only forgets the token; the host, GitHub's own or a company's, revokes what it gave to the application. */
function revokeAt(host: string): Credential['revoke'] {
	const plain = plainHost(host);
	return plain === null ? UNKNOWN : { command: `gh auth logout --hostname ${plain}`, url: `https://${plain}/settings/applications` };
}
