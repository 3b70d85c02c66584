import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { editors as catalog } from '../../../src/catalog/editors/index.ts';
import type { Facts } from '../../../src/inventory/facts.ts';
import { survey } from '../../../src/inventory/survey.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import { PLATFORMS, type Platform } from '../../../src/model/platform.ts';

/*
 * Homes of every editor, built from what is known about the editors and not from the catalog: what a home of any of them
 * holds has to be found, however the catalog puts it.
 */

/** Where an editor keeps extensions, and user data, below the home. */
interface Layout {
	readonly extensions: string;
	readonly userData: string;
	/** The variables that the editor was started with; `~` is the home. */
	readonly env?: Readonly<Record<string, string>>;
}

/** A desktop build: `dataFolderName` in the home, `nameShort` in the platform's folder for application data. */
const desktop =
	(folder: string, name: string) =>
	(platform: Platform): Layout[] => {
		const appData = { linux: '.config', darwin: 'Library/Application Support', win32: 'AppData/Roaming' }[platform];
		return [{ extensions: `${folder}/extensions`, userData: `${appData}/${name}` }];
	};

/** A server build: all of it in one folder of the home. */
const server = (folder: string) => (): Layout[] => [{ extensions: `${folder}/extensions`, userData: `${folder}/data` }];

const onLinux =
	(...layouts: Layout[]) =>
	(platform: Platform): Layout[] =>
		platform === 'linux' ? layouts : [];

const EDITORS: Readonly<Record<string, readonly ((platform: Platform) => Layout[])[]>> = {
	antigravity: [desktop('.antigravity', 'Antigravity'), desktop('.antigravity-ide', 'Antigravity IDE')],
	'antigravity-server': [server('.antigravity-server'), server('.antigravity-ide-server')],
	'code-server': [
		(platform) =>
			platform === 'win32'
				? [{ extensions: 'AppData/Local/code-server/Data/extensions', userData: 'AppData/Local/code-server/Data' }]
				: [{ extensions: '.local/share/code-server/extensions', userData: '.local/share/code-server' }],
		onLinux({ extensions: 'xdg/code-server/extensions', userData: 'xdg/code-server', env: { XDG_DATA_HOME: '~/xdg' } }),
	],
	cursor: [desktop('.cursor', 'Cursor')],
	'cursor-server': [server('.cursor-server')],
	kiro: [desktop('.kiro', 'Kiro')],
	'kiro-server': [server('.kiro-server')],
	'openvscode-server': [server('.openvscode-server')],
	positron: [desktop('.positron', 'Positron')],
	'positron-server': [server('.positron-server')],
	trae: [desktop('.trae', 'Trae'), desktop('.trae-cn', 'Trae CN')],
	'trae-server': [server('.trae-server')],
	vscode: [
		desktop('.vscode', 'Code'),
		onLinux(
			{ extensions: '.var/app/com.visualstudio.code/data/vscode/extensions', userData: '.var/app/com.visualstudio.code/config/Code' },
			{ extensions: '.vscode/extensions', userData: 'cfg/Code', env: { XDG_CONFIG_HOME: '~/cfg' } },
		),
		() => [{ extensions: 'portable/extensions', userData: 'portable/user-data', env: { VSCODE_PORTABLE: '~/portable' } }],
		() => [{ extensions: '.vscode/extensions', userData: 'moved/Code', env: { VSCODE_APPDATA: '~/moved' } }],
	],
	'vscode-insiders': [desktop('.vscode-insiders', 'Code - Insiders')],
	'vscode-remote': [server('.vscode-remote')],
	'vscode-server': [
		server('.vscode-server'),
		() => [{ extensions: 'agent/extensions', userData: 'agent/data', env: { VSCODE_AGENT_FOLDER: '~/agent' } }],
	],
	'vscode-server-insiders': [server('.vscode-server-insiders')],
	vscodium: [
		desktop('.vscode-oss', 'VSCodium'),
		onLinux(
			{ extensions: '.var/app/com.vscodium.codium/data/codium/extensions', userData: '.var/app/com.vscodium.codium/config/VSCodium' },
			{ extensions: '.vscode-oss/extensions', userData: '.config/Code - OSS' },
		),
	],
	'vscodium-insiders': [desktop('.vscodium-insiders', 'VSCodium - Insiders')],
	'vscodium-server': [server('.vscodium-server'), server('.vscodium-server-insiders'), server('.vscode-server-oss')],
	windsurf: [desktop('.windsurf', 'Windsurf')],
	'windsurf-next': [desktop('.windsurf-next', 'Windsurf - Next')],
	'windsurf-server': [server('.windsurf-server')],
};

/** Forks whose own agent may have taken the place of VS Code's. */
const FORKS = /^(?:antigravity|cursor|kiro|positron|trae|windsurf)(?:-|$)/;

const json = JSON.stringify;
const recorded = (id: string, version: string, folder: string, more: object = {}) => ({
	identifier: { id },
	version,
	relativeLocation: folder,
	location: { $mid: 1, path: `/elsewhere/${folder}`, scheme: 'file' },
	metadata: { installedTimestamp: 1_760_000_000_000, source: 'gallery', ...more },
});
const manifest = (publisher: string, name: string, version: string) =>
	json({ publisher, name, version, engines: { vscode: '^1.90.0' }, __metadata: { installedTimestamp: 1_760_000_000_000 } });
const started = (name: string) => ({ [name]: { type: 'stdio', command: `run-${name}` } });

/** What stands in such a home. Folder names do not tell the truth about what they hold. */
function filesOf({ extensions, userData }: Layout): Readonly<Record<string, string>> {
	const list = [
		recorded('acme.Tides', '1.2.3', 'acme.tides-1.2.3', { pinned: true }),
		recorded('acme.charts', '0.9.0', 'acme.charts-0.9.0-linux-x64', { targetPlatform: 'linux-x64' }),
		recorded('acme.removed', '1.0.0', 'acme.removed-1.0.0'),
		recorded('acme.stale', '4.0.0', 'acme.stale-4.0.0'),
	];
	return {
		[`${extensions}/extensions.json`]: json(list),
		[`${extensions}/.obsolete`]: json({ 'acme.tides-1.2.2': true, 'acme.removed-1.0.0': true }),
		[`${extensions}/acme.tides-1.2.3/package.json`]: manifest('acme', 'tides', '1.2.3'),
		[`${extensions}/acme.tides-1.2.2/package.json`]: manifest('acme', 'tides', '1.2.2'),
		[`${extensions}/acme.removed-1.0.0/package.json`]: manifest('acme', 'removed', '1.0.0'),
		[`${extensions}/acme.charts-0.9.0-linux-x64/package.json`]: manifest('acme', 'charts', '0.9.1'),
		[`${extensions}/acme.profiled-3.0.0/package.json`]: manifest('acme', 'profiled', '3.0.0'),
		[`${extensions}/dropped/package.json`]: json({ publisher: 'Nobody', name: 'Dropped', version: '0.0.1' }),
		[`${extensions}/.0b6c1e5e-unpacking/package.json`]: manifest('acme', 'unpacking', '1.0.0'),
		[`${userData}/User/mcp.json`]: `{ // the person's\n"servers": ${json(started('user'))}, }`,
		[`${userData}/User/settings.json`]: json({ 'editor.fontSize': 12 }),
		[`${userData}/User/profiles/5f2a/mcp.json`]: json({ servers: started('profile') }),
		[`${userData}/User/profiles/5f2a/extensions.json`]: json([recorded('acme.profiled', '3.0.0', 'acme.profiled-3.0.0')]),
		[`${userData}/User/globalStorage/storage.json`]: json({ userDataProfiles: [{ location: '5f2a', name: 'Work' }] }),
	};
}

/** Only VS Code's own agent is known to read these. */
function oldFilesOf({ userData }: Layout): Readonly<Record<string, string>> {
	return {
		[`${userData}/User/settings.json`]: json({ mcp: { servers: started('old') } }),
		[`${userData}/User/profiles/5f2a/settings.json`]: json({ 'mcp.servers': started('old-profile') }),
		[`${userData}/Machine/settings.json`]: json({ mcp: { servers: started('machine') } }),
	};
}

describe('inventory: homes of every editor, built from what is known of them', () => {
	let home = '';
	beforeEach(async () => {
		home = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-foreign-')));
	});
	afterEach(() => rm(home, { recursive: true }));

	const look = async (platform: Platform, layout: Layout, files: Readonly<Record<string, string>>): Promise<Facts> => {
		for (const [path, text] of Object.entries(files)) {
			await mkdir(dirname(join(home, path)), { recursive: true });
			await writeFile(join(home, path), text);
		}
		const env = Object.fromEntries(Object.entries(layout.env ?? {}).map(([name, value]) => [name, value.replace('~', home)]));
		return survey(nodeMachine({ home, platform, env }), { areas: ['extensions', 'launches', 'posture', 'trust'], knownFolders: true });
	};

	it('has a home for every editor of the catalog, and for no other', () => {
		assert.deepEqual(Object.keys(EDITORS).sort(), catalog.map((editor) => editor.id).sort());
	});

	for (const platform of PLATFORMS) {
		for (const [id, layouts] of Object.entries(EDITORS)) {
			for (const layout of layouts.flatMap((of) => of(platform))) {
				it(`${id} on ${platform}: ${layout.extensions}, ${layout.userData}`, async () => {
					const fork = FORKS.test(id);
					const facts = await look(platform, layout, { ...filesOf(layout), ...(!fork && oldFilesOf(layout)) });
					assert.deepEqual(facts.gaps, []);
					assert.deepEqual(facts.editors, [
						{ editor: id, extensionsDir: join(home, layout.extensions), userDataDir: join(home, layout.userData) },
					]);
					assert.deepEqual(
						facts.extensions.map(({ id, version, editor, profiles, pinned }) => `${editor} ${id}@${version} ${profiles} ${pinned}`),
						[
							`${id} acme.charts@0.9.1 default false`,
							`${id} acme.profiled@3.0.0 Work false`,
							`${id} acme.tides@1.2.3 default true`,
							`${id} nobody.dropped@0.0.1  false`,
						],
					);
					assert.deepEqual(
						facts.launches.map((launch) => `${launch.name} ${launch.command} ${launch.executors.map((run) => run.verdict)}`).sort(),
						['profile', 'user', ...(fork ? [] : ['machine', 'old', 'old-profile'])]
							.map((name) => `${name} run-${name} ${fork ? 'unknown' : 'loads'}`)
							.sort(),
					);
				});
			}
		}
	}
});
