/** A sentence that is folded stands on no more lines than this. */
const MOST_LINES = 6;

/**
 * The line, from 0, on which the first of these sentences that stands in a report begins; null where none does. A report is
 * folded and set in columns: blanks and dots between words say nothing.
 */
export function lineOf(text: string, sentences: readonly string[]): number | null {
	const lines = text.split('\n');
	for (const sentence of sentences.map(words).filter((wanted) => wanted !== '')) {
		const from = (start: number): string => words(lines.slice(start, start + MOST_LINES).join(' '));
		let found = lines.findIndex((_, start) => from(start).includes(sentence));
		if (found < 0) {
			continue;
		}
		while (from(found + 1).includes(sentence)) {
			found++;
		}
		return found;
	}
	return null;
}

function words(text: string): string {
	return text
		.split(/[\s·]+/)
		.join(' ')
		.trim();
}
