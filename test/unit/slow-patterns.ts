import vm from 'node:vm';

/**
 * Finds out whether a regular expression takes more than linear time. It is taken apart into its unbounded repetitions;
 * each is fed with what it repeats, after what leads up to it and before what makes it fail, on texts of 50,000 characters.
 * A quadratic pattern takes seconds for such a text, an exponential one for ever; a linear one less than a millisecond.
 */
export function slowText(pattern: RegExp, patience = 500): string | null {
	for (const { text, about } of adversaries(pattern)) {
		if (!isQuick(pattern, text, patience)) {
			return about;
		}
	}
	return null;
}

const LENGTH = 50_000;

/** The only way to stop an expression that is being matched. */
const room = vm.createContext({});
// As `replace` it looks for all matches, or at every place for the first one.
const attempt = new vm.Script("text.replace(pattern, '')");

function isQuick(pattern: RegExp, text: string, patience: number): boolean {
	Object.assign(room, { pattern, text });
	try {
		attempt.runInContext(room, { timeout: patience });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
			return false;
		}
		throw error;
	}
}

interface Adversary {
	readonly text: string;
	readonly about: string;
}

function adversaries(pattern: RegExp): readonly Adversary[] {
	const texts = new Map<string, Adversary>();
	const add = (prefix: string, pump: string, suffix: string): void => {
		const text = `${prefix}${pump.repeat(Math.ceil(LENGTH / pump.length))}${suffix}`;
		const [start, middle, end] = [prefix, pump, suffix].map((part) => JSON.stringify(part.slice(0, 40)));
		texts.set(JSON.stringify([prefix, pump, suffix]), { text, about: `${start} + ${middle} × ${LENGTH} + ${end}` });
	};
	const { node, repetitions } = takenApart(pattern);
	const whole = samples(node)[0] ?? '';
	// What no class but a negated one takes; the end of a line; the end of the text.
	const failures = ['', '\u0000', '\n', '!'];
	const halfways = [...new Set(leaves(node))].slice(0, 8).map((leaf) => `${leaf}a\u0000`);
	for (const { prefix, pumps } of repetitions) {
		for (const [index, pump] of pumps.entries()) {
			for (const suffix of index === 0 ? [...failures, ...halfways] : failures) {
				add(prefix, pump, suffix);
			}
			add('', pump, '\u0000');
			// What leads up to it, again and again: each start may run to the end.
			add('', prefix + pump, '\u0000');
			add(prefix, `${pump}${pump}\n`, '\u0000');
		}
		for (const pump of pumps.slice(1)) {
			add(prefix, pumps[0] + pump, '\u0000');
		}
	}
	if (whole !== '') {
		add('', whole, '\u0000');
		add('', whole.slice(0, -1) || whole, '');
		add('', whole[0] ?? '', '\u0000');
	}
	return [...texts.values()];
}

type Node =
	| { readonly type: 'character'; readonly sample: readonly string[] }
	| { readonly type: 'choice'; readonly options: readonly (readonly Item[])[]; readonly width: 'some' | 'none' };

interface Item {
	readonly node: Node;
	readonly least: number;
	readonly unbounded: boolean;
}

interface Repetition {
	/** A text that the part of the pattern before it takes. */
	readonly prefix: string;
	/** Texts that are repeated. */
	readonly pumps: readonly string[];
}

/** One text for each character of the pattern, what stands last first. */
function leaves(node: Node): readonly string[] {
	return node.type === 'character'
		? node.sample.slice(0, 1)
		: node.options
				.flat()
				.flatMap((item) => leaves(item.node))
				.reverse();
}

/** Texts that a part of a pattern takes, the shortest ways through it: one for each of its first choices. */
function samples(node: Node): readonly string[] {
	if (node.type === 'character') {
		return node.sample;
	}
	return node.width === 'none' ? [''] : node.options.slice(0, 12).map(sampleOf);
}

function sampleOf(items: readonly Item[]): string {
	return items.map(({ node, least }) => (samples(node)[0] ?? '').repeat(Math.max(1, Math.min(least, 300)))).join('');
}

/** More repetitions than this in one go count as without bound. */
const MANY = 1_000;

/** Candidates for what a class takes. */
const ALPHABET = [
	...'aZ0_-./:=+~@#$%&*,;\'"`^|<>()[]{}?! \\'.split(''),
	...'bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXY123456789'.split(''),
	...['\n', '\r', '\t', '\u0000', '\u00e9', '\u0645', '\u0915', '\u200d', '\u2764', '\u{1f600}', '\ud800', '\u00ad', '‹'],
];

function takenApart(pattern: RegExp): { node: Node; repetitions: readonly Repetition[] } {
	const { source } = pattern;
	const flags = pattern.flags.replace(/[gy]/g, '');
	let at = 0;

	const character = (part: string): Node => {
		let sample: string[] = [];
		try {
			const matcher = new RegExp(`^(?:${part})$`, flags);
			sample = ALPHABET.filter((candidate) => matcher.test(candidate));
		} catch {
			// A reference back, or half of a sequence: it takes nothing of its own.
		}
		return { type: 'character', sample: sample.length > 3 ? [...sample.slice(0, 2), ...sample.slice(-1)] : sample };
	};

	const readChoice = (width: 'some' | 'none'): Node => {
		const options: Item[][] = [[]];
		while (at < source.length && source[at] !== ')') {
			if (source[at] === '|') {
				at++;
				options.push([]);
				continue;
			}
			const item = readItem();
			if (item) {
				options.at(-1)?.push(item);
			}
		}
		return { type: 'choice', options, width };
	};

	const readItem = (): Item | null => {
		const node = readAtom();
		const quantifier = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 20));
		if (!quantifier) {
			return node && { node, least: 1, unbounded: false };
		}
		at += quantifier[0].length;
		const [, sign, least, comma, most] = quantifier;
		const unbounded = sign === '*' || sign === '+' || (comma === ',' && (most === '' || Number(most) >= MANY));
		return node && { node, least: sign === '+' ? 1 : Number(least ?? 0), unbounded };
	};

	const readAtom = (): Node | null => {
		const rest = source.slice(at);
		const group = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(rest)?.[0];
		if (group !== undefined) {
			at += group.length;
			const inner = readChoice(/[=!]$/.test(group) ? 'none' : 'some');
			at++;
			return inner;
		}
		if (rest.startsWith('[')) {
			let end = 1;
			while (rest[end] !== ']') {
				end += rest[end] === '\\' ? 2 : 1;
			}
			at += end + 1;
			return character(rest.slice(0, end + 1));
		}
		const escaped = /^\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[pP]\{[^}]+\}|k<\w+>|.)/i.exec(rest)?.[0];
		const part = escaped ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
		at += part.length;
		return part === '^' || part === '$' || /^\\[bB]$/.test(part) ? null : character(part);
	};

	const node = readChoice('some');
	const repetitions: Repetition[] = [];
	/** What unbounded repetitions there are, each with a way to it. Inside of one, one round leads to the next. */
	const visit = (inside: Node, prefix: string): void => {
		if (inside.type === 'character') {
			return;
		}
		for (const items of inside.options) {
			let before = prefix;
			for (const item of items) {
				visit(item.node, before);
				if (item.unbounded) {
					const pumps = samples(item.node).filter((pump) => pump !== '');
					repetitions.push({ prefix: before, pumps });
				}
				before += sampleOf([item]);
			}
		}
	};
	visit(node, '');
	return { node, repetitions };
}
