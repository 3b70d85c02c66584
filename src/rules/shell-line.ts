/** One program that a line starts, with what it is given. */
export interface ShellCommand {
	/** The words as the program gets them, itself first: quotes are gone, a substitution stands as it is written. */
	readonly words: readonly string[];
	/** Variables that are set for it alone. */
	readonly sets: readonly { readonly name: string; readonly value: string }[];
	/** What it reads through a pipe. */
	readonly input: readonly ShellCommand[];
	/** Commands whose output becomes a part of its words, or a file that it is given: `$(…)`, `` `…` ``, `<(…)`. */
	readonly takes: readonly ShellCommand[];
	/** Files that it reads with `<`, and texts that it is given with `<<` and `<<<`. */
	readonly reads: readonly string[];
	readonly texts: readonly string[];
	/** Files that it writes with `>`. */
	readonly writes: readonly string[];
}

/** Substitutions within substitutions beyond this are words like any other. */
const MAX_DEPTH = 12;

/** Commands of one line beyond this are not looked at: more than fit into the longest text that the inventory keeps. */
const MAX_COMMANDS = 5_000;

/** Words that only lead up to a command. */
const KEYWORDS = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'while', 'until', '!', 'time', 'coproc', 'try']);

/**
 * The commands of a line, those of its substitutions included, in the order in which they begin. Written for POSIX shells;
 * what `cmd` and PowerShell do otherwise is taken in where it can be: `&` parts commands, a backslash before a letter is
 * part of a path. Never throws: what no shell would take is read as far as it goes. Takes time in the length of the line.
 */
export function parseLine(line: string): readonly ShellCommand[] {
	// A space by another name.
	const reader = new LineReader(line.includes('IFS') ? line.replaceAll(/\$\{IFS[^{}]{0,20}\}|\$IFS(?![A-Za-z0-9_])(?:\$9)?/g, ' ') : line);
	reader.list(0, '');
	return reader.found;
}

/** `NAME=value` before the program; the value may be quoted. */
const SETS = /^[A-Za-z_]\w{0,99}=/;

/** A command while it is read. */
interface Draft {
	words: string[];
	sets: { name: string; value: string }[];
	input: Draft[];
	takes: Draft[];
	reads: string[];
	texts: string[];
	writes: string[];
}

type Target = 'words' | 'reads' | 'texts' | 'writes' | 'heredoc';

class LineReader {
	readonly found: Draft[] = [];
	private at = 0;
	/** Ends of texts that begin on the next line. */
	private heredocs: { end: string; of: Draft }[] = [];

	constructor(private readonly line: string) {}

	/** Commands up to the closing character, which is read over. Returns those that stand here, not those inside of them. */
	list(depth: number, closing: ')' | ''): readonly Draft[] {
		const here: Draft[] = [];
		let draft = emptyDraft();
		/** What the next command reads through a pipe. */
		let piped: readonly Draft[] = [];
		/** What a pipe that comes now would give on: a group in parentheses, or the last command. */
		let last: readonly Draft[] = [];
		let target: Target = 'words';
		const finish = (): void => {
			const command = finished(draft);
			if (command !== null && this.found.length < MAX_COMMANDS) {
				command.input.push(...piped);
				here.push(command);
				this.found.push(command);
				last = [command];
			}
			draft = emptyDraft();
			target = 'words';
			piped = [];
		};
		while (this.at < this.line.length) {
			const character = this.line[this.at] ?? '';
			const next = this.line[this.at + 1] ?? '';
			if (character === ')') {
				this.at++;
				if (closing === ')') {
					finish();
					return here;
				}
				// The end of a pattern of `case`, or of nothing.
				finish();
			} else if (character === '\n') {
				this.at++;
				finish();
				this.readHeredocs();
			} else if (character === ' ' || character === '\t' || character === '\r') {
				this.at++;
			} else if (character === '#' && this.startsWord()) {
				this.skipTo('\n');
			} else if (character === '|' && next !== '|') {
				this.at += next === '&' ? 2 : 1;
				finish();
				piped = last;
			} else if (character === '&' && next === '>') {
				this.at += 2;
				target = 'writes';
			} else if (character === ';' || character === '&' || character === '|') {
				this.at += next === character ? 2 : 1;
				finish();
			} else if (character === '(') {
				this.at++;
				if (depth >= MAX_DEPTH) {
					finish();
				} else if (draft.words.length > 0) {
					// `iex (iwr …)`, `f() …`
					draft.takes.push(...this.list(depth + 1, ')'));
				} else {
					const before = piped;
					const inside = this.list(depth + 1, ')');
					inside[0]?.input.push(...before);
					here.push(...inside);
					last = inside;
					piped = [];
				}
			} else if (character === '<' || character === '>') {
				target = this.redirection(draft, depth);
			} else {
				const start = this.at;
				const { text, quoted } = this.word(draft, depth);
				const isSet = target === 'words' && draft.words.length === 0 && SETS.test(this.line.slice(start, start + 102));
				if (!quoted && target === 'words' && (text === '{' || text === '}')) {
					finish();
				} else if (!quoted && /^\d$/.test(text) && /[<>]/.test(this.line[this.at] ?? '')) {
					// The number of what is redirected.
				} else if (target === 'heredoc') {
					this.heredocs.push({ end: text, of: draft });
					target = 'words';
				} else {
					if (isSet) {
						const sign = text.indexOf('=');
						draft.sets.push({ name: text.slice(0, sign), value: text.slice(sign + 1) });
					} else {
						draft[target].push(text);
					}
					target = 'words';
				}
			}
		}
		finish();
		return here;
	}

	private startsWord(): boolean {
		return this.at === 0 || /[\s;&|()]/.test(this.line[this.at - 1] ?? '');
	}

	private skipTo(end: string): void {
		const found = this.line.indexOf(end, this.at);
		this.at = found < 0 ? this.line.length : found;
	}

	private redirection(draft: Draft, depth: number): Target {
		const rest = this.line.slice(this.at, this.at + 3);
		const [, operator = ''] = /^(<<<|<<-|<<|<\(|<&|<>|<|>>|>\(|>&|>\||>)/.exec(rest) ?? [];
		this.at += operator.length;
		switch (operator) {
			case '<<<':
				return 'texts';
			case '<<':
			case '<<-':
				return 'heredoc';
			case '<(':
			case '>(':
				if (depth < MAX_DEPTH) {
					draft.takes.push(...this.list(depth + 1, ')'));
				}
				return 'words';
			case '<':
			case '<&':
			case '<>':
				return 'reads';
			default:
				return 'writes';
		}
	}

	private readHeredocs(): void {
		for (const { end, of } of this.heredocs) {
			const from = this.at;
			while (this.at < this.line.length) {
				const start = this.at;
				this.skipTo('\n');
				const line = this.line.slice(start, this.at);
				this.at++;
				if (line.trim() === end) {
					of.texts.push(this.line.slice(from, start));
					break;
				}
			}
		}
		this.heredocs = [];
	}

	/** One word, without its quotes. What is substituted in it is read, too. */
	private word(draft: Draft, depth: number): { text: string; quoted: boolean } {
		let text = '';
		let quoted = false;
		const start = this.at;
		for (let character = this.line[this.at]; character !== undefined; character = this.line[this.at]) {
			if (/[ \t\r\n;&|()<>]/.test(character)) {
				break;
			}
			if (character === "'") {
				quoted = true;
				const end = this.line.indexOf("'", this.at + 1);
				text += this.line.slice(this.at + 1, end < 0 ? undefined : end);
				this.at = end < 0 ? this.line.length : end + 1;
			} else if (character === '"') {
				quoted = true;
				this.at++;
				text += this.doubleQuoted(draft, depth);
			} else if (character === '\\') {
				text += this.escaped(/[\s"'$`\\;&|()<>#*?~!{}[\]=]/, this.at === start);
			} else {
				text += this.substitution(draft, depth) ?? this.plain(character);
			}
		}
		return { text, quoted };
	}

	private doubleQuoted(draft: Draft, depth: number): string {
		let text = '';
		for (let character = this.line[this.at]; character !== undefined; character = this.line[this.at]) {
			if (character === '"') {
				this.at++;
				break;
			}
			text += character === '\\' ? this.escaped(/["$`\\\n]/, text === '') : (this.substitution(draft, depth) ?? this.plain(character));
		}
		return text;
	}

	private plain(character: string): string {
		this.at++;
		return character;
	}

	/** A backslash and what it stands before. A share of Windows (`\\server\…`) keeps both of its own. */
	private escaped(special: RegExp, first: boolean): string {
		const next = this.line[this.at + 1] ?? '';
		const share = first && next === '\\' && /\w/.test(this.line[this.at + 2] ?? '');
		this.at += 2;
		return share ? '\\\\' : next === '\n' ? '' : special.test(next) ? next : `\\${next}`;
	}

	/** `$(…)`, `` `…` `` or `${…}` as it is written; null where there is none. */
	private substitution(draft: Draft, depth: number): string | null {
		const start = this.at;
		const character = this.line[start];
		const next = this.line[start + 1];
		if (character === '$' && next === '(' && depth < MAX_DEPTH) {
			this.at += 2;
			draft.takes.push(...this.list(depth + 1, ')'));
			return this.line.slice(start, this.at);
		}
		if (character === '`' && depth < MAX_DEPTH) {
			const end = this.line.indexOf('`', start + 1);
			const inside = new LineReader(this.line.slice(start + 1, end < 0 ? undefined : end));
			const here = inside.list(depth + 1, '');
			this.found.push(...inside.found.slice(0, Math.max(0, MAX_COMMANDS - this.found.length)));
			draft.takes.push(...here);
			this.at = end < 0 ? this.line.length : end + 1;
			return this.line.slice(start, this.at);
		}
		if (character === '$' && next === '{') {
			const end = this.line.slice(start, start + 200).indexOf('}');
			this.at = end < 0 ? start + 2 : start + end + 1;
			return this.line.slice(start, this.at);
		}
		return null;
	}
}

function emptyDraft(): Draft {
	return { words: [], sets: [], input: [], takes: [], reads: [], texts: [], writes: [] };
}

/** Null where there is nothing to run. */
function finished(draft: Draft): Draft | null {
	const first = draft.words.findIndex((word) => !KEYWORDS.has(word));
	const words = first < 0 ? [] : draft.words.slice(first);
	const empty = words.length === 0 && draft.takes.length === 0 && draft.sets.length === 0 && draft.reads.length + draft.writes.length === 0;
	return empty ? null : { ...draft, words };
}
