import assert from 'node:assert/strict';
import type { EntryReader, FoundEntry } from '../../../../src/catalog/agents/agent.ts';
import { type DocumentFormat, parseDocument } from '../../../../src/document/document.ts';

export interface Reading {
	readonly entries: readonly FoundEntry[];
	readonly told: readonly string[];
}

/** What a reader finds in a text, and what it tells of it. */
export function read(reader: EntryReader, text: string, format: DocumentFormat = 'jsonc', path = '/home/dev/app/file.json'): Reading {
	const document = parseDocument(format, { text });
	assert.ok(document.ok);
	const told: string[] = [];
	return { entries: reader(document.value.root, (problem) => told.push(problem), { path, mode: '0644' }), told };
}

/** The entries of a value written as JSON; nothing may be told. */
export function entriesOf(reader: EntryReader, value: unknown): readonly FoundEntry[] {
	const { entries, told } = read(reader, JSON.stringify(value));
	assert.deepEqual(told, []);
	return entries;
}

/** The entries of a Markdown file; nothing may be told. */
export function entriesOfText(reader: EntryReader, text: string, path = '/home/dev/app/CLAUDE.md'): readonly FoundEntry[] {
	const { entries, told } = read(reader, text, 'text', path);
	assert.deepEqual(told, []);
	return entries;
}
