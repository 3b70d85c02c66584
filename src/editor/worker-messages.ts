import type { FileNotes } from '../report/file-notes.ts';
import type { Sheet } from '../report/sheet.ts';
import type { ChangeQuery, Made, MadeChange, Proposal } from './change-proposals.ts';
import type { ActionQuery, FileAction } from './file-actions.ts';
import type { Prompt } from './prompt.ts';
import type { Row } from './row.ts';
import type { Status } from './status.ts';

/** What only the editor knows. */
export interface WindowContext {
	/** The open folders that are on a disk. */
	readonly folders: readonly string[];
	/** How many more are open, and on no disk of this machine. */
	readonly virtualFolders: number;
	readonly trusted: boolean;
	/** True where the editor asks nobody and takes every folder for trusted. */
	readonly trustOff: boolean;
	/** When the editor itself asks about a new folder: `never`, `once`, `always`. */
	readonly startupPrompt: string;
	/** True until the person has put the first look away. */
	readonly firstLook: boolean;
	/** Paths of the files that are open as text. */
	readonly documents: readonly string[];
}

/** What the worker is started with. */
export interface WorkerStart extends WindowContext {
	readonly version: string;
	/** False leaves out the folders that agents trust and editors remember. */
	readonly knownFolders: boolean;
	/** False leaves credentials out: no such file is opened. */
	readonly credentials: boolean;
	/** Undefined where the extension stands in no editor's folder. */
	readonly runningEditor: EditorFolders | undefined;
}

/** Where the editor that we run in keeps its files, as its API tells it. */
export interface EditorFolders {
	readonly extensionsDir: string;
	readonly userDataDir: string | null;
	/** The scheme of the addresses that open it: mostly its id in the catalog. */
	readonly uriScheme: string;
}

/** To the worker. */
export type Request =
	/** The answer to `settings`: what this build registers as their defaults. */
	| { readonly type: 'defaults'; readonly defaults: Readonly<Record<string, unknown>> }
	| { readonly type: 'context'; readonly context: WindowContext }
	/** Look at what is watched: a change may have been missed. */
	| { readonly type: 'sweep' }
	/** Look at everything. */
	| { readonly type: 'look' }
	/** The report as text, of the whole machine or of the open folders alone. Answered with the same number. */
	| { readonly type: 'render'; readonly number: number; readonly what: Rendering }
	/** What can be done about a line of a file. Answered with the same number. */
	| { readonly type: 'actions'; readonly number: number; readonly query: ActionQuery }
	/** Anything about a change to somebody else's file. Answered with the same number. */
	| { readonly type: 'change'; readonly number: number; readonly query: ChangeQuery }
	/** A line was started in a terminal, in this folder. */
	| { readonly type: 'terminal'; readonly line: string; readonly folder: string }
	/** The person has reviewed what the last sheet showed. */
	| { readonly type: 'reviewed' };

export type Rendering = 'audit' | 'folder' | RulePage;

/** Why a rule speaks. */
export type RulePage = `rule/${string}`;

/** From the worker. */
export type Answer =
	/** The first: the defaults of these settings are needed before anything is read. */
	| { readonly type: 'settings'; readonly ids: readonly string[] }
	| { readonly type: 'drawing'; readonly drawing: Drawing }
	/** To be said once, and beside everything else. Escaped. */
	| { readonly type: 'note'; readonly text: string }
	/** Something that the person asked for was not done. `reason` is a clause, or empty. */
	| { readonly type: 'failed'; readonly what: 'review'; readonly reason: string }
	| { readonly type: 'text'; readonly number: number; readonly page: Sheet }
	| { readonly type: 'actions'; readonly number: number; readonly actions: readonly FileAction[] }
	| { readonly type: 'change'; readonly number: number; readonly answer: Proposal | Made | readonly MadeChange[] };

/** All that is shown, ready to be shown: the thread of the editor works nothing out. */
export interface Drawing {
	readonly status: Status;
	readonly rows: readonly Row[];
	/** Context keys of the walkthrough: which of its steps are as they should be. */
	readonly steps: Readonly<Record<string, boolean>>;
	/** What is to be said unasked. */
	readonly prompt: Prompt | null;
	/** The open files that there is something to say about. */
	readonly files: readonly FileDrawing[];
}

export interface FileDrawing extends FileNotes {
	/** What stands above the first launch; empty where the open folders bring none of the file. */
	readonly lens: string;
}
