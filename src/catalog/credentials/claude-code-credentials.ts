import { at, type DocumentNode, items, members, number, text } from '../../document/node.ts';
import { isConcrete, isoDate } from '../../document/secret.ts';
import { json, type Recognised } from './reading.ts';
import { UNKNOWN } from './revocation.ts';
import { defineStore } from './store.ts';
import { hostOf, lifeOf } from './token.ts';

export default defineStore({
	id: 'claude-code-credentials',
	title: 'Claude Code OAuth token',
	vendor: 'anthropic',
	// macOS keeps this in the Keychain; the file appears there only where the Keychain could not be used.
	places: ['~/.claude/.credentials.json'],
	overrides: [
		{ variable: 'CLAUDE_SECURESTORAGE_CONFIG_DIR', kind: 'directory', relative: '.credentials.json' },
		{ variable: 'CLAUDE_CONFIG_DIR', kind: 'directory', relative: '.credentials.json' },
	],
	variables: ['CLAUDE_CODE_OAUTH_TOKEN', 'CLAUDE_CODE_OAUTH_REFRESH_TOKEN', 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'],
	read: json((root) => [
		...login(at(root, 'claudeAiOauth')),
		...single('trustedDeviceToken', 'Claude Code device token', at(root, 'trustedDeviceToken')),
		...servers(at(root, 'mcpOAuth')),
		...each(root, 'mcpOAuthClientConfig', 'clientSecret', 'MCP client secret of Claude Code'),
		...each(root, 'mcpXaaIdp', 'idToken', 'Identity provider token of Claude Code'),
		...each(root, 'mcpXaaIdpConfig', 'clientSecret', 'Identity provider client secret of Claude Code'),
		...plugins(at(root, 'pluginSecrets')),
	]),
	saferForm: 'the system keychain, or an apiKeyHelper that fetches the key when it is needed',
	revoke: { command: 'claude /logout', url: 'https://claude.ai/settings/account' },
	revokeVariable: (name) =>
		/^ANTHROPIC_/.test(name)
			? { command: null, url: 'https://console.anthropic.com/settings/keys' }
			: { command: null, url: 'https://claude.ai/settings/account' },
	harvestedBy: ['nx-console-18.95.0', 'node-ipc-2026-05', 'mini-shai-hulud-2026-05'],
	source: 'Claude Code 2.1.330, its plain text store; code.claude.com/docs/en/iam#credential-management',
});

/** The subscription: an access token for hours, and a refresh token that gets new ones. */
function login(oauth: DocumentNode | undefined): Recognised[] {
	const scopes = items(at(oauth, 'scopes')).map(text);
	return tokenPair(oauth, {
		key: 'claudeAiOauth',
		// The access token ends within hours, and the date is its own: what lasts is the other one.
		...(hasRefreshToken(oauth) ? { title: 'Claude Code refresh token' } : {}),
		identity: { scope: [text(at(oauth, 'subscriptionType')), ...scopes].filter((part) => part !== undefined).join(' ') },
	});
}

/** Logins to MCP servers. The entry's own key ends in a hash over the server's headers, which may hold secrets: it stays here. */
function servers(oauth: DocumentNode | undefined): Recognised[] {
	return members(oauth).flatMap(({ key, value }) => {
		const name = text(at(value, 'serverName')) ?? key.split('|')[0];
		const host = hostOf(text(at(value, 'serverUrl')));
		return tokenPair(value, {
			key: `mcpOAuth ${name} ${host ?? ''}`,
			title: hasRefreshToken(value) ? 'MCP server refresh token of Claude Code' : 'MCP server login of Claude Code',
			identity: { account: name, host, scope: text(at(value, 'scope')) },
			// The server gave it, and only there it ends.
			revoke: UNKNOWN,
		});
	});
}

function hasRefreshToken(node: DocumentNode | undefined): boolean {
	return isConcrete(text(at(node, 'refreshToken')));
}

function tokenPair(node: DocumentNode | undefined, about: Pick<Recognised, 'key' | 'title' | 'identity' | 'revoke'>): Recognised[] {
	const places = ['accessToken', 'refreshToken', 'clientSecret'].map((field) => at(node, field)).filter((place) => isConcrete(text(place)));
	const [first] = places;
	if (first === undefined) {
		return [];
	}
	const lasting = hasRefreshToken(node) || isConcrete(text(at(node, 'clientSecret')));
	const expiry = number(at(node, 'expiresAt')) ?? 0;
	return [
		{
			...about,
			line: first.line,
			lifetime: lasting ? 'long' : expiry > 0 ? 'short' : 'unknown',
			// Milliseconds; 0 stands where the server named no end.
			expiresAt: expiry > 0 ? isoDate(expiry) : null,
			renewable: isConcrete(text(at(node, 'refreshToken'))),
			secrets: places.flatMap((place) => text(place) ?? []),
		},
	];
}

function each(root: DocumentNode, group: string, field: string, title: string): Recognised[] {
	return members(at(root, group)).flatMap(({ key, value }) =>
		single(`${group} ${key.split('|')[0]}`, title, at(value, field), key.split('|')[0]),
	);
}

function single(key: string, title: string, place: DocumentNode | undefined, name?: string): Recognised[] {
	const value = text(place);
	if (place === undefined || !isConcrete(value)) {
		return [];
	}
	const { lifetime, expiresAt } = lifeOf(value);
	const host = name !== undefined && /^https?:\/\//.test(name) ? hostOf(name) : undefined;
	const identity = host === undefined ? { account: name } : { host };
	return [
		{
			key,
			title,
			line: place.line,
			lifetime: lifetime === 'unknown' ? 'long' : lifetime,
			expiresAt,
			identity,
			// The device token is Anthropic's; of the others each is somebody else's.
			...(name === undefined ? {} : { revoke: UNKNOWN }),
			secrets: [value],
		},
	];
}

/** What plugins asked for and the person typed in: `<plugin>@<marketplace>` → option → value. */
function plugins(secrets: DocumentNode | undefined): Recognised[] {
	return members(secrets).flatMap(({ key, value }) => {
		const places = [value, ...members(value).map((option) => option.value)].filter((place) => isConcrete(text(place)));
		const [first] = places;
		return first === undefined
			? []
			: [
					{
						key: `pluginSecrets ${key}`,
						title: 'Plugin secret of Claude Code',
						line: first.line,
						lifetime: 'long' as const,
						identity: { account: key },
						revoke: UNKNOWN,
						secrets: places.flatMap((place) => text(place) ?? []),
					},
				];
	});
}
