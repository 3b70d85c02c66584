/** A line of a script that says something. Lines and columns count from 1. */
export interface ScriptLine {
	readonly text: string;
	readonly line: number;
	readonly column: number;
}

/** The lines of a script without comments and empty ones, so that neither makes it another launch. The first may name who runs it. */
export function scriptLines(text: string): readonly ScriptLine[] {
	return text
		.split('\n')
		.map((line, index) => ({ text: line.trim(), line: index + 1, column: line.length - line.trimStart().length + 1 }))
		.filter((line) => line.text !== '' && (!line.text.startsWith('#') || (line.line === 1 && line.text.startsWith('#!'))));
}

/** What a script for a shell does, in one text. */
export function scriptText(text: string): string {
	return scriptLines(text)
		.map((line) => line.text)
		.join('\n');
}
