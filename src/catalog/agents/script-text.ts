/** What a script for a shell does: its lines without comments and empty ones, so that neither makes it another launch. */
export function scriptText(text: string): string {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line, index) => line !== '' && (!line.startsWith('#') || (index === 0 && line.startsWith('#!'))))
		.join('\n');
}
