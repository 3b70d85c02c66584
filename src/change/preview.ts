import { visit } from 'jsonc-parser';
import { type AST, parseTOML, traverseNodes } from 'toml-eslint-parser';
import { redactText } from '../inventory/redaction.ts';

/** Stands for a value that the change is not about: settings files hold secrets, and a preview is shown. */
const HIDDEN = '"…"';

/** A longer line is shown around the place where it changes. */
const MAX_LINE = 300;

/** Lines before and after a change. */
const CONTEXT = 2;

export interface Version {
	readonly text: string;
	readonly format: 'json' | 'toml';
	/** What the change is about: values at and below these stay to be seen. */
	readonly shown: readonly (readonly string[])[];
}

/**
 * A unified diff of two versions of a file, null for none. Keys and structure are as they stand; of values only those that
 * the change is about are shown, and nothing that looks like a secret. Names come from files that anybody may write: who
 * shows the text escapes it.
 */
export function previewOf(path: string, before: Version | null, after: Version | null): string {
	const old = before === null ? [] : linesOf(masked(before));
	const now = after === null ? [] : linesOf(masked(after));
	const hunks = hunksOf(old, now).map(({ oldAt, newAt, lines }) => {
		const count = (signs: string): number => lines.filter(({ sign }) => signs.includes(sign)).length;
		const shown = lines.map(({ sign, text }, index) => {
			const other = lines[index + (sign === '-' ? 1 : -1)];
			const from = other !== undefined && other.sign !== sign ? commonStart(text, other.text) : 0;
			return sign + shortened(text, from);
		});
		return [`@@ -${range(oldAt, count(' -'))} +${range(newAt, count(' +'))} @@`, ...shown].join('\n');
	});
	return hunks.length === 0
		? ''
		: [`--- ${before === null ? '(no file)' : path}`, `+++ ${after === null ? '(no file)' : path}`, ...hunks, ''].join('\n');
}

function range(at: number, count: number): string {
	return `${count === 0 ? at : at + 1},${count}`;
}

function masked({ text, format, shown }: Version): string {
	const isShown = (path: readonly (string | number)[]): boolean => shown.some((keys) => keys.every((key, depth) => path[depth] === key));
	const cuts: { from: number; to: number }[] = [];
	if (format === 'json') {
		visit(text, {
			onLiteralValue: (value, offset, length, _line, _character, pathOf) => {
				if (typeof value === 'string' && !isShown(pathOf())) {
					cuts.push({ from: offset, to: offset + length });
				}
			},
			// A comment may be about anything: what was commented out was a setting once.
			onComment: (offset, length) => {
				cuts.push({ from: offset + 2, to: offset + length - (text.startsWith('/*', offset) ? 2 : 0) });
			},
		});
	} else {
		const program = parseTOML(text);
		traverseNodes(program, {
			enterNode: (node) => {
				if (node.type === 'TOMLValue' && node.kind === 'string' && !isShown(tomlPath(node))) {
					cuts.push({ from: node.range[0], to: node.range[1] });
				}
			},
			leaveNode: () => undefined,
		});
		cuts.push(...program.comments.map(({ range: [from, to] }) => ({ from: from + 1, to })));
	}
	let end = 0;
	let kept = '';
	for (const { from, to } of cuts.sort((a, b) => a.from - b.from)) {
		const cut = text.slice(from, to);
		// A text over several lines keeps its lines, so that the others keep their numbers.
		kept += text.slice(end, from) + (/^["']/.test(cut) ? HIDDEN : ' …') + cut.replace(/[^\n]/g, '');
		end = to;
	}
	return kept + text.slice(end);
}

function tomlPath(node: AST.TOMLNode): (string | number)[] {
	const path: (string | number)[] = [];
	for (let at: AST.TOMLNode | null | undefined = node; at; at = at.parent) {
		if (at.type === 'TOMLKeyValue') {
			path.unshift(...at.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value)));
		} else if (at.type === 'TOMLTable') {
			path.unshift(...at.resolvedKey);
		}
	}
	return path;
}

function linesOf(text: string): string[] {
	const lines = text.split(/\r\n|\n|\r/);
	return (lines.at(-1) === '' ? lines.slice(0, -1) : lines).map((line) => redactText(line));
}

interface Line {
	readonly sign: ' ' | '-' | '+';
	readonly text: string;
}

interface Hunk {
	readonly oldAt: number;
	readonly newAt: number;
	readonly lines: readonly Line[];
}

function hunksOf(old: readonly string[], now: readonly string[]): readonly Hunk[] {
	const script = scriptOf(old, now);
	const hunks: Hunk[] = [];
	let [oldAt, newAt] = [0, 0];
	for (let at = 0; at < script.length; ) {
		if (script[at]?.sign === ' ') {
			at++;
			oldAt++;
			newAt++;
			continue;
		}
		let last = at;
		for (let next = at; next < script.length && next - last <= 2 * CONTEXT; next++) {
			last = script[next]?.sign === ' ' ? last : next;
		}
		const start = Math.max(at - CONTEXT, 0);
		const lines = script.slice(start, last + 1 + CONTEXT);
		hunks.push({ oldAt: oldAt - (at - start), newAt: newAt - (at - start), lines });
		for (; at <= last; at++) {
			oldAt += script[at]?.sign === '+' ? 0 : 1;
			newAt += script[at]?.sign === '-' ? 0 : 1;
		}
	}
	return hunks;
}

/** Beyond this a change is shown as one block: ours are a few lines. */
const MAX_CHANGED = 400;

/** Line by line, by the longest common sequence of what is left between a common beginning and end. */
function scriptOf(old: readonly string[], now: readonly string[]): readonly Line[] {
	let head = 0;
	while (head < old.length && head < now.length && old[head] === now[head]) {
		head++;
	}
	let tail = 0;
	while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) {
		tail++;
	}
	const line =
		(sign: Line['sign']) =>
		(text: string): Line => ({ sign, text });
	const a = old.slice(head, old.length - tail);
	const b = now.slice(head, now.length - tail);
	const middle = a.length > MAX_CHANGED || b.length > MAX_CHANGED ? [...a.map(line('-')), ...b.map(line('+'))] : commonSequence(a, b);
	return [...old.slice(0, head).map(line(' ')), ...middle, ...old.slice(old.length - tail).map(line(' '))];
}

function commonSequence(a: readonly string[], b: readonly string[]): readonly Line[] {
	const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			const [row, below] = [lengths[i], lengths[i + 1]];
			if (row && below) {
				row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
			}
		}
	}
	const script: Line[] = [];
	for (let i = 0, j = 0; i < a.length || j < b.length; ) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			script.push({ sign: ' ', text: a[i++] ?? '' });
			j++;
		} else if (i < a.length && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) {
			script.push({ sign: '-', text: a[i++] ?? '' });
		} else {
			script.push({ sign: '+', text: b[j++] ?? '' });
		}
	}
	return script;
}

function commonStart(a: string, b: string): number {
	let at = 0;
	while (at < a.length && a[at] === b[at]) {
		at++;
	}
	return at;
}

function shortened(text: string, changeAt: number): string {
	if (text.length <= MAX_LINE) {
		return text;
	}
	const from = Math.max(0, Math.min(changeAt - 60, text.length - MAX_LINE));
	return (from > 0 ? '…' : '') + text.slice(from, from + MAX_LINE) + (from + MAX_LINE < text.length ? '…' : '');
}
