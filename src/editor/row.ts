import type { Position } from '../model/launch.ts';
import { fitted } from './room.ts';

/** A row of the view, before the editor draws it. Texts are escaped: nothing in them is markup or unseen. */
export interface Row {
	/** Unique, and stable while the thing it stands for is. */
	readonly id: string;
	readonly label: string;
	readonly description: string;
	/** Plain text. */
	readonly tooltip: string;
	readonly icon: Icon;
	readonly colour?: 'error' | 'warning';
	/** What a screen reader says: at least what label, description and icon show. */
	readonly spoken: string;
	readonly children?: readonly Row[];
	readonly open?: boolean;
	/** Where it stands. */
	readonly place?: Position;
	/** True where a secret stands in that place: it is opened when a person asks for that by name, and not beside it. */
	readonly secret?: boolean;
	/** The command line, to copy. */
	readonly command?: string;
	/** The id of the launch that it stands for, where a tool may be told not to run it. */
	readonly launch?: string;
	/** The setting to change. */
	readonly setting?: string;
	/** All that is known of it, as a document. A row with rows below it has none: these tell it. */
	readonly detail?: string;
	/** The command behind a click, where it is not to show the detail. */
	readonly click?: 'sallyport.setUp' | 'sallyport.audit' | 'sallyport.showFolder' | 'sallyport.openPlace';
	readonly firstLook?: boolean;
}

/** Names of the editor's own icons. A severity has a shape of its own, not a colour alone. */
export type Icon =
	| 'folder'
	| 'sync'
	| 'server-process'
	| 'key'
	| 'shield'
	| 'question'
	| 'info'
	| 'plug'
	| 'zap'
	| 'globe'
	| 'lock'
	| 'pass'
	| 'warning'
	| 'error'
	| 'extensions'
	| 'settings-gear'
	| 'circle-slash'
	| 'history'
	| 'robot'
	| 'tools'
	| 'checklist';

/** A row as its section has it. */
export interface Draft extends Omit<Row, 'description' | 'spoken'> {
	/** Beside the label, the most important first; what has no room stays in the tooltip. */
	readonly remarks?: readonly string[];
	/** Where label and remarks do not say it all. */
	readonly spoken?: string;
}

/** A row on its level: 1 for the sections. */
export function row(level: number, { remarks = [], ...draft }: Draft): Row {
	const { label, description } = fitted(level, draft.label, remarks);
	return {
		...draft,
		label,
		description,
		spoken: draft.spoken ?? [draft.label, ...remarks].filter((text) => text !== '').join(', '),
		...(draft.children === undefined && { detail: `${draft.label}\n\n${draft.detail ?? draft.tooltip}\n` }),
	};
}
