import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { collectAllExtensions, collectExtensions } from '../../../src/inventory/extensions.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import type { Editor } from '../../../src/model/editor.ts';
import type { InstalledExtension } from '../../../src/model/installed-extension.ts';
import { ABSENT, failure } from '../../../src/model/outcome.ts';

const ext = '/home/dev/.vscode/extensions';
const data = '/home/dev/.config/Code';
const vscode: Editor = { editor: 'vscode', extensionsDir: ext, userDataDir: data };
const stamp = Date.parse('2026-05-18T12:40:00Z');

function manifest(publisher: string, name: string, version: string, more: object = {}): string {
	return JSON.stringify({ publisher, name, version, engines: { vscode: '*' }, ...more });
}

function entry(id: string, version: string, metadata: object = {}, more: object = {}): object {
	const folder = `${id}-${version}`;
	const location = { $mid: 1, path: `${ext}/${folder}`, scheme: 'file' };
	return { identifier: { id }, version, location, relativeLocation: folder, metadata, ...more };
}

/** Files of one extension that VS Code installed and lists. */
const folderOf = (id: string, version: string): string => `${ext}/${id}-${version}/package.json`;
const installedAs = (id: string, version: string, more: object = {}): Record<string, string> => {
	const [publisher = '', name = ''] = id.split('.');
	return { [folderOf(id, version)]: manifest(publisher, name, version, more) };
};
const listing = (...entries: readonly unknown[]): Record<string, string> => ({ [`${ext}/extensions.json`]: JSON.stringify(entries) });

const collect = (files: FixtureOptions['files'], editor: Editor = vscode, options: Omit<FixtureOptions, 'files'> = {}) =>
	collectExtensions(fixtureMachine({ files: files ?? {}, ...options }), editor);
const names = (facts: readonly InstalledExtension[]): string[] => facts.map((fact) => `${fact.id}@${fact.version}`);

describe('inventory/extensions', () => {
	it('takes id and version from the manifest, never from the folder or the list', async () => {
		const { facts, gaps } = await collect({
			...listing(entry('acme.tool', '1.0.0')),
			[folderOf('acme.tool', '1.0.0')]: manifest('Acme', 'Tool', '1.0.1'),
		});
		assert.deepEqual(names(facts), ['acme.tool@1.0.1']);
		assert.deepEqual(gaps, []);
	});

	it('gives everything that the list records', async () => {
		const metadata = { installedTimestamp: stamp, pinned: true, source: 'gallery', isPreReleaseVersion: true, targetPlatform: 'linux-x64' };
		const { facts } = await collect({ ...listing(entry('acme.tool', '1.0.0', metadata)), ...installedAs('acme.tool', '1.0.0') });
		assert.deepEqual(facts, [
			{
				id: 'acme.tool',
				version: '1.0.0',
				targetPlatform: 'linux-x64',
				editor: 'vscode',
				profiles: ['default'],
				path: `${ext}/acme.tool-1.0.0`,
				source: 'gallery',
				pinned: true,
				preRelease: true,
				installedAt: '2026-05-18T12:40:00.000Z',
				publishedAt: null,
				ageAtInstallHours: null,
				quarantine: { state: 'unknown', reason: 'publish times were not looked up', until: null },
			},
		]);
	});

	it('maps sources and platforms, and falls back to the manifest’s stamp', async () => {
		const { facts } = await collect({
			...listing(
				entry('a.vsix', '1.0.0', { source: 'vsix', targetPlatform: 'universal' }),
				entry('b.builtin', '1.0.0', { source: 'gallery', isBuiltin: true, targetPlatform: 'undefined' }),
				entry('c.resource', '1.0.0', { source: 'resource', preRelease: true }),
				entry('d.old', '1.0.0'),
			),
			...installedAs('a.vsix', '1.0.0'),
			...installedAs('b.builtin', '1.0.0'),
			...installedAs('c.resource', '1.0.0'),
			...installedAs('d.old', '1.0.0', { __metadata: { installedTimestamp: stamp, targetPlatform: 'darwin-arm64' } }),
		});
		assert.deepEqual(
			facts.map(({ source, targetPlatform, preRelease, installedAt }) => [source, targetPlatform, preRelease, installedAt]),
			[
				['vsix', null, false, null],
				['builtin', null, false, null],
				['unknown', null, true, null],
				['unknown', 'darwin-arm64', false, '2026-05-18T12:40:00.000Z'],
			],
		);
	});

	describe('profiles', () => {
		const profile = (id: string, ...entries: readonly unknown[]): Record<string, string> => ({
			[`${data}/User/profiles/${id}/extensions.json`]: JSON.stringify(entries),
		});
		const storage = (value: unknown): Record<string, string> => ({ [`${data}/User/globalStorage/storage.json`]: JSON.stringify(value) });

		it('are merged, and named as the editor names them', async () => {
			const { facts, gaps } = await collect({
				...listing(entry('acme.both', '1.0.0'), entry('acme.app', '2.0.0', { isApplicationScoped: true })),
				...profile('-7f3e', entry('acme.both', '1.0.0'), entry('acme.only', '3.0.0')),
				...profile('5a', entry('acme.both', '1.0.0')),
				...storage({ userDataProfiles: [{ location: '-7f3e', name: 'Work' }, { location: 7 }, null] }),
				...installedAs('acme.both', '1.0.0'),
				...installedAs('acme.app', '2.0.0'),
				...installedAs('acme.only', '3.0.0'),
			});
			assert.deepEqual(
				facts.map((fact) => [fact.id, fact.profiles]),
				[
					['acme.app', ['default']],
					['acme.both', ['5a', 'Work', 'default']],
					['acme.only', ['Work']],
				],
			);
			assert.deepEqual(gaps, []);
		});

		it('were once recorded by URI', async () => {
			const location = { $mid: 1, path: `${data}/User/profiles/5a`, scheme: 'vscode-userdata' };
			const { facts } = await collect({
				...listing(),
				...profile('5a', entry('acme.only', '3.0.0')),
				...storage({ userDataProfiles: [{ location, name: 'Home' }] }),
				...installedAs('acme.only', '3.0.0'),
			});
			assert.deepEqual(facts[0]?.profiles, ['Home']);
		});

		it('pin an extension only all together', async () => {
			const pinned = entry('acme.both', '1.0.0', { pinned: true });
			const { facts } = await collect({
				...listing(pinned),
				...profile('5a', entry('acme.both', '1.0.0')),
				...profile('5b', pinned),
				...installedAs('acme.both', '1.0.0'),
			});
			assert.equal(facts[0]?.pinned, false);
		});

		it('can hold two versions', async () => {
			const { facts } = await collect({
				...listing(entry('acme.tool', '1.0.0')),
				...profile('5a', entry('acme.tool', '2.0.0')),
				...installedAs('acme.tool', '1.0.0'),
				...installedAs('acme.tool', '2.0.0'),
			});
			assert.deepEqual(
				facts.map((fact) => [fact.version, fact.profiles]),
				[
					['1.0.0', ['default']],
					['2.0.0', ['5a']],
				],
			);
		});

		it('that cannot be read are a gap each, and a damaged storage.json costs only the names', async () => {
			const { facts, gaps } = await collect({
				...listing(),
				...profile('5a', entry('acme.tool', '1.0.0')),
				[`${data}/User/profiles/5b/extensions.json`]: '{"not": "a list"}',
				[`${data}/User/globalStorage/storage.json`]: '{"userDataProfiles": [',
				...installedAs('acme.tool', '1.0.0'),
			});
			assert.deepEqual(facts[0]?.profiles, ['5a']);
			assert.deepEqual(
				gaps.map((gap) => gap.path),
				[`${data}/User/globalStorage/storage.json`, `${data}/User/profiles/5b/extensions.json`],
			);
		});
	});

	describe('.obsolete', () => {
		it('keeps folders out by name and by key, whatever the case', async () => {
			const { facts, gaps } = await collect({
				...listing(entry('acme.new', '2.0.0'), entry('acme.platform', '1.0.0', { targetPlatform: 'linux-x64' })),
				[`${ext}/.obsolete`]: JSON.stringify({
					'Acme.Old-1.0.0': true,
					'acme.keyed-1.0.0': true,
					'acme.platform-1.0.0-linux-x64': true,
					'acme.new-2.0.0': false,
				}),
				...installedAs('acme.new', '2.0.0'),
				...installedAs('acme.old', '1.0.0'),
				[`${ext}/renamed/package.json`]: manifest('acme', 'keyed', '1.0.0'),
				...installedAs('acme.platform', '1.0.0', { __metadata: { installedTimestamp: stamp } }),
			});
			assert.deepEqual(names(facts), ['acme.new@2.0.0']);
			assert.deepEqual(gaps, []);
		});

		it('does not silence what the editor goes on loading', async () => {
			const { facts, gaps } = await collect({
				...listing(entry('acme.evasive', '1.0.0')),
				[`${ext}/.obsolete`]: '{"acme.evasive-1.0.0":true}',
				...installedAs('acme.evasive', '1.0.0'),
			});
			assert.deepEqual(facts, []);
			assert.deepEqual(
				gaps.map((gap) => [gap.path, gap.reason]),
				[[`${ext}/acme.evasive-1.0.0`, 'unsupported']],
			);
		});

		it('hides nothing where it is damaged, and that is a gap', async () => {
			for (const text of ['{"acme.tool-1.0.0":', '[1]', '"x"']) {
				const { facts, gaps } = await collect({ [`${ext}/.obsolete`]: text, ...installedAs('acme.tool', '1.0.0') });
				assert.deepEqual(names(facts), ['acme.tool@1.0.0']);
				assert.equal(gaps.length, 1);
			}
		});
	});

	describe('without a list', () => {
		it('every folder with a whole manifest is an extension of the default profile', async () => {
			const { facts, gaps } = await collect({
				...installedAs('acme.one', '1.0.0'),
				[`${ext}/whatever/package.json`]: manifest('Acme', 'Two', '2.0.0', { __metadata: { installedTimestamp: stamp } }),
				[`${ext}/.6f1c/package.json`]: manifest('acme', 'unpacking', '1.0.0'),
				[`${ext}/acme.gone-1.0.0.5e1.vsctmp/package.json`]: manifest('acme', 'gone', '1.0.0'),
				[`${ext}/no-publisher/package.json`]: JSON.stringify({ name: 'x', version: '1.0.0' }),
				[`${ext}/no-manifest/readme.md`]: '',
				[`${ext}/stray.txt`]: '',
			});
			assert.deepEqual(names(facts), ['acme.one@1.0.0', 'acme.two@2.0.0']);
			assert.deepEqual(
				facts.map((fact) => fact.profiles),
				[['default'], ['default']],
			);
			assert.deepEqual(gaps, []);
		});

		it('a damaged one is a gap, and the folders speak for themselves', async () => {
			for (const text of ['[{', '{"a":1}', '42', `[{"identifier":{"id":7}},${JSON.stringify(entry('acme.one', '1.0.0'))}]`]) {
				const { facts, gaps } = await collect({
					[`${ext}/extensions.json`]: text,
					...installedAs('acme.one', '1.0.0'),
					...installedAs('acme.two', '2.0.0', { __metadata: { installedTimestamp: stamp } }),
				});
				assert.deepEqual(names(facts), ['acme.one@1.0.0', 'acme.two@2.0.0'], text);
				assert.deepEqual(
					gaps.map((gap) => [gap.path, gap.area]),
					[[`${ext}/extensions.json`, 'extensions']],
				);
			}
		});

		it('an empty file is an empty list', async () => {
			const { facts, gaps } = await collect({
				[`${ext}/extensions.json`]: ' \n',
				...installedAs('a.b', '1.0.0', { __metadata: { id: 'x' } }),
			});
			assert.deepEqual([facts, gaps], [[], []]);
		});
	});

	describe('folders that no profile lists', () => {
		it('count, in no profile, where nobody installed them through the editor', async () => {
			const { facts } = await collect({ ...listing(), [`${ext}/dropped/package.json`]: manifest('acme', 'dropped', '1.0.0') });
			assert.deepEqual(
				facts.map((fact) => [fact.id, fact.profiles, fact.source]),
				[['acme.dropped', [], 'unknown']],
			);
		});

		it('are leftovers where the editor installed them, or another version is listed', async () => {
			const { facts } = await collect({
				...listing(entry('acme.tool', '2.0.0')),
				...installedAs('acme.tool', '2.0.0'),
				...installedAs('acme.tool', '1.0.0'),
				...installedAs('acme.removed', '1.0.0', { __metadata: { installedTimestamp: stamp } }),
			});
			assert.deepEqual(names(facts), ['acme.tool@2.0.0']);
		});
	});

	describe('locations', () => {
		it('may be absolute and anywhere: a linked extension', async () => {
			const { facts, gaps } = await collect({
				...listing({ identifier: { id: 'me.dev' }, version: '0.0.1', location: { $mid: 1, path: '/src/dev', scheme: 'file' } }),
				'/src/dev/package.json': manifest('me', 'dev', '0.0.2'),
			});
			assert.deepEqual([names(facts), facts[0]?.path, gaps], [['me.dev@0.0.2'], '/src/dev', []]);
		});

		it('are not followed out of the folder, and that is said', async () => {
			const { facts, gaps } = await collect({
				...listing(entry('acme.away', '1.0.0', {}, { relativeLocation: '../../secret' })),
				'/home/dev/secret/package.json': manifest('not', 'read', '9.9.9'),
			});
			assert.deepEqual([names(facts), facts[0]?.path], [['acme.away@1.0.0'], '/home/dev/secret']);
			assert.deepEqual(
				gaps.map((gap) => [gap.path, gap.reason]),
				[['/home/dev/secret', 'unsupported']],
			);
		});

		it('are found in another home by their relative path', async () => {
			const files = {
				[`${ext}/extensions.json`]: JSON.stringify([
					{
						identifier: { id: 'acme.win' },
						version: '1.0.0',
						location: {
							$mid: 1,
							fsPath: 'c:\\Users\\eve\\.vscode\\extensions\\acme.win-1.0.0',
							path: '/c:/Users/eve/.vscode/extensions/acme.win-1.0.0',
							scheme: 'file',
							_sep: 1,
						},
						relativeLocation: 'acme.win-1.0.0',
					},
					{
						identifier: { id: 'acme.older' },
						version: '1.0.0',
						location: { path: '/c:/Users/eve/.vscode/extensions/acme.older-1.0.0', scheme: 'file' },
					},
				]),
				...installedAs('acme.win', '1.0.0'),
				...installedAs('acme.older', '1.0.0'),
			};
			const { facts, gaps } = await collect(files, vscode, { platform: 'win32' });
			assert.deepEqual(
				facts.map((fact) => fact.path),
				[`${ext}/acme.older-1.0.0`, `${ext}/acme.win-1.0.0`],
			);
			assert.deepEqual(gaps, []);
		});

		it('outside of another home are told from the record, and not looked at', async () => {
			const files = {
				...listing({ identifier: { id: 'me.dev' }, version: '0.0.1', location: { path: '/src/dev', scheme: 'file' } }),
				'/src/dev/package.json': manifest('not', 'read', '9.9.9'),
			};
			const { facts, gaps } = await collectExtensions({ ...fixtureMachine({ files }), systemRoot: null }, vscode);
			assert.deepEqual(names(facts), ['me.dev@0.0.1']);
			assert.deepEqual(
				gaps.map((gap) => [gap.path, gap.reason]),
				[['/src/dev', 'unsupported']],
			);
		});

		it('on another machine are not visited', async () => {
			const location = { scheme: 'file', authority: 'host', path: '/share/x' };
			const { facts, gaps } = await collect(listing({ identifier: { id: 'a.b' }, version: '1.0.0', location }));
			assert.deepEqual(facts, []);
			assert.equal(gaps.length, 1);
		});
	});

	describe('what cannot be read', () => {
		it('costs itself alone: told from the list, with one gap', async () => {
			const bad: Record<string, string | Uint8Array | ReturnType<typeof failure>> = {
				denied: failure('denied', 'permission denied'),
				loop: failure('loop', 'a loop of symbolic links'),
				vanished: failure('vanished', 'deleted while it was being read'),
				malformed: '{"publisher":"x","name":"y","version":"9',
				binary: new Uint8Array([0, 1, 2, 3]),
				list: '[]',
				number: '{"publisher":1,"name":2,"version":3}',
			};
			const { facts, gaps } = await collect({
				...listing(entry('acme.fine', '1.0.0'), ...Object.keys(bad).map((name) => entry(`acme.${name}`, '1.0.0'))),
				...installedAs('acme.fine', '1.0.0'),
				...Object.fromEntries(Object.entries(bad).map(([name, content]) => [folderOf(`acme.${name}`, '1.0.0'), content])),
			});
			assert.deepEqual(
				names(facts),
				['fine', ...Object.keys(bad)].sort().map((name) => `acme.${name}@1.0.0`),
			);
			assert.deepEqual(
				gaps.map((gap) => gap.path),
				Object.keys(bad)
					.sort()
					.map((name) => folderOf(`acme.${name}`, '1.0.0')),
			);
			assert.ok(gaps.every((gap) => gap.area === 'extensions'));
		});

		it('a folder that is gone is neither an extension nor a gap: the editor passes over its entry', async () => {
			assert.deepEqual(await collect(listing(entry('acme.gone', '1.0.0'))), { facts: [], gaps: [] });
		});

		it('a list that is a loop of links is one gap, and no extension of its own', async () => {
			const home = await mkdtemp(join(tmpdir(), 'sallyport-loop-'));
			try {
				const list = join(home, 'extensions.json');
				await symlink('extensions.json', list);
				const { gaps } = await collectExtensions(nodeMachine({ home }), { editor: 'vscode', extensionsDir: home, userDataDir: null });
				assert.deepEqual(
					gaps.map((gap) => [gap.path, gap.reason]),
					[[list, 'loop']],
				);
			} finally {
				await rm(home, { recursive: true });
			}
		});

		it('a `storage.json` of another shape is one gap, and its profiles go by their folders', async () => {
			const { facts, gaps } = await collect({
				...listing(),
				...installedAs('acme.tool', '1.0.0'),
				[`${data}/User/profiles/p1/extensions.json`]: JSON.stringify([entry('acme.tool', '1.0.0')]),
				[`${data}/User/globalStorage/storage.json`]: '[1]',
			});
			assert.deepEqual(facts[0]?.profiles.includes('p1'), true);
			assert.deepEqual(
				gaps.map((gap) => [gap.path, gap.reason]),
				[[`${data}/User/globalStorage/storage.json`, 'unparsable']],
			);
		});

		it('a folder that lets nobody in is one gap', async () => {
			const { gaps } = await collect({ [ext]: failure('denied', 'permission denied') });
			assert.deepEqual(
				gaps.map((gap) => gap.path),
				[ext],
			);
		});

		it('nothing there is no gap', async () => {
			assert.deepEqual(await collect({}), { facts: [], gaps: [] });
		});

		it('more entries than are looked at is a gap', async () => {
			const { facts, gaps } = await collect({
				...listing(...Array.from({ length: 20_001 }, () => entry('acme.tool', '1.0.0'))),
				[folderOf('acme.tool', '1.0.0')]: manifest('acme', 'tool', '1.0.0'),
			});
			assert.equal(facts.length, 1);
			assert.ok(gaps.some((gap) => gap.reason === 'limit'));
		});
	});

	it('is not led astray by hostile shapes', async () => {
		const hostile = [
			null,
			7,
			'x',
			[],
			{},
			{ identifier: null },
			{ identifier: { id: 'a.b' }, version: 1 },
			{ identifier: { id: 'a.b' }, version: '1' },
			{ identifier: { id: {} }, version: '1', relativeLocation: 'x' },
			{ identifier: { id: '__proto__' }, version: 'constructor', relativeLocation: 'constructor', metadata: [] },
			{ identifier: { id: 'a.b' }, version: '1', relativeLocation: 'nul\0byte', location: { path: 5 } },
			{ identifier: { id: 'a.b' }, version: '1', relativeLocation: 'x'.repeat(5000) },
			{
				identifier: { id: 'a.c' },
				version: '1',
				relativeLocation: '.',
				metadata: { installedTimestamp: 1e300, pinned: 'yes', source: {}, targetPlatform: 3 },
			},
		];
		const { facts, gaps } = await collect({
			[`${ext}/extensions.json`]: JSON.stringify(hostile),
			[`${ext}/.obsolete`]: '{"__proto__":{"acme":true},"toString":1}',
		});
		assert.deepEqual(names(facts), ['a.c@1']);
		assert.equal(gaps.filter((gap) => gap.path === `${ext}/extensions.json`).length, 1);
		assert.equal(({} as Record<string, unknown>).constructor, Object);
	});

	it('never throws, whatever stands in the files', async () => {
		const text = fc.oneof(
			fc.json(),
			fc.string(),
			fc.json().map((json) => json.slice(1)),
		);
		const likely = fc
			.array(
				fc.record(
					{
						identifier: fc.oneof(fc.record({ id: fc.oneof(fc.constant('acme.tool'), fc.anything()) }), fc.anything()),
						version: fc.oneof(fc.string(), fc.anything()),
						relativeLocation: fc.oneof(fc.string(), fc.constant('acme.tool-1.0.0'), fc.anything()),
						location: fc.oneof(fc.record({ scheme: fc.constant('file'), path: fc.oneof(fc.string(), fc.anything()) }), fc.anything()),
						metadata: fc.anything(),
					},
					{ requiredKeys: [] },
				),
			)
			.map((list) => JSON.stringify(list, (_, value) => (typeof value === 'bigint' ? String(value) : value)) ?? '');
		await fc.assert(
			fc.asyncProperty(fc.oneof(text, likely), text, text, text, async (list, pkg, obsolete, storage) => {
				const { facts, gaps } = await collect({
					[`${ext}/extensions.json`]: list,
					[`${ext}/.obsolete`]: obsolete,
					[`${ext}/acme.tool-1.0.0/package.json`]: pkg,
					[`${data}/User/profiles/5a/extensions.json`]: list,
					[`${data}/User/globalStorage/storage.json`]: storage,
				});
				for (const fact of facts) {
					assert.ok(fact.id !== '' && fact.version !== '' && fact.path !== '');
				}
				assert.equal(new Set(gaps.map((gap) => gap.path)).size, gaps.length, 'one gap for each file');
			}),
			{ numRuns: 300 },
		);
	});

	it('gives what two rows of one editor share once', async () => {
		const files = {
			...listing(entry('acme.tool', '1.0.0')),
			...installedAs('acme.tool', '1.0.0'),
			'/other/User/profiles/p/extensions.json': JSON.stringify([entry('acme.tool', '1.0.0')]),
		};
		const { facts } = await collectAllExtensions(fixtureMachine({ files }), [
			vscode,
			{ ...vscode, userDataDir: '/other' },
			{ editor: 'cursor', extensionsDir: '/none', userDataDir: null },
		]);
		assert.deepEqual(
			facts.map((fact) => [fact.id, fact.profiles]),
			[['acme.tool', ['default', 'p']]],
		);
	});

	describe('on a real disk', () => {
		let home = '';
		let editor: Editor;
		const put = async (path: string, content: string): Promise<string> => {
			const full = join(editor.extensionsDir, path);
			await mkdir(dirname(full), { recursive: true });
			await writeFile(full, content);
			return full;
		};
		beforeEach(async () => {
			home = await mkdtemp(join(tmpdir(), 'sallyport-extensions-'));
			editor = { editor: 'vscode', extensionsDir: join(home, '.vscode', 'extensions'), userDataDir: join(home, '.config', 'Code') };
			const ids = ['fine', 'fifo', 'loop', 'huge'];
			await put(
				'extensions.json',
				JSON.stringify(ids.map((id) => ({ identifier: { id: `acme.${id}` }, version: '1.0.0', relativeLocation: `acme.${id}-1.0.0` }))),
			);
			await put('acme.fine-1.0.0/package.json', manifest('acme', 'fine', '1.0.0'));
		});
		afterEach(() => rm(home, { recursive: true, force: true }));

		it('a FIFO, a loop of links and 100 MB cost one gap each', async () => {
			for (const name of ['fifo', 'loop']) {
				await mkdir(join(editor.extensionsDir, `acme.${name}-1.0.0`));
			}
			await promisify(execFile)('mkfifo', [join(editor.extensionsDir, 'acme.fifo-1.0.0', 'package.json')]);
			await symlink('package.json', join(editor.extensionsDir, 'acme.loop-1.0.0', 'package.json'));
			await truncate(await put('acme.huge-1.0.0/package.json', ''), 100 * 1024 * 1024);
			const { facts, gaps } = await collectExtensions(nodeMachine({ home }), editor);
			assert.deepEqual(names(facts), ['acme.fifo@1.0.0', 'acme.fine@1.0.0', 'acme.huge@1.0.0', 'acme.loop@1.0.0']);
			assert.deepEqual(
				gaps.map((gap) => gap.reason),
				['special-file', 'too-large', 'loop'],
			);
		});

		it('follows a link to an extension’s folder', async () => {
			await put('extensions.json', '[]');
			await mkdir(join(home, 'src'));
			await writeFile(join(home, 'src', 'package.json'), manifest('me', 'linked', '0.1.0'));
			await symlink(join(home, 'src'), join(editor.extensionsDir, 'me.linked'));
			const { facts } = await collectExtensions(nodeMachine({ home }), editor);
			assert.ok(names(facts).includes('me.linked@0.1.0'));
		});

		it('survives a file that is deleted between two looks', async () => {
			const machine = nodeMachine({ home });
			const deleting: Machine = {
				...machine,
				files: {
					...machine.files,
					read: async (path, maxBytes) => {
						if (path.endsWith('package.json')) {
							await rm(path, { force: true });
						}
						return machine.files.read(path, maxBytes);
					},
				},
			};
			const { facts, gaps } = await collectExtensions(deleting, editor);
			assert.deepEqual([facts, gaps], [[], []]);
		});

		it('survives an editor that writes its list meanwhile', async () => {
			const machine = nodeMachine({ home });
			let reads = 0;
			const racing: Machine = {
				...machine,
				files: { ...machine.files, read: async (path, most) => (reads++ % 2 === 0 ? ABSENT : machine.files.read(path, most)) },
			};
			await assert.doesNotReject(collectExtensions(racing, editor));
		});
	});
});
