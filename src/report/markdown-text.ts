import { escapeUnseen } from './escape.ts';

/**
 * A word of letters and digits, with what ends a clause behind it or opens one before it. Whatever else a word holds may
 * mean something in one of Markdown's dialects: markup, an address, a person, an issue, a commit, an emoji.
 */
const HARMLESS = /^["'’(]?[\p{Letter}\p{Mark}\p{Number}]+(?:['’-]\p{Letter}+)?[.,;:?)"'’]{0,3}$/u;

/** A commit, the key of an issue, or the number of a list, to those who look for them. */
const REFERENCE = /^(?:[0-9a-f]{7,40}|[A-Z]{2,10}-|\d+[.)])/;

/** A dash or an arrow between two words: our own sentences have them. */
const BETWEEN = /^[–—→·]$/;

/** What a clause ends with stays outside of the code that is before it. */
const TAIL = /[.,;:?)]{1,3}$/;

/** Where code begins that the sentence itself has marked. */
const HEAD_AND_MARK = /^\(?`/;

/** Words in code that stand side by side are one piece of it. */
const MOST_TOGETHER = 60;

/**
 * A sentence with the words of files in it, as Markdown that shows it and does nothing else: no link, picture, markup or
 * HTML, nobody mentioned. One line. What is more than a plain word becomes code, which every dialect leaves alone.
 */
export function markdownText(sentence: string): string {
	const shown: string[] = [];
	let code: string[] = [];
	/** Within code that the sentence itself has marked. */
	let marked = false;
	const close = (): void => {
		if (code.length > 0) {
			shown.push(pieceOfCode(code.join(' ')));
			code = [];
		}
		marked = false;
	};
	for (const word of escapeUnseen(sentence).split(' ')) {
		const turns = word.split('`').length % 2 === 0;
		if (marked) {
			code.push(word);
			if (turns || code.length === MOST_TOGETHER) {
				close();
			}
		} else if (turns && HEAD_AND_MARK.test(word)) {
			close();
			code.push(word);
			marked = true;
		} else if (turns) {
			// A mark in the middle of a word is none of ours.
			code.push(word);
		} else if (word === '' || BETWEEN.test(word) || (HARMLESS.test(word) && !REFERENCE.test(word))) {
			close();
			shown.push(word);
		} else {
			code.push(word);
			if (TAIL.test(word) || code.length === MOST_TOGETHER) {
				close();
			}
		}
	}
	close();
	return shown.join(' ').trim();
}

/** Any text as a span of code that it cannot leave. One line. */
export function markdownCode(text: string): string {
	const shown = escapeUnseen(text);
	if (shown.trim() === '') {
		return shown === '' ? '(empty)' : '(blank)';
	}
	const longest = Math.max(0, ...shown.split(/[^`]+/).map((run) => run.length));
	const fence = '`'.repeat(longest + 1);
	// One blank at each end is taken off again where there is one at both.
	const padded = /^[` ]/.test(shown) || shown.endsWith('`') || shown.endsWith(' ') ? ` ${shown} ` : shown;
	return `${fence}${padded}${fence}`;
}

function pieceOfCode(text: string): string {
	const head = text.startsWith('(') ? '(' : '';
	const tail = TAIL.exec(text)?.[0] ?? '';
	const inner = text.slice(head.length, text.length - tail.length);
	if (inner === '') {
		return markdownCode(text);
	}
	// Our own sentences have code in them already.
	return `${head}${/^`[^`]+`$/.test(inner) ? inner : markdownCode(inner)}${tail}`;
}
