import type { Credential } from '../model/credential.ts';

/** Whose it is, in a few words: `default`, `octocat at example.com`; empty where nothing is known. */
export function describeIdentity(credential: Credential): string {
	const { account, host, scope } = credential.identity;
	if (account !== undefined && host !== undefined) {
		return `${account} at ${host}`;
	}
	return account ?? host ?? scope ?? '';
}

/** Whole days from the file's last change to `now`: a lower bound of the credential's age. Null where it is not known. */
export function ageInDays(credential: Credential, now: string): number | null {
	if (credential.modifiedAt === null) {
		return null;
	}
	const days = Math.floor((Date.parse(now) - Date.parse(credential.modifiedAt)) / 86_400_000);
	return days >= 0 ? days : null;
}
