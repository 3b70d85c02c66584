/** Characters that no screen shows, and that a model reads. */
export interface HiddenUnicode {
	readonly count: number;
	/** `U+200B`: the first of those that made it suspicious. */
	readonly first: string;
	readonly line: number;
	readonly column: number;
}

/** So many within a stretch are no accident: a copied document has one in each of its headings, a hidden message has them in rows. */
const TOGETHER = 16;
/** The stretch. UTF-16 units. */
const STRETCH = 160;

/** An emoji that is written with tags (the flags of England, Scotland, Wales and others) as a whole; else one invisible character. */
const UNSEEN =
	/\u{1F3F4}[\u{E0020}-\u{E007E}]{1,16}\u{E007F}|[\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u{E0000}-\u{E007F}]|\p{Variation_Selector}/gu;

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** Scripts that join and part their letters with invisible characters. */
const JOINING = /[\p{L}\p{M}]/u;
const PLAIN_SCRIPTS = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Han}]/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F/u;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Hiragana}]/u;

/**
 * Whether a text hides something from whoever reads it: tag characters, which spell words unseen, a right-to-left
 * override, or many invisible characters close together. What emoji, flags, joining scripts and right-to-left text need
 * is no such thing, nor is the mark that a file begins with. In time that grows with the text alone.
 */
export function hiddenUnicode(text: string): HiddenUnicode | null {
	const hidden: number[] = [];
	let suspicious: number | null = null;
	const rightToLeft = lineTest(text, RIGHT_TO_LEFT);
	for (const { index, 0: found } of text.matchAll(UNSEEN)) {
		const code = found.codePointAt(0) ?? 0;
		if (code === 0x1f3f4 || isOrdinary(text, index, code, rightToLeft)) {
			continue;
		}
		hidden.push(index);
		const start = hidden.at(-TOGETHER);
		if (isTag(code) || isOverride(code)) {
			suspicious ??= index;
		} else if (start !== undefined && index - start < STRETCH) {
			suspicious ??= start;
		}
	}
	if (suspicious === null) {
		return null;
	}
	const before = text.slice(0, suspicious).split('\n');
	return {
		count: hidden.length,
		first: `U+${(text.codePointAt(suspicious) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
		line: before.length,
		column: (before.at(-1)?.length ?? 0) + 1,
	};
}

function isTag(code: number): boolean {
	return code >= 0xe0000 && code <= 0xe007f;
}

function isSelector(code: number): boolean {
	return code >= 0xfe00 && code <= 0xfe0f;
}

function isOverride(code: number): boolean {
	return code === 0x202d || code === 0x202e;
}

function isOrdinary(text: string, index: number, code: number, rightToLeft: (index: number) => boolean): boolean {
	const before = codeBefore(text, index);
	const after = String.fromCodePoint(text.codePointAt(index + (code > 0xffff ? 2 : 1)) ?? 0);
	switch (true) {
		case code === 0xfeff:
			return index === 0;
		case code === 0x200b || code === 0x200c:
			return joins(before) || joins(after);
		case code === 0x200d:
			return PICTURE.test(before) || joins(before);
		case isSelector(code):
			// Behind an emoji, a digit of a keycap, a sign of mathematics; never behind a letter, a blank, or one of its own.
			return !/[A-Za-z\s\0]/.test(before) && !isSelector(before.charCodeAt(0));
		case code >= 0xe0100 && code <= 0xe01ef:
			return IDEOGRAPH.test(before);
		case isTag(code) || isOverride(code):
			return false;
		case code === 0x200e || code === 0x200f || code === 0x061c || (code >= 0x202a && code <= 0x202c) || (code >= 0x2066 && code <= 0x2069):
			return rightToLeft(index);
		case code === 0x115f || code === 0x1160:
			return IDEOGRAPH.test(before) || IDEOGRAPH.test(after);
		default:
			return false;
	}
}

function joins(character: string): boolean {
	return JOINING.test(character) && !PLAIN_SCRIPTS.test(character);
}

/** The character that ends where another begins; NUL at the start of a text. */
function codeBefore(text: string, index: number): string {
	const last = text[index - 1] ?? '\0';
	return /[\uDC00-\uDFFF]/.test(last) && index > 1 ? text.slice(index - 2, index) : last;
}

/** Whether the line around a place has such a character; each line is looked at once, for places in their order. */
function lineTest(text: string, pattern: RegExp): (index: number) => boolean {
	let start = 0;
	let end = -1;
	let has = false;
	return (index) => {
		if (index > end || end < 0) {
			start = text.lastIndexOf('\n', index) + 1;
			const next = text.indexOf('\n', index);
			end = next < 0 ? text.length : next;
			has = pattern.test(text.slice(start, end));
		}
		return has;
	};
}
