/** Something that a tool would execute, or connect to, on the strength of a file. */
export interface Launch {
	/** Stable while the entry stays in its place: derived from the file and the entry's path inside it. */
	readonly id: string;
	/** The folder whose opening brings it; null for what belongs to the user. */
	readonly folder: string | null;
	/** The tool that the file was made for. Others may load it too: see `executors`. */
	readonly tool: string;
	readonly kind: LaunchKind;
	readonly name: string;
	readonly command: string | null;
	/** True where the command is a line for a shell, false where it is a program with `args`. */
	readonly shell: boolean;
	readonly args: readonly string[];
	readonly cwd: string | null;
	/** Scheme, host, port and path; user-info, query and fragment never get this far. */
	readonly url: string | null;
	readonly env: readonly LaunchVariable[];
	readonly headerNames: readonly string[];
	readonly scope: 'project' | 'user' | 'system' | 'extension';
	readonly hidden: boolean;
	readonly source: Position;
	/** `v1:sha256:…` over the redacted entry: what it runs, not where the file stands. */
	readonly fingerprint: string;
	readonly executors: readonly Executor[];
	readonly review: 'unreviewed' | 'reviewed' | 'changed';
	/** What stood in its place when it was last reviewed, as it was shown; of one that has changed alone. */
	readonly was?: string;
	/** When somebody reviewed it as it stands. ISO 8601. */
	readonly reviewedAt?: string;
}

export type LaunchKind =
	| 'mcp-server'
	| 'hook'
	| 'task'
	| 'setting'
	| 'plugin'
	| 'helper'
	| 'lifecycle-script'
	| 'container-command'
	| 'git-config'
	| 'shell-env'
	| 'instruction'
	| 'skill';

/** Values are shown only where the variable steers what runs (a loader, a base URL) or names a place, with secrets taken out. */
export interface LaunchVariable {
	readonly name: string;
	readonly value: string | null;
}

/** Where an entry stands. Lines and columns count from 1. */
export interface Position {
	readonly path: string;
	readonly line: number;
	readonly column: number;
}

export type Trigger =
	| 'folder-open'
	| 'folder-trust'
	| 'session-start'
	| 'first-prompt'
	| 'tool-use'
	| 'container-create'
	| 'install'
	| 'shell-enter'
	| 'git-operation'
	| 'manual';

/** What one tool does with a launch: one file can have several executors, each with a verdict of its own. */
export interface Executor {
	readonly tool: string;
	readonly verdict: 'loads' | 'ignores' | 'unknown';
	readonly reason: string;
	readonly trigger: Trigger;
	readonly needsTrust: boolean;
	readonly headless: 'runs' | 'refuses' | 'unknown';
	readonly approval: 'approved' | 'denied' | 'none' | 'unknown';
}
