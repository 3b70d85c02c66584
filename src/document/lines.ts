/**
 * Line and column of an offset, both from 1, for a text whose lines end in LF or CRLF. Quick where offsets are asked for in
 * their order, as a parser does: a table of all lines would cost a file of line ends more than its values.
 */
export function positions(text: string): (offset: number) => { line: number; column: number } {
	let line = 1;
	let start = 0;
	let next = text.indexOf('\n');
	return (offset) => {
		if (offset < start) {
			line = 1;
			start = 0;
			next = text.indexOf('\n');
		}
		while (next >= 0 && next < offset) {
			line++;
			start = next + 1;
			next = text.indexOf('\n', start);
		}
		return { line, column: offset - start + 1 };
	};
}
