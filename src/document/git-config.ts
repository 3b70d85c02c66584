import { type Outcome, ok } from '../model/outcome.ts';
import { BeyondBounds, MAX_NODES } from './bounds.ts';
import type { ParsedDocument } from './document.ts';
import type { Member } from './node.ts';

/**
 * git's own configuration format (git-config(1), "Configuration file"; config.c, git_parse_source), which differs from
 * every INI dialect: sections with a quoted part, escapes, lines that go on after a backslash, comments behind a value.
 *
 * The root is an object with one member per variable in the order of the text, under its whole name as `git config
 * --list` writes it: section and variable in small letters, what stands between them as it is. A variable without `=` is
 * `true`, as git has it. Includes are not followed.
 *
 * Where git would give up on the whole file, the rest is read all the same, and the first such place is told.
 *
 * @throws BeyondBounds
 */
export function parseGitConfig(text: string): Outcome<ParsedDocument> {
	const members: Member[] = [];
	const reader = new LineReader(text);
	let section = '';
	let damage: string | null = null;
	while (!reader.atEnd()) {
		const character = reader.peek();
		if (isSpace(character) || character === '\n') {
			reader.next();
			continue;
		}
		if (character === '#' || character === ';') {
			reader.skipLine();
			continue;
		}
		const { line, column } = reader.place();
		let good = true;
		if (character === '[') {
			const header = sectionHeader(reader);
			good = header !== null;
			// What follows a header that cannot be read belongs to nothing we know; git has stopped here.
			section = header ?? '';
		} else {
			const found = variable(reader);
			good = found !== null && section !== '';
			if (found !== null && section !== '') {
				members.push({ key: `${section}.${found.key}`, line, column, value: { type: 'scalar', value: found.value, ...found.place } });
			}
		}
		if (members.length > MAX_NODES) {
			throw new BeyondBounds();
		}
		if (!good) {
			damage ??= `not git’s configuration format at line ${line}`;
			reader.skipLine();
		}
	}
	return ok({ root: { type: 'object', line: 1, column: 1, members }, liberties: damage === null ? [] : ['syntax-error'], damage });
}

/** The text character by character; a line end is always `\n`. */
class LineReader {
	private at = 0;
	private line = 1;
	private start = 0;

	constructor(private readonly text: string) {}

	atEnd(): boolean {
		return this.at >= this.text.length;
	}

	/** The end of the text ends its last line, as in git. */
	peek(): string {
		const character = this.text[this.at] ?? '\n';
		return character === '\r' && this.text[this.at + 1] === '\n' ? '\n' : character;
	}

	next(): string {
		const character = this.peek();
		if (character !== '\n') {
			this.at++;
			return character;
		}
		this.at += this.text[this.at] === '\r' ? 2 : 1;
		this.line++;
		this.start = this.at;
		return character;
	}

	skipLine(): void {
		const end = this.text.indexOf('\n', this.at);
		this.at = end < 0 ? this.text.length : end;
	}

	place(): { line: number; column: number } {
		return { line: this.line, column: this.at - this.start + 1 };
	}
}

const isSpace = (character: string): boolean => character === ' ' || character === '\t' || character === '\r';

/** `[core]`, `[remote "origin"]`, and the older `[branch.main]`, whose name is in small letters as a whole. */
function sectionHeader(reader: LineReader): string | null {
	reader.next();
	let name = '';
	while (/[A-Za-z0-9.-]/.test(reader.peek())) {
		name += reader.next();
	}
	name = name.toLowerCase();
	if (reader.peek() === ']') {
		reader.next();
		return name === '' ? null : name;
	}
	while (isSpace(reader.peek())) {
		reader.next();
	}
	if (reader.peek() !== '"' || name === '') {
		return null;
	}
	reader.next();
	const parts = [`${name}.`];
	for (let character = reader.peek(); character !== '"'; character = reader.peek()) {
		if (character === '\\') {
			reader.next();
		}
		if (reader.peek() === '\n') {
			return null;
		}
		parts.push(reader.next());
	}
	reader.next();
	if (reader.peek() !== ']') {
		return null;
	}
	reader.next();
	return parts.join('');
}

interface Variable {
	readonly key: string;
	readonly value: string | true;
	readonly place: { readonly line: number; readonly column: number };
}

function variable(reader: LineReader): Variable | null {
	const begin = reader.place();
	let key = '';
	while (/[A-Za-z0-9-]/.test(reader.peek())) {
		key += reader.next();
	}
	if (!/^[A-Za-z]/.test(key)) {
		return null;
	}
	while (reader.peek() === ' ' || reader.peek() === '\t') {
		reader.next();
	}
	if (reader.peek() === '\n') {
		return { key: key.toLowerCase(), value: true, place: begin };
	}
	if (reader.next() !== '=') {
		return null;
	}
	while (isSpace(reader.peek())) {
		reader.next();
	}
	const place = reader.place();
	const value = valueText(reader);
	return value === null ? null : { key: key.toLowerCase(), value, place };
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', b: '\b', n: '\n', '"': '"', '\\': '\\', '\n': '' };

/** Up to the end of its line, and of those that it goes on in; spaces before a comment or the end are not its own. */
function valueText(reader: LineReader): string | null {
	const parts: string[] = [];
	/** How much of it is not spaces that may turn out to be the last. */
	let kept = 0;
	let quoted = false;
	for (;;) {
		const character = reader.peek();
		if (character === '\n') {
			return quoted ? null : parts.slice(0, kept).join('');
		}
		reader.next();
		if (!quoted && isSpace(character)) {
			if (parts.length > 0) {
				parts.push(character);
			}
			continue;
		}
		if (!quoted && (character === '#' || character === ';')) {
			reader.skipLine();
			return parts.slice(0, kept).join('');
		}
		if (character === '"') {
			quoted = !quoted;
			kept = parts.length;
			continue;
		}
		if (character === '\\') {
			const escaped = ESCAPES[reader.peek()];
			if (escaped === undefined) {
				return null;
			}
			reader.next();
			// A line that goes on adds nothing, so that spaces after it may still be those before the value.
			if (escaped !== '') {
				parts.push(escaped);
			}
		} else {
			parts.push(character);
		}
		kept = parts.length;
	}
}
