import type { FileFacts } from '../../machine/machine.ts';
import type { Override as PlaceOverride, Places } from '../../machine/places.ts';
import type { AtRest, Credential, CredentialIdentity } from '../../model/credential.ts';
import type { Outcome } from '../../model/outcome.ts';

/** A place on disk where a tool keeps credentials, and how to recognise them there. One file per store. */
export interface CredentialStore {
	/** The id of the public catalogue of stores; never changes once released. */
	readonly id: string;
	/** What a person calls it, short enough for a side bar: `AWS shared credentials`. */
	readonly title: string;
	readonly vendor: string;
	/** Files, or patterns with `*`. All that exist are read. */
	readonly places: Places;
	/** Variables that move the store. A variable that is set replaces the default places; it does not add to them. */
	readonly overrides?: readonly Override[];
	/** Environment variables that hold such a credential themselves. `*` at the end stands for any suffix. */
	readonly variables?: readonly string[];
	/**
	 * Whether what such a variable holds is a credential; without it, any concrete value is. For variables whose value has
	 * a form of its own (`DOCKER_AUTH_CONFIG` is JSON, and may well be empty).
	 */
	readonly holds?: (value: string) => boolean;
	/**
	 * Names below a pattern that promise a credential: where none can be read, that is told. Whatever else a pattern finds may
	 * as well be something else.
	 */
	readonly expects?: (name: string) => boolean;
	/** Names below a pattern that promise none. They are looked into all the same, but too large for a credential they are no gap. */
	readonly unlikely?: (name: string) => boolean;
	/** A larger file is reported, not read. */
	readonly maxBytes?: number;
	/**
	 * Recognises the credentials in one file. This is the only place where their values exist: nothing derived from a
	 * value leaves but what {@link FoundCredential} has room for.
	 */
	readonly read: (file: StoreFile) => Outcome<RecognisedFile>;
	/** What can be published with it: `npm`, `docker`, … */
	readonly publishes?: readonly string[];
	/** The safer way to hold it, as a phrase that completes "Move to …". */
	readonly saferForm: string;
	/** How each of them is revoked, unless one says otherwise for itself: what fits one host alone does not stand here. */
	readonly revoke: Credential['revoke'];
	/** The same for a variable that holds one, where that is another way. */
	readonly revokeVariable?: (name: string) => Credential['revoke'];
	/** Ids of campaigns whose payload read this store. */
	readonly harvestedBy: readonly string[];
	/** Where the paths and the format were learnt. */
	readonly source: string;
}

export interface Override extends PlaceOverride {
	/**
	 * True where the variable names a further file beside the default places instead of moving them: the tool itself does
	 * not know it, so the default stays in use.
	 */
	readonly adds?: boolean;
}

export interface StoreFile {
	readonly path: string;
	readonly bytes: Uint8Array;
	readonly facts: FileFacts;
}

export interface RecognisedFile {
	readonly found: readonly FoundCredential[];
	/** Where the file is damaged, though something could be read; null where it is whole. */
	readonly damage: string | null;
	/** How many more there were than one file is given rows for. */
	readonly leftOut?: number;
}

/** One credential in a file, without its value. */
export interface FoundCredential {
	/** What tells it from the others in the same file (profile, host, user): part of its id, and shown. */
	readonly key: string;
	/** Instead of the store's title, where one file holds several kinds. */
	readonly title?: string;
	/** From 1; null where lines mean nothing. */
	readonly line: number | null;
	readonly atRest: AtRest;
	readonly lifetime: Credential['lifetime'];
	/** ISO 8601. */
	readonly expiresAt: string | null;
	/** See {@link Credential}. */
	readonly renewable?: boolean;
	readonly identity: CredentialIdentity;
	readonly publishes?: readonly string[];
	readonly revoke?: Credential['revoke'];
}

/** Keeps the type and checks it where the entry is written. */
export function defineStore(store: CredentialStore): CredentialStore {
	return store;
}
