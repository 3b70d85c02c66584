/** One `key = value` line. */
export interface IniEntry {
	/** Section name; empty above the first section. */
	readonly section: string;
	readonly key: string;
	readonly value: string;
	readonly line: number;
}

/**
 * The INI dialects of AWS and npm, which no kept parser gives with line numbers. `[section]`, `key = value`, comments
 * that begin with `#` or `;`. Below a key without a value, lines that stand further in than it are its own settings
 * (AWS's `s3 =`) and are passed over: Python's configparser, which botocore reads with, goes by that indentation alone.
 * Quotes around a whole value are taken off. Nothing is expanded: `${VAR}` stays as it is.
 */
export function parseIni(text: string): readonly IniEntry[] {
	const entries: IniEntry[] = [];
	let section = '';
	/** How far in the key stands that nested lines would belong to; null where there is none. */
	let parent: number | null = null;
	for (const [index, raw] of text.split(/\r?\n/).entries()) {
		const line = raw.trim();
		if (line === '' || line.startsWith('#') || line.startsWith(';')) {
			continue;
		}
		if (line.startsWith('[')) {
			const end = line.indexOf(']');
			section = line.slice(1, end < 0 ? undefined : end).trim();
			parent = null;
			continue;
		}
		const equals = line.indexOf('=');
		const indentation = raw.length - raw.trimStart().length;
		if (equals <= 0 || (parent !== null && indentation > parent)) {
			continue;
		}
		const value = line.slice(equals + 1).trim();
		parent = value === '' && section !== '' ? indentation : null;
		entries.push({ section, key: line.slice(0, equals).trim(), value: unquote(value), line: index + 1 });
	}
	return entries;
}

function unquote(value: string): string {
	const quote = value[0];
	return value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote) ? value.slice(1, -1) : value;
}
