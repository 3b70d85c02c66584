import stringWidth from 'fast-string-width';

/** No column is folded to less than this, however small the page. Columns. */
const LEAST_ROOM = 24;

/** How far a page without an edge lines a column up: what is wider stands over, so that one odd cell does not push all others away. */
const WIDEST_PAD = 60;

/** Lines of words. A word wider than a line is taken apart, unless it is a path or an address: a person copies those. */
export function wrapped(text: string, room: number): string[] {
	return flow(text, room, room, (word) => /\/|^\W?[A-Za-z]:\\/.test(word));
}

/** Lines of words, every word taken apart where it must be: nothing of it is outside of the page. The first line may have less room. */
export function folded(text: string, room: number, first = room): string[] {
	return flow(text, room, first, () => false);
}

/** Parts with a dot between them, broken between two parts where there is no room for both. */
export function joined(parts: readonly string[], room: number): string[] {
	const lines: string[] = [];
	for (const part of parts.filter((text) => text !== '')) {
		const last = lines.at(-1);
		if (last !== undefined && stringWidth(last) + 3 + stringWidth(part) <= room) {
			lines[lines.length - 1] = `${last} · ${part}`;
		} else {
			lines.push(...wrapped(part, room));
		}
	}
	return lines;
}

function flow(text: string, room: number, first: number, isWhole: (word: string) => boolean): string[] {
	if (room === Number.POSITIVE_INFINITY) {
		return [text.trimEnd()].filter((line) => line !== '');
	}
	const lines: string[] = [];
	let line = '';
	let used = 0;
	for (const [at, word] of text.split(' ').entries()) {
		const width = stringWidth(word);
		const left = (): number => (lines.length === 0 ? first : room) - used;
		if (at > 0 && used > 0) {
			if (1 + width <= left()) {
				line += ` ${word}`;
				used += 1 + width;
				continue;
			}
			lines.push(line);
			[line, used] = ['', 0];
		}
		if (width <= left() || isWhole(word)) {
			[line, used] = [line + word, used + width];
			continue;
		}
		const parts = pieces(word, left(), room);
		line = parts.pop() ?? '';
		used = stringWidth(line);
		lines.push(...parts);
	}
	return [...lines, line].map((entry) => entry.trimEnd()).filter((entry) => entry !== '');
}

/** A word in parts that are no wider than a line. */
function pieces(word: string, first: number, room: number): string[] {
	const parts: string[] = [];
	let part = '';
	let left = Math.max(1, first);
	// Reckoned one by one: what joins with its neighbour is taken for wider than it is.
	for (const character of word) {
		const width = stringWidth(character);
		if (width > left && part !== '') {
			parts.push(part);
			[part, left] = ['', room];
		}
		part += character;
		left -= width;
	}
	return [...parts, part];
}

/**
 * Rows whose cells line up. The columns that the page has no room for stand below, with dots between them, in every row
 * alike; a cell that is wide even so is folded within its column. Nothing is cut, and a path stands over rather than be
 * taken apart. The lines of each row.
 */
export function tableLines(rows: readonly (readonly string[])[], page: number, margin = 2): string[][] {
	const count = Math.max(0, ...rows.map((row) => row.length));
	const columns = Array.from({ length: count }, (_, at) => rows.map((row) => row[at] ?? '')).filter((cells) =>
		cells.some((cell) => cell !== ''),
	);
	const beside = columnsBeside(columns, page - margin);
	return rows.map((_, row) => {
		const cells = beside.map(({ room }, at) => {
			const cell = columns[at]?.[row] ?? '';
			return isPath(cell) ? [cell] : folded(cell, room);
		});
		const height = Math.max(0, ...cells.map((lines) => lines.length));
		const head = Array.from({ length: height }, (_, line) =>
			cells.map((lines, at) => padded(lines[line] ?? '', beside[at]?.width ?? 0)).join('  '),
		);
		const rest = columns.slice(beside.length).map((column) => column[row] ?? '');
		return [
			...head.map((line) => `${' '.repeat(margin)}${line}`.trimEnd()),
			...joined(rest, page - margin - 4).map((line) => ' '.repeat(margin + 4) + line),
		].filter((line) => line !== '');
	});
}

/** The columns that stand beside each other: how wide each is, and in how much room a cell of it is folded that is no path. */
function columnsBeside(columns: readonly (readonly string[])[], page: number): { width: number; room: number }[] {
	const endless = page === Number.POSITIVE_INFINITY;
	const beside: { width: number; room: number }[] = [];
	let end = 0;
	for (const cells of columns) {
		const natural = Math.max(...cells.map((cell) => stringWidth(cell)));
		const most = endless ? WIDEST_PAD : cells.some(isPath) ? natural : Math.max(LEAST_ROOM, Math.floor(page * 0.6));
		const width = Math.min(natural, most);
		if (beside.length > 0 && end + width > page) {
			break;
		}
		beside.push({ width, room: endless ? page : Math.min(width, Math.max(LEAST_ROOM, page - end)) });
		end += width + 2;
	}
	return beside;
}

function padded(cell: string, width: number): string {
	return cell + ' '.repeat(Math.max(0, width - stringWidth(cell)));
}

/** Whether a cell is a path that a person may copy. */
export function isPath(cell: string): boolean {
	return /^(?:[~/]|[A-Za-z]:\\)/.test(cell);
}
