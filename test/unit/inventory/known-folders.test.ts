import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { collectKnownFolders } from '../../../src/inventory/known-folders.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import type { Editor } from '../../../src/model/editor.ts';
import { failure } from '../../../src/model/outcome.ts';

const data = '/home/dev/.config/Code';
const vscode: Editor = { editor: 'vscode', extensionsDir: '/home/dev/.vscode/extensions', userDataDir: data };
const storage = `${data}/User/globalStorage/storage.json`;
const workspace = (id: string): string => `${data}/User/workspaceStorage/${id}/workspace.json`;
const collect = (files: NonNullable<FixtureOptions['files']>, options: Omit<FixtureOptions, 'files'> = {}) =>
	collectKnownFolders(fixtureMachine({ files, ...options }), [vscode]);
const folders = async (files: NonNullable<FixtureOptions['files']>): Promise<string[]> =>
	(await collect(files)).facts.map((fact) => fact.folder);

describe('inventory/known-folders', () => {
	it('reads the folders of recent workspaces, with the time', async () => {
		const { facts, gaps } = await collect({
			[workspace('a1')]: '{"folder":"file:///home/dev/my%20project/"}',
			'/home/dev/my project/x': '',
		});
		assert.deepEqual(facts, [{ folder: '/home/dev/my project', from: 'vscode', lastUsed: '2026-01-01T00:00:00.000Z' }]);
		assert.deepEqual(gaps, []);
	});

	it('leaves out what is gone, what is elsewhere, and what is no folder', async () => {
		const uris = [
			'file:///home/dev/gone',
			'file:///home/dev/file',
			'vscode-remote://ssh-remote%2Bbox/home/dev/there',
			'file://host/home/dev/there',
			'file:///c%3A/Users/dev/x',
			'',
			7,
			null,
			{},
		];
		const files = Object.fromEntries(uris.map((uri, at) => [workspace(`w${at}`), JSON.stringify({ folder: uri })]));
		const { facts, gaps } = await collect({ ...files, '/home/dev/file': '', '/home/dev/there/x': '' });
		assert.deepEqual([facts, gaps], [[], []]);
	});

	it('takes a workspace file apart', async () => {
		assert.deepEqual(
			await folders({
				[workspace('a1')]: '{"workspace":"file:///home/dev/all.code-workspace"}',
				'/home/dev/all.code-workspace':
					'{"folders":[{"path":"one"},{"path":"/home/dev/two"},{"uri":"file:///home/dev/three"},{"path":"../dev/one/"},{"path":7},{}], }',
				'/home/dev/one/x': '',
				'/home/dev/two/x': '',
				'/home/dev/three/x': '',
			}),
			['/home/dev/one', '/home/dev/three', '/home/dev/two'],
		);
	});

	it('reads what storage.json remembers', async () => {
		const { facts } = await collect({
			[storage]: JSON.stringify({
				profileAssociations: { workspaces: { 'file:///home/dev/one': 'p', 'vscode-remote://x/y': 'p' }, emptyWindows: {} },
				backupWorkspaces: { folders: [{ folderUri: 'file:///home/dev/two' }, null, 'file:///home/dev/three'], workspaces: [{}] },
			}),
			'/home/dev/one/x': '',
			'/home/dev/two/x': '',
			'/home/dev/three/x': '',
		});
		assert.deepEqual(
			facts.map((fact) => [fact.folder, fact.lastUsed]),
			[
				['/home/dev/one', null],
				['/home/dev/three', null],
				['/home/dev/two', null],
			],
		);
	});

	it('gives each folder once, with the editor that used it last', async () => {
		const cursor: Editor = { ...vscode, editor: 'cursor', userDataDir: '/home/dev/.config/Cursor' };
		const files = {
			[storage]: JSON.stringify({ backupWorkspaces: { folders: [{ folderUri: 'file:///home/dev/p' }] } }),
			'/home/dev/.config/Cursor/User/workspaceStorage/1/workspace.json': '{"folder":"file:///home/dev/p"}',
			'/home/dev/p/x': '',
		};
		const { facts } = await collectKnownFolders(fixtureMachine({ files }), [vscode, cursor, { ...vscode, userDataDir: null }]);
		assert.deepEqual(
			facts.map((fact) => [fact.folder, fact.from]),
			[['/home/dev/p', 'cursor']],
		);
	});

	it('makes one gap of each file that cannot be read, and goes on', async () => {
		const { facts, gaps } = await collect({
			[workspace('a')]: failure('denied', 'permission denied'),
			[workspace('b')]: '{"folder":',
			[workspace('c')]: '[]',
			[workspace('d')]: '{"folder":"file:///home/dev/p"}',
			[storage]: new Uint8Array([0, 1]),
			'/home/dev/p/x': '',
		});
		assert.deepEqual(
			facts.map((fact) => fact.folder),
			['/home/dev/p'],
		);
		assert.deepEqual(
			gaps.map((gap) => [gap.path, gap.reason]),
			[
				[storage, 'binary'],
				[workspace('a'), 'denied'],
				[workspace('b'), 'unparsable'],
				[workspace('c'), 'unparsable'],
			],
		);
	});

	it('makes one gap of a file of another shape, and keeps what is sound in it', async () => {
		const all = '/home/dev/all.code-workspace';
		for (const [path, text, detail] of [
			[storage, '[1,2]', 'not the object that the editor writes'],
			[storage, '"x"', 'not the object that the editor writes'],
			[storage, '{"backupWorkspaces":5}', 'backupWorkspaces is not an object'],
			[storage, '{"profileAssociations":{"workspaces":[1]}}', 'profileAssociations.workspaces is not an object'],
			[
				storage,
				'{"backupWorkspaces":{"folders":{},"workspaces":"x"}}',
				'backupWorkspaces.folders is not a list; backupWorkspaces.workspaces is not a list',
			],
			[all, '[1,2]', 'not the object that the file is to hold'],
			[all, '{"folders":"x"}', 'folders is not a list'],
		] as const) {
			const files = {
				[workspace('a1')]: `{"workspace":"file://${all}"}`,
				[workspace('a2')]: '{"folder":"file:///home/dev/one"}',
				'/home/dev/one/x': '',
			};
			const { facts, gaps } = await collect({ ...files, [path]: text });
			assert.deepEqual(
				[facts.map((fact) => fact.folder), gaps],
				[['/home/dev/one'], [{ path, area: 'launches', reason: 'unparsable', detail }]],
				text,
			);
		}
		for (const text of ['null', '{}', '', '{"backupWorkspaces":null,"profileAssociations":null,"theme":5}']) {
			assert.deepEqual((await collect({ [storage]: text })).gaps, [], text);
		}
	});

	it('does not leave another home, and says so', async () => {
		const files = {
			[workspace('a')]: '{"folder":"file:///srv/real"}',
			[workspace('b')]: '{"folder":"file:///home/dev/p"}',
			[workspace('c')]: '{"workspace":"file:///home/dev/all.code-workspace"}',
			'/home/dev/all.code-workspace': '{"folders":[{"path":"/srv/other"},{"path":"/srv/real"},{"path":"p"}]}',
			'/srv/real/x': '',
			'/home/dev/p/x': '',
		};
		const { facts, gaps } = await collectKnownFolders({ ...fixtureMachine({ files }), systemRoot: null }, [vscode]);
		assert.deepEqual(
			facts.map((fact) => fact.folder),
			['/home/dev/p'],
		);
		assert.deepEqual(
			gaps.map((gap) => [gap.reason, gap.detail]),
			[['unsupported', '2 remembered folders lie outside of the home that is looked at']],
		);
	});

	it('looks at the newest 200 and counts the rest', async () => {
		const home = await mkdtemp(join(tmpdir(), 'sallyport-folders-'));
		try {
			const userDataDir = join(home, 'Code');
			for (let at = 0; at < 205; at++) {
				const path = join(userDataDir, 'User', 'workspaceStorage', `w${at}`, 'workspace.json');
				const folder = join(home, `p${at}`);
				await mkdir(dirname(path), { recursive: true });
				await mkdir(folder);
				await writeFile(path, JSON.stringify({ folder: pathToFileURL(folder).href }));
				await utimes(path, 1_700_000_000 + at, 1_700_000_000 + at);
			}
			const { facts, gaps } = await collectKnownFolders(nodeMachine({ home }), [{ ...vscode, userDataDir }]);
			assert.equal(facts.length, 200);
			assert.equal(facts[0]?.folder, join(home, 'p204'));
			assert.equal(facts.at(-1)?.folder, join(home, 'p5'));
			assert.deepEqual(
				gaps.map((gap) => [gap.reason, gap.detail]),
				[['limit', '5 older workspaces were not looked at']],
			);
		} finally {
			await rm(home, { recursive: true, force: true });
		}
	});

	it('never throws, whatever stands in the files', async () => {
		const text = fc.oneof(
			fc.json(),
			fc.string(),
			fc.webUrl().map((url) => JSON.stringify({ folder: url.replace('https', 'file') })),
		);
		await fc.assert(
			fc.asyncProperty(text, text, text, async (recent, remembered, code) => {
				await collect({
					[workspace('a')]: recent,
					[workspace('b')]: '{"workspace":"file:///home/dev/x.code-workspace"}',
					[storage]: remembered,
					'/home/dev/x.code-workspace': code,
				});
			}),
			{ numRuns: 300 },
		);
	});
});
