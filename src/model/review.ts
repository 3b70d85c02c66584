/** What a person said of the launches of a folder, having seen them. */
export interface Review {
	/** ISO 8601. */
	readonly at: string;
	/** What it holds for: every worktree and clone of it. See `repositoryOf`. */
	readonly repository: string;
	readonly decision: 'reviewed' | 'forgotten';
	readonly launches: readonly ReviewedLaunch[];
}

/** A launch as it was when it was reviewed, by what it is recognised and told apart by. Nothing of it is secret. */
export interface ReviewedLaunch {
	readonly fingerprint: string;
	readonly tool: string;
	readonly kind: string;
	readonly name: string;
	/** Below the folder, or of the person's own files below the home, with `/`. */
	readonly file: string;
	/** The command line or address as it was shown, cut at its end. */
	readonly shown: string;
}

/** How a launch stands to what was reviewed in its repository, or, of the person's own, to what was there when somebody first looked. */
export interface LaunchChange {
	/** Id of the launch. */
	readonly launch: string;
	/** What was reviewed in its place; null for one that was added since. */
	readonly was: string | null;
	/** When the repository was last reviewed; of the person's own, since when it is known. ISO 8601. */
	readonly since: string;
}
