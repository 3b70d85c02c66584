import type { LaunchKind } from './launch.ts';

/** A folder that a tool trusts today: an agent, or an editor. */
export interface TrustedFolder {
	readonly tool: string;
	readonly folder: string;
	/** True where the folder is trusted through another one's record. */
	readonly inherited: boolean;
	/** The folder whose record it is trusted through; null where it has its own. */
	readonly through: string | null;
	/** Trust outlives its folder: what is put there later is trusted from the first moment. */
	readonly exists: 'yes' | 'no' | 'unknown';
	readonly launchesToday: number;
	/** The same by kind; kinds of which there are none are left out. */
	readonly launchKinds: readonly LaunchesOfKind[];
	/** True where each of them was reviewed and has not changed since; false where there is none. */
	readonly reviewed: boolean;
	/** How a person takes the trust back, in a sentence without its full stop. */
	readonly revoke: string;
}

export interface LaunchesOfKind {
	readonly kind: LaunchKind;
	readonly count: number;
}
