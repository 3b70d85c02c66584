import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { MAX_DEPTH } from '../../../src/document/bounds.ts';
import { type DocumentFormat, type ParsedDocument, parseDocument } from '../../../src/document/document.ts';
import { type DocumentNode, items, members } from '../../../src/document/node.ts';
import type { Outcome } from '../../../src/model/outcome.ts';

const FORMATS: readonly DocumentFormat[] = ['jsonc', 'toml', 'yaml', 'git-config'];

/** Text that looks like a document often enough to get past the first character. */
const SYNTAX = fc
	.array(
		fc.constantFrom(
			...[
				'{',
				'}',
				'[',
				']',
				'[[',
				']]',
				'"',
				"'",
				'"""',
				':',
				': ',
				',',
				'=',
				' = ',
				'.',
				'-',
				'- ',
				'&a ',
				'*a',
				'!',
				'!!str ',
				'|',
				'>',
				'?',
			],
			...['#', '//', '/*', '*/', '<<', '%', '---', '...', '\n', '\r\n', '\n  ', '\t', '\\', '\\u00', '\uFEFF', '\0', '\uD800', '@', '`'],
			...['a', 'b', 'null', 'true', '1', '-1.5e9', '1979-05-27', 'inf', '__proto__', '"k": ', 'k: ', 'k = ', 'é'],
		),
		{ maxLength: 40 },
	)
	.map((parts) => parts.join(''));
const TEXT = fc.oneof({ weight: 4, arbitrary: SYNTAX }, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

/** What is told of a text that could not be read, or not in full. */
const told = (outcome: Outcome<ParsedDocument>): string =>
	outcome.ok ? [outcome.value.damage, ...outcome.value.liberties].join() : outcome.absent ? '' : `${outcome.reason} ${outcome.detail}`;

describe('document/document', () => {
	it('reads each format by its name', () => {
		const first = (format: DocumentFormat, text: string): unknown => {
			const parsed = parseDocument(format, { text });
			assert.ok(parsed.ok);
			const [member] = members(parsed.value.root);
			return member && [member.key, member.value];
		};
		assert.deepEqual(first('jsonc', '{"a": 1}'), ['a', { type: 'scalar', line: 1, column: 7, value: 1 }]);
		assert.deepEqual(first('toml', 'a = 1'), ['a', { type: 'scalar', line: 1, column: 5, value: 1 }]);
		assert.deepEqual(first('yaml', 'a: 1'), ['a', { type: 'scalar', line: 1, column: 4, value: 1 }]);
	});

	it('remarks on a byte order mark only where one was found', () => {
		for (const [byteOrderMark, expected] of [
			[true, ['byte-order-mark']],
			[false, []],
		] as const) {
			const parsed = parseDocument('jsonc', { text: '{}', byteOrderMark });
			assert.deepEqual(parsed.ok && parsed.value.liberties, expected);
		}
		const parsed = parseDocument('jsonc', { text: '{}' });
		assert.deepEqual(parsed.ok && parsed.value.liberties, []);
	});

	for (const format of FORMATS) {
		it(`throws on no ${format}, says the same of it twice, and places everything inside it`, () => {
			fc.assert(
				fc.property(TEXT, (text) => {
					const parsed = parseDocument(format, { text });
					assert.deepEqual(parseDocument(format, { text }), parsed);
					if (!parsed.ok) {
						assert.ok(!parsed.absent && parsed.reason === 'unparsable' && parsed.detail !== '');
						return;
					}
					const lines = text.split('\n');
					const walk = (node: DocumentNode, depth: number): void => {
						assert.ok(depth <= MAX_DEPTH);
						for (const placed of [node, ...members(node)]) {
							assert.ok(placed.line >= 1 && placed.line <= lines.length && placed.column >= 1);
							assert.ok(placed.column <= (lines[placed.line - 1] ?? '').length + 1);
						}
						for (const inner of [...members(node).map(({ value }) => value), ...items(node)]) {
							walk(inner, depth + 1);
						}
						assert.ok(node.type !== 'scalar' || node.value === null || ['string', 'number', 'boolean'].includes(typeof node.value));
					};
					walk(parsed.value.root, 0);
				}),
				{ numRuns: 400 },
			);
		});

		it(`quotes nothing of a damaged ${format}`, () => {
			const marker = `m${randomBytes(8).toString('hex')}`;
			fc.assert(
				fc.property(SYNTAX, SYNTAX, (before, after) => {
					assert.ok(!told(parseDocument(format, { text: `${before}${marker}${after}` })).includes(marker));
				}),
				{ numRuns: 400 },
			);
		});
	}

	it('quotes nothing of the damage that parsers quote', () => {
		const marker = `m${randomBytes(8).toString('hex')}`;
		const damaged: Record<DocumentFormat, readonly string[]> = {
			text: [`${marker}`],
			jsonc: [`${marker}`, `{"a": ${marker}}`, `{"${marker}" 1}`, `{"a": "${marker}`, `{} ${marker}`, `{"a": "\\${marker}"}`],
			toml: [
				`a = ${marker}`,
				`${marker} = 1\n${marker} = 2`,
				`[${marker}]\n[${marker}]`,
				`a = "${marker}`,
				`a = "\\${marker}"`,
				`a = 1 ${marker}`,
			],
			'git-config': [`${marker} = x`, `[core]\nx = \\q${marker}`, `[a "${marker}`, `[a]\n${marker} ${marker}`],
			yaml: [
				`a: *${marker}`,
				`a: "${marker}`,
				`a: "\\${marker}"`,
				`%${marker}\n%${marker}\n---\n[`,
				`a: [${marker}\nb`,
				`a: !${marker}! x`,
				`a: @${marker}`,
			],
		};
		for (const format of FORMATS) {
			for (const text of damaged[format]) {
				const said = told(parseDocument(format, { text }));
				assert.match(said, /not (?:JSON|TOML|YAML|git’s)|syntax-error/, text.replaceAll(marker, '…'));
				assert.ok(!said.includes(marker) && !said.includes(marker.slice(0, 6)), text.replaceAll(marker, '…'));
			}
		}
	});
});
