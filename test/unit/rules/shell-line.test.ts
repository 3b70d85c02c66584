import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandsIn, executedFiles, upstream } from '../../../src/rules/launch-commands.ts';
import { parseLine } from '../../../src/rules/shell-line.ts';

const words = (line: string): readonly (readonly string[])[] => parseLine(line).map((command) => command.words);
/** What is run, shells in shells and wrappers taken apart. */
const programs = (line: string): readonly string[] => commandsIn(line).map(({ program }) => program);
const files = (line: string): readonly string[] => commandsIn(line).flatMap(executedFiles);

describe('rules/shell-line', () => {
	it('ends, whatever spaces stand in the line: only blanks, tabs and line ends part words', () => {
		for (const space of ['\u00a0', '\u000b', '\f', '\u1680', '\u2003', '\u2028', '\u2029', '\u202f', '\u3000', '\ufeff']) {
			assert.deepEqual(words(`echo a${space}b`), [['echo', `a${space}b`]]);
			assert.deepEqual(words(`${space}`), [[space]]);
		}
		assert.deepEqual(words('a\tb\r\nc'), [['a', 'b'], ['c']]);
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (line) => Array.isArray(parseLine(line))));
	});

	it('parts a line into commands, and takes quotes away', () => {
		assert.deepEqual(words('a b && c "d e" || f \'g h\'; i\nj & k'), [['a', 'b'], ['c', 'd e'], ['f', 'g h'], ['i'], ['j'], ['k']]);
		assert.deepEqual(words('a "b"\'c\'d ""'), [['a', 'bcd', '']]);
		assert.deepEqual(words('echo "a && b | c; d"'), [['echo', 'a && b | c; d']]);
		assert.deepEqual(words('a # b && c\nd'), [['a'], ['d']]);
		assert.deepEqual(words('a https://example.com/#b'), [['a', 'https://example.com/#b']]);
	});

	it('keeps the backslashes of a path of Windows, and of a share', () => {
		assert.deepEqual(words('node .\\x\\y.js'), [['node', '.\\x\\y.js']]);
		assert.deepEqual(words('"C:\\Program Files\\a.exe" b'), [['C:\\Program Files\\a.exe', 'b']]);
		assert.deepEqual(words('\\\\host\\share\\x'), [['\\\\host\\share\\x']]);
		assert.deepEqual(words('a\\ b \\"c\\" \\\nd'), [['a b', '"c"', 'd']]);
	});

	it('knows what reads from what', () => {
		const [first, second, third] = parseLine('a | b |& c');
		assert.deepEqual([second?.input, third?.input], [[first], [second]]);
		const [, , sh] = parseLine('(a; b) | sh');
		assert.deepEqual(
			sh?.input.map((command) => command.words),
			[['a'], ['b']],
		);
		const [x, y] = parseLine('a < in > out 2>&1; b <<< text');
		assert.deepEqual([x?.reads, x?.writes, x?.words, y?.texts], [['in'], ['out', '1'], ['a'], ['text']]);
		const [heredoc, after] = parseLine('cat <<EOF\n x | sh\nEOF\nb');
		assert.deepEqual([heredoc?.texts, after?.words], [[' x | sh\n'], ['b']]);
	});

	it('finds what is substituted, in quotes too', () => {
		for (const line of ['a $(b c)', 'a "x$(b c)y"', 'a `b c`', 'a <(b c)', 'a (b c)', 'X=$(b c) a']) {
			const all = parseLine(line);
			const outer = all.find((command) => command.words[0] === 'a');
			assert.deepEqual(
				outer?.takes.map((command) => command.words),
				[['b', 'c']],
				line,
			);
			assert.equal(all.length, 2, line);
		}
		assert.deepEqual(words("a '$(b)'"), [['a', '$(b)']]);
		assert.deepEqual(words('a ${B:-c d}'), [['a', '${B:-c d}']]);
	});

	it('sees variables that are set for a command, quoted or not', () => {
		const [command] = parseLine('A=1 B="x y" node C=2');
		assert.deepEqual(command?.sets, [
			{ name: 'A', value: '1' },
			{ name: 'B', value: 'x y' },
		]);
		assert.deepEqual(command?.words, ['node', 'C=2']);
	});

	it('leaves words that only lead up to a command', () => {
		assert.deepEqual(words('if a; then b; else c; fi'), [['a'], ['b'], ['c']]);
		assert.deepEqual(words('f() { a x; }; ! b'), [['f'], ['a', 'x'], ['b']]);
		assert.deepEqual(words('find . -exec a {} \\;'), [['find', '.', '-exec', 'a', '{}', ';']]);
	});
});

describe('rules/launch-commands', () => {
	it('goes through wrappers and shells', () => {
		const RUNS: Readonly<Record<string, string>> = {
			'sudo -u root node x.js': 'node',
			'env -i A=b node x.js': 'node',
			'timeout -k 5 30 node x.js': 'node',
			'nohup nice -n 5 node x.js': 'node',
			'xargs -I {} node x.js': 'node',
			'bash -lc "node x.js"': 'node',
			'sh -c \'bash -c "node x.js"\'': 'node',
			'cmd /d /s /c "node x.js"': 'node',
			'powershell -NoProfile -ExecutionPolicy Bypass -Command "node x.js"': 'node',
			'powershell -NoProfile "node x.js"': 'node',
			'npx -y tsx x.js': 'tsx',
			'uv run --with a python x.js': 'python',
			'op run --env-file=.env -- node x.js': 'node',
			'cross-env A=b node x.js': 'node',
			'eval "node x.js"': 'node',
		};
		for (const [line, program] of Object.entries(RUNS)) {
			assert.equal(programs(line).at(-1), program, line);
			assert.deepEqual(files(line), ['x.js'], line);
		}
		// Asked whether it is there.
		assert.deepEqual(programs('command -v node && where node'), ['command', 'where']);
	});

	it('tells the file that an interpreter runs from what it is given besides', () => {
		const FILES: Readonly<Record<string, readonly string[]>> = {
			'node --require ./a.js b.js c.png': ['b.js'],
			'node -e "x" a.js': [],
			'python -m http.server a': [],
			'python3.12 -u a.py': ['a.py'],
			'deno run --allow-all a.ts': ['a.ts'],
			'deno fmt a.md': [],
			'bun test a.png': [],
			'bash -x a.sh b': ['a.sh'],
			'bash -s -- a': [],
			'bash < a': ['a'],
			'pwsh -File a.ps1': ['a.ps1'],
			'java -jar a.jar': ['a.jar'],
			'./a.sh b': ['./a.sh'],
			'source a.env': ['a.env'],
			'perl -pi -e s/a/b/ a.md': [],
			'cat a.js': [],
		};
		for (const [line, expected] of Object.entries(FILES)) {
			assert.deepEqual(files(line), expected, line);
		}
	});

	it('looks at the last command of the longest line that is kept', () => {
		assert.equal(programs(`${'a;'.repeat(4_090)}node`).at(-1), 'node');
	});

	it('follows a pipe to where it begins', () => {
		const sh = commandsIn('a | b | sudo sh').find(({ program }) => program === 'sh');
		assert.ok(sh);
		assert.deepEqual(
			upstream(sh).map(({ program }) => program),
			['b', 'a'],
		);
	});
});

describe('rules/shell-line and launch-commands on whatever stands there', () => {
	const pieces = fc
		.array(
			fc.constantFrom(
				...[
					'a',
					'sh',
					'-c',
					'node',
					'x.js',
					' ',
					'\n',
					'\t',
					'"',
					"'",
					'`',
					'\\',
					'$(',
					'(',
					')',
					'{',
					'}',
					'${',
					'<',
					'>',
					'<<',
					'<<<',
					'<(',
					'|',
					'||',
					'&',
					'&&',
					';',
					'#',
					'=',
					'A=',
					'2>',
					'‮',
					'\u0000',
					'💥',
					'env',
					'eval',
					'cmd /c',
					'é',
				],
			),
			{ maxLength: 60 },
		)
		.map((parts) => parts.join(''));

	it('never throws, and finds nothing that does not stand there', () => {
		fc.assert(
			fc.property(fc.oneof(pieces, fc.string({ maxLength: 200 })), (line) => {
				for (const command of commandsIn(line)) {
					executedFiles(command);
					upstream(command);
				}
				for (const { words: found } of parseLine(line)) {
					for (const word of found) {
						assert.ok(word.length <= line.length);
					}
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it('gives back what was quoted', () => {
		const shown = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(shown, (list) => {
				const line = ['program', ...list.map((text) => `'${text.replaceAll("'", "'\\''")}'`)].join(' ');
				assert.deepEqual(words(line), [['program', ...list]]);
			}),
		);
	});

	it('takes time in the length of the line', function () {
		this.timeout(30_000);
		const PUMPS = [
			'a ',
			'$(',
			'"$(',
			'`',
			'(',
			')',
			"'",
			'"',
			'\\',
			'a|',
			'sh|',
			'a;',
			'<<a ',
			'<(',
			'{ ',
			'${',
			"sh -c '",
			'eval ',
			'env ',
			'a&&',
			'\n',
			'x=1 ',
			'<',
			'>',
			'#',
			'"$(a',
			'`a` ',
			'(a)|',
			'f() {',
		];
		for (const pump of PUMPS) {
			const line = pump.repeat(Math.ceil(100_000 / pump.length));
			const start = process.hrtime.bigint();
			const found = commandsIn(line);
			found.forEach((command) => {
				executedFiles(command);
				upstream(command);
			});
			const took = Number(process.hrtime.bigint() - start) / 1e6;
			assert.ok(took < 1_500, `${JSON.stringify(pump)}: ${Math.round(took)} ms`);
		}
	});
});
