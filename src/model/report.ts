import type { Credential } from './credential.ts';
import type { Editor } from './editor.ts';
import type { Finding } from './finding.ts';
import type { Area, Gap } from './gap.ts';
import type { InstalledExtension } from './installed-extension.ts';
import type { Launch } from './launch.ts';
import type { Platform } from './platform.ts';
import type { PostureFact } from './posture.ts';
import type { TrustedFolder } from './trust.ts';

export interface Risk {
	readonly level: 'no-findings' | 'low' | 'medium' | 'high' | 'critical';
	/** True where something that launches code could not be read, so that the level is a lower bound. */
	readonly atLeast: boolean;
	/** 0 to 100. */
	readonly score: number;
	readonly reasons: readonly { readonly findingId: string; readonly points: number }[];
}

/** The JSON report, version 1. Keys may be added, never renamed. `report.schema.json` says the same to machines. */
export interface Report {
	readonly schemaVersion: 1;
	readonly tool: { readonly name: 'sallyport'; readonly version: string };
	readonly generatedAt: string;
	readonly machine: { readonly platform: Platform; readonly home: string };
	/** The areas that this command looked at. An empty list outside them means "not asked", not "nothing there". */
	readonly answers: readonly Area[];
	/** How many places were looked at: paths asked for, whether anything was there or not. */
	readonly placesChecked: number;
	/** The folders whose launches were looked at, how many more were known and left out, and whether known ones were asked for at all. */
	readonly folders: { readonly looked: readonly string[]; readonly leftOut: number; readonly known: boolean };
	readonly risk: Risk;
	readonly editors: readonly Editor[];
	readonly extensions: readonly InstalledExtension[];
	readonly updates: readonly never[];
	readonly launches: readonly Launch[];
	readonly credentials: readonly Credential[];
	readonly posture: readonly PostureFact[];
	readonly trust: readonly TrustedFolder[];
	readonly knownBad: readonly never[];
	readonly provenance: readonly never[];
	readonly journal: { readonly path: string | null; readonly entries: number; readonly intact: 'yes' | 'no' | 'unknown' };
	readonly findings: readonly Finding[];
	readonly incomplete: readonly Gap[];
}
