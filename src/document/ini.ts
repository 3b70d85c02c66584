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
 * that begin with `#` or `;`. Indented lines belong to the value above (AWS's nested settings) and are passed over.
 * Quotes around a whole value are taken off. Nothing is expanded: `${VAR}` stays as it is.
 */
export function parseIni(text: string): readonly IniEntry[] {
	const entries: IniEntry[] = [];
	let section = '';
	for (const [index, raw] of text.split(/\r?\n/).entries()) {
		const line = raw.trim();
		if (line === '' || line.startsWith('#') || line.startsWith(';')) {
			continue;
		}
		if (line.startsWith('[')) {
			const end = line.indexOf(']');
			section = line.slice(1, end < 0 ? undefined : end).trim();
			continue;
		}
		const equals = line.indexOf('=');
		if (equals <= 0 || (/^\s/.test(raw) && section !== '' && isNested(entries, section))) {
			continue;
		}
		entries.push({ section, key: line.slice(0, equals).trim(), value: unquote(line.slice(equals + 1).trim()), line: index + 1 });
	}
	return entries;
}

/** An indented line is nested only below a key without a value (`s3 =`). */
function isNested(entries: readonly IniEntry[], section: string): boolean {
	const last = entries.at(-1);
	return last !== undefined && last.section === section && last.value === '';
}

function unquote(value: string): string {
	const quote = value[0];
	return value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote) ? value.slice(1, -1) : value;
}
