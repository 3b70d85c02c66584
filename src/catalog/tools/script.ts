import { text as textOf } from '../../document/node.ts';
import type { EntryReader, FoundEntry, ReadFile } from '../agents/agent.ts';
import { type ScriptLine, scriptLines } from '../agents/script-text.ts';

/** A launch's text is shown up to 8,192 characters: a longer script becomes several. */
const MOST_CHARACTERS = 8_000;

/**
 * A whole file that a shell, or the interpreter in its first line, executes: its lines without comments and empty ones, so
 * that neither changes what it is. A long script is several entries, one after the other, so that nothing of it is hidden.
 */
export function script(
	about: (file: ReadFile, lines: readonly string[]) => Omit<FoundEntry, 'pointer' | 'line' | 'column'> | null,
): EntryReader {
	return (root, _tell, file) => {
		const lines = scriptLines(textOf(root) ?? '');
		const entry = about(
			file,
			lines.map((line) => line.text),
		);
		// An interpreter alone does nothing.
		if (entry === null || lines.every((line) => line.text.startsWith('#!'))) {
			return [];
		}
		return parts(lines).map(({ text: command, line, column }, index) => ({
			...entry,
			name: index === 0 ? entry.name : `${entry.name}, from line ${line}`,
			pointer: [String(index)],
			line,
			column,
			command,
			shell: true,
		}));
	};
}

/** Lines together up to the bound. A line beyond it is parted. */
function parts(lines: readonly ScriptLine[]): readonly ScriptLine[] {
	const found: ScriptLine[] = [];
	let open: { texts: string[]; length: number; line: number; column: number } | undefined;
	const close = (): void => {
		if (open !== undefined) {
			found.push({ text: open.texts.join('\n'), line: open.line, column: open.column });
		}
		open = undefined;
	};
	for (const { text, line, column } of lines) {
		for (let from = 0; from < text.length; from += MOST_CHARACTERS) {
			const piece = text.slice(from, from + MOST_CHARACTERS);
			if (open !== undefined && open.length + piece.length > MOST_CHARACTERS) {
				close();
			}
			open ??= { texts: [], length: 0, line, column: column + from };
			open.texts.push(piece);
			open.length += piece.length + 1;
		}
	}
	close();
	return found;
}
