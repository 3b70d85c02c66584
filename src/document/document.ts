import { failure, type Outcome } from '../model/outcome.ts';
import { parseJsonc } from './jsonc.ts';
import type { DocumentNode } from './node.ts';
import { parseToml } from './toml.ts';
import { parseYaml } from './yaml.ts';

export type DocumentFormat = 'jsonc' | 'toml' | 'yaml';

export interface ParsedDocument {
	readonly root: DocumentNode;
	/**
	 * What a strict reader would stumble over. Tools disagree: VS Code reads comments and trailing commas, Claude Code
	 * and Copilot CLI drop the file, Gemini CLI refuses to start on a trailing comma or a byte order mark.
	 */
	readonly liberties: readonly Liberty[];
	/** Where and how the text is damaged, in words that carry none of it; null where it is whole. */
	readonly damage: string | null;
}

export type Liberty = 'comment' | 'trailing-comma' | 'byte-order-mark' | 'syntax-error';

/** Deeper than any configuration; beyond it lies only an attempt to exhaust the stack. */
export const MAX_DEPTH = 100;

/** More values than this in one file are not looked at: aliases can multiply a small YAML file into billions. */
export const MAX_NODES = 200_000;

/**
 * Text to values with positions. A parser's own message is never passed on: it may quote the text, and the text may be
 * a secret.
 */
export function parseDocument(format: DocumentFormat, content: { text: string; byteOrderMark?: boolean }): Outcome<ParsedDocument> {
	try {
		switch (format) {
			case 'jsonc':
				return parseJsonc(content.text, content.byteOrderMark ?? false);
			case 'toml':
				return parseToml(content.text);
			case 'yaml':
				return parseYaml(content.text);
		}
	} catch (error) {
		if (error instanceof RangeError) {
			return failure('unparsable', 'nested too deeply, or too many values');
		}
		throw error;
	}
}
