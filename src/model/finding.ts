export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** From least to most. */
export const SEVERITIES: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

export function atLeast(severity: Severity, floor: Severity): boolean {
	return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(floor);
}

export type SubjectType =
	| 'extension'
	| 'launch'
	| 'credential'
	| 'editor'
	| 'setting'
	| 'folder'
	| 'package'
	| 'trust'
	| 'agent'
	| 'machine';

/** Values that a sentence is filled with. They come from files: whoever shows them escapes them. */
export type MessageArguments = Readonly<Record<string, string | number>>;

/** What a rule says: an id and its arguments. Sentences are made in `report/`. */
export interface Observation {
	/** Stable over runs for the same subject. */
	readonly id: string;
	readonly ruleId: string;
	readonly severity: Severity;
	readonly messageId: string;
	readonly arguments: MessageArguments;
	readonly subject: { readonly type: SubjectType; readonly ref: string };
	readonly location: { readonly path: string; readonly line: number; readonly column: number } | null;
	readonly evidence: readonly string[];
}

export interface Fix {
	readonly title: string;
	readonly kind: 'edit' | 'command' | 'link' | 'manual';
}

/** An observation with its sentences. */
export interface Finding extends Observation {
	/** A few words, for a row of a side bar. */
	readonly brief: string;
	readonly title: string;
	readonly detail: string;
	readonly fixes: readonly Fix[];
}
