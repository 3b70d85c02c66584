import type { Credential } from '../model/credential.ts';
import type { Editor } from '../model/editor.ts';
import type { Area, Gap } from '../model/gap.ts';
import type { InstalledExtension } from '../model/installed-extension.ts';
import type { Launch } from '../model/launch.ts';
import type { Platform } from '../model/platform.ts';
import type { PostureFact } from '../model/posture.ts';
import type { LaunchChange } from '../model/review.ts';
import type { Reach } from './launches.ts';
import type { Trusted } from './trust.ts';

/** Everything that was seen, before anything is said about it. */
export interface Facts {
	readonly platform: Platform;
	readonly home: string;
	/** ISO 8601. */
	readonly now: string;
	readonly answers: readonly Area[];
	readonly placesChecked: number;
	/** `known`: whether the folders that agents and editors remember were asked for, too. */
	readonly folders: { readonly looked: readonly string[]; readonly leftOut: number; readonly known: boolean };
	readonly editors: readonly Editor[];
	readonly extensions: readonly InstalledExtension[];
	readonly launches: readonly Launch[];
	/** Which folder's opening brings which launch to which tool. */
	readonly reach: readonly Reach[];
	/** What differs from what was reviewed. */
	readonly changes: readonly LaunchChange[];
	readonly credentials: readonly Credential[];
	/** Ids of the credentials that other users of this machine can open: their file and every folder above it let them. */
	readonly openToOthers: readonly string[];
	readonly posture: readonly PostureFact[];
	readonly trust: readonly Trusted[];
	readonly gaps: readonly Gap[];
}

export const NO_FACTS: Facts = {
	platform: 'linux',
	home: '/home/dev',
	now: '2026-06-01T00:00:00.000Z',
	answers: [],
	placesChecked: 0,
	folders: { looked: [], leftOut: 0, known: false },
	editors: [],
	extensions: [],
	launches: [],
	reach: [],
	changes: [],
	credentials: [],
	openToOthers: [],
	posture: [],
	trust: [],
	gaps: [],
};
