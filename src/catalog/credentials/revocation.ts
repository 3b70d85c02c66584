import type { Credential } from '../../model/credential.ts';

type Revoke = Credential['revoke'];

/** Nothing that fits every host: no link is better than one to somebody else's settings. */
export const UNKNOWN: Revoke = { command: null, url: null };

/** Where each host, and those below it (registries, gists), lets its users revoke tokens; learnt from the hosts' own help pages. */
const PAGES: Readonly<Record<string, string>> = {
	'github.com': 'https://github.com/settings/tokens',
	'ghcr.io': 'https://github.com/settings/tokens',
	'gitlab.com': 'https://gitlab.com/-/user_settings/personal_access_tokens',
	'codeberg.org': 'https://codeberg.org/user/settings/applications',
	'huggingface.co': 'https://huggingface.co/settings/tokens',
	'npmjs.org': 'https://www.npmjs.com/settings/~/tokens',
	'docker.io': 'https://app.docker.com/settings/personal-access-tokens',
};

/** The page of that host, and of no other. */
export function pageOf(host: string | undefined): string | null {
	return Object.entries(PAGES).find(([known]) => isAt(host, known))?.[1] ?? null;
}

/** Whether a host is that one or stands below it. */
export function isAt(host: string | undefined, known: string): boolean {
	return host === known || host?.endsWith(`.${known}`) === true;
}

/** A host that can stand in a command or an address as it is; null for anything with other characters in it, which the shell may read. */
export function plainHost(host: string | undefined): string | null {
	return host !== undefined && /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::\d{1,5})?$/i.test(host) ? host : null;
}
