/** A folder that a tool's own trust store names as trusted. */
export interface TrustedFolder {
	readonly tool: string;
	readonly folder: string;
	readonly inherited: boolean;
	readonly launchesToday: number;
	readonly reviewed: boolean;
}
