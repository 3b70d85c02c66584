import type { Reach } from '../inventory/launches.ts';
import type { Report } from '../model/report.ts';
import type { WindowContext } from './worker-messages.ts';

/** All that is drawn from. */
export interface GuardState extends WindowContext {
	/** Null until the first look is done. */
	readonly report: Report | null;
	/** Ids of the launches that the open folders bring. */
	readonly opened: readonly string[];
	/** Which folder's opening brings which launch to which tool. */
	readonly reach: readonly Reach[];
	/** When the report came. */
	readonly checkedAt: Date | null;
	/** Why watching is incomplete; null where it is not. */
	readonly degraded: string | null;
	/** True where the person has trusted the folders since this window opened. */
	readonly granted: boolean;
	/** Catalog id of the editor that we run in; null where it is not known. */
	readonly editor: string | null;
}

export const UNSEEN: GuardState = {
	report: null,
	opened: [],
	reach: [],
	checkedAt: null,
	degraded: null,
	folders: [],
	virtualFolders: 0,
	trusted: false,
	granted: false,
	trustOff: false,
	startupPrompt: 'never',
	editor: null,
	firstLook: true,
	documents: [],
};
