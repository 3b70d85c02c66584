import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Report } from '../../../src/model/report.ts';
import schema from '../../../src/report/report.schema.json' with { type: 'json' };
import { COMMANDS, FORMATS, HELP } from '../../../src/terminal/options.ts';
import { EXIT, run, type Terminal } from '../../../src/terminal/run.ts';
// @ts-expect-error: a script with its types in comments
import { buildHome } from '../../e2e/fixture-home.mjs';

const NOW = ['--now', '2026-06-01T09:30:00Z'];
const ajv = new Ajv2020({ allowUnionTypes: true });
const isReport = ajv.compile(schema);
const isLine = ajv.compile({ $ref: `${schema.$id}#/$defs/line` });

interface Ran {
	readonly status: number;
	readonly out: string;
	readonly err: string;
}

async function sallyport(args: readonly string[], terminal: Partial<Terminal> = {}): Promise<Ran> {
	let out = '';
	let err = '';
	const status = await run(args, {
		out: async (text) => {
			out += text;
		},
		err: (text) => {
			err += text;
		},
		isTerminal: false,
		columns: 100,
		env: {},
		version: '1.2.3',
		...terminal,
	});
	return { status, out, err };
}

describe('terminal/run', () => {
	let scratch: string;
	let home: string;
	let project: string;

	before(async () => {
		scratch = await mkdtemp(join(tmpdir(), 'sallyport-run-'));
		home = join(scratch, 'home');
		await mkdir(home);
		buildHome(home);
		project = join(home, 'src', 'lighthouse');
		const extensions = join(home, '.vscode', 'extensions');
		await mkdir(join(extensions, 'acme.tides-1.2.3'), { recursive: true });
		await writeFile(join(extensions, 'acme.tides-1.2.3', 'package.json'), '{"publisher": "acme", "name": "tides", "version": "1.2.3"}');
		// A private home: a file that its owner forgot to close is then closed to others all the same.
		await chmod(home, 0o700);
	});

	after(() => rm(scratch, { recursive: true, force: true }));

	const audit = (...more: string[]) => sallyport(['audit', '--home', home, ...NOW, ...more]);
	const report = async (...args: string[]): Promise<Report> => {
		const ran = await sallyport([...args, '--home', home, ...NOW, '--format', 'json']);
		assert.equal(ran.err, '');
		return JSON.parse(ran.out);
	};
	const place = (name: string): string => join(scratch, name);
	/** A file beside the home, made anew. */
	const put = async (name: string, text: string): Promise<string> => {
		await mkdir(dirname(place(name)), { recursive: true });
		await writeFile(place(name), text);
		return place(name);
	};

	describe('answers', () => {
		it('shows what it records as reviewed, fails a gate on it once more, and is silent from then on', async () => {
			const own = await mkdtemp(join(tmpdir(), 'sallyport-review-'));
			try {
				const root = fileURLToPath(new URL('../../../', import.meta.url));
				const folder = join(own, 'app');
				await mkdir(folder);
				await writeFile(
					join(folder, '.mcp.json'),
					JSON.stringify({ mcpServers: { a: { command: 'node', args: ['a.js'], cwd: '/srv/there' } } }),
				);
				const call = (...args: string[]): Promise<Ran> =>
					new Promise((resolve) => {
						execFile(
							process.execPath,
							['--import', 'tsx', join(root, 'src', 'terminal', 'main.ts'), 'folder', folder, ...args],
							{ cwd: root, env: { HOME: own, USERPROFILE: own, PATH: process.env.PATH } },
							(error, out, err) => resolve({ status: Number(error?.code ?? 0), out, err }),
						);
					});
				const first = await call('--review');
				assert.match(first.err, /^Recorded as reviewed: 1 launch of this folder\.$/m);
				assert.match(first.out, /started in: \/srv\/there/);
				await writeFile(join(folder, '.mcp.json'), JSON.stringify({ mcpServers: { a: { command: 'node', args: ['b.js'] } } }));
				const changed = await call('--review', '--fail-on', 'low');
				assert.equal(changed.status, 1);
				assert.match(changed.out, /not what you reviewed/);
				const after = await call('--fail-on', 'low');
				assert.equal(after.status, 0);
				assert.doesNotMatch(after.out, /not what you reviewed/);
			} finally {
				await rm(own, { recursive: true });
			}
		}).timeout(30_000);

		it('an audit with everything', async () => {
			const found = await report('audit');
			assert.deepEqual(found.answers, ['credentials', 'extensions', 'launches', 'posture', 'trust']);
			assert.deepEqual(found.credentials.map((credential) => credential.store).sort(), [
				'aws-credentials',
				'aws-sso-cache',
				'claude-code-credentials',
				'docker-config',
				'gh',
				'git-credentials',
				'kubeconfig',
				'npmrc-user',
				'op-cli',
				'ssh-keys',
				'vault-token',
			]);
			assert.deepEqual(found.launches.map((launch) => launch.name).sort(), ['harbour-db', 'lamp']);
			assert.deepEqual(found.trust, [
				{
					tool: 'claude-code',
					folder: project,
					inherited: false,
					through: null,
					exists: 'yes',
					launchesToday: 1,
					launchKinds: [{ kind: 'mcp-server', count: 1 }],
					reviewed: false,
					revoke: `While no Claude Code is running, which writes the file itself: set hasTrustDialogAccepted to false in ~/.claude.json, below "projects" and ${JSON.stringify(project)}`,
				},
			]);
			assert.deepEqual(found.folders, { looked: [project], leftOut: 0, known: true });
			assert.deepEqual(
				found.extensions.map((extension) => extension.id),
				['acme.tides'],
			);
			assert.equal(found.generatedAt, '2026-06-01T09:30:00.000Z');
			assert.deepEqual(found.machine, { platform: process.platform, home });
			assert.deepEqual(found.tool, { name: 'sallyport', version: '1.2.3' });
		});

		it('a folder with what it would run, and nothing of the person’s own', async () => {
			const found = await report('folder', project);
			assert.deepEqual(found.answers, ['launches', 'trust']);
			assert.deepEqual(
				found.launches.map((launch) => [launch.name, launch.command, launch.args, launch.executors.map((executor) => executor.trigger)]),
				[['lamp', 'echo', ['canary'], ['session-start', 'session-start', 'session-start', 'session-start', 'first-prompt']]],
			);
			assert.deepEqual([found.credentials, found.extensions, found.posture], [[], [], []]);
			assert.deepEqual(found.folders.looked, [project]);
			const { out } = await sallyport(['folder', project, '--home', home, ...NOW]);
			assert.ok(out.includes('server  lamp  echo canary') && out.includes('when a session starts or at the first prompt'), out);
			assert.ok(out.startsWith('Would run  1 server, in 5 tools\nRisk       no finding above information\n'), out);
		});

		it('the trusted folders, with what would run there, and nothing of the person’s own', async () => {
			const found = await report('trust');
			assert.deepEqual(found.answers, ['launches', 'posture', 'trust']);
			assert.deepEqual(
				found.trust.map(({ tool, folder, launchesToday }) => [tool, folder, launchesToday]),
				[['claude-code', project, 1]],
			);
			assert.deepEqual([found.launches.map(({ name }) => name), found.credentials, found.extensions], [['lamp'], [], []]);
			const { out } = await sallyport(['trust', '--home', home, ...NOW]);
			assert.match(
				out,
				/^Trusted folders {2}1 · 1 tool\n {2}Claude Code {2}1\n {4}~\/src\/lighthouse {2}starts 1 server {2}not reviewed\n/,
			);
			assert.ok(out.includes('To take it back, for one: While no Claude Code is running'));
			assert.equal((await sallyport(['trust', 'x'])).status, 2);
		});

		it('a folder that is named from where the person stands', async () => {
			assert.deepEqual((await report('folder', relative(process.cwd(), project))).folders.looked, [project]);
		});

		it('the extensions alone', async () => {
			const found = await report('extensions');
			assert.deepEqual(found.answers, ['extensions']);
			assert.deepEqual([found.launches, found.credentials, found.trust, found.findings], [[], [], [], []]);
			const { out } = await sallyport(['extensions', '--home', home, ...NOW]);
			assert.match(out, / {4}acme\.tides {2}1\.2\.3 {2}source unknown/);
		});

		it('an audit with the folders that the person names besides', async () => {
			const folder = dirname(await put('named/.mcp.json', '{"mcpServers": {"extra": {"command": "extra"}}}'));
			const found = await report('audit', '--folder', folder, '--folder', project);
			assert.deepEqual(found.folders.looked, [project, folder].sort());
			assert.ok(found.launches.some((launch) => launch.name === 'extra'));
		});
	});

	describe('formats', () => {
		for (const command of COMMANDS) {
			it(`${command}: standard output is machine-readable alone, and keeps to the schema`, async () => {
				const args = [command, ...(command === 'folder' ? [project] : []), '--home', home, ...NOW];
				const json = await sallyport([...args, '--format', 'json']);
				assert.ok(isReport(JSON.parse(json.out)), ajv.errorsText(isReport.errors));
				const ndjson = await sallyport([...args, '--format', 'ndjson']);
				const lines = ndjson.out.trimEnd().split('\n');
				for (const line of lines) {
					assert.ok(isLine(JSON.parse(line)), `${line}: ${ajv.errorsText(isLine.errors)}`);
				}
				assert.ok(lines.length > 1);
				assert.deepEqual([json.err, ndjson.err, json.status, ndjson.status], ['', '', 0, 0]);
			});

			for (const format of FORMATS) {
				it(`${command} --format ${format} gives the same bytes for the same home and moment`, async () => {
					const args = [command, ...(command === 'folder' ? [project] : []), '--home', home, ...NOW, '--format', format];
					const [first, again] = [await sallyport(args), await sallyport(args)];
					assert.equal(again.out, first.out);
					assert.ok(first.out.length > 100 && first.out.endsWith('\n'));
				});
			}
		}

		it('text has colours on a terminal alone, and not where they are unwanted', async () => {
			const coloured = async (terminal: Partial<Terminal>, ...more: string[]): Promise<boolean> =>
				(await sallyport(['audit', '--home', home, ...more], terminal)).out.includes('\u001b[');
			assert.equal(await coloured({ isTerminal: true }), true);
			assert.equal(await coloured({ isTerminal: false }), false);
			assert.equal(await coloured({ isTerminal: true, env: { NO_COLOR: '1' } }), false);
			// An empty value counts as none: no-color.org.
			assert.equal(await coloured({ isTerminal: true, env: { NO_COLOR: '' } }), true);
			assert.equal(await coloured({ isTerminal: true, env: { TERM: 'dumb' } }), false);
			assert.equal(await coloured({ isTerminal: true }, '--format', 'json'), false);
		});

		it('text is as wide as the terminal', async () => {
			const widest = async (columns: number): Promise<number> => {
				const { out } = await sallyport(['audit', '--home', home, '--quiet'], { columns, isTerminal: true, env: { NO_COLOR: '1' } });
				const lines = out.split('\n').filter((line) => !/\S\/\S/.test(line));
				return Math.max(...lines.map((line) => line.length));
			};
			const [narrow, wide] = [await widest(60), await widest(140)];
			assert.ok(narrow <= 60 && narrow > 50, `${narrow}`);
			assert.ok(wide <= 140 && wide > 80, `${wide}`);
		});

		it('text is folded for a screen alone: a file and another program have what runs on one line', async () => {
			const words = Array.from({ length: 60 }, (_, at) => `word-${at}`);
			const folder = dirname(await put('long/.mcp.json', JSON.stringify({ mcpServers: { long: { command: 'echo', args: words } } })));
			const whole = `long  echo ${words.join(' ')}\n`;
			const printed = async (terminal: Partial<Terminal>, ...more: string[]): Promise<string> =>
				(await sallyport(['folder', folder, '--home', home, ...NOW, ...more], { env: { NO_COLOR: '1' }, ...terminal })).out;
			assert.ok((await printed({ isTerminal: false })).includes(whole));
			const screen = await printed({ isTerminal: true });
			assert.ok(!screen.includes(whole) && words.every((word) => screen.includes(word)), screen);
			const path = place('long.txt');
			await printed({ isTerminal: true }, '--output', path);
			assert.ok((await readFile(path, 'utf8')).includes(whole));
		});

		it('text is findings alone where it is to be quiet', async () => {
			const { out } = await audit('--quiet');
			assert.ok(out.startsWith('Risk  ') && !out.includes('Credentials  ') && !out.includes('places checked'));
			assert.ok((await audit()).out.includes('Credentials  '));
		});

		it('help and version go to standard output', async () => {
			for (const args of [['--help'], ['help'], ['help', 'folder']]) {
				assert.deepEqual(await sallyport(args), { status: EXIT.answered, out: HELP, err: '' });
			}
			assert.deepEqual(await sallyport(['--help']), { status: EXIT.answered, out: HELP, err: '' });
			assert.deepEqual(await sallyport(['audit', '--version']), { status: EXIT.answered, out: '1.2.3\n', err: '' });
		});
	});

	describe('exit status', () => {
		/** A home in which one file that starts commands is damaged. */
		const damaged = async (): Promise<string> => {
			await put('damaged/.cursor/mcp.json', '{"mcpServers": {"a": {"command": ');
			return place('damaged');
		};

		it('0 where the answer is there, whatever it is', async () => {
			assert.equal((await audit()).status, 0);
			assert.equal((await sallyport(['audit', '--home', await damaged()])).status, 0);
			assert.equal((await audit('--fail-on-incomplete')).status, 0);
		});

		it('1 for a finding at or above --fail-on', async () => {
			const found = await report('audit');
			assert.deepEqual([...new Set(found.findings.map((finding) => finding.severity))], ['medium', 'low', 'info']);
			const statuses = await Promise.all(
				['info', 'low', 'medium', 'high', 'critical'].map(async (severity) => (await audit('--fail-on', severity)).status),
			);
			assert.deepEqual(statuses, [1, 1, 1, 0, 0]);
		});

		it('2 for a command line that asks nothing that can be answered', async () => {
			const missing = place('missing');
			const file = await put('file', 'x');
			const cases: readonly (readonly [readonly string[], string])[] = [
				[[], HELP],
				[
					['audit', '--format', 'html'],
					'sallyport: --format html is not supported yet: try text, json, ndjson, sarif or markdown. See sallyport --help.\n',
				],
				[['audit', '--home', missing], `sallyport: ${missing} does not exist.\n`],
				[['audit', '--home', file], `sallyport: ${file} is not a folder.\n`],
				[['folder', missing, '--home', home], `sallyport: ${missing} does not exist.\n`],
				[['folder', file, '--home', home], `sallyport: ${file} is not a folder.\n`],
				[['audit', '--home', home, '--folder', missing], `sallyport: ${missing} does not exist.\n`],
				[['audit', '--home', home, '--root', missing], `sallyport: ${missing} does not exist.\n`],
				[['audit', '--home', home, '--folder', file], `sallyport: ${file} is not a folder.\n`],
				[['audit', '--home', home, '--env-file', missing], `sallyport: --env-file: ${missing} does not exist.\n`],
				[['audit', '--home', home, '--variables', missing], `sallyport: --variables: ${missing} does not exist.\n`],
				[['audit', '--home', home, '--output', home], `sallyport: --output: ${home} is a folder.\n`],
				[['audit', '--home', home, '--baseline', missing], `sallyport: --baseline: ${missing} does not exist.\n`],
				[['audit', '--home', home, '--baseline', home], `sallyport: --baseline: ${home} could not be read (a directory; not opened).\n`],
				[['audit', '--home', home, '--baseline', file], `sallyport: --baseline: ${file} is not a JSON report.\n`],
				[
					['audit', '--home', home, '--output', join(missing, 'x')],
					`sallyport: --output: ${join(missing, 'x')} could not be written (no such folder).\n`,
				],
			];
			for (const [args, expected] of cases) {
				assert.deepEqual(await sallyport(args), { status: EXIT.usage, out: '', err: expected }, args.join(' '));
			}
		});

		it('3 where something could not be read and that was asked for', async () => {
			const broken = await damaged();
			assert.equal((await sallyport(['audit', '--home', broken, '--fail-on-incomplete'])).status, 3);
			assert.equal((await sallyport(['audit', '--home', broken, '--fail-on-incomplete', '--fail-on', 'critical'])).status, 3);
		});

		it('1 before 3', async () => {
			const broken = await damaged();
			assert.equal((await sallyport(['audit', '--home', broken, '--fail-on-incomplete', '--fail-on', 'info'])).status, 1);
		});

		it('4 where the system does not take what is printed, and one sentence says why', async () => {
			for (const [code, why] of [
				['ENOSPC', 'no space left on the device'],
				['EIO', 'input or output error'],
				['EBADF', 'the system answered EBADF'],
			]) {
				const out = () => Promise.reject(Object.assign(new Error(`${code}: write`), { code, syscall: 'write' }));
				assert.deepEqual(await sallyport(['audit', '--home', home], { out }), {
					status: EXIT.internal,
					out: '',
					err: `sallyport: standard output could not be written (${why}).\n`,
				});
			}
		});

		it('4 for a mistake of ours, without a word of what it quotes', async () => {
			const out = async (): Promise<void> => {
				throw new TypeError('Unexpected token hunter2\n    at hunter2 (hunter2.json:1:1)\nat hunter2');
			};
			for (const args of [['audit', '--home', home], ['--help'], ['--version']]) {
				const ran = await sallyport(args, { out });
				assert.equal(ran.status, EXIT.internal);
				assert.match(ran.err, /^sallyport: internal error \(TypeError at .*run\.test\.ts.*\)\n$/);
				assert.equal(ran.err.includes('hunter2'), false);
			}
			for (const thrown of ['hunter2', { message: 'hunter2' }, undefined, Object.assign(new Error('hunter2'), { stack: 'hunter2' })]) {
				const ran = await sallyport(['--help'], { out: () => Promise.reject(thrown) });
				assert.equal(ran.status, EXIT.internal);
				assert.match(ran.err, /^sallyport: internal error \((?:unknown|Error)\)\n$/);
			}
		});
	});

	describe('--baseline', () => {
		it('leaves what an earlier report has, and reckons risk and status by what is new', async () => {
			const earlier = await put('earlier.json', (await audit('--format', 'json')).out);
			const same = await audit('--baseline', earlier, '--fail-on', 'info');
			assert.equal(same.status, 0);
			assert.ok(same.out.includes('Risk       no finding beyond these commands\n'), same.out);
			assert.ok(same.out.includes('\n           9 findings that the earlier report has are left out.\n'), same.out);

			const later = place('later');
			await mkdir(later);
			const all = await sallyport(['audit', '--home', later, ...NOW, '--format', 'json', '--baseline', earlier]);
			assert.deepEqual(JSON.parse(all.out).findings, []);
			await put('later/.gemini/trustedFolders.json', JSON.stringify({ [later]: 'TRUST_FOLDER' }));
			const fresh = await sallyport(['audit', '--home', later, ...NOW, '--format', 'json', '--baseline', earlier, '--fail-on', 'medium']);
			assert.equal(fresh.status, 1);
			assert.deepEqual(
				(JSON.parse(fresh.out) as Report).findings.map((finding) => finding.ruleId),
				['trust/too-broad'],
			);
		});

		it('takes no NDJSON for a report', async () => {
			const lines = await put('lines.ndjson', (await audit('--format', 'ndjson')).out);
			assert.deepEqual(await audit('--baseline', lines), {
				status: 2,
				out: '',
				err: `sallyport: --baseline: ${lines} is not a JSON report.\n`,
			});
		});
	});

	describe('--output', () => {
		it('writes what would have been printed, for the person alone, and prints nothing', async () => {
			const path = place('out.json');
			const ran = await audit('--format', 'json', '--output', path);
			assert.deepEqual(ran, { status: 0, out: '', err: '' });
			assert.equal(await readFile(path, 'utf8'), (await audit('--format', 'json')).out);
			if (process.platform !== 'win32') {
				assert.equal((await stat(path)).mode & 0o777, 0o600);
			}
		});

		it('replaces an open file by a closed one, a link by a file, and leaves nothing beside it', async () => {
			const path = await put('outputs/old.txt', 'old');
			await chmod(path, 0o644);
			const target = await put('target.txt', 'mine');
			await symlink(target, place('outputs/link.txt'));
			await audit('--output', path);
			await audit('--output', place('outputs/link.txt'));
			if (process.platform !== 'win32') {
				assert.equal((await stat(path)).mode & 0o777, 0o600);
			}
			assert.ok((await readFile(path, 'utf8')).startsWith('Risk  '));
			assert.equal(await readFile(target, 'utf8'), 'mine');
			assert.deepEqual((await readdir(place('outputs'))).sort(), ['link.txt', 'old.txt']);
		});

		it('has no colours', async () => {
			const path = place('plain.txt');
			await sallyport(['audit', '--home', home, '--output', path], { isTerminal: true });
			assert.equal((await readFile(path, 'utf8')).includes('\u001b'), false);
		});

		it('keeps the status of the answer', async () => {
			assert.equal((await audit('--output', place('x.txt'), '--fail-on', 'low')).status, 1);
		});
	});

	describe('another home', () => {
		it('finds what is recorded by its real name in a home that is reached by a link', async () => {
			const real = join(scratch, 'var', 'home', 'dev');
			await mkdir(join(real, 'app'), { recursive: true });
			await writeFile(join(real, 'app', '.mcp.json'), '{"mcpServers": {"tides": {"command": "node"}}}');
			const projects = { [join(await realpath(real), 'app')]: { hasTrustDialogAccepted: true } };
			await writeFile(join(real, '.claude.json'), JSON.stringify({ projects }));
			await symlink(join('var', 'home'), join(scratch, 'linked'));
			const { out } = await sallyport(['audit', '--home', join(scratch, 'linked', 'dev'), '--format', 'json']);
			const report = JSON.parse(out) as Report;
			assert.deepEqual(
				[report.launches.map(({ name }) => name), report.trust.map(({ launchesToday }) => launchesToday), report.incomplete],
				[['tides'], [1], []],
			);
		});

		const around = ['AWS_SECRET_ACCESS_KEY', 'AWS_SHARED_CREDENTIALS_FILE', 'CLAUDE_CONFIG_DIR', 'XDG_CONFIG_HOME', 'HOME', 'USERPROFILE'];
		let kept: Record<string, string | undefined>;
		let real: string;

		before(async () => {
			real = dirname(await put('real/.aws/credentials', `[real]\naws_access_key_id = x\naws_secret_access_key = ${'r'.repeat(40)}\n`));
			real = dirname(real);
			await put('real/.claude.json', '{"mcpServers": {"realserver": {"command": "realcommand"}}}');
			await put('real/.vscode/extensions/real.thing-1.0.0/package.json', '{"publisher": "real", "name": "thing", "version": "1.0.0"}');
			kept = Object.fromEntries(around.map((name) => [name, process.env[name]]));
			Object.assign(process.env, {
				AWS_SECRET_ACCESS_KEY: 'r'.repeat(40),
				AWS_SHARED_CREDENTIALS_FILE: join(real, '.aws', 'credentials'),
				CLAUDE_CONFIG_DIR: real,
				XDG_CONFIG_HOME: join(real, '.config'),
				HOME: real,
				USERPROFILE: real,
			});
		});

		after(() => {
			for (const [name, value] of Object.entries(kept)) {
				if (value === undefined) {
					delete process.env[name];
				} else {
					process.env[name] = value;
				}
			}
		});

		it('lets nothing of this process’s variables, of its home or of its system in', async () => {
			for (const command of COMMANDS) {
				for (const format of FORMATS) {
					const { out, err } = await sallyport([command, ...(command === 'folder' ? [project] : []), '--home', home, '--format', format]);
					for (const trace of [real, 'AWS_SECRET_ACCESS_KEY', 'realserver', 'real.thing', '/etc/']) {
						assert.equal((out + err).includes(trace), false, `${command} ${format}: ${trace}`);
					}
				}
			}
		});

		for (const option of ['--variables', '--env-file']) {
			it(`counts the variables of ${option}, and no others`, async () => {
				const path = await put('vars', `AWS_SECRET_ACCESS_KEY=${'v'.repeat(40)}\nCLAUDE_CONFIG_DIR=${join(home, '.claude')}\n`);
				const found = await report('audit', option, path);
				assert.deepEqual(
					found.credentials.filter((credential) => credential.path === null).map((credential) => credential.variable),
					['AWS_SECRET_ACCESS_KEY'],
				);
				// Moved: `.claude.json` is now looked for in that folder, and not there.
				assert.equal(
					found.launches.some(({ name, executors }) => name === 'harbour-db' && executors.some(({ tool }) => tool === 'claude-code')),
					false,
				);
			});
		}

		it('looks for system-wide paths below --root', async () => {
			await put('root/etc/codex/config.toml', '[mcp_servers.fleet]\ncommand = "fleet"\n');
			const of = async (...more: string[]): Promise<readonly string[]> =>
				(await report('audit', '--platform', 'linux', ...more)).launches
					.filter((launch) => launch.scope === 'system')
					.map((launch) => launch.name);
			assert.deepEqual(await of(), []);
			assert.deepEqual(await of('--root', place('root')), ['fleet']);
		});

		it('applies the layout of --platform', async () => {
			await put('layouts/Library/Application Support/Code/User/mcp.json', '{"servers": {"apple": {"command": "a"}}}');
			await put('layouts/AppData/Roaming/Code/User/mcp.json', '{"servers": {"window": {"command": "w"}}}');
			await put('layouts/.config/Code/User/mcp.json', '{"servers": {"penguin": {"command": "p"}}}');
			for (const [platform, name] of [
				['darwin', 'apple'],
				['win32', 'window'],
				['linux', 'penguin'],
			] as const) {
				const { out } = await sallyport(['audit', '--home', place('layouts'), '--platform', platform, '--format', 'json']);
				const found: Report = JSON.parse(out);
				assert.equal(found.machine.platform, platform);
				assert.deepEqual(
					found.launches.map((launch) => launch.name),
					[name],
				);
			}
		});

		it('reckons with --now', async () => {
			const aged = async (now: string): Promise<string> => (await sallyport(['audit', '--home', home, '--now', now])).out;
			assert.match(await aged('2099-01-01'), /unchanged for 2\d{4} days/);
			assert.match(await aged('2099-01-01'), /access token expired \d+ d ago, refresh token long-lived/);
			assert.doesNotMatch(await aged('2001-01-01'), /unchanged for/);
		});

		it('is this process’s own home where none is named: the program itself, from its command line', async function () {
			this.timeout(20_000);
			const root = fileURLToPath(new URL('../../../', import.meta.url));
			const started = await new Promise<Ran>((resolve) => {
				execFile(
					process.execPath,
					['--import', 'tsx', join(root, 'src', 'terminal', 'main.ts'), 'audit', '--format', 'json', '--fail-on', 'low'],
					{ cwd: root, env: { HOME: real, USERPROFILE: real, PATH: process.env.PATH, AWS_SECRET_ACCESS_KEY: 'r'.repeat(40) } },
					(error, out, err) => resolve({ status: error === null ? 0 : Number(error.code), out, err }),
				);
			});
			assert.deepEqual([started.status, started.err], [1, '']);
			const found: Report = JSON.parse(started.out);
			assert.ok(isReport(found), ajv.errorsText(isReport.errors));
			assert.equal(found.machine.home, real);
			assert.ok(found.launches.some((launch) => launch.name === 'realserver'));
			assert.ok(found.extensions.some((extension) => extension.id === 'real.thing'));
			assert.ok(found.credentials.some((credential) => credential.variable === 'AWS_SECRET_ACCESS_KEY'));
		});
	});

	describe('the program itself', () => {
		const root = fileURLToPath(new URL('../../../', import.meta.url));
		const started = (args: readonly string[], out: 'pipe' | number): ChildProcess =>
			spawn(process.execPath, ['--import', 'tsx', join(root, 'src', 'terminal', 'main.ts'), ...args], {
				cwd: root,
				stdio: ['ignore', out, 'pipe'],
			});
		const ended = async (child: ChildProcess): Promise<readonly [number | null, string]> => {
			let err = '';
			child.stderr?.on('data', (text) => {
				err += text;
			});
			const [status] = await once(child, 'close');
			return [status, err];
		};

		it('says why a full disk has not taken the report', async function () {
			this.timeout(20_000);
			const full = await open('/dev/full', 'w').catch(() => this.skip());
			const answer = await ended(started(['audit', '--home', home], full.fd));
			await full.close();
			assert.deepEqual(answer, [EXIT.internal, 'sallyport: standard output could not be written (no space left on the device).\n']);
		});

		it('is silent where the reader has seen enough, and keeps the status of the answer', async function () {
			this.timeout(20_000);
			const child = started(['audit', '--home', home, '--format', 'json', '--fail-on', 'low'], 'pipe');
			child.stdout?.destroy();
			assert.deepEqual(await ended(child), [EXIT.finding, '']);
		});
	});

	it('shows a hostile name in a refusal for what it is', async () => {
		const { err } = await sallyport(['folder', '/nowhere/\u202e\u001b[2J', '--home', home]);
		assert.equal(err, 'sallyport: /nowhere/\\u{202e}\\u{1b}[2J does not exist.\n');
		const asked = await sallyport(['\u202eaudit\n']);
		assert.ok(asked.err.includes('"\\u{202e}audit\\n"'), asked.err);
	});
});
