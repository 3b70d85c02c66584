import assert from 'node:assert/strict';
import fc from 'fast-check';
import { agents } from '../../../src/catalog/agents/index.ts';
import { collectTrust, decideTrust, trustPaths } from '../../../src/inventory/trust.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { type Failure, failure } from '../../../src/model/outcome.ts';
import { PLATFORMS } from '../../../src/model/platform.ts';

type Files = NonNullable<FixtureOptions['files']>;

const collect = (files: Files, options: Omit<FixtureOptions, 'files'> = {}) => collectTrust(fixtureMachine({ files, ...options }));
const trusted = async (files: Files, options: Omit<FixtureOptions, 'files'> = {}): Promise<string[]> => {
	const { facts, gaps } = await collect(files, options);
	assert.deepEqual(gaps, []);
	return facts.filter(({ refused }) => !refused).map(({ tool, folder }) => `${tool} ${folder}`);
};

const CLAUDE = '/home/dev/.claude.json';
const CODEX = '/home/dev/.codex/config.toml';
const COPILOT = '/home/dev/.copilot/config.json';
const GEMINI = '/home/dev/.gemini/trustedFolders.json';
const GROK = '/home/dev/.grok/trusted_folders.toml';
const QWEN = '/home/dev/.qwen/trustedFolders.json';
const STORES = [CLAUDE, CODEX, COPILOT, GEMINI, GROK, QWEN];

const claude = (...folders: string[]): string =>
	JSON.stringify({ projects: Object.fromEntries(folders.map((folder) => [folder, { hasTrustDialogAccepted: true }])) });

describe('inventory/trust', () => {
	it('reads the store of each agent that keeps one, on every platform', async () => {
		const files = {
			[CLAUDE]: JSON.stringify({
				projects: {
					'/srv/a': { hasTrustDialogAccepted: true, allowedTools: [] },
					'/srv/b': { hasTrustDialogAccepted: false },
					'/srv/c': {},
					'/srv/d': 'x',
				},
			}),
			[CODEX]:
				'model = "x"\n[projects."/srv/a"]\ntrust_level = "trusted"\n[projects."/srv/b"]\ntrust_level = "untrusted"\n[projects]\n"/srv/c" = { trust_level = "trusted" }',
			[COPILOT]: '// written by Copilot CLI\n{"trustedFolders":["/srv/a", 7, null, {"x":1}],"trusted_folders":["/srv/old"],}',
			[GEMINI]: '{ // mine\n"/srv/a":"TRUST_FOLDER","/srv/b/c":"TRUST_PARENT","/srv/d":"DO_NOT_TRUST","/srv/e":true}',
			[GROK]: '[folders."/srv/a"]\ntrusted = true\ndecided_at = 1\n[folders."/srv/b"]\ntrusted = false\n[folders]\n"/srv/c" = 1',
			[QWEN]: '{ // mine\n"/srv/a":"TRUST_FOLDER","/srv/b/c":"TRUST_PARENT","/srv/d":"DO_NOT_TRUST","/srv/e":true}',
		};
		for (const platform of PLATFORMS) {
			assert.deepEqual(
				await trusted(files, { platform }),
				[
					'claude-code /srv/a',
					'codex /srv/a',
					'copilot-cli /srv/a',
					'gemini-cli /srv/a',
					'grok-build /srv/a',
					'qwen-code /srv/a',
					'gemini-cli /srv/b',
					'qwen-code /srv/b',
					'codex /srv/c',
					'copilot-cli /srv/old',
				],
				platform,
			);
		}
		assert.deepEqual(
			agents.filter((agent) => agent.trust !== undefined).map((agent) => agent.id),
			['claude-code', 'codex', 'copilot-cli', 'cursor', 'gemini-cli', 'grok-build', 'qwen-code'],
		);
	});

	it('takes the store where a variable moves it, and there alone', async () => {
		const moves: readonly [variable: string, value: string, moved: string, usual: string, text: string][] = [
			['CLAUDE_CONFIG_DIR', '/srv/c', '/srv/c/.claude.json', CLAUDE, claude('/srv/a')],
			['CODEX_HOME', '~/cx', '/home/dev/cx/config.toml', CODEX, '[projects."/srv/a"]\ntrust_level = "trusted"'],
			['COPILOT_HOME', '/srv/c', '/srv/c/config.json', COPILOT, '{"trustedFolders":["/srv/a"]}'],
			['GEMINI_CLI_HOME', '/srv/g', '/srv/g/.gemini/trustedFolders.json', GEMINI, '{"/srv/a":"TRUST_FOLDER"}'],
			['GEMINI_CLI_TRUSTED_FOLDERS_PATH', '/srv/t.json', '/srv/t.json', GEMINI, '{"/srv/a":"TRUST_FOLDER"}'],
			['GROK_HOME', '/srv/g', '/srv/g/trusted_folders.toml', GROK, '[folders."/srv/a"]\ntrusted = true'],
			['QWEN_HOME', '/srv/q', '/srv/q/trustedFolders.json', QWEN, '{"/srv/a":"TRUST_FOLDER"}'],
			['QWEN_CODE_TRUSTED_FOLDERS_PATH', '/srv/t.json', '/srv/t.json', QWEN, '{"/srv/a":"TRUST_FOLDER"}'],
		];
		for (const [variable, value, moved, usual, text] of moves) {
			const env = { [variable]: value };
			assert.equal((await trusted({ [moved]: text }, { env })).length, 1, variable);
			assert.equal((await trusted({ [usual]: text }, { env })).length, 0, variable);
			assert.equal((await trusted({ [usual]: text })).length, 1, variable);
			assert.ok(trustPaths(fixtureMachine({ env })).includes(moved));
		}
		const others = ['/home/dev/.cursor/projects'];
		assert.deepEqual([...trustPaths(fixtureMachine({}))].sort(), [...STORES, ...others].sort());
	});

	it('gives each folder one name, and leaves out what is no absolute path', async () => {
		assert.deepEqual(
			await trusted({ [CLAUDE]: claude('/srv/a', '/srv/a/', '/srv//a', '/srv/x/../a', 'relative', '', '.', '~', 'C:\\Users\\dev\\src') }),
			['claude-code /srv/a'],
		);
		assert.deepEqual(await trusted({ [CLAUDE]: claude('/', '//') }), ['claude-code /']);
	});

	it('knows the absolute paths of Windows where its layout applies', async () => {
		const folders = ['C:\\', 'C:\\Users\\dev\\src\\', 'd:/work', '\\\\server\\share\\x', '/srv/a', 'relative', 'C:relative'];
		assert.deepEqual((await trusted({ [CLAUDE]: claude(...folders) }, { platform: 'win32' })).sort(), [
			'claude-code /srv/a',
			'claude-code C:\\',
			'claude-code C:\\Users\\dev\\src',
			'claude-code \\\\server\\share\\x',
			'claude-code d:/work',
		]);
	});

	it('takes of a folder that stands twice the last word, as the tools do', async () => {
		assert.deepEqual(
			await trusted({ [GEMINI]: '{"/srv/a":"TRUST_FOLDER","/srv/a":"DO_NOT_TRUST","/srv/b":"DO_NOT_TRUST","/srv/b":"TRUST_FOLDER"}' }),
			['gemini-cli /srv/b'],
		);
		const state = '{"projects":{"/srv/a":{"hasTrustDialogAccepted":true},"/srv/a":{"hasTrustDialogAccepted":false}}}';
		assert.deepEqual(await trusted({ [CLAUDE]: state }), []);
	});

	it('takes only the boolean of Claude Code and only the word of Codex for trust', async () => {
		for (const value of ['"true"', '1', 'null', '[]', '{}']) {
			assert.deepEqual(await trusted({ [CLAUDE]: `{"projects":{"/srv/a":{"hasTrustDialogAccepted":${value}}}}` }), [], value);
		}
		assert.deepEqual(
			await trusted({ [CODEX]: '[projects."/srv/a"]\ntrust_level = "Trusted"\n[projects."/srv/b"]\ntrust_level = true' }),
			[],
		);
	});

	it('keeps naming folders that are gone, and takes hostile names as they are', async () => {
		const names = ['/srv/gone', '/srv/a\u202Eb', '/srv/"', '/srv/__proto__', '/srv/*'];
		assert.deepEqual(await trusted({ [CLAUDE]: claude(...names) }), names.map((name) => `claude-code ${name}`).sort());
		assert.deepEqual(await trusted({ [GEMINI]: '{"__proto__":"TRUST_FOLDER","/__proto__":"TRUST_FOLDER"}' }), ['gemini-cli /__proto__']);
	});

	it('gives one row for each store that cannot be read, and loses nothing else', async () => {
		const failures: readonly [string | Uint8Array | Failure, string][] = [
			[failure('denied', 'EACCES'), 'denied'],
			[failure('special-file', ''), 'special-file'],
			[failure('too-large', ''), 'too-large'],
			[new Uint8Array([123, 0]), 'binary'],
			['x = = "', 'unparsable'],
		];
		for (const [content, reason] of failures) {
			for (const store of STORES) {
				const beside = store === CLAUDE ? GEMINI : CLAUDE;
				const { facts, gaps } = await collect({
					[store]: content,
					[beside]: beside === CLAUDE ? claude('/srv/a') : '{"/srv/a":"TRUST_FOLDER"}',
				});
				assert.deepEqual(
					gaps.map((gap) => [gap.path, gap.area, gap.reason]),
					[[store, 'trust', reason]],
				);
				assert.deepEqual(
					facts.map((record) => record.folder),
					['/srv/a'],
				);
			}
		}
	});

	it('takes from a damaged store what can be recovered, with one gap', async () => {
		const { facts, gaps } = await collect({ [COPILOT]: '{"trustedFolders":["/srv/a" "/srv/b"' });
		assert.deepEqual(
			facts.map((record) => record.folder),
			['/srv/a', '/srv/b'],
		);
		assert.deepEqual(
			gaps.map((gap) => [gap.path, gap.reason]),
			[[COPILOT, 'unparsable']],
		);
	});

	it('takes an absent, an empty and a foreign store for no trust', async () => {
		for (const text of ['', '{}', '[]', 'null', '{"projects":[]}', '{"trustedFolders":null}']) {
			assert.deepEqual(await trusted({ [CLAUDE]: text, [COPILOT]: text, [GEMINI]: text, [CODEX]: '' }), [], text);
		}
		assert.deepEqual(await trusted({}), []);
	});

	it('tells once of a store of another shape', async () => {
		for (const [path, text, detail] of [
			...[CLAUDE, COPILOT, GEMINI].map((store) => [store, '[1,2]', 'not the object that the file is to hold'] as const),
			[CLAUDE, '{"projects":"x"}', 'projects is not an object'],
			[COPILOT, '{"trustedFolders":"/srv/a"}', 'trustedFolders is not a list'],
			[CODEX, 'projects = 5', 'projects is not an object'],
		] as const) {
			const { facts, gaps } = await collect({ [path]: text });
			assert.deepEqual([facts, gaps], [[], [{ path, area: 'trust', reason: 'unparsable', detail }]], `${path} ${text}`);
		}
	});

	it('names the place below a root where another machine’s folder is looked for', async () => {
		const machine = { ...fixtureMachine({ files: { [COPILOT]: '{"trustedFolders":["/srv/a", "/home/dev/b"]}' } }), systemRoot: '/fixture' };
		assert.deepEqual((await collectTrust(machine)).facts, [
			{ tool: 'copilot-cli', folder: '/home/dev/b' },
			{ tool: 'copilot-cli', folder: '/srv/a', here: '/fixture/srv/a' },
		]);
	});

	it('looks at five thousand folders of a store, and says that there are more', async () => {
		const many = (count: number) => JSON.stringify({ trustedFolders: Array.from({ length: count }, (_, at) => `/srv/${at}`) });
		assert.equal((await trusted({ [COPILOT]: many(5_000) })).length, 5_000);
		const { facts, gaps } = await collect({ [COPILOT]: many(5_001) });
		assert.deepEqual(
			[facts.length, gaps],
			[5_000, [{ path: COPILOT, area: 'trust', reason: 'limit', detail: 'more than 5000 folders; the first were looked at' }]],
		);
	});

	it('throws at nothing that can stand in a store', async () => {
		const content = fc.oneof(
			fc.uint8Array({ maxLength: 64 }),
			fc.string({ unit: 'binary', maxLength: 64 }),
			fc.json({ maxDepth: 3 }),
			fc.record({ projects: fc.jsonValue(), trustedFolders: fc.jsonValue() }).map((value) => JSON.stringify(value)),
			fc.dictionary(fc.string(), fc.constantFrom('TRUST_FOLDER', 'TRUST_PARENT')).map((value) => JSON.stringify(value)),
			fc.string().map((key) => `[projects.${JSON.stringify(key)}]\ntrust_level = "trusted"`),
		);
		await fc.assert(
			fc.asyncProperty(
				fc.dictionary(fc.constantFrom(...STORES), content, { minKeys: 1, noNullPrototype: true }),
				fc.constantFrom(...PLATFORMS),
				async (files, platform) => {
					const { facts, gaps } = await collect(files, { platform });
					assert.ok(facts.every((record) => /^(?:\/|\\|[A-Za-z]:[\\/])/.test(record.folder)));
					assert.ok(gaps.every((gap) => gap.area === 'trust' && gap.path !== null && gap.path in files));
				},
			),
			{ numRuns: 200 },
		);
	});
});

describe('inventory/trust: which record counts', () => {
	/** `tool folder`, with the folder that it is trusted through, for everything that is trusted. */
	const decided = async (files: Files, looked: readonly string[] = [], options: Omit<FixtureOptions, 'files'> = {}): Promise<string[]> => {
		const machine = fixtureMachine({ files, ...options });
		const { facts } = await collectTrust(machine);
		return (await decideTrust(machine, facts, looked)).map(({ tool, folder, through, there }) =>
			[tool, folder, through === undefined ? '' : `through ${through}`, there ?? ''].filter((part) => part !== '').join(' '),
		);
	};
	const there = (...folders: string[]): Files => Object.fromEntries(folders.map((folder) => [`${folder}/x`, '']));
	const repository = (...folders: string[]): Files => Object.fromEntries(folders.map((folder) => [`${folder}/.git/HEAD`, '']));
	const gemini = (rules: Record<string, string>): Files => ({ [GEMINI]: JSON.stringify(rules) });
	const codex = (levels: Record<string, string>): Files => ({
		[CODEX]: Object.entries(levels)
			.map(([folder, level]) => `[projects.${JSON.stringify(folder)}]\ntrust_level = "${level}"`)
			.join('\n'),
	});

	it('says through which folder Copilot CLI trusts one below it', async () => {
		const files = { [COPILOT]: '{"trustedFolders":["/srv"]}', ...there('/srv/a/b', '/opt/c') };
		assert.deepEqual(await decided(files, ['/srv/a/b', '/opt/c', '/srv']), ['copilot-cli /srv', 'copilot-cli /srv/a/b through /srv']);
	});

	it('takes Claude Code’s record of a repository’s root for all of it, but not for a repository inside', async () => {
		const files = {
			[CLAUDE]: claude('/srv/repo'),
			...repository('/srv/repo', '/srv/repo/nested'),
			...there('/srv/repo/sub', '/srv/repo/nested/sub'),
		};
		assert.deepEqual(await decided(files, ['/srv/repo/sub', '/srv/repo/nested', '/srv/repo/nested/sub']), [
			'claude-code /srv/repo',
			'claude-code /srv/repo/sub through /srv/repo',
		]);
	});

	it('leaves out Claude Code’s record of a folder inside a repository, which it ignores', async () => {
		const files = { [CLAUDE]: claude('/srv/repo/sub', '/srv/plain'), ...repository('/srv/repo'), ...there('/srv/repo/sub', '/srv/plain') };
		assert.deepEqual(await decided(files, ['/srv/repo', '/srv/repo/sub']), ['claude-code /srv/plain']);
		// Trusted all the same where the root is.
		assert.deepEqual(await decided({ ...files, [CLAUDE]: claude('/srv/repo/sub', '/srv/repo') }), [
			'claude-code /srv/repo',
			'claude-code /srv/repo/sub through /srv/repo',
		]);
	});

	it('takes any record above for Claude Code outside of a repository, and none above within one', async () => {
		const files = { [CLAUDE]: claude('/srv'), ...repository('/srv/repo'), ...there('/srv/plain/deep') };
		assert.deepEqual(await decided(files, ['/srv/plain/deep', '/srv/repo']), [
			'claude-code /srv',
			'claude-code /srv/plain/deep through /srv',
		]);
	});

	it('takes the record of the repository for its worktrees, and a submodule for a repository of its own', async () => {
		const files = {
			...repository('/srv/main'),
			'/srv/tree/.git': 'gitdir: /srv/main/.git/worktrees/tree',
			'/srv/main/.git/worktrees/tree/commondir': '../..\n',
			'/srv/main/module/.git': 'gitdir: ../.git/modules/module',
			'/srv/main/.git/modules/module/HEAD': '',
			...there('/srv/tree/sub'),
		};
		const looked = ['/srv/tree', '/srv/tree/sub', '/srv/main/module'];
		for (const [tool, store] of [
			['claude-code', { [CLAUDE]: claude('/srv/main') }],
			['codex', codex({ '/srv/main': 'trusted' })],
		] as const) {
			assert.deepEqual(await decided({ ...files, ...store }, looked), [
				`${tool} /srv/main`,
				`${tool} /srv/tree through /srv/main`,
				`${tool} /srv/tree/sub through /srv/main`,
			]);
		}
	});

	it('passes Codex’s trust down within a repository alone, and keeps a refusal', async () => {
		const files = {
			...repository('/srv/repo', '/srv/repo/nested', '/srv/other'),
			...there('/srv/repo/sub', '/srv/repo/no', '/srv/plain/sub'),
		};
		assert.deepEqual(
			await decided(
				{ ...files, ...codex({ '/srv': 'trusted', '/srv/repo': 'trusted', '/srv/repo/no': 'untrusted', '/srv/plain': 'trusted' }) },
				['/srv/repo/sub', '/srv/repo/no', '/srv/repo/nested', '/srv/other', '/srv/plain/sub'],
			),
			['codex /srv', 'codex /srv/plain', 'codex /srv/repo', 'codex /srv/repo/sub through /srv/repo'],
		);
	});

	it('takes Gemini CLI’s nearest rule, also within repositories', async () => {
		const files = {
			...gemini({ '/srv': 'TRUST_FOLDER', '/srv/no': 'DO_NOT_TRUST', '/srv/no/yes': 'TRUST_FOLDER', '/opt/a/b': 'TRUST_PARENT' }),
			...repository('/srv/repo'),
			...there('/srv/no/x', '/srv/no/yes/z', '/opt/a/c'),
		};
		assert.deepEqual(await decided(files, ['/srv/repo', '/srv/no', '/srv/no/x', '/srv/no/yes/z', '/opt/a/c', '/opt']), [
			'gemini-cli /opt/a',
			'gemini-cli /opt/a/c through /opt/a',
			'gemini-cli /srv',
			'gemini-cli /srv/no/yes',
			'gemini-cli /srv/no/yes/z through /srv/no/yes',
			'gemini-cli /srv/repo through /srv',
		]);
	});

	it('refuses a folder that one store both trusts and refuses', async () => {
		assert.deepEqual(
			await decided({ ...gemini({ '/srv/a/b': 'TRUST_PARENT', '/srv/a': 'DO_NOT_TRUST' }), ...there('/srv/a/b') }, ['/srv/a/b']),
			[],
		);
	});

	it('goes on naming a trusted folder that is gone, and says so', async () => {
		assert.deepEqual(await decided({ [CLAUDE]: claude('/srv/gone'), ...codex({ '/srv/gone': 'trusted' }) }), [
			'claude-code /srv/gone no',
			'codex /srv/gone no',
		]);
	});

	it('does not say whether there is a folder that cannot be looked at, and keeps its record', async () => {
		const files = { [CLAUDE]: claude('/srv/shut/a'), '/srv/shut': failure('denied', 'permission denied') };
		assert.deepEqual(await decided(files), ['claude-code /srv/shut/a unknown']);
		const other = { ...fixtureMachine({ files: { [CLAUDE]: claude('/srv/a', '/home/dev/b') } }), systemRoot: null };
		assert.deepEqual(
			(await decideTrust(other, (await collectTrust(other)).facts, [])).map(({ folder, there }) => [folder, there]),
			[
				['/home/dev/b', 'no'],
				['/srv/a', 'unknown'],
			],
		);
	});

	it('does not mind case and slashes of a Windows path', async () => {
		const options = { platform: 'win32' } as const;
		const files = { [COPILOT]: JSON.stringify({ trustedFolders: ['C:\\Users\\dev\\src'] }) };
		assert.deepEqual(await decided(files, ['c:/users/dev/src/app', 'C:/Users/dev/src2'], options), [
			'copilot-cli C:\\Users\\dev\\src unknown',
			'copilot-cli c:/users/dev/src/app through C:\\Users\\dev\\src no',
		]);
	});

	it('knows a folder under the name that a link gives it', async () => {
		const machine = fixtureMachine({ files: { [GEMINI]: '{"/srv/real":"TRUST_FOLDER"}', ...there('/srv/real', '/srv/link') } });
		const linked = {
			...machine,
			files: { ...machine.files, realpath: async (path: string) => machine.files.realpath(path === '/srv/link' ? '/srv/real' : path) },
		};
		assert.deepEqual(await decideTrust(linked, (await collectTrust(linked)).facts, ['/srv/link']), [
			{ tool: 'gemini-cli', folder: '/srv/link', through: '/srv/real' },
			{ tool: 'gemini-cli', folder: '/srv/real' },
		]);
	});

	it('knows which folders Claude Code has never been used in, and nobody opened', async () => {
		const unopened = async (files: Files, opened: readonly string[] = []): Promise<readonly string[]> => {
			const machine = fixtureMachine({ files: { ...there('/srv/a.b', '/srv/c'), [CLAUDE]: claude('/srv/a.b', '/srv/c'), ...files } });
			const { facts } = await collectTrust(machine);
			return (await decideTrust(machine, facts, [], opened))
				.filter((record) => record.unopened)
				.map(({ tool, folder }) => `${tool} ${folder}`);
		};
		const session = (name: string): Files => ({ [`/home/dev/.claude/projects/${name}/1.jsonl`]: '' });
		assert.deepEqual(await unopened({}), ['claude-code /srv/a.b', 'claude-code /srv/c']);
		assert.deepEqual(await unopened(session('-srv-a-b')), ['claude-code /srv/c']);
		assert.deepEqual(await unopened(session('-srv-a-b-packages-x')), ['claude-code /srv/c']);
		assert.deepEqual(await unopened({}, ['/srv/c']), ['claude-code /srv/a.b']);
		// Of Gemini CLI it is not known, and it knows the folder.
		assert.deepEqual(await unopened(gemini({ '/srv/c': 'TRUST_FOLDER' })), ['claude-code /srv/a.b']);
		assert.deepEqual(await unopened({ '/home/dev/.claude/projects': failure('denied', 'permission denied') }), []);
	});

	it('takes the folders of Cursor’s command line, each from its file, and of its editor, each by its own rules', async () => {
		const files = {
			'/home/dev/.cursor/projects/srv-a/.workspace-trusted': '{"trustedAt":"2026-05-01","workspacePath":"/srv/a","trustMethod":"prompt"}',
			'/home/dev/.cursor/projects/odd/.workspace-trusted': '{}',
			...there('/srv/a/b', '/srv/c/d'),
		};
		assert.deepEqual(await decided(files, ['/srv/a/b']), ['cursor /srv/a']);
		const machine = fixtureMachine({ files });
		const records = [...(await collectTrust(machine)).facts, { tool: 'cursor', folder: '/srv/c', byEditor: true } as const];
		assert.deepEqual(
			(await decideTrust(machine, records, ['/srv/a/b', '/srv/c/d'])).map(({ folder, through }) => [folder, through]),
			[
				['/srv/a', undefined],
				['/srv/c', undefined],
				['/srv/c/d', '/srv/c'],
			],
		);
		assert.ok(trustPaths(machine).includes('/home/dev/.cursor/projects'));
	});
});
