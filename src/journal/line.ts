/** The fields of a line of a log; null for one that is no record: of a later version, or written by somebody else. */
export function fieldsOf(line: string): Readonly<Record<string, unknown>> | null {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
	} catch {
		return null;
	}
}
