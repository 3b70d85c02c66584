import { shorten } from '../report/escape.ts';

/** Pixels that a row has for its text in a side bar of 300, by the level that it stands on: indent, twistie, icon and scroll bar taken off. */
const ROOM_ON_LEVEL = [0, 220, 214, 206, 198] as const;

/** Widths at the workbench's 13 pixels in DejaVu Sans, the widest of the fonts that it is drawn in. */
const NARROW = /[ijltfI.,:;'’|!()[\]\s·]/;
const WIDE = /[mwMW@%…—]/;

function width(text: string): number {
	let pixels = 0;
	for (const character of text) {
		pixels += NARROW.test(character) ? 4.3 : WIDE.test(character) ? 11.8 : /[A-Z]/.test(character) ? 9 : character > '\u02ff' ? 13 : 7.5;
	}
	return pixels;
}

/**
 * A label, and as many of the remarks beside it as a side bar of 300 pixels has room for, the most important first. The
 * editor would cut words off; here a remark that does not fit is left to the tooltip, and a long name loses its middle.
 */
export function fitted(level: number, label: string, remarks: readonly string[]): { label: string; description: string } {
	const room = ROOM_ON_LEVEL[Math.min(level, ROOM_ON_LEVEL.length - 1)] ?? 0;
	let shown = label;
	for (let most = 48; width(shown) > room && most > 8; most--) {
		shown = shorten(label, most);
	}
	let description = '';
	for (const remark of remarks.filter((text) => text !== '')) {
		const longer = description === '' ? remark : `${description} · ${remark}`;
		// Descriptions are drawn at nine tenths, with a gap before them.
		if (width(shown) + 7 + width(longer) * 0.92 <= room) {
			description = longer;
		}
	}
	return { label: shown, description };
}
