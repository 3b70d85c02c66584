import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editors as catalog } from '../../../src/catalog/editors/index.ts';
import { collectEditors, fileUriPath, recordedPath } from '../../../src/inventory/editors.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import { resolvePlace } from '../../../src/machine/places.ts';
import { failure } from '../../../src/model/outcome.ts';
import { PLATFORMS } from '../../../src/model/platform.ts';

const here = (...folders: string[]): Record<string, string> => Object.fromEntries(folders.map((folder) => [`/home/dev/${folder}/x`, '']));

describe('inventory/editors', () => {
	for (const platform of PLATFORMS) {
		it(`finds every place of every editor on ${platform}`, async () => {
			const bare = fixtureMachine({ platform });
			const places = catalog.flatMap((entry) =>
				entry.places[platform].map((place) => ({
					editor: entry.id,
					extensionsDir: resolvePlace(bare, place.extensions) ?? '',
					userDataDir: resolvePlace(bare, place.userData) ?? '',
				})),
			);
			const files = Object.fromEntries(
				places.flatMap((place) => [`${place.extensionsDir}/x`, `${place.userDataDir}/x`]).map((path) => [path, '']),
			);
			const { facts, gaps } = await collectEditors(fixtureMachine({ platform, files }));
			const inOrder = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
			assert.deepEqual(inOrder(facts), inOrder(places));
			assert.deepEqual(gaps, []);
		});
	}

	it('takes either folder for the editor, and says null for user data that is not there', async () => {
		const { facts } = await collectEditors(fixtureMachine({ files: here('.cursor/extensions', '.config/Kiro/User') }));
		assert.deepEqual(facts, [
			{ editor: 'cursor', extensionsDir: '/home/dev/.cursor/extensions', userDataDir: null },
			{ editor: 'kiro', extensionsDir: '/home/dev/.kiro/extensions', userDataDir: '/home/dev/.config/Kiro' },
		]);
	});

	it('gives a Flatpak and a native installation a row each', async () => {
		const flatpak = '.var/app/com.vscodium.codium';
		const files = here('.vscode-oss/extensions', '.config/VSCodium', `${flatpak}/data/codium/extensions`, `${flatpak}/config/VSCodium`);
		const { facts } = await collectEditors(fixtureMachine({ files }));
		assert.deepEqual(
			facts.map((row) => [row.editor, row.extensionsDir, row.userDataDir]),
			[
				['vscodium', `/home/dev/${flatpak}/data/codium/extensions`, `/home/dev/${flatpak}/config/VSCodium`],
				['vscodium', '/home/dev/.vscode-oss/extensions', '/home/dev/.config/VSCodium'],
			],
		);
	});

	it('gives a shared extensions folder one row, unless both have user data', async () => {
		const rows = async (...folders: string[]) =>
			(await collectEditors(fixtureMachine({ files: here(...folders) }))).facts.map((row) => row.userDataDir);
		assert.deepEqual(await rows('.vscode-oss/extensions'), [null]);
		assert.deepEqual(await rows('.vscode-oss/extensions', '.config/Code - OSS'), ['/home/dev/.config/Code - OSS']);
		assert.equal((await rows('.vscode-oss/extensions', '.config/Code - OSS', '.config/VSCodium')).length, 2);
	});

	it('adds what variables name, and drops nothing for it', async () => {
		const files = {
			...here('.vscode/extensions', '.config/Code'),
			'/opt/ext/x': '',
			'/media/stick/extensions/x': '',
			'/media/stick/user-data/x': '',
		};
		const env = { VSCODE_EXTENSIONS: '/opt/ext', VSCODE_PORTABLE: '/media/stick', VSCODE_APPDATA: '/nowhere' };
		const { facts } = await collectEditors(fixtureMachine({ files, env }));
		assert.deepEqual(
			facts.map((row) => [row.extensionsDir, row.userDataDir]),
			[
				['/home/dev/.vscode/extensions', '/home/dev/.config/Code'],
				['/media/stick/extensions', '/media/stick/user-data'],
				['/opt/ext', '/home/dev/.config/Code'],
			],
		);
	});

	it('follows XDG_CONFIG_HOME and APPDATA', async () => {
		const linux = fixtureMachine({ files: { '/cfg/Code/x': '' }, env: { XDG_CONFIG_HOME: '/cfg' } });
		assert.equal((await collectEditors(linux)).facts[0]?.userDataDir, '/cfg/Code');
		const windows = fixtureMachine({ platform: 'win32', files: { '/roaming/Code/x': '' }, env: { appdata: '/roaming' } });
		assert.equal((await collectEditors(windows)).facts[0]?.userDataDir, '/roaming/Code');
	});

	describe('the running editor', () => {
		const files = { ...here('.vscode/extensions', '.config/Code', '.cursor/extensions'), '/srv/ext/x': '', '/srv/data/x': '' };

		it('is added under the name it is given, or as running', async () => {
			const running = { extensionsDir: '/srv/ext', userDataDir: '/srv/data' };
			const rows = async (id?: string) =>
				(await collectEditors(fixtureMachine({ files }), id === undefined ? running : { ...running, id })).facts.filter(
					(row) => row.extensionsDir === '/srv/ext',
				);
			assert.deepEqual(await rows(), [{ editor: 'running', ...running }]);
			assert.deepEqual(await rows('theia'), [{ editor: 'theia', ...running }]);
		});

		it('is not added twice', async () => {
			const known = { extensionsDir: '/home/dev/.vscode/extensions', userDataDir: '/home/dev/.config/Code', id: 'other' };
			const { facts } = await collectEditors(fixtureMachine({ files }), known);
			assert.equal(facts.filter((row) => row.extensionsDir === known.extensionsDir).length, 1);
			assert.equal(facts.find((row) => row.extensionsDir === known.extensionsDir)?.editor, 'vscode');
		});

		it('gives its row the user data it has elsewhere', async () => {
			const { facts } = await collectEditors(fixtureMachine({ files }), {
				extensionsDir: '/home/dev/.cursor/extensions',
				userDataDir: '/srv/data',
			});
			assert.deepEqual(
				facts.filter((row) => row.editor === 'cursor'),
				[{ editor: 'cursor', extensionsDir: '/home/dev/.cursor/extensions', userDataDir: '/srv/data' }],
			);
		});

		it('has a row of its own for a second user data folder, under the catalog’s name', async () => {
			const { facts } = await collectEditors(fixtureMachine({ files }), {
				extensionsDir: '/home/dev/.vscode/extensions',
				userDataDir: '/srv/data',
			});
			assert.deepEqual(
				facts.filter((row) => row.editor === 'vscode').map((row) => row.userDataDir),
				['/home/dev/.config/Code', '/srv/data'],
			);
		});

		it('is known by its folder even before that exists', async () => {
			const { facts } = await collectEditors(fixtureMachine(), { extensionsDir: '/home/dev/.kiro/extensions', userDataDir: null });
			assert.deepEqual(facts, [{ editor: 'kiro', extensionsDir: '/home/dev/.kiro/extensions', userDataDir: null }]);
		});
	});

	it('makes one gap of a folder that shuts out many editors, for what they load and for what they start', async () => {
		const { facts, gaps } = await collectEditors(
			fixtureMachine({ files: { '/home/dev/.config': failure('denied', 'permission denied') } }),
		);
		assert.deepEqual(facts, []);
		assert.deepEqual(
			gaps,
			['extensions', 'launches'].map((area) => ({ path: '/home/dev/.config', area, reason: 'denied', detail: 'permission denied' })),
		);
	});

	describe('on a real disk', () => {
		let home = '';
		beforeEach(async () => {
			home = await mkdtemp(join(tmpdir(), 'sallyport-editors-'));
		});
		afterEach(() => rm(home, { recursive: true, force: true }));

		it('matches the running editor by its real path', async () => {
			await mkdir(join(home, '.vscode', 'extensions'), { recursive: true });
			await symlink(join(home, '.vscode'), join(home, 'alias'));
			const { facts } = await collectEditors(nodeMachine({ home }), {
				extensionsDir: join(home, 'alias', 'extensions'),
				userDataDir: null,
			});
			assert.deepEqual(facts, [{ editor: 'vscode', extensionsDir: join(home, '.vscode', 'extensions'), userDataDir: null }]);
		});

		it('makes a gap of a loop of links', async () => {
			await mkdir(join(home, '.vscode'));
			await symlink('extensions', join(home, '.vscode', 'extensions'));
			const { facts, gaps } = await collectEditors(nodeMachine({ home }));
			assert.deepEqual(facts, []);
			assert.deepEqual(
				gaps.map((gap) => [gap.path, gap.reason]),
				[[join(home, '.vscode', 'extensions'), 'loop']],
			);
		});
	});

	it('keeps recorded paths within what is looked at', () => {
		const machine = fixtureMachine();
		assert.equal(recordedPath(machine, '/opt/x'), '/opt/x');
		assert.equal(recordedPath({ ...machine, systemRoot: null }, '/opt/x'), null);
		assert.equal(recordedPath({ ...machine, systemRoot: null }, '/home/dev/..x'), '/home/dev/..x');
		assert.equal(recordedPath({ ...machine, systemRoot: null }, '/home/dev/../other'), null);
		assert.equal(recordedPath({ ...machine, systemRoot: '/root/fs' }, '/opt/x'), '/root/fs/opt/x');
		assert.equal(recordedPath({ ...machine, systemRoot: '/root/fs' }, '/root/fs/opt/x'), '/root/fs/opt/x');
		for (const path of ['relative', '//host/share', '\\\\host\\share', '/a\0b']) {
			assert.equal(recordedPath(machine, path), null);
		}
	});

	it('reads file URIs and no others', () => {
		assert.equal(fileUriPath('file:///home/dev/a%20b'), '/home/dev/a b');
		for (const uri of [
			'file://host/share',
			'vscode-remote://ssh-remote+x/home',
			'https://a/b',
			'not a uri',
			'file:///a%00b',
			'file:///%E0%A4%A',
			'',
		]) {
			assert.equal(fileUriPath(uri), null, uri);
		}
	});
});
