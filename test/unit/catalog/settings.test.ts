import assert from 'node:assert/strict';
import { editors } from '../../../src/catalog/editors/index.ts';
import { settings } from '../../../src/catalog/settings/index.ts';
import { certainDefault, type SettingEntry } from '../../../src/catalog/settings/setting.ts';

const setting = (id: string): SettingEntry => {
	const entry = settings.find((candidate) => candidate.id === id);
	assert.ok(entry, id);
	return entry;
};

describe('catalog/settings', () => {
	it('has each id once, with a reason, a source, a default and JSON text for advice', () => {
		assert.equal(new Set(settings.map((entry) => entry.id)).size, settings.length);
		for (const entry of settings) {
			assert.ok(entry.why.length > 20 && entry.source.length > 10 && entry.title !== '', entry.id);
			assert.ok(entry.defaults.length > 0, entry.id);
			assert.doesNotThrow(() => JSON.parse(entry.recommended), entry.id);
		}
	});

	it('names editors that exist', () => {
		const ids = new Set(editors.map((entry) => entry.id));
		for (const entry of settings) {
			assert.deepEqual(
				entry.registeredIn.filter((id) => !ids.has(id)),
				[],
			);
		}
	});

	it('gives the defaults of VS Code 1.139.1 last', () => {
		const current = Object.fromEntries(
			settings.filter((entry) => entry.registeredIn.includes('vscode')).map((entry) => [entry.id, entry.defaults.at(-1)?.value]),
		);
		assert.deepEqual(current, {
			'chat.hookFilesLocations': {
				'.github/hooks': true,
				'.claude/settings.local.json': true,
				'.claude/settings.json': true,
				'~/.copilot/hooks': true,
				'~/.claude/settings.json': true,
			},
			'chat.mcp.autostart': 'newAndOutdated',
			'chat.mcp.discovery.enabled': {
				'claude-desktop': false,
				copilot: false,
				windsurf: false,
				'cursor-global': false,
				'cursor-workspace': false,
			},
			'chat.tools.global.autoApprove': false,
			'chat.useClaudeHooks': false,
			'chat.useHooks': true,
			'extensions.allowed': '*',
			'extensions.autoUpdate': 'on',
			'extensions.autoUpdateDelay': 12,
			'security.workspace.trust.enabled': true,
			'security.workspace.trust.startupPrompt': 'never',
			'task.allowAutomaticTasks': 'off',
		});
	});

	it('leaves the forks’ own settings to the forks', () => {
		assert.deepEqual(setting('extensions.minReleaseAge').registeredIn, ['vscodium', 'vscodium-insiders']);
		assert.deepEqual(setting('extensions.installCooldownHours').registeredIn, ['cursor']);
		assert.equal(setting('extensions.autoUpdateDelay').registeredIn.includes('cursor'), false);
	});

	it('is certain of a default only where no version that is considered, and no fork, may have another', () => {
		assert.deepEqual(certainDefault(setting('security.workspace.trust.enabled'), 'vscode'), { value: true });
		assert.equal(certainDefault(setting('security.workspace.trust.enabled'), 'cursor'), undefined);
		assert.equal(certainDefault(setting('extensions.autoUpdateDelay'), 'vscode'), undefined);
		assert.equal(certainDefault(setting('chat.mcp.autostart'), 'vscode'), undefined);
		assert.equal(certainDefault(setting('extensions.minReleaseAge'), 'vscodium'), undefined);
	});
});
