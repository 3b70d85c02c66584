/**
 * Tells random tokens from words, names and paths by what is rare in the one and common in the other: which letter follows
 * which, where upper and lower case change, where digits begin and end. Measured in `randomness.test.ts`.
 */

/**
 * For the beginning of a word and each letter a to z: how surprising each of a to z is next, in half bits, as a digit of
 * base 36. Counted over the names and summaries of the npm packages with more than 300 downloads a month (2.3 million words).
 */
const FOLLOWS =
	'7a7997bb9bea9aa8g977abahfhia79je9kbje7a6k8m685cbegbf5efe6hii8aj6gg7bl69g6ilial7keg7jk7bk78gk4fm7a5almkem' +
	'6cea3dch6i9afg7gnaah9hhgdm7b98cbdifhj996fcf569gcdafj9jgj9amk5jj9hj2jn8ec9mmjam9ihi4ia85il9e99gk7ag8kkfgj' +
	'5ggh3jlk6jkeeg7gdbe7bljmcmba899b9mkjf89479jc96iakemc5jjj5lmjblikelbfdj2kaieklm5ce93ddf5hicfc9fkd6cbhhkck' +
	'6ggb4ghl4kf8gk7cniaa7ggmak5ade5iik7hka9g65ihbhaijlfm8h966b6i8heegd8dlj75cckiekcca8jackeec974aam4aa9cafik' +
	'7hfe5jib8ki5dh68m6b7aljkflfiiggkklekm4ijgdiaee1leimk6gbb4dej6iaeac6ekc99bbij9maf7b5ej97jdbcf89fh75adehbm' +
	'7icg5fi65hkeej6dn88bbkdj8lbabb8f7m7mi797i9n666ijmclj5jfj2ici4ljifjbjnicf8kkjjn6jef5ih94lifi86fn87fingkhn' +
	'bgaf8gff7fkcaib5mfd3fjhg9jbbdf9bdjcfg8a863lf7aeidkkf5ggh3ijf7ieceh6imgfg7khg9a';

/** Bits of surprise. Fitted on package names and file paths against random tokens of 12 to 20 characters. */
const COST = {
	/** `camelCase`, where the hump begins. */
	hump: 4,
	/** Lower case after several capitals: `HTTPServer`. */
	afterCapitals: 5,
	capital: 2,
	digit: 5,
	firstDigit: 1.5,
	digitAfterLetter: 4,
	letterAfterDigit: 4,
	/** Against being a token: what parts words, and what parts folders. */
	separator: 1.5,
	slash: 5,
	word: 1.5,
};

/** What a text of words may weigh at most, in bits. */
const THRESHOLD = 5;

/** Shorter than this nothing is random enough to be told by its looks. */
export const LEAST = 12;

/** How much of a token's ends may look like words, or be what parts them. */
export const EDGE = 3;

/** A stretch of a run of token characters: `start` included, `end` not. */
interface Stretch {
	readonly start: number;
	readonly end: number;
}

/**
 * The most random stretch of a run of token characters, at least `least` long; null where all of it could be words. Words
 * weigh below zero, random parts above: the stretch with the largest sum is the token.
 */
export function randomStretch(run: string, least = LEAST): Stretch | null {
	return stretchAmong(partsOf(run), least);
}

/** A piece of a run: letters and digits, or the one character that parts them. */
export interface Part extends Stretch {
	readonly weight: number;
	/** Which of lower case, upper case and digits it has. */
	readonly kinds: number;
}

/** The parts of a run, each weighed once, however often stretches are looked for among them. */
export function partsOf(run: string): readonly Part[] {
	return [...run.matchAll(/[A-Za-z0-9]+|[^A-Za-z0-9]/g)].map(({ 0: part, index }) => ({
		start: index,
		end: index + part.length,
		weight: weightOf(part),
		kinds: kindsOf(part),
	}));
}

const [LOWER, UPPER, DIGIT] = [1, 2, 4];

function kindsOf(part: string): number {
	return (/[a-z]/.test(part) ? LOWER : 0) | (/[A-Z]/.test(part) ? UPPER : 0) | (/\d/.test(part) ? DIGIT : 0);
}

/** The most random stretch of the parts `from` to `to` (not included). */
export function stretchAmong(parts: readonly Part[], least = LEAST, from = 0, to = parts.length): Stretch | null {
	let best: Stretch | null = null;
	let most = 0;
	let start = 0;
	let weight = 0;
	let kinds = 0;
	for (let at = from; at < to; at++) {
		const part = parts[at];
		if (part === undefined) {
			break;
		}
		if (weight <= 0) {
			[start, weight, kinds] = [part.start, 0, 0];
		}
		weight += part.weight;
		kinds |= part.kinds;
		if (part.weight > 0 && part.end - start >= least - EDGE && weight >= THRESHOLD && weight > most && isMixed(kinds)) {
			best = { start, end: part.end };
			most = weight;
		}
	}
	return best;
}

/** Letters of one case alone are an odd name more often than a token. */
function isMixed(kinds: number): boolean {
	return kinds === (LOWER | UPPER) || (kinds > DIGIT && kinds <= (LOWER | UPPER | DIGIT));
}

/** Names of platforms, tools and formats, and pieces of times, which are short and look like nothing. */
const KNOWN =
	/^(?:x(?:64|86)|(?:arm|amd|win|wasm|aarch)(?:32|64)|gnu(?:eabihf)?|musl|msvc|mcp|np[mx]|msg|pkg|k8s|[ilae]\d\d[ny]|[a-z]{2,4}4j\d?|[a-z]{1,4}2[a-z]{1,4}|(?:py)?asn1|lz4|crc32c?|x509|pkcs\d{1,2}|secp\d{3}[kr]1|ed25519|sha\d{1,3}|(?:\d{8}|\d\d)T(?:\d\d){1,3}Z?|\d\dZ|v\d{1,3}(?:(?:alpha|beta|rc|p)\d{0,3}){0,2})$/i;

/** How much likelier a run of letters and digits is as a piece of a token than as a word, in bits. */
export function weightOf(part: string): number {
	if (part.length === 1 && !/[A-Za-z0-9]/.test(part)) {
		return part === '+' ? 1 : part === '/' || part === '.' ? -COST.slash : -COST.separator;
	}
	if (KNOWN.test(part)) {
		return -part.length;
	}
	let surprise = 0;
	let before = 0;
	let kind: 'start' | 'digit' | 'lower' | 'upper' = 'start';
	let capitals = 0;
	for (const character of part) {
		if (character >= '0' && character <= '9') {
			surprise += COST.digit + (kind === 'start' ? COST.firstDigit : kind === 'digit' ? 0 : COST.digitAfterLetter);
			[before, kind, capitals] = [0, 'digit', 0];
			continue;
		}
		const letter = (character.charCodeAt(0) | 32) - 96;
		const upper = character < 'a';
		if (kind === 'start') {
			surprise += follows(0, letter) + (upper ? COST.capital : 0);
		} else if (kind === 'digit') {
			surprise += follows(0, letter) + (upper ? COST.capital : 0) + COST.letterAfterDigit;
		} else if (kind === 'lower' && upper) {
			surprise += follows(0, letter) + COST.hump;
		} else {
			surprise += follows(before, letter) + (capitals >= 2 && !upper ? COST.afterCapitals : 0);
		}
		before = letter;
		kind = upper ? 'upper' : 'lower';
		capitals = upper ? capitals + 1 : 0;
	}
	return surprise - bitsPerCharacter(part) * part.length - COST.word;
}

function follows(before: number, letter: number): number {
	return Number.parseInt(FOLLOWS[before * 26 + letter - 1] ?? '0', 36) / 2;
}

/** What a random character of the smallest alphabet that holds the part weighs. */
function bitsPerCharacter(part: string): number {
	const [digits, lower, upper] = [/\d/.test(part), /[a-z]/.test(part), /[A-Z]/.test(part)];
	if (!lower && !upper) {
		return 6;
	}
	if (lower && upper) {
		return digits ? 5.95 : 5.7;
	}
	return !digits ? 4.7 : /^[0-9a-f]+$/i.test(part) ? 4 : 5.17;
}
