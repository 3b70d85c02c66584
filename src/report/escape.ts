/**
 * What can change how a text looks, or carry something in it, without being seen: control characters, bidirectional
 * controls, zero-width characters, fillers, variation selectors and tags (all `Default_Ignorable_Code_Point`, Unicode
 * Standard Annex 44), line separators, blanks that are letters or symbols, lone surrogates. The bidirectional ones are
 * those of CVE-2021-42574 ("Trojan Source").
 */
const UNSEEN = /[\p{Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\ufff9-\ufffb\u{13430}-\u{1343f}\u{1d159}\p{Surrogate}]/gu;

const NON_JOINER = '\u200c';
const JOINER = '\u200d';
const TEXT_STYLE = '\ufe0e';
const EMOJI_STYLE = '\ufe0f';

/** Scripts whose words are spelled with joiners between letters (UAX 31, section 2.3). */
const JOINING =
	/^[\p{Script_Extensions=Arabic}\p{Script_Extensions=Syriac}\p{Script_Extensions=Mongolian}\p{Script_Extensions=Devanagari}\p{Script_Extensions=Bengali}\p{Script_Extensions=Gurmukhi}\p{Script_Extensions=Gujarati}\p{Script_Extensions=Oriya}\p{Script_Extensions=Tamil}\p{Script_Extensions=Telugu}\p{Script_Extensions=Kannada}\p{Script_Extensions=Malayalam}\p{Script_Extensions=Sinhala}\p{Script_Extensions=Khmer}\p{Script_Extensions=Myanmar}\p{Script_Extensions=Tibetan}]$/u;
/** Variation selectors are marks, too, and are written out. */
const LETTER = /^(?!\p{Default_Ignorable_Code_Point})[\p{Letter}\p{Mark}]$/u;
const PICTOGRAPH = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]$/u;

/** A text from a file, made fit to be shown: what cannot be seen is written out as `\u{202e}`. Line breaks too. */
export function escapeUnseen(text: string): string {
	return text.replace(UNSEEN, (character, offset: number) => {
		switch (character) {
			case '\n':
				return '\\n';
			case '\t':
				return '\\t';
			case '\r':
				return '\\r';
			default:
				return isSpelling(text, character, offset) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
		}
	});
}

/**
 * Whether the character belongs to how a word or an emoji is written: one joiner between two letters of a script that
 * has them, or between two pictographs; one style selector after a pictograph. Never two in a row: those carry data.
 */
function isSpelling(text: string, character: string, offset: number): boolean {
	const before = lastCharacter(text.slice(Math.max(0, offset - 3), offset));
	const after = String.fromCodePoint(text.codePointAt(offset + character.length) ?? 0);
	switch (character) {
		case JOINER:
			return isPictureBefore(text, offset) ? PICTOGRAPH.test(after) : isJoining(before) && isJoining(after);
		case NON_JOINER:
			return isJoining(before) && isJoining(after);
		case TEXT_STYLE:
		case EMOJI_STYLE:
			return PICTOGRAPH.test(before) || (/^[#*0-9]$/.test(before) && after === '\u20e3');
		default:
			return false;
	}
}

/** A pictograph, with or without its style. */
function isPictureBefore(text: string, offset: number): boolean {
	const before = lastCharacter(text.slice(Math.max(0, offset - 2), offset));
	return PICTOGRAPH.test(before === EMOJI_STYLE ? lastCharacter(text.slice(Math.max(0, offset - 3), offset - 1)) : before);
}

function isJoining(character: string): boolean {
	return JOINING.test(character) && LETTER.test(character);
}

function lastCharacter(text: string): string {
	return [...text].at(-1) ?? '';
}

/** At most `most` characters (code points), the middle left out. */
export function shorten(text: string, most: number): string {
	const characters = [...text];
	if (characters.length <= most) {
		return text;
	}
	const tail = Math.floor((most - 1) / 3);
	return `${characters.slice(0, most - 1 - tail).join('')}…${tail > 0 ? characters.slice(-tail).join('') : ''}`;
}
