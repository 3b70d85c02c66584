import assert from 'node:assert/strict';
import fc from 'fast-check';
import { currentPlatform } from '../../../src/machine/node-machine.ts';
import { SEVERITIES } from '../../../src/model/finding.ts';
import { PLATFORMS } from '../../../src/model/platform.ts';
import { COMMANDS, type CommandLine, FORMATS, HELP, parseCommandLine } from '../../../src/terminal/options.ts';

function line(...args: string[]): CommandLine {
	const asked = parseCommandLine(args);
	assert.ok(asked.kind === 'run', JSON.stringify(asked));
	return asked.line;
}

function problem(...args: string[]): string {
	const asked = parseCommandLine(args);
	assert.ok(asked.kind === 'usage', `${args.join(' ')} is ${asked.kind}`);
	return asked.problem;
}

describe('terminal/options', () => {
	it('asks for little by default', () => {
		const little = {
			folders: [],
			format: 'text',
			failOnIncomplete: false,
			credentials: true,
			knownFolders: true,
			quiet: false,
			review: false,
		};
		assert.deepEqual(line('audit'), { command: 'audit', ...little });
		assert.deepEqual(line('extensions'), { command: 'extensions', ...little });
		assert.deepEqual(line('folder', 'x').folders, ['x']);
	});

	it('takes every option of every command', () => {
		for (const command of COMMANDS) {
			const where = command === 'folder' ? ['DIR'] : [];
			const given = line(
				command,
				...where,
				'--home=h',
				'--root',
				'r',
				'--variables',
				'e',
				'--platform',
				'darwin',
				'--now',
				'2026-05-18T12:36:00Z',
				'--format',
				'ndjson',
				'--output',
				'o',
				'--fail-on',
				'high',
				'--fail-on-incomplete',
				'--baseline',
				'b',
				'--quiet',
			);
			assert.deepEqual(given, {
				command,
				folders: where,
				home: 'h',
				systemRoot: 'r',
				variables: { path: 'e', option: 'variables' },
				platform: 'darwin',
				now: new Date('2026-05-18T12:36:00Z'),
				format: 'ndjson',
				output: 'o',
				failOn: 'high',
				failOnIncomplete: true,
				credentials: true,
				knownFolders: true,
				baseline: 'b',
				quiet: true,
				review: false,
			});
		}
	});

	it('takes a review of one folder and of the whole machine, and of nothing else', () => {
		assert.equal(line('folder', 'x', '--review').review, true);
		assert.equal(line('audit', '--review').review, true);
		assert.equal(parseCommandLine(['trust', '--review']).kind, 'usage');
	});

	it('takes several folders for an audit, and options before the command', () => {
		assert.deepEqual(line('--folder', 'a', 'audit', '--folder', 'b').folders, ['a', 'b']);
		assert.deepEqual(line('folder', '--', '--odd').folders, ['--odd']);
	});

	it('takes --env-file, the first name of --variables, too', () => {
		assert.deepEqual(line('audit', '--home', 'h', '--env-file', 'e').variables, { path: 'e', option: 'env-file' });
		assert.match(
			problem('audit', '--home', 'h', '--env-file', 'e', '--variables', 'v'),
			/^--variables and --env-file are one option: give it once$/,
		);
	});

	it('leaves credentials and known folders out of an audit where that is asked for', () => {
		const asked = line('audit', '--no-credentials', '--no-known-folders');
		assert.deepEqual([asked.credentials, asked.knownFolders], [false, false]);
	});

	it('knows each format, platform and severity', () => {
		assert.deepEqual(
			FORMATS.map((format) => line('audit', '--format', format).format),
			['text', 'json', 'ndjson', 'sarif', 'markdown'],
		);
		assert.deepEqual(
			PLATFORMS.map((platform) => line('audit', '--home', 'h', '--platform', platform).platform),
			['linux', 'darwin', 'win32'],
		);
		assert.deepEqual(
			SEVERITIES.map((severity) => line('audit', '--fail-on', severity).failOn),
			['info', 'low', 'medium', 'high', 'critical'],
		);
	});

	it('reads a moment the same on every machine', () => {
		const moment = (text: string): string | undefined => line('audit', '--now', text).now?.toISOString();
		assert.equal(moment('2026-05-18T12:36:00Z'), '2026-05-18T12:36:00.000Z');
		assert.equal(moment('2026-05-18T12:36:00.250Z'), '2026-05-18T12:36:00.250Z');
		assert.equal(moment('2026-05-18T14:36+02:00'), '2026-05-18T12:36:00.000Z');
		assert.equal(moment('2026-05-18'), '2026-05-18T00:00:00.000Z');
		// Without a zone it would be the machine's own.
		assert.equal(moment('2026-05-18T12:36'), '2026-05-18T12:36:00.000Z');
		assert.equal(moment('2028-02-29'), '2028-02-29T00:00:00.000Z');
	});

	it('gives back any moment that it is given', () => {
		fc.assert(
			fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
				assert.deepEqual(line('audit', '--now', date.toISOString()).now, date);
			}),
		);
	});

	it('gives help and version before anything else', () => {
		const asking = [['--help'], ['-h'], ['audit', '--help', '--format', 'nonsense'], ['nonsense', '-h'], ['help'], ['help', 'audit']];
		for (const args of asking) {
			assert.deepEqual(parseCommandLine(args), { kind: 'help' });
		}
		assert.deepEqual(parseCommandLine(['--version']), { kind: 'version' });
	});

	it('sees that nothing was asked', () => {
		assert.deepEqual(parseCommandLine([]), { kind: 'nothing' });
		assert.deepEqual(parseCommandLine(['--quiet']), { kind: 'nothing' });
	});

	it('applies the layout of another platform to another home alone', () => {
		for (const platform of PLATFORMS) {
			const asked = parseCommandLine(['audit', '--platform', platform]);
			assert.equal(asked.kind, platform === currentPlatform() ? 'run' : 'usage');
			if (asked.kind === 'usage') {
				assert.match(asked.problem, /^--platform \w+ counts only together with --home: this machine is \w+$/);
			}
		}
	});

	const USAGE: readonly (readonly [readonly string[], RegExp])[] = [
		[['scan'], /^there is no command "scan": try audit, folder, trust, extensions or undo$/],
		[['delta', 'a', 'b'], /^there is no command "delta"/],
		[['help', 'scan'], /^there is no command "scan": try/],
		[['help', 'help'], /^there is no command "help": try/],
		[['audit', 'x'], /^audit takes no argument "x"$/],
		[['extensions', 'x'], /^extensions takes no argument "x"$/],
		[['folder'], /^folder takes exactly one folder$/],
		[['folder', ''], /^folder takes exactly one folder$/],
		[['folder', 'a', 'b'], /^folder takes exactly one folder$/],
		[['folder', 'a', '--folder', 'b'], /^--folder belongs to audit, not to folder$/],
		[['extensions', '--folder', 'b'], /^--folder belongs to audit, not to extensions$/],
		[['folder', 'a', '--no-credentials'], /^--no-credentials belongs to audit, not to folder$/],
		[['extensions', '--no-known-folders'], /^--no-known-folders belongs to audit, not to extensions$/],
		[['audit', '--platform', 'beos'], /^--platform is linux, darwin or win32, not "beos"$/],
		[['audit', '--format', 'yaml'], /^--format is text, json, ndjson, sarif or markdown, not "yaml"$/],
		...['html'].map(
			(format) =>
				[
					['audit', '--format', format],
					new RegExp(`^--format ${format} is not supported yet: try text, json, ndjson, sarif or markdown$`),
				] as const,
		),
		[['audit', '--online'], /^--online is not supported yet: no command uses the network$/],
		[['audit', '--fail-on', 'bad'], /^--fail-on is info, low, medium, high or critical, not "bad"$/],
		...['now', '5', 'May 18', '2026-5-18', '2026-02-30', '2026-05-18T25:00:00Z', '2026-05-18 12:00', '20260518', '2026-05-18T12Z'].map(
			(now) => [['audit', '--now', now], /^--now is a moment such as 2026-05-18T12:36:00Z, not ".+"$/] as const,
		),
		[['audit', '--env-file', 'e'], /^--env-file counts only together with --home$/],
		[['audit', '--variables', 'e'], /^--variables counts only together with --home$/],
		[['audit', '--root', 'r'], /^--root counts only together with --home$/],
		[['audit', '--colour'], /^unknown option '--colour'$/],
		[['audit', '-x'], /^unknown option '-x'$/],
		[['audit', '--no-quiet'], /^unknown option '--no-quiet'$/],
		[['audit', '--quiet=1'], /^option '--quiet' does not take an argument$/],
		[['audit', '--format'], /^--format needs a value$/],
		[['audit', '--format', '--quiet'], /^--format needs a value$/],
		[['audit', '--fail-on', '-1'], /^--fail-on needs a value$/],
		...['home', 'root', 'variables', 'env-file', 'platform', 'now', 'format', 'output', 'fail-on', 'baseline', 'folder'].map(
			(name) => [['audit', `--${name}=`], new RegExp(`^--${name} needs a value$`)] as const,
		),
	];

	for (const [args, expected] of USAGE) {
		it(`refuses ${args.join(' ')} in one sentence`, () => {
			const said = problem(...args);
			assert.match(said, expected);
			assert.doesNotMatch(said, /^[A-Z]|\n|\. |\.$/);
		});
	}

	it('never throws, and says one sentence, whatever it is given', () => {
		const word = fc.oneof(
			fc.string(),
			fc.constantFrom(
				...COMMANDS,
				'--',
				'-',
				'--home',
				'--home=',
				'--folder',
				'--now',
				'--format',
				'json',
				'--fail-on',
				'-h',
				'--quiet',
				'--x.y',
			),
		);
		fc.assert(
			fc.property(fc.array(word, { maxLength: 6 }), (args) => {
				const asked = parseCommandLine(args);
				// What a person wrote may be quoted, line breaks and all; the sentence around it is one.
				assert.ok(
					asked.kind !== 'usage' ||
						(asked.problem.length > 10 && !/\.\s*$/.test(asked.problem.replaceAll('"', ''))) ||
						args.some((arg) => arg.includes('.')),
				);
				assert.ok(asked.kind !== 'run' || COMMANDS.includes(asked.line.command));
			}),
			{ numRuns: 500 },
		);
	});

	it('undo takes a home, a format and whether to try it only', () => {
		assert.deepEqual(parseCommandLine(['undo']), { kind: 'undo', line: { dryRun: false, format: 'text' } });
		assert.deepEqual(parseCommandLine(['undo', '--dry-run', '--home', 'h', '--format', 'json']), {
			kind: 'undo',
			line: { home: 'h', dryRun: true, format: 'json' },
		});
		assert.deepEqual(parseCommandLine(['help', 'undo']), { kind: 'help' });
		for (const [args, said] of [
			[['undo', 'x'], /takes no argument "x"/],
			[['undo', '--fail-on', 'low'], /--fail-on does not belong to undo/],
			[['undo', '--format', 'sarif'], /is text or json/],
			[['audit', '--dry-run'], /--dry-run belongs to undo/],
		] as const) {
			assert.match(problem(...args), said);
		}
	});

	it('explains every option and every status, on a page of eighty columns', () => {
		for (const name of [
			'folder',
			'home',
			'platform',
			'variables',
			'env-file',
			'no-credentials',
			'no-known-folders',
			'root',
			'now',
			'format',
			'output',
			'quiet',
			'baseline',
			'fail-on',
			'fail-on-incomplete',
			'dry-run',
			'version',
			'help',
		]) {
			assert.ok(HELP.includes(`--${name}`), name);
		}
		for (const command of COMMANDS) {
			assert.match(HELP, new RegExp(`^ {2}sallyport ${command}`, 'm'));
		}
		for (const severity of SEVERITIES) {
			assert.ok(HELP.includes(severity));
		}
		assert.match(HELP, /Exit status: 0 answered, 1 .*, 2 usage,\n3 incomplete, 4 internal error\./);
		assert.deepEqual(
			HELP.split('\n').filter((row) => row.length > 80),
			[],
		);
		assert.doesNotMatch(HELP, /--online|html/);
	});
});
