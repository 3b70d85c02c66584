import type { RunningEditor } from '../inventory/editors.ts';
import type { Report } from '../model/report.ts';

/** What the worker is started with. */
export interface WorkerStart {
	readonly version: string;
	readonly folders: readonly string[];
	readonly knownFolders: boolean;
	/** False leaves credentials out: no such file is opened. */
	readonly credentials: boolean;
	readonly runningEditor: RunningEditor | undefined;
}

/** To the worker. */
export type Request =
	/** Other folders are open now. */
	| { readonly type: 'open'; readonly folders: readonly string[] }
	/** Look at what is watched: a change may have been missed. */
	| { readonly type: 'sweep' }
	/** Look at everything. */
	| { readonly type: 'look' }
	/** The report as text, of the whole machine or of the open folders alone. Answered with the same number. */
	| { readonly type: 'render'; readonly number: number; readonly what: Rendering };

export type Rendering = 'audit' | 'folder';

/** From the worker. */
export type Answer =
	/** `opened`: ids of the launches that the open folders bring. `degraded`: why watching is incomplete; null where it is not. */
	| { readonly type: 'report'; readonly report: Report; readonly opened: readonly string[]; readonly degraded: string | null }
	| { readonly type: 'degraded'; readonly reason: string }
	| { readonly type: 'text'; readonly number: number; readonly text: string };
