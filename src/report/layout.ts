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
 * Rows whose cells line up. What the page has no room for goes, in every row alike, to a line below; a cell that is wide
 * even so is folded within its column. Nothing is cut, and a path stands over rather than be taken apart. The lines of each
 * row.
 */
export function tableLines(rows: readonly (readonly string[])[], page: number, margin = 2): string[][] {
	const count = Math.max(0, ...rows.map((row) => row.length));
	const columns = Array.from({ length: count }, (_, at) => rows.map((row) => row[at] ?? ''))
		.filter((cells) => cells.some((cell) => cell !== ''))
		.map((cells) => ({ cells, width: Math.max(...cells.map((cell) => stringWidth(cell))) }));
	const bands = bandsOf(columns, page, margin);
	return rows.map((_, row) =>
		bands.flatMap(({ indent, columns: own }) => {
			const cells = own.map(({ cells, room }) => {
				const cell = cells[row] ?? '';
				return isPath(cell) ? [cell] : folded(cell, room);
			});
			const height = Math.max(0, ...cells.map((lines) => lines.length));
			return Array.from({ length: height }, (_, line) => {
				const texts = cells.map((lines, at) => padded(lines[line] ?? '', own[at]?.width ?? 0));
				return `${' '.repeat(indent)}${texts.join('  ')}`.trimEnd();
			}).filter((line) => line !== '');
		}),
	);
}

interface Column {
	/** From the first row to the last. */
	readonly cells: readonly string[];
	/** To which a cell is filled up. */
	readonly width: number;
	/** In which a cell is folded that is no path. */
	readonly room: number;
}

/** The columns in as many lines as they need, none wider than most of one but the last of its line. */
function bandsOf(columns: readonly Omit<Column, 'room'>[], page: number, margin: number): { indent: number; columns: Column[] }[] {
	if (page === Number.POSITIVE_INFINITY) {
		return [{ indent: margin, columns: columns.map(({ cells, width }) => ({ cells, width: Math.min(width, WIDEST_PAD), room: page })) }];
	}
	const most = Math.max(LEAST_ROOM, Math.floor(page * 0.6));
	const bands: { indent: number; columns: Column[]; end: number }[] = [];
	for (const [at, { cells, width: natural }] of columns.entries()) {
		const width = cells.some(isPath) ? natural : Math.min(natural, most);
		let band = bands.at(-1);
		if (band === undefined || band.end + width > page) {
			const indent = band === undefined ? margin : margin + 4;
			band = { indent, columns: [], end: indent };
			bands.push(band);
		}
		const left = Math.max(LEAST_ROOM, page - band.end);
		const next = columns[at + 1];
		const isLast = next === undefined || band.end + width + 2 + Math.min(next.width, most) > page;
		band.columns.push({ cells, width, room: Math.min(isLast ? natural : width, left) });
		band.end += width + 2;
	}
	return bands;
}

function padded(cell: string, width: number): string {
	return cell + ' '.repeat(Math.max(0, width - stringWidth(cell)));
}

/** Whether a cell is a path that a person may copy. */
export function isPath(cell: string): boolean {
	return /^(?:[~/]|[A-Za-z]:\\)/.test(cell);
}
