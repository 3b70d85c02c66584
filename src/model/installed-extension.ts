export type ExtensionSource = 'gallery' | 'vsix' | 'builtin' | 'unknown';

/** One version of one extension that an editor would load. */
export interface InstalledExtension {
	/** `publisher.name`, lower case, from the extension's own manifest; from `extensions.json` where that is unreadable. */
	readonly id: string;
	readonly version: string;
	/** `linux-x64` and the like; null for a universal build. */
	readonly targetPlatform: string | null;
	readonly editor: string;
	/** Profile names; `default` for the default profile. Sorted. */
	readonly profiles: readonly string[];
	readonly path: string;
	readonly source: ExtensionSource;
	/** Pinned extensions are not updated automatically. */
	readonly pinned: boolean;
	readonly preRelease: boolean;
	/** ISO 8601, or null where the editor recorded none. */
	readonly installedAt: string | null;
	/** ISO 8601; null until a gallery was asked. */
	readonly publishedAt: string | null;
	readonly ageAtInstallHours: number | null;
	readonly quarantine: Quarantine;
}

export interface Quarantine {
	readonly state: 'aged' | 'held' | 'blocked' | 'released' | 'unknown';
	readonly reason: string;
	readonly until: string | null;
}
