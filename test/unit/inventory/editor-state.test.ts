import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editors as catalog } from '../../../src/catalog/editors/index.ts';
import { collectEditorState, editorStatePaths } from '../../../src/inventory/editor-state.ts';
import { collectKnownFolders } from '../../../src/inventory/known-folders.ts';
import { survey } from '../../../src/inventory/survey.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Editor } from '../../../src/model/editor.ts';
import { failure } from '../../../src/model/outcome.ts';
import { PLATFORMS } from '../../../src/model/platform.ts';

const DATA = '/home/dev/.config/Code';
const OWN = `${DATA}/User/globalStorage/state.vscdb`;
const SHARED = '/home/dev/.vscode-shared/sharedStorage/state.vscdb';
const editor = (id: string, userDataDir: string | null = DATA): Editor => ({ editor: id, extensionsDir: '/x', userDataDir });

const TRUST = 'content.trust.model.key';
const RECENT = 'history.recentlyOpenedPathsList';
const uri = (path: string, scheme = 'file', authority?: string) => ({
	$mid: 1,
	path,
	scheme,
	...(authority !== undefined && { authority }),
});
const trusts = (...paths: string[]) => ({
	[TRUST]: JSON.stringify({ uriTrustInfo: paths.map((path) => ({ uri: uri(path), trusted: true })) }),
});
const opened = (...entries: object[]) => ({ [RECENT]: JSON.stringify({ entries }) });

const collect = (databases: NonNullable<FixtureOptions['databases']>, options: FixtureOptions = {}, editors = [editor('vscode')]) =>
	collectEditorState(fixtureMachine({ databases, ...options }), editors);
const there = (...folders: string[]) => Object.fromEntries(folders.map((folder) => [`${folder}/x`, '']));

describe('inventory/editor-state', () => {
	it('reads trusted and recent folders of an editor', async () => {
		const { facts, gaps } = await collect({
			[OWN]: {
				...trusts('/home/dev/app'),
				...opened(
					{ folderUri: 'file:///home/dev/my%20app' },
					{ workspace: { id: '1', configPath: 'file:///home/dev/all.code-workspace' } },
					{ fileUri: 'file:///home/dev/notes.txt' },
					{ folderUri: 'vscode-remote://ssh-remote%2Bbox/srv/x', remoteAuthority: 'ssh-remote+box' },
				),
				'secret://other': 'never asked for',
			},
		});
		assert.deepEqual(gaps, []);
		assert.deepEqual(facts, [
			{
				editor: 'vscode',
				trusted: ['/home/dev/app'],
				recent: [
					{ path: '/home/dev/my app', workspaceFile: false },
					{ path: '/home/dev/all.code-workspace', workspaceFile: true },
				],
			},
		]);
	});

	it('takes what all windows share for trust, where it says anything, and the older place where not', async () => {
		const trusted = async (databases: NonNullable<FixtureOptions['databases']>) => (await collect(databases)).facts[0]?.trusted;
		assert.deepEqual(await trusted({ [SHARED]: trusts('/new'), [OWN]: trusts('/old') }), ['/new']);
		assert.deepEqual(await trusted({ [SHARED]: trusts(), [OWN]: trusts('/old') }), []);
		assert.deepEqual(await trusted({ [SHARED]: {}, [OWN]: trusts('/old') }), ['/old']);
		assert.deepEqual(await trusted({ [OWN]: trusts('/old') }), ['/old']);
		assert.deepEqual(await trusted({}), []);
	});

	it('leaves out what is refused, what is on another machine, and another shape', async () => {
		const entries = [
			{ uri: uri('/home/dev/no'), trusted: false },
			{ uri: uri('/home/dev/odd'), trusted: 'true' },
			{ uri: uri('/x', 'vscode-remote', 'ssh-remote+box'), trusted: true },
			{ uri: uri('/x', 'file', 'host'), trusted: true },
			{ uri: uri('//host/x'), trusted: true },
			{ uri: 'file:///home/dev/text', trusted: true },
			{ trusted: true },
			null,
			7,
			{ uri: uri('/home/dev/yes'), trusted: true },
		];
		const { facts, gaps } = await collect({ [OWN]: { [TRUST]: JSON.stringify({ uriTrustInfo: entries }) } });
		assert.deepEqual([facts[0]?.trusted, gaps], [['/home/dev/yes'], []]);
	});

	it('knows the paths of Windows', async () => {
		const { facts } = await collect({ [OWN]: trusts('/c:/Users/dev/app', '/home/dev') }, { platform: 'win32' });
		assert.deepEqual(facts[0]?.trusted, ['c:\\Users\\dev\\app', '/home/dev']);
	});

	it('gives one row for an editor whose databases cannot be read here, and none for one without', async () => {
		const none = failure('unsupported', 'no SQLite');
		const { facts, gaps } = await collect({ [SHARED]: none, [OWN]: none }, {}, [
			editor('vscode'),
			editor('cursor', '/home/dev/.config/Cursor'),
		]);
		assert.deepEqual(gaps, [{ path: SHARED, area: 'trust', reason: 'unsupported', detail: 'no SQLite' }]);
		assert.ok(facts.every(({ trusted, recent }) => trusted.length === 0 && recent.length === 0));
		// A database that is not read here keeps no agent's store, and no other editor's database, from being read.
		const facts2 = await survey(
			fixtureMachine({
				databases: { [OWN]: none, '/home/dev/.config/Cursor/User/globalStorage/state.vscdb': trusts('/home/dev/app') },
				files: { '/home/dev/.gemini/trustedFolders.json': '{"/home/dev/app":"TRUST_FOLDER"}', ...there('/home/dev/app') },
			}),
			{ areas: ['trust'], knownFolders: true },
		);
		assert.deepEqual(facts2.trust, [
			{ tool: 'cursor', folder: '/home/dev/app', byEditor: true },
			{ tool: 'gemini-cli', folder: '/home/dev/app' },
		]);
		assert.deepEqual(
			facts2.gaps.map(({ path, area, reason }) => [path, area, reason]),
			[[OWN, 'trust', 'unsupported']],
		);
	});

	it('tells what is not as the editors write it, and keeps the rest', async () => {
		for (const odd of ['x', '[]', 'null', '{}', '{"uriTrustInfo":{}}']) {
			const { facts, gaps } = await collect({ [OWN]: { [TRUST]: odd, ...opened({ folderUri: 'file:///home/dev/app' }) } });
			assert.deepEqual(
				[facts[0]?.trusted, facts[0]?.recent.length, gaps.map(({ path, reason }) => [path, reason])],
				[[], 1, [[OWN, 'unparsable']]],
				odd,
			);
		}
	});

	it('looks at five thousand folders, and says that there are more', async () => {
		const { facts, gaps } = await collect({ [OWN]: trusts(...Array.from({ length: 5_001 }, (_, at) => `/srv/${at}`)) });
		assert.deepEqual([facts[0]?.trusted.length, gaps.map(({ reason }) => reason)], [5_000, ['limit']]);
	});

	it('asks a server and a page in a browser for no database of trust', () => {
		for (const entry of catalog) {
			const paths = editorStatePaths(fixtureMachine(), [editor(entry.id, '/data')]);
			assert.equal(paths.length > 0, !entry.server, entry.id);
			assert.equal(
				paths.some((path) => path.includes('-shared/')),
				!entry.server && !entry.inBrowser,
				entry.id,
			);
		}
	});

	it('follows the variable that moves a portable VS Code', () => {
		const paths = editorStatePaths(fixtureMachine({ env: { VSCODE_PORTABLE: '/media/code' } }), [
			editor('vscode', '/media/code/user-data'),
		]);
		assert.equal(paths[0], '/media/code/shared-data/sharedStorage/state.vscdb');
	});

	it('takes the folder that code-server opened last', async () => {
		const data = '/home/dev/.local/share/code-server';
		const file = (text: string) => ({ files: { [`${data}/coder.json`]: text, ...there('/home/dev/app') } });
		const recent = async (text: string) => (await collect({}, file(text), [editor('code-server', data)])).facts[0]?.recent;
		assert.deepEqual(await recent('{"query":{"folder":"/home/dev/app"}}'), [{ path: '/home/dev/app', workspaceFile: false }]);
		assert.deepEqual(await recent('{"query":{"workspace":"/home/dev/a.code-workspace"}}'), [
			{ path: '/home/dev/a.code-workspace', workspaceFile: true },
		]);
		for (const text of [
			'{}',
			'{"query":{"folder":"relative"}}',
			'{"query":{"folder":["/a"]}}',
			'{"query":{"folder":"vscode-remote://x/y"}}',
			'',
		]) {
			assert.deepEqual(await recent(text), [], text);
		}
		const { gaps } = await collect({}, file('{"query":'), [editor('code-server', data)]);
		assert.deepEqual(
			gaps.map(({ path, reason }) => [path, reason]),
			[[`${data}/coder.json`, 'unparsable']],
		);
	});

	it('makes recent folders known folders, and trusted ones looked at', async () => {
		const machine = fixtureMachine({
			databases: {
				[OWN]: { ...opened({ folderUri: 'file:///srv/recent' }, { folderUri: 'file:///srv/gone' }), ...trusts('/srv/trusted') },
			},
			files: there('/srv/recent', '/srv/trusted'),
		});
		const states = (await collectEditorState(machine, [editor('vscode')])).facts;
		const known = await collectKnownFolders(machine, [editor('vscode'), editor('vscode', '/home/dev/other')], states);
		assert.deepEqual(known.facts, [{ folder: '/srv/recent', from: 'vscode', lastUsed: null }]);
		const facts = await survey(machine, { areas: ['launches', 'trust'], knownFolders: true });
		assert.deepEqual(facts.folders.looked, ['/srv/recent', '/srv/trusted']);
		assert.deepEqual(facts.trust, [{ tool: 'vscode', folder: '/srv/trusted', byEditor: true }]);
	});

	it('finds the databases where each platform has them', async () => {
		const places = {
			linux: ['/home/dev/.config/Code', '/home/dev/.config/Cursor'],
			darwin: ['/home/dev/Library/Application Support/Code', '/home/dev/Library/Application Support/Cursor'],
			win32: ['/home/dev/AppData/Roaming/Code', '/home/dev/AppData/Roaming/Cursor'],
		} as const;
		for (const platform of PLATFORMS) {
			const [code, cursor] = places[platform];
			const machine = fixtureMachine({
				platform,
				databases: {
					[SHARED]: trusts('/srv/code'),
					[`${code}/User/globalStorage/state.vscdb`]: opened({ folderUri: 'file:///srv/recent' }),
					[`${cursor}/User/globalStorage/state.vscdb`]: trusts('/srv/cursor'),
				},
				files: there('/srv/code', '/srv/cursor', '/srv/cursor/below', '/srv/recent'),
			});
			const facts = await survey(machine, { areas: ['trust'], knownFolders: true, folders: ['/srv/cursor/below'] });
			assert.deepEqual(
				facts.trust,
				[
					{ tool: 'vscode', folder: '/srv/code', byEditor: true },
					{ tool: 'cursor', folder: '/srv/cursor', byEditor: true },
					{ tool: 'cursor', folder: '/srv/cursor/below', byEditor: true, through: '/srv/cursor' },
				],
				platform,
			);
			assert.deepEqual(facts.folders.looked, ['/srv/code', '/srv/cursor', '/srv/cursor/below', '/srv/recent'], platform);
		}
	});

	it('never throws, whatever an editor wrote', async () => {
		const text = fc.oneof(
			fc.json(),
			fc.string(),
			fc.array(fc.record({ uri: fc.jsonValue(), trusted: fc.boolean() })).map((list) => JSON.stringify({ uriTrustInfo: list })),
			fc.array(fc.record({ folderUri: fc.jsonValue(), workspace: fc.jsonValue() })).map((list) => JSON.stringify({ entries: list })),
		);
		await fc.assert(
			fc.asyncProperty(text, text, async (trust, recent) => {
				const machine = fixtureMachine({ databases: { [OWN]: { [TRUST]: trust, [RECENT]: recent } } });
				await survey(machine, {
					areas: ['trust'],
					knownFolders: true,
					runningEditor: { extensionsDir: '/x', userDataDir: DATA, id: 'vscode' },
				});
			}),
			{ numRuns: 200 },
		);
	});
});
