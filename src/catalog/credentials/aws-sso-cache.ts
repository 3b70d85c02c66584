import { at, type DocumentNode, text } from '../../document/node.ts';
import { isConcrete, isoDate } from '../../document/secret.ts';
import { json, type Recognised } from './reading.ts';
import { defineStore } from './store.ts';
import { hostOf } from './token.ts';

export default defineStore({
	id: 'aws-sso-cache',
	title: 'AWS SSO token',
	vendor: 'aws',
	places: ['~/.aws/sso/cache/*.json'],
	expects: () => true,
	read: json(recognise),
	saferForm: 'a shorter session duration in IAM Identity Center, and sign out when the work is done',
	revoke: { command: 'aws sso logout', url: null },
	harvestedBy: ['mini-shai-hulud-2026-05', 'node-ipc-2026-05'],
	source: 'botocore/utils.py, SSOTokenLoader and SSOTokenFetcher; botocore/tokens.py',
});

/** A file holds a login, or the registration of this machine as a client, which logins are renewed with. */
function recognise(root: DocumentNode): Recognised[] {
	const concrete = (field: string): DocumentNode[] =>
		[at(root, field)].filter((place) => place !== undefined && isConcrete(text(place))) as DocumentNode[];
	const [access, refresh, client] = [concrete('accessToken'), concrete('refreshToken'), concrete('clientSecret')];
	const held = [...access, ...refresh, ...client];
	const [first] = held;
	if (first === undefined) {
		return [];
	}
	const login = access.length + refresh.length > 0;
	return [
		{
			key: login ? 'login' : 'client registration',
			...(!login ? { title: 'AWS SSO client registration' } : refresh.length > 0 ? { title: 'AWS SSO refresh token' } : {}),
			line: first.line,
			// Access tokens last hours; a refresh token or a registration gets new ones for up to 90 days.
			lifetime: login && refresh.length === 0 ? 'short' : 'long',
			expiresAt: moment(text(at(root, 'expiresAt'))),
			renewable: access.length > 0 && refresh.length > 0,
			identity: { host: hostOf(text(at(root, 'startUrl'))), scope: text(at(root, 'region')) },
			secrets: held.flatMap((place) => text(place) ?? []),
		},
	];
}

/** ISO 8601; botocore before 1.23 wrote `2020-06-10T08:15:30UTC`. */
function moment(written: string | undefined): string | null {
	return written !== undefined && /^\d{4}-\d\d-\d\dT/.test(written) ? isoDate(written.replace(/UTC$/, 'Z')) : null;
}
