import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeUnseen, shorten } from '../../../src/report/escape.ts';

const point = (code: number): string => String.fromCodePoint(code);
const written = (code: number): string => `\\u{${code.toString(16)}}`;
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** Never to be seen in an output, wherever it stands. By number, so that this list is not the one that is tested. */
const HOSTILE: Readonly<Record<string, readonly number[]>> = {
	// "Trojan Source: Invisible Vulnerabilities", table 1, and the marks that Unicode has beside those.
	'bidirectional embeddings and overrides': range(0x202a, 0x202e),
	'bidirectional isolates': range(0x2066, 0x2069),
	'bidirectional marks': [0x200e, 0x200f, 0x061c],
	'deprecated formatting': range(0x206a, 0x206f),
	'control characters': [...range(0x00, 0x08), ...range(0x0b, 0x0c), ...range(0x0e, 0x1f), ...range(0x7f, 0x9f)],
	'zero-width space, word joiner, byte order mark': [0x200b, 0x2060, 0xfeff],
	'invisible operators': range(0x2061, 0x2065),
	'soft hyphen and grapheme joiner': [0xad, 0x34f],
	'line and paragraph separators': [0x2028, 0x2029],
	'fillers and blanks that are letters': [0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x17b4, 0x17b5],
	'Mongolian separators': range(0x180b, 0x180f),
	'variation selectors that no emoji has': range(0xfe00, 0xfe0d),
	'variation selectors supplement': range(0xe0100, 0xe01ef),
	'tag characters': range(0xe0000, 0xe007f),
	'interlinear annotations': range(0xfff9, 0xfffb),
	'musical and shorthand formatting': [0x1d159, ...range(0x1d173, 0x1d17a), ...range(0x1bca0, 0x1bca3)],
};

/** Part of spelling in a few places, to be seen nowhere else. */
const JOINERS = [0x200c, 0x200d];
const STYLES = [0xfe0e, 0xfe0f];

describe('report/escape', () => {
	for (const [what, codes] of Object.entries(HOSTILE)) {
		it(`writes out ${what}`, () => {
			for (const code of codes) {
				for (const [before, after] of [
					['', ''],
					['user', 'admin'],
					['م', 'م'],
					['❤', '❤'],
				]) {
					assert.equal(escapeUnseen(`${before}${point(code)}${after}`), `${before}${written(code)}${after}`);
				}
			}
		});
	}

	it('writes line breaks and tabs as a person would', () => {
		assert.equal(escapeUnseen('a\nb\tc\r\n\0'), 'a\\nb\\tc\\r\\n\\u{0}');
	});

	it('writes out lone surrogates, and no pair', () => {
		assert.equal(escapeUnseen('\ud83d!\ude00 😀'), '\\u{d83d}!\\u{de00} 😀');
	});

	it('shows the attacks of the paper as what they are', () => {
		// Early return, commented-out code, stretched string; section IV.
		assert.equal(escapeUnseen("'''Subtract funds \u202e\u2066 if admin"), "'''Subtract funds \\u{202e}\\u{2066} if admin");
		assert.equal(
			escapeUnseen('if (level != "user\u202e \u2066// Check\u2069 \u2066") {'),
			'if (level != "user\\u{202e} \\u{2066}// Check\\u{2069} \\u{2066}") {',
		);
		assert.equal(
			escapeUnseen('\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007'),
			'\\u{1b}]8;;https://evil.example\\u{7}click\\u{1b}]8;;\\u{7}',
		);
	});

	it('leaves what people write as it is', () => {
		for (const text of [
			'plain-name_1.2.3',
			'Zoë, Łukasz, naïve, e\u0301',
			'مرحبا بالعالم',
			'سلام می\u200cخواهم',
			'שלום עולם',
			'नमस्ते दुनिया',
			'क्\u200dष और र्\u200dय',
			'শ্রী',
			'ශ්\u200dරී ලංකා',
			'வணக்கம்',
			'നന്\u200dമ',
			'สวัสดี',
			'ភាសាខ្មែរ',
			'日本語テキスト',
			'한국어',
			'Привет',
			'ᠮᠣᠩᠭᠣᠯ',
			'😀 👍🏽 🇩🇪 ©',
			'❤\ufe0f ☎\ufe0e 1\ufe0f\u20e3',
			'👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 👩🏽\u200d💻',
			'𝒽𝑒𝓁𝓁𝑜 𓀀',
			'“quoted” – dash … €',
		]) {
			assert.equal(escapeUnseen(text), text);
		}
	});

	it('writes out joiners and styles where they spell nothing', () => {
		for (const text of [
			...JOINERS.flatMap((code) => [`ad${point(code)}min`, `${point(code)}م`, `م${point(code)}`, `م${point(code)} م`, `1${point(code)}2`]),
			...STYLES.flatMap((code) => [`a${point(code)}`, `م${point(code)}`, point(code), `7${point(code)}`]),
			'a\u200d👧',
			'👧\u200da',
			'👧\u200c👧',
		]) {
			assert.match(escapeUnseen(text), /\\u\{(?:200c|200d|fe0e|fe0f)\}/, JSON.stringify(text));
		}
		// One belongs to the spelling; the next would be a bit of a message.
		assert.equal(escapeUnseen('م\u200c\u200cم'), 'م\\u{200c}\\u{200c}م');
		// What follows is written out itself: nothing is left to join with.
		assert.equal(escapeUnseen('م\u200c\u180c'), 'م\\u{200c}\\u{180c}');
		assert.equal(escapeUnseen('❤\ufe0f\ufe0f'), '❤\ufe0f\\u{fe0f}');
		assert.equal(escapeUnseen('❤\ufe0e\ufe0f\ufe0e'), '❤\ufe0e\\u{fe0f}\\u{fe0e}');
	});

	const anything = fc.array(
		fc.oneof(
			fc
				.constantFrom(...Object.values(HOSTILE).flat(), ...JOINERS, ...STYLES, 0xd800, 0xdfff)
				.map((code) => (code >= 0xd800 && code <= 0xdfff ? String.fromCharCode(code) : point(code))),
			fc.constantFrom('م', 'ش', 'क', '्', 'ක', '❤', '👩', '🏽', '1', '\u20e3', 'a', ' ', '\n', '\\'),
			fc.string({ unit: 'binary', maxLength: 3 }),
		),
		{ maxLength: 12 },
	);

	it('lets none of them through, whatever stands around it', () => {
		const hostile = new Set(Object.values(HOSTILE).flat());
		fc.assert(
			fc.property(anything, (parts) => {
				const characters = [...escapeUnseen(parts.join(''))];
				for (const [at, character] of characters.entries()) {
					const code = character.codePointAt(0) ?? 0;
					assert.ok(!hostile.has(code) && code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff), written(code));
					if (JOINERS.includes(code) || STYLES.includes(code)) {
						const before = characters[at - 1]?.codePointAt(0) ?? 0;
						const after = characters[at + 1]?.codePointAt(0) ?? 0;
						// Beyond ASCII's letters, or a digit of a key cap, and no two of one kind in a row.
						assert.ok(before >= 0xa9 || after === 0x20e3, JSON.stringify(characters.join('')));
						assert.ok(!JOINERS.includes(before) && !(STYLES.includes(before) && STYLES.includes(code)));
						assert.ok(STYLES.includes(code) || after >= 0xa9);
					}
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it('adds nothing to what is escaped already, and loses nothing that can be seen', () => {
		fc.assert(
			fc.property(anything, (parts) => {
				const once = escapeUnseen(parts.join(''));
				assert.equal(escapeUnseen(once), once);
				const back = once.replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => point(Number.parseInt(code, 16)));
				const plain = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\r', '\r');
				assert.equal(plain(back), plain(parts.join('')));
			}),
		);
	});
});

describe('report/escape shorten', () => {
	it('leaves the middle out', () => {
		assert.equal(shorten('abcdefghijklmnop', 10), 'abcdef…nop');
	});

	it('keeps to the length, and to whole characters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (text, most) => {
				const short = shorten(text, most);
				assert.ok([...short].length <= most);
				assert.equal(short.includes('…') || short === text, true);
				assert.doesNotMatch(short, /\p{Surrogate}/u);
			}),
		);
	});
});
