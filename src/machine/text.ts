import { failure, type Outcome, ok } from '../model/outcome.ts';
import type { FileFacts, Machine } from './machine.ts';

export interface TextFile {
	readonly text: string;
	/** True where the file began with a byte order mark; some tools refuse those. */
	readonly byteOrderMark: boolean;
	readonly facts: FileFacts;
}

/** A file as text: UTF-8, or UTF-16 where a byte order mark says so. Bytes that no text has make it `binary`. */
export async function readText(machine: Machine, path: string, maxBytes?: number): Promise<Outcome<TextFile>> {
	const content = await machine.files.read(path, maxBytes);
	if (!content.ok) {
		return content;
	}
	const decoded = decodeText(content.value.bytes);
	return decoded.ok ? ok({ ...decoded.value, facts: content.value.facts }) : decoded;
}

export function decodeText(bytes: Uint8Array): Outcome<{ text: string; byteOrderMark: boolean }> {
	const [a, b, c] = bytes;
	const utf16 = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
	const byteOrderMark = utf16 !== null || (a === 0xef && b === 0xbb && c === 0xbf);
	// TextDecoder drops the mark itself, and takes longer to make than most files take to read.
	const text =
		utf16 !== null || byteOrderMark
			? new TextDecoder(utf16 ?? 'utf-8').decode(bytes)
			: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
	return text.includes('\0') ? failure('binary', 'binary content') : ok({ text, byteOrderMark });
}
