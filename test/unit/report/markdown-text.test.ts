import assert from 'node:assert/strict';
import fc from 'fast-check';
// @ts-expect-error: it carries no types
import markdownIt from 'markdown-it';
import { markdownCode, markdownText } from '../../../src/report/markdown-text.ts';

interface Token {
	readonly type: string;
	readonly content: string;
	readonly children: readonly Token[] | null;
}

const parser = markdownIt({ html: true, linkify: true });

/** What a text is made of, once it is read as Markdown: kinds of tokens, and what is shown. */
function read(markdown: string): { kinds: Set<string>; shown: string } {
	const all = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...all(token.children ?? [])]);
	const tokens = all(parser.parse(markdown, {}));
	const leaves = tokens.filter(({ type }) => type === 'text' || type === 'code_inline' || type === 'text_special');
	return { kinds: new Set(tokens.map(({ type }) => type)), shown: leaves.map(({ content }) => content).join('') };
}

const ALLOWED = ['paragraph_open', 'paragraph_close', 'inline', 'text', 'text_special', 'code_inline'];

/** As the name of a server, a command or a path would have it. */
const HOSTILE = [
	'[click](https://evil.example.com)',
	'![x](https://evil.example.com/x.png)',
	'<img src=x onerror=alert(1)>',
	'<!-- hidden -->',
	'&lt;b&gt;',
	'`code` then ``two`` and ```three```',
	'`',
	'``` \n# heading',
	'**bold** _it_ ~~gone~~',
	'a | b | c',
	'# heading',
	'- item',
	'1. item',
	'> quote',
	'---',
	'===',
	'https://evil.example.com www.evil.example.com evil@example.com',
	'[command](command:workbench.action.terminal.new)',
	'$(zap) $(rm -rf ~)',
	'@everybody #1 !2 GH-12 ABC-7 0123abcd &3 %4 ~5 :tada:',
	'[x]: https://evil.example.com',
	'\\[x\\](y)',
	'\u202etxt.exe\u202c \u200b',
	'a\u0007\tb\r\nc',
	' leading and trailing ',
];

describe('report/markdown-text', () => {
	it('keeps brackets outside of code, and code of several words together', () => {
		assert.equal(markdownText('not VS Code (chat.useClaudeHooks is off)'), 'not VS Code (`chat.useClaudeHooks` is off)');
		assert.equal(markdownText('one character (U+202E, 1 in all)'), 'one character (`U+202E`, 1 in all)');
		assert.equal(markdownText('Set `"task.allowAutomaticTasks": true` anew.'), 'Set `"task.allowAutomaticTasks": true` anew.');
		assert.equal(markdownText('by (`npm ci --ignore-scripts`), then'), 'by (`npm ci --ignore-scripts`), then');
		assert.equal(markdownText('a `b [c](d) never closed'), 'a `` `b [c](d) never closed ``');
	});

	it('leaves a plain sentence as it is', () => {
		for (const sentence of [
			'What it would start is not known.',
			'Trusted, and read (perhaps) by Claude Code.',
			"the folder's own: nothing",
		]) {
			assert.equal(markdownText(sentence), sentence);
		}
	});

	it('shows a path, a command, a setting as code, and what ends the clause behind it', () => {
		assert.equal(
			markdownText('~/app/.mcp.json line 4 runs node .github/setup.js, when Codex starts.'),
			'`~/app/.mcp.json` line 4 runs node `.github/setup.js`, when Codex starts.',
		);
		assert.equal(markdownText('Of the servers in `.mcp.json` some ask'), 'Of the servers in `.mcp.json` some ask');
		assert.equal(markdownText('npx -y @a/b --url https://x.example.com'), 'npx `-y @a/b --url https://x.example.com`');
	});

	it('lets nobody be mentioned, and no issue or commit be referred to, outside of code', () => {
		for (const word of ['@octocat', '#12', '!3', 'GH-12', 'PROJ-7', '0123abc', 'www.example.com', 'a@b.example.com', 'org/repo#1']) {
			assert.equal(markdownText(`see ${word} now`), `see \`${word}\` now`);
		}
	});

	for (const text of HOSTILE) {
		it(`shows ${JSON.stringify(text)} and does nothing else`, () => {
			for (const markdown of [markdownText(text), markdownCode(text), `- **x** ${markdownText(text)} ${markdownCode(text)}`]) {
				const { kinds } = read(markdown);
				const own = markdown.startsWith('- **x**')
					? ['bullet_list_open', 'bullet_list_close', 'list_item_open', 'list_item_close', 'strong_open', 'strong_close']
					: [];
				assert.deepEqual(
					[...kinds].filter((kind) => ![...ALLOWED, ...own].includes(kind)),
					[],
					markdown,
				);
				assert.ok(['\n', '\r', '\t', '\u202e', '\u0007'].every((unseen) => !markdown.includes(unseen)));
			}
		});
	}

	it('is one paragraph of text and code for any text, and code shows it whole', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc
				.array(
					fc.constantFrom('`', '``', ' ', '[', '](', ')', '<', '>', '&', '*', '_', '|', '\\', '#', '-', 'a', '1', '.', '\n', '://', '@'),
					{ maxLength: 30 },
				)
				.map((parts) => parts.join('')),
		);
		fc.assert(
			fc.property(text, (hostile) => {
				for (const markdown of [`x ${markdownText(hostile)}`, `x ${markdownCode(hostile)}`]) {
					const { kinds } = read(markdown);
					assert.deepEqual(
						[...kinds].filter((kind) => !ALLOWED.includes(kind)),
						[],
						markdown,
					);
				}
				const bare = hostile.replace(/[^\x20-\x7e]/g, '');
				if (bare.trim() !== '') {
					assert.equal(read(`x ${markdownCode(bare)}`).shown, `x ${bare}`);
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it('takes time in the length of a text alone', () => {
		const began = performance.now();
		for (const part of ['`', '` ', 'a@ ', '\\', '] (', '([']) {
			markdownText(part.repeat(100_000));
			markdownCode(part.repeat(100_000));
		}
		assert.ok(performance.now() - began < 4_000);
	});
});
