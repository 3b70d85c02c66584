/**
 * What can change how a text looks without being seen: control characters, bidirectional overrides and isolates,
 * zero-width characters, fillers, variation selectors and tags (the carriers of "invisible" payloads), lone surrogates.
 */
const UNSEEN =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
	/[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\u{1d173}-\u{1d17a}]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

/** A text from a file, made fit to be shown: what cannot be seen is written out as `\u{202e}`. Line breaks too. */
export function escapeUnseen(text: string): string {
	return text.replace(UNSEEN, (character) => {
		switch (character) {
			case '\n':
				return '\\n';
			case '\t':
				return '\\t';
			case '\r':
				return '\\r';
			default:
				return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
		}
	});
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
