import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseGitConfig } from '../../../src/document/git-config.ts';
import { members } from '../../../src/document/node.ts';

const parse = (text: string) => {
	const parsed = parseGitConfig(text);
	assert.ok(parsed.ok);
	return parsed.value;
};
const pairs = (text: string): unknown[] =>
	members(parse(text).root).map(({ key, value }) => [key, value.type === 'scalar' ? value.value : value.type]);

describe('document/git-config', () => {
	it('names each variable as git does: section and variable in small letters, the part between as it is', () => {
		assert.deepEqual(pairs('[Core]\n\tfsMonitor = x\n[remote "Or.i gin"]\n\tURL = y\n[Branch.Main]\n z=1\n'), [
			['core.fsmonitor', 'x'],
			['remote.Or.i gin.url', 'y'],
			['branch.main.z', '1'],
		]);
	});

	it('knows where each stands, also on the line of its section', () => {
		const found = members(parse('[core] a = b\r\n\r\n  long   =  "x"\n').root);
		assert.deepEqual(
			found.map(({ line, column, value }) => [line, column, value.line, value.column]),
			[
				[1, 8, 1, 12],
				[3, 3, 3, 13],
			],
		);
	});

	it('takes quotes, escapes and comments as git does', () => {
		assert.deepEqual(
			pairs(
				[
					'[a]',
					'one = "x # y" z ; comment',
					'two = a\\tb\\n\\"c\\" \\\\',
					'three = x   # comment',
					'four = "  x  "',
					'five = a "" b',
					'six =',
					'seven',
					'eight = a;b',
				].join('\n'),
			),
			[
				['a.one', 'x # y z'],
				['a.two', 'a\tb\n"c" \\'],
				['a.three', 'x'],
				['a.four', '  x  '],
				['a.five', 'a  b'],
				['a.six', ''],
				['a.seven', true],
				['a.eight', 'a'],
			],
		);
	});

	it('follows a value over lines that end in a backslash, in quotes too', () => {
		assert.deepEqual(pairs('[alias]\r\n\tx = !echo \\\r\n one \\\n "two \\\nthree"\n y = z'), [
			['alias.x', '!echo  one  two three'],
			['alias.y', 'z'],
		]);
	});

	it('takes no spaces from before a value that begins on a later line', () => {
		assert.deepEqual(pairs('[first]\nKey2 = \\\n\tk = v\n x = "" \\\n y'), [
			['first.key2', 'k = v'],
			['first.x', 'y'],
		]);
	});

	it('takes escapes out of the quoted part of a section', () => {
		assert.deepEqual(pairs('[filter "a\\"b\\\\c\\d"]\n clean = x'), [['filter.a"b\\cd.clean', 'x']]);
	});

	it('keeps every value of a variable that stands twice, and names that mean something to JavaScript', () => {
		assert.deepEqual(pairs('[core]\nsshCommand = a\nsshcommand = b\n[__proto__]\nconstructor = c\n'), [
			['core.sshcommand', 'a'],
			['core.sshcommand', 'b'],
		]);
		assert.deepEqual(pairs('[x "__proto__"]\nconstructor = c\n'), [['x.__proto__.constructor', 'c']]);
	});

	it('says where git would stop, and reads on', () => {
		for (const [text, line] of [
			['[core\nx = 1', 1],
			['[core]\n=x', 2],
			['[core]\nx = "open\ny = 1', 2],
			['[core]\nx = \\q', 2],
			['[core]\nx y', 2],
			['[core]\nx # no value', 2],
			['[core "a]\n', 1],
			['[core "a" ]\n', 1],
			['x = 1', 1],
			['[a]\nx = y\n<<<<<<< ours', 3],
		] as const) {
			const { damage, liberties } = parse(`${text}\n[after]\nz = 1\n`);
			assert.equal(damage, `not git’s configuration format at line ${line}`, text);
			assert.deepEqual(liberties, ['syntax-error']);
			assert.deepEqual(pairs(`${text}\n[after]\nz = 1\n`).at(-1), ['after.z', '1'], text);
		}
		assert.deepEqual([parse('').damage, parse('# nothing\n\n').damage], [null, null]);
	});

	it('does not take what follows a damaged header for the section before', () => {
		assert.deepEqual(pairs('[core]\na = 1\n[user "x\nb = 2\n'), [['core.a', '1']]);
	});

	const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/);
	const value = fc.string({ unit: fc.constantFrom(...'ab !"\\#;=[]\t\n') });
	const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;

	it('gives back what was written', () => {
		const entry = fc.record({ section: name, sub: fc.option(fc.string({ unit: fc.constantFrom(...'aB ."\\]#') })), key: name, value });
		fc.assert(
			fc.property(fc.array(entry, { maxLength: 10 }), (entries) => {
				const text = entries
					.map(({ section, sub, key, value }) => {
						const header = sub === null ? `[${section}]` : `[${section} "${sub.replace(/[\\"]/g, '\\$&')}"]`;
						return `${header}\n\t${key} = ${quoted(value)}\n`;
					})
					.join('');
				assert.equal(parse(text).damage, null);
				assert.deepEqual(
					pairs(text),
					entries.map(({ section, sub, key, value }) => [
						[section.toLowerCase(), ...(sub === null ? [] : [sub]), key.toLowerCase()].join('.'),
						value,
					]),
				);
			}),
		);
	});

	it('reads what git itself reads, and gives up where git does', async function () {
		this.timeout(60_000);
		const folder = await mkdtemp(join(tmpdir(), 'git-config-'));
		try {
			const path = join(folder, 'config');
			const said = (): string[] | null => {
				const { status, stdout } = spawnSync('git', ['config', '--file', path, '--no-includes', '--list', '-z'], {
					encoding: 'utf8',
					cwd: folder,
				});
				return status === 0 ? stdout.split('\0').slice(0, -1) : null;
			};
			const tokens = fc.array(
				fc.constantFrom(
					...[
						'[core]',
						'[a "b.C"]',
						'[a "b\\"c"]',
						'[X.Y]',
						'[',
						']',
						'"',
						'\\',
						'\\"',
						'\\\\',
						'\\n',
						'\\q',
						'\\\n',
						'\n',
						'\n',
						'\n',
						'\r\n',
						' ',
					],
					...[' = ', '=', '#', ';', 'key', 'Key2 = ', 'a-b', '1', 'word', '!sh -c', '\n\tk = v', '\n[s]\nk = '],
				),
				{ maxLength: 14 },
			);
			await fc.assert(
				fc.asyncProperty(tokens, async (parts) => {
					const text = `[first]\n${parts.join('')}`;
					await writeFile(path, text);
					const theirs = said();
					const { damage } = parse(text);
					assert.equal(damage === null, theirs !== null, JSON.stringify(text));
					if (theirs !== null) {
						const ours = members(parse(text).root).map(({ key, value }) =>
							value.type === 'scalar' && value.value !== true ? `${key}\n${value.value}` : key,
						);
						// Until 2.45, git writes every space within a value as a blank.
						const blanks = (lines: readonly string[]): string[] => lines.map((line) => line.replaceAll('\t', ' '));
						assert.deepEqual(blanks(ours), blanks(theirs), JSON.stringify(text));
					}
				}),
				{ numRuns: 150 },
			);
		} finally {
			await rm(folder, { recursive: true });
		}
	});

	it('takes a time that grows with the text alone', () => {
		for (const text of [
			`[a]\nx = ${'\\"'.repeat(500_000)}`,
			`[a]\nx = ${' '.repeat(1_000_000)}y`,
			'[a "'.repeat(250_000),
			'[a]\nx = "\n'.repeat(100_000),
		]) {
			const began = performance.now();
			parseGitConfig(text);
			assert.ok(performance.now() - began < 2_000, text.slice(0, 20));
		}
		assert.throws(() => parseGitConfig(`[a]\n${'x\n'.repeat(250_000)}`), /too many values/);
	});
});
