import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { COMMANDS, FORMATS } from '../../src/terminal/options.ts';
import { run } from '../../src/terminal/run.ts';
// @ts-expect-error: a script with its types in comments
import { buildHome } from '../e2e/fixture-home.mjs';
// @ts-expect-error: a script with its types in comments
import { leakSearch } from '../e2e/leaks.mjs';

interface Search {
	readonly look: (where: string, text: string) => void;
	readonly found: () => string[];
	readonly looked: () => number;
}

interface Home {
	readonly secrets: readonly string[];
	readonly files: readonly string[];
	readonly secret: (length?: number) => string;
}

/** Whatever the command line shows, writes or complains of, no part of a secret that was planted is in it. */
describe('secrets', () => {
	let scratch: string;
	let home: string;
	let project: string;
	let planted: Home;
	let variables: string;

	before(async () => {
		scratch = await mkdtemp(join(tmpdir(), 'sallyport-secrets-'));
		home = join(scratch, 'home');
		project = join(home, 'src', 'lighthouse');
		planted = buildHome(home);
		const write = async (path: string, text: string): Promise<void> => {
			await mkdir(dirname(path), { recursive: true });
			await writeFile(path, text);
		};
		const { secret } = planted;
		// Where a careless person leaves them, too: arguments, headers, addresses, variables, names.
		await write(
			join(project, '.vscode', 'mcp.json'),
			JSON.stringify({
				servers: {
					flags: {
						command: 'tool',
						args: ['--token', secret(), `--api-key=${secret()}`, `Authorization: Bearer ${secret()}`, '-p', secret()],
					},
					web: {
						url: `https://user:${secret()}@mcp.example.com/hook/${secret()}?key=${secret()}#${secret()}`,
						headers: { Authorization: `Bearer ${secret()}`, [secret()]: 'x' },
					},
					env: {
						command: `sh -c "curl -H 'X-Api-Key: ${secret()}' https://x.example.com"`,
						env: {
							NODE_OPTIONS: `--require ./${secret()}.js`,
							OPENAI_BASE_URL: `https://a:${secret()}@x.example.com/${secret()}`,
							PLAIN: secret(),
						},
					},
					[secret()]: { command: 'named', cwd: `/srv/${secret()}` },
				},
			}),
		);
		await write(
			join(project, '.claude', 'settings.json'),
			JSON.stringify({ hooks: { SessionStart: [{ hooks: [{ type: 'command', command: `NPM_TOKEN=npm_${secret(36)} npm publish` }] }] } }),
		);
		await write(join(project, '.codex', 'config.toml'), `notify = ["say", "ghp_${secret(36)}"]\n`);
		// Damaged, so that there is something to complain of.
		await write(join(project, '.gemini', 'settings.json'), `{"mcpServers": {"a": {"env": {"K": "${secret()}"`);
		await write(join(project, '.cursor', 'mcp.json'), `{"mcpServers": ${secret()}}`);
		await write(join(home, '.codex', 'config.toml'), `token = "${secret()}\nnonsense`);
		await write(join(home, '.config', 'gh', 'config.yml'), `key: "${secret()}`);
		await write(join(home, '.copilot', 'config.json'), `{"token": "${secret()}", ]`);
		await write(join(home, '.config', 'Code', 'User', 'settings.json'), `{"extensions.autoUpdateDelay": 0, "x.token": "${secret()}`);
		variables = join(scratch, 'variables');
		await write(
			variables,
			`AWS_SECRET_ACCESS_KEY=${secret()}\nGH_TOKEN=ghp_${secret(36)}\nNPM_TOKEN="npm_${secret(36)}"\nUNKNOWN=${secret()}\n`,
		);
	});

	after(() => rm(scratch, { recursive: true, force: true }));

	async function shown(args: readonly string[], out?: () => Promise<void>): Promise<{ status: number; text: string }> {
		let text = '';
		const status = await run(args, {
			out: async (written) => {
				text += written;
				await out?.();
			},
			err: (written) => {
				text += written;
			},
			isTerminal: true,
			columns: 160,
			env: {},
			version: '1.2.3',
		});
		return { status, text };
	}
	const search = (): Search => leakSearch(planted.secrets);
	const argsOf = (command: string): string[] => [
		command,
		...(command === 'folder' ? [project] : []),
		'--home',
		home,
		'--env-file',
		variables,
	];

	it('are many and long enough to be told from anything else', () => {
		assert.ok(planted.secrets.length > 40, `${planted.secrets.length}`);
		assert.ok(planted.secrets.every((secret) => secret.length > 16));
	});

	for (const command of COMMANDS) {
		for (const format of FORMATS) {
			it(`do not appear in what ${command} --format ${format} prints or writes`, async () => {
				const { look, found, looked } = search();
				const printed = await shown([...argsOf(command), '--format', format]);
				const output = join(scratch, `${command}.${format}`);
				const written = await shown([...argsOf(command), '--format', format, '--output', output]);
				look('printed', printed.text);
				look('written', written.text);
				look('the file', await readFile(output, 'utf8'));
				assert.deepEqual(found(), []);
				assert.ok(looked() > 300, `${looked()}`);
				assert.deepEqual([printed.status, written.status], [0, 0]);
			});
		}
	}

	it('were there to be found: what they stand in was read', async () => {
		const { text } = await shown([...argsOf('audit'), '--format', 'json']);
		const report = JSON.parse(text);
		assert.ok(report.credentials.length >= 11 && report.launches.length >= 8);
		assert.ok(report.credentials.filter((credential: { variable: string | null }) => credential.variable !== null).length >= 2);
		assert.ok(report.incomplete.length >= 4);
		assert.ok(text.includes('‹redacted›'));
		for (const name of ['flags', 'web', 'env', 'notify', 'SessionStart']) {
			assert.ok(
				report.launches.some((launch: { name: string }) => launch.name === name),
				name,
			);
		}
	});

	it('do not appear in a complaint', async () => {
		const { look, found } = search();
		const damaged = join(project, '.gemini', 'settings.json');
		const secretFile = planted.files.find((file) => file.endsWith('credentials.json')) ?? '';
		const complaints: readonly (readonly [readonly string[], number])[] = [
			[['--help'], 0],
			[['--version'], 0],
			[[], 2],
			[['audit', '--nonsense'], 2],
			[[...argsOf('audit'), '--baseline', damaged], 2],
			[[...argsOf('audit'), '--baseline', secretFile], 2],
			[['audit', '--home', home, '--env-file', damaged], 0],
			[['audit', '--home', home, '--env-file', secretFile], 0],
			[['audit', '--home', secretFile], 2],
			[['folder', secretFile, '--home', home], 2],
			[[...argsOf('audit'), '--root', secretFile], 2],
			[[...argsOf('audit'), '--output', join(secretFile, 'below')], 2],
			[[...argsOf('audit'), '--fail-on-incomplete'], 3],
			[[...argsOf('audit'), '--fail-on', 'low', '--quiet'], 1],
		];
		for (const [args, expected] of complaints) {
			const { status, text } = await shown(args);
			assert.equal(status, expected, `${args.join(' ')}: ${text.slice(0, 200)}`);
			assert.notEqual(text, '');
			look(args.join(' '), text);
		}
		assert.deepEqual(found(), []);
	});

	it('do not appear in an internal error that quotes them', async () => {
		const { look, found } = search();
		let complaint = '';
		const status = await run(['--help'], {
			out: () => Promise.reject(new SyntaxError(`Unexpected token in ${planted.secrets[0]}\n    at ${planted.secrets[1]}`)),
			err: (text) => {
				complaint += text;
			},
			isTerminal: false,
			columns: 100,
			env: {},
			version: '1.2.3',
		});
		look('internal error', complaint);
		assert.deepEqual([status, found()], [4, []]);
		assert.ok(complaint.startsWith('sallyport: internal error (SyntaxError'));
	});

	it('would be found if they did: eight characters of any one of them', async () => {
		const { text } = await shown([...argsOf('audit'), '--format', 'json']);
		for (const [at, secret] of planted.secrets.entries()) {
			const { look, found } = search();
			const start = randomBytes(1).readUInt8() % (secret.length - 8);
			const part = secret.slice(start, start + 8);
			const leaky = JSON.parse(text);
			leaky.findings[0].evidence.push(`x-${part}-x`);
			look('leaky', JSON.stringify(leaky));
			assert.equal(found().length, 1, `secret ${at}`);
		}
		const { look, found } = search();
		look('seven', planted.secrets.map((secret) => secret.slice(0, 7)).join(' '));
		assert.deepEqual(found(), []);
	});
});
