import type { DocumentFormat, Liberty, Wanted } from '../../document/document.ts';
import type { DocumentNode } from '../../document/node.ts';
import type { Override, Places } from '../../machine/places.ts';
import type { Executor, LaunchKind, Trigger } from '../../model/launch.ts';
import type { TrustRule } from './trust.ts';

/** A coding agent: which files make it run something, and what it trusts. One file per agent. */
export interface AgentEntry {
	readonly id: string;
	readonly title: string;
	readonly vendor: string;
	/** What a person types to start it in a terminal: a program, or a program and its first word. Absent where it has no command line, or none that we know. */
	readonly programs?: readonly string[];
	/** Packages that a package runner starts it from. */
	readonly packages?: readonly string[];
	readonly files: readonly AgentFile[];
	/** Where the agent keeps the folders that it trusts; absent where that is in no file we can read, or nowhere. */
	readonly trust?: TrustStore;
	/** Version and place where the facts were learnt. */
	readonly source: string;
}

/** One kind of file that an agent reads. The same file may be read by several agents, each by its own rules. */
export type AgentFile = ProjectFile | MachineFile;

interface FileRules {
	readonly format: DocumentFormat;
	/** True where the file was made for this agent, false where the agent reads another one's. */
	readonly own: boolean;
	readonly entries: readonly EntryReader[];
	/** Liberties of the text that make this agent drop the whole file. */
	readonly refuses: readonly Liberty[];
	readonly needsTrust: boolean;
	readonly headless: Executor['headless'];
	/** When a server of this file is started; hooks know their own moment. */
	readonly trigger: Trigger;
	/** The agent reads the file only while settings of the editor have these values, all of them. */
	readonly onlyIf?: readonly Condition[];
	/** What stands between the file and its execution, or that nothing does; told where the agent takes an entry. */
	readonly because?: string;
	/** Why the agent may or may not read the file: the condition stands in no file that we can read. */
	readonly unsure?: string;
	/** The key that switches a single entry off for this agent. */
	readonly heeds?: OffKey;
	/** True where the agent asks about each entry and keeps the answer. */
	readonly asksEach?: boolean;
	/** Finds answers in this file to what the agent asked. */
	readonly answers?: (root: DocumentNode) => readonly Answer[];
	/** A larger file is reported, not read. */
	readonly maxBytes?: number;
	/** Of the files that a `*` stands for: which ones, by their names. */
	readonly named?: (name: string) => boolean;
	/** Of a file that the agent keeps much else in: the keys that `entries` look at. */
	readonly wanted?: Wanted;
}

export interface Condition {
	readonly setting: string;
	readonly is: unknown;
	/** Why the file is not read where that is not so. */
	readonly otherwise: string;
}

/** What a person answered about servers, by their names. */
export interface Answer {
	/** The key that holds the answer. */
	readonly key: string;
	readonly says: 'approved' | 'denied';
	readonly names: readonly string[] | 'all';
	/** The one folder that it is about; absent: that of the file, or all of them where the file belongs to none. */
	readonly folder?: string;
	/** True where it is about every server of the folder, false where it is about those that are asked for one by one. */
	readonly everyServer?: boolean;
}

export interface ProjectFile extends FileRules {
	readonly scope: 'project';
	/** Below the folder, with `/`; the last segment may have a `*`. */
	readonly path: string;
	readonly search: SearchScope;
	/** Read only where this other file is absent from the same folder. */
	readonly unless?: string;
	/** Read only where these stand in the same folder. */
	readonly beside?: readonly string[];
}

/**
 * `folder`: the opened folder alone. `ancestors`: it and every folder above. `repository`: the root of the git
 * repository, or the folder outside of one. `repository-to-folder`: every folder from that root down to the opened one.
 * `packages`: the opened folder and those below it to a depth of two, without what was installed or built. `git-directory`:
 * git's own folders for the repository, that of a worktree and those of submodules included. `git-hooks`: the folders that
 * git looks for their hooks in. `to-repository-root`: as `repository-to-folder`, and outside of a repository as `ancestors`.
 */
export type SearchScope =
	| 'folder'
	| 'ancestors'
	| 'repository'
	| 'repository-to-folder'
	| 'packages'
	| 'git-directory'
	| 'git-hooks'
	| 'to-repository-root';

export interface MachineFile extends FileRules {
	readonly scope: 'user' | 'system' | 'extension';
	readonly places: Places;
	readonly overrides?: readonly Override[];
	/** Patterns below the user data folder of every editor of VS Code's family that is found, beside the places. */
	readonly inUserData?: readonly string[];
	/** Also of those editors that have an agent of their own; whether they read it is then not known. */
	readonly inForksToo?: boolean;
}

/** Finds the entries of one kind in a document, and tells where something else stands in an entry's place. */
export type EntryReader = (root: DocumentNode, tell: Tell, file: ReadFile) => readonly FoundEntry[];

/** The file that a document was read from. */
export interface ReadFile {
	readonly path: string;
	/** Four octal digits; null where the platform has none. */
	readonly mode: string | null;
}

/** Takes what is wrong with the shape of a document, in words that carry none of it. */
export type Tell = (problem: string) => void;

/** An entry as it stands in the file, nothing redacted yet. */
export interface FoundEntry {
	readonly kind: LaunchKind;
	readonly name: string;
	/** Path of keys to the entry: its identity within the file. */
	readonly pointer: readonly string[];
	readonly line: number;
	readonly column: number;
	/** A program with `args`, or a line for a shell. */
	readonly command?: string;
	readonly args?: readonly string[];
	readonly shell?: boolean;
	readonly cwd?: string;
	readonly url?: string;
	readonly env?: readonly { readonly name: string; readonly value: string }[];
	readonly headerNames?: readonly string[];
	/** Where the moment, the gate or the reason are the entry's own rather than the file's. */
	readonly trigger?: Trigger;
	readonly needsTrust?: boolean;
	readonly headless?: Executor['headless'];
	readonly because?: string;
	readonly unsure?: string;
	readonly onlyIf?: readonly Condition[];
	/** Why no version of the tool that we know takes the entry; it is shown all the same, for what its author wanted. */
	readonly ignored?: string;
	/** The file asks its tool not to show the entry. */
	readonly hidden?: boolean;
	/** The folder that the entry belongs to, where a user's file keeps entries per folder. */
	readonly folder?: string;
	/** The key by which the entry says of itself that it is off; not every agent heeds it. */
	readonly off?: OffKey;
}

/** `enabled: false` or `disabled: true`. */
export type OffKey = 'enabled' | 'disabled';

export interface TrustStore {
	/** False where trust in a folder says nothing of the folders below it. */
	readonly passesDown: boolean;
	/** Which record counts for a folder, where that is more than the nearest (`passesDown`) or its own. */
	readonly rule?: TrustRule;
	readonly places: Places;
	readonly overrides?: readonly Override[];
	readonly format: DocumentFormat;
	readonly maxBytes?: number;
	/** The keys that `read` looks at. */
	readonly wanted?: Wanted;
	/** Absolute paths of the folders that the document trusts. */
	readonly read: (root: DocumentNode, tell: Tell) => readonly string[];
	/** Those that it says are not to be trusted, whatever is said of the folders above. */
	readonly refused?: (root: DocumentNode) => readonly string[];
	/** A folder in which the agent leaves something of every folder that it was used in; absent where we know of none. */
	readonly traces?: {
		readonly places: Places;
		readonly overrides?: readonly Override[];
		/** How the names begin that it gives to what it leaves of a folder, and of those below it. */
		readonly prefix: (folder: string) => string;
	};
	/** How a person takes trust in a folder back; absent where that was not established. */
	readonly revoke?: (folder: string) => string;
}

/** Keeps the type and checks it where the entry is written. */
export function defineAgent(agent: AgentEntry): AgentEntry {
	return agent;
}
