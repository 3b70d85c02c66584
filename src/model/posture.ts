/** One setting that protects the person, as it is in force in one editor. */
export interface PostureFact {
	/** Editor id, or another tool's. */
	readonly subject: string;
	readonly setting: string;
	/** JSON text of the value in force, or `unknown`. */
	readonly effective: string;
	readonly recommended: string;
	readonly source: 'default' | 'user' | 'policy' | 'workspace' | 'unsupported' | 'unknown';
	readonly managed: boolean;
}
