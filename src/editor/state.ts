import type { Report } from '../model/report.ts';

/** All that the faces show. Whoever gets a new one draws it; nothing else is remembered. */
export interface GuardState {
	/** Null until the first look is done. */
	readonly report: Report | null;
	/** Ids of the launches that the open folders bring. */
	readonly opened: readonly string[];
	/** When the report came. */
	readonly checkedAt: Date | null;
	/** Why watching or looking has stopped, or is incomplete; null where it has not. */
	readonly degraded: string | null;
	/** The folders that are open, those that are on a disk. */
	readonly folders: readonly string[];
	/** Folders that are open and on no disk of this machine. */
	readonly virtualFolders: number;
	readonly trusted: boolean;
	/** Catalog id of the editor that we run in; null where it is not known. */
	readonly editor: string | null;
	/** True until the person has put the first look away. */
	readonly firstLook: boolean;
}

export const UNSEEN: GuardState = {
	report: null,
	opened: [],
	checkedAt: null,
	degraded: null,
	folders: [],
	virtualFolders: 0,
	trusted: false,
	editor: null,
	firstLook: true,
};
