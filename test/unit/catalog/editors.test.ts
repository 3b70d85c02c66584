import assert from 'node:assert/strict';
import { editors } from '../../../src/catalog/editors/index.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { resolvePlace } from '../../../src/machine/places.ts';
import { PLATFORMS } from '../../../src/model/platform.ts';

/** Id → extensions folder and user data folder below the home, on each platform. */
const EXPECTED: Readonly<Record<string, readonly [string, string, string, string]>> = {
	vscode: ['.vscode/extensions', '.config/Code', 'Library/Application Support/Code', 'AppData/Roaming/Code'],
	'vscode-insiders': [
		'.vscode-insiders/extensions',
		'.config/Code - Insiders',
		'Library/Application Support/Code - Insiders',
		'AppData/Roaming/Code - Insiders',
	],
	vscodium: ['.vscode-oss/extensions', '.config/VSCodium', 'Library/Application Support/VSCodium', 'AppData/Roaming/VSCodium'],
	cursor: ['.cursor/extensions', '.config/Cursor', 'Library/Application Support/Cursor', 'AppData/Roaming/Cursor'],
	windsurf: ['.windsurf/extensions', '.config/Windsurf', 'Library/Application Support/Windsurf', 'AppData/Roaming/Windsurf'],
	kiro: ['.kiro/extensions', '.config/Kiro', 'Library/Application Support/Kiro', 'AppData/Roaming/Kiro'],
	trae: ['.trae/extensions', '.config/Trae', 'Library/Application Support/Trae', 'AppData/Roaming/Trae'],
	antigravity: ['.antigravity/extensions', '.config/Antigravity', 'Library/Application Support/Antigravity', 'AppData/Roaming/Antigravity'],
	positron: ['.positron/extensions', '.config/Positron', 'Library/Application Support/Positron', 'AppData/Roaming/Positron'],
};
const SERVERS = [
	'vscode-server',
	'vscode-server-insiders',
	'vscode-remote',
	'cursor-server',
	'windsurf-server',
	'openvscode-server',
	'vscodium-server',
	'positron-server',
];

describe('catalog/editors', () => {
	it('has each id once, with a title and a source, and no machine’s own paths', () => {
		assert.equal(new Set(editors.map((entry) => entry.id)).size, editors.length);
		for (const entry of editors) {
			assert.match(entry.id, /^[a-z][a-z-]*$/);
			assert.notEqual(entry.title, '');
			assert.ok(entry.source.length > 10, entry.id);
			assert.equal(/\/home\/|\/Users\/|\/work\//.test(JSON.stringify(entry)), false);
		}
	});

	it('resolves on every platform', () => {
		for (const platform of PLATFORMS) {
			const machine = fixtureMachine({ platform });
			for (const entry of editors) {
				assert.ok(entry.places[platform].length > 0, `${entry.id} on ${platform}`);
				for (const place of entry.places[platform]) {
					assert.ok(resolvePlace(machine, place.extensions)?.startsWith('/home/dev/'));
					assert.ok(resolvePlace(machine, place.userData)?.startsWith('/home/dev/'));
				}
			}
		}
	});

	for (const [id, [extensions, linux, darwin, win32]] of Object.entries(EXPECTED)) {
		it(`knows where ${id} keeps its folders`, () => {
			for (const [platform, userData] of [
				['linux', linux],
				['darwin', darwin],
				['win32', win32],
			] as const) {
				const [first] = editors.find((entry) => entry.id === id)?.places[platform] ?? [];
				assert.ok(first);
				const machine = fixtureMachine({ platform });
				assert.equal(resolvePlace(machine, first.extensions), `/home/dev/${extensions}`);
				assert.equal(resolvePlace(machine, first.userData), `/home/dev/${userData}`);
			}
		});
	}

	it('marks the servers, whose settings live with the client, and not code-server, whose settings live here', () => {
		for (const id of SERVERS) {
			const entry = editors.find((candidate) => candidate.id === id);
			assert.equal(entry?.server, true, id);
			assert.deepEqual(entry?.places.linux, entry?.places.win32);
		}
		const codeServer = editors.find((entry) => entry.id === 'code-server');
		assert.equal(codeServer?.server, undefined);
		assert.equal(codeServer?.places.linux[0]?.extensions, '$XDG_DATA_HOME/code-server/extensions');
	});
});
