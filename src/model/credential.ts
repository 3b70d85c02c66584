/**
 * How a credential lies on disk. `reference` holds no secret at all: it names where one is to be had.
 * `unrecognized` says that the form is none that we know, never that it is safe.
 */
export type AtRest =
	| 'plaintext'
	| 'base64'
	| 'obfuscated'
	| 'encrypted-passphrase'
	| 'encrypted-os'
	| 'hardware'
	| 'reference'
	| 'unrecognized';

export type Protection = 'plaintext' | 'not-plaintext' | 'unrecognized';

export interface CredentialIdentity {
	readonly account?: string;
	readonly host?: string;
	readonly scope?: string;
}

/** One credential on this machine: everything about it but its value. */
export interface Credential {
	readonly id: string;
	/** Catalog id of the store. */
	readonly store: string;
	readonly title: string;
	readonly path: string | null;
	readonly line: number | null;
	/** Name of the environment variable that holds it, where it stands in no file. */
	readonly variable: string | null;
	readonly keychain: string | null;
	readonly protection: Protection;
	readonly atRest: AtRest;
	/** `long` also where a refresh token stands beside a short access token. */
	readonly lifetime: 'short' | 'long' | 'unknown';
	readonly expiresAt: string | null;
	/** True where `expiresAt` is the end of an access token alone, beside which a refresh token stands. */
	readonly renewable?: boolean;
	readonly identity: CredentialIdentity;
	readonly publishes: readonly string[];
	/** Octal, four digits; null where the platform has no such thing. */
	readonly mode: string | null;
	readonly gitTracked: 'yes' | 'no' | 'unknown';
	readonly synced: string | null;
	readonly copies: readonly string[];
	readonly modifiedAt: string | null;
	readonly namedBy: readonly string[];
	readonly saferForm: string;
	readonly revoke: { readonly command: string | null; readonly url: string | null };
	readonly decoy: boolean;
}
