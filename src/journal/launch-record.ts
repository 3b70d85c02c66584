import type { ReviewedLaunch } from '../model/review.ts';

/** Characters of a command that are kept, to show what was there before. */
const MOST_SHOWN = 300;

/** Lines that are kept when the log of one writer is folded; the oldest go first. */
const MOST_KEPT = 10_000;

/** The beginning of a command or a name, as it is kept. */
export function kept(text: string): string {
	return [...text.slice(0, MOST_SHOWN * 2)].slice(0, MOST_SHOWN).join('');
}

export function newest(lines: readonly string[]): readonly string[] {
	return lines.slice(-MOST_KEPT);
}

/** Where a launch stands, whatever it runs. */
export function placeOf({ tool, kind, name, file }: Omit<ReviewedLaunch, 'shown' | 'fingerprint'>): string {
	return JSON.stringify([tool, kind, name, file]);
}

export function isReviewedLaunch(launch: unknown): launch is ReviewedLaunch {
	const fields: readonly (keyof ReviewedLaunch)[] = ['fingerprint', 'tool', 'kind', 'name', 'file', 'shown'];
	return typeof launch === 'object' && launch !== null && fields.every((field) => typeof (launch as ReviewedLaunch)[field] === 'string');
}
