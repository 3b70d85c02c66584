import { failure, type Outcome, ok } from '../model/outcome.ts';
import { BeyondBounds } from './bounds.ts';
import { parseGitConfig } from './git-config.ts';
import { parseJsonc } from './jsonc.ts';
import type { DocumentNode } from './node.ts';
import { parseToml } from './toml.ts';
import { parseYaml } from './yaml.ts';

/** `text` has no structure of its own: the root is one string, for line readers. */
export type DocumentFormat = 'jsonc' | 'toml' | 'yaml' | 'git-config' | 'text';

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

/** Paths of keys, `*` for every key. Of a large state file the rest is passed over without being kept. */
export type Wanted = readonly (readonly string[])[];

export interface DocumentText {
	readonly text: string;
	readonly byteOrderMark?: boolean;
	/** Heeded for JSON, whose files grow large: everything where it is absent. */
	readonly wanted?: Wanted;
}

/**
 * Text to values with positions, in time and memory that grow with the text and no faster. A parser's own message is never
 * passed on: it may quote the text, and the text may be a secret.
 */
export function parseDocument(format: DocumentFormat, { text, byteOrderMark = false, wanted }: DocumentText): Outcome<ParsedDocument> {
	try {
		switch (format) {
			case 'jsonc':
				return parseJsonc(text, byteOrderMark, wanted);
			case 'toml':
				return parseToml(text);
			case 'yaml':
				return parseYaml(text);
			case 'git-config':
				return parseGitConfig(text);
			case 'text':
				return ok({
					root: { type: 'scalar', value: text, line: 1, column: 1 },
					liberties: byteOrderMark ? ['byte-order-mark'] : [],
					damage: null,
				});
		}
	} catch (error) {
		// The parsers recurse: a text that nests by the thousand exhausts the stack before it is counted.
		if (error instanceof BeyondBounds || error instanceof RangeError) {
			return failure('limit', new BeyondBounds().message);
		}
		throw error;
	}
}
