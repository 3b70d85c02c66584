import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { collectPosture, readEditorSettings, settingsInForce, settingsReader } from '../../../src/inventory/posture.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { nodeMachine } from '../../../src/machine/node-machine.ts';
import type { Editor } from '../../../src/model/editor.ts';
import { failure } from '../../../src/model/outcome.ts';
import type { PostureFact } from '../../../src/model/posture.ts';

const editor = (id: string, name = id): Editor => ({
	editor: id,
	extensionsDir: `/home/dev/.${id}/extensions`,
	userDataDir: `/home/dev/.config/${name}`,
});
const vscode = editor('vscode');
const cursor = editor('cursor');
const settingsOf = (subject: Editor): string => `${subject.userDataDir}/User/settings.json`;
const collect = (text: string, subject: Editor = vscode) =>
	collectPosture(fixtureMachine({ files: { [settingsOf(subject)]: text } }), [subject]);
const row = (facts: readonly PostureFact[], setting: string): PostureFact | undefined => facts.find((fact) => fact.setting === setting);
const inForce = (facts: readonly PostureFact[], setting: string): readonly unknown[] => {
	const fact = row(facts, setting);
	return [fact?.effective, fact?.source];
};

describe('inventory/posture', () => {
	it('says what a person set, as JSON text', async () => {
		const { facts, gaps } = await collect(`// mine
		{
			"extensions.autoUpdateDelay": 0,
			"extensions.autoUpdate": false,
			"security.workspace.trust.enabled": false,
			"extensions.allowed": { "*": true, "acme": ["1.0.0"] },
		}`);
		assert.deepEqual(row(facts, 'extensions.autoUpdateDelay'), {
			subject: 'vscode',
			setting: 'extensions.autoUpdateDelay',
			effective: '0',
			recommended: '72',
			source: 'user',
			managed: false,
		});
		assert.deepEqual(inForce(facts, 'extensions.autoUpdate'), ['false', 'user']);
		assert.deepEqual(inForce(facts, 'security.workspace.trust.enabled'), ['false', 'user']);
		assert.deepEqual(inForce(facts, 'extensions.allowed'), ['{"*":true,"acme":["1.0.0"]}', 'user']);
		assert.deepEqual(gaps, []);
	});

	it('says a default only where it is certain', async () => {
		const { facts } = await collect('{}');
		assert.deepEqual(
			facts.map(({ setting, effective, source }) => [setting, effective, source]),
			[
				['chat.mcp.autostart', 'unknown', 'unknown'],
				['chat.tools.global.autoApprove', 'false', 'default'],
				['extensions.allowed', '"*"', 'default'],
				['extensions.autoUpdate', 'unknown', 'unknown'],
				['extensions.autoUpdateDelay', 'unknown', 'unknown'],
				['security.workspace.trust.enabled', 'true', 'default'],
				['task.allowAutomaticTasks', '"off"', 'default'],
			],
		);
		const absent = await collectPosture(fixtureMachine(), [vscode]);
		assert.deepEqual(absent, { facts, gaps: [] });
	});

	it('knows the forks’ own settings, and no fork’s defaults', async () => {
		const { facts } = await collect('{"extensions.autoUpdateDelay": 72}', cursor);
		assert.deepEqual(inForce(facts, 'extensions.installCooldownHours'), ['unknown', 'unknown']);
		assert.deepEqual(inForce(facts, 'extensions.autoUpdateDelay'), ['72', 'unsupported']);
		assert.deepEqual(inForce(facts, 'security.workspace.trust.enabled'), ['unknown', 'unknown']);
		const codium = await collect('{"extensions.minReleaseAge": 48}', editor('vscodium'));
		assert.deepEqual(inForce(codium.facts, 'extensions.minReleaseAge'), ['48', 'user']);
		assert.equal(row(codium.facts, 'extensions.installCooldownHours'), undefined);
	});

	it('says of an editor that it does not know what was set there, and no default', async () => {
		const { facts } = await collect('{"task.allowAutomaticTasks": "on"}', editor('running'));
		assert.deepEqual(inForce(facts, 'task.allowAutomaticTasks'), ['"on"', 'user']);
		assert.deepEqual(inForce(facts, 'security.workspace.trust.enabled'), ['unknown', 'unknown']);
	});

	it('asks a server only for what a server decides', async () => {
		const server = editor('vscode-server');
		const path = `${server.userDataDir}/Machine/settings.json`;
		const text = '{"chat.tools.global.autoApprove": true, "task.allowAutomaticTasks": "on"}';
		const { facts } = await collectPosture(fixtureMachine({ files: { [path]: text } }), [server]);
		assert.deepEqual(
			facts.map(({ setting, effective }) => [setting, effective]),
			[['chat.tools.global.autoApprove', 'true']],
		);
		assert.deepEqual(await collectPosture(fixtureMachine(), [server]), { facts: [], gaps: [] });
	});

	it('takes objects for dots, and what stands last', async () => {
		const { facts } = await collect(
			'{"extensions.autoUpdateDelay": 72, "extensions": {"autoUpdateDelay": 1}, "task": {"allowAutomaticTasks": "on"}}',
		);
		assert.deepEqual(inForce(facts, 'extensions.autoUpdateDelay'), ['1', 'user']);
		assert.deepEqual(inForce(facts, 'task.allowAutomaticTasks'), ['"on"', 'user']);
		assert.equal(
			row((await collect('{"a":1,"extensions.autoUpdateDelay":1,"extensions.autoUpdateDelay":2}')).facts, 'extensions.autoUpdateDelay')
				?.effective,
			'2',
		);
	});

	it('tells large values by their size', async () => {
		const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`publisher.extension-${at}`, true]));
		const { facts } = await collect(
			JSON.stringify({
				'extensions.allowed': many,
				'extensions.autoUpdate': 'x'.repeat(500),
				'task.allowAutomaticTasks': Array(100).fill('off'),
			}),
		);
		assert.equal(row(facts, 'extensions.allowed')?.effective, '{… 50 entries}');
		assert.equal(row(facts, 'extensions.autoUpdate')?.effective.length, 200);
		assert.equal(row(facts, 'task.allowAutomaticTasks')?.effective, '[… 100 items]');
	});

	it('uses what a damaged file still says, and trusts no default beside it', async () => {
		const { facts, gaps } = await collect('{"extensions.autoUpdateDelay": 5, "task.allow');
		assert.deepEqual(inForce(facts, 'extensions.autoUpdateDelay'), ['5', 'user']);
		assert.deepEqual(inForce(facts, 'security.workspace.trust.enabled'), ['unknown', 'unknown']);
		assert.deepEqual(
			gaps.map((gap) => [gap.path, gap.area, gap.reason]),
			[[settingsOf(vscode), 'posture', 'unparsable']],
		);
	});

	it('says unknown, once, of a file that cannot be read', async () => {
		for (const content of [failure('denied', 'permission denied'), new Uint8Array([0, 1]), 'nonsense']) {
			const machine = fixtureMachine({ files: { [settingsOf(vscode)]: content } });
			const { facts, gaps } = await collectPosture(machine, [vscode, { ...vscode, extensionsDir: '/elsewhere' }]);
			assert.equal(gaps.length, 1);
			assert.ok(facts.length === 7 && facts.every((fact) => fact.source === 'unknown' && fact.effective === 'unknown'));
		}
	});

	it('answers for a single setting', async () => {
		const machine = fixtureMachine({ files: { [settingsOf(vscode)]: '{"chat.useClaudeHooks": true}' } });
		assert.equal((await readEditorSettings(machine, vscode)).value('chat.useClaudeHooks'), true);
		assert.equal((await readEditorSettings(machine, vscode)).value('chat.useHooks'), undefined);
		assert.equal((await readEditorSettings(machine, { ...vscode, userDataDir: null })).path, null);
	});

	it('gives the value that is in force in at least one editor', async () => {
		const files = {
			[settingsOf(vscode)]: '{"chat.useClaudeHooks": false, "chat.mcp.discovery.enabled": {"windsurf": true}}',
			[settingsOf(cursor)]: '{"chat.useClaudeHooks": true, "chat.hookFilesLocations": {".github/hooks": false, "evil": true}}',
		};
		const [first, second, ...more] = await settingsInForce(
			[vscode, cursor, editor('vscode-server')],
			settingsReader(fixtureMachine({ files })),
		);
		assert.ok(first && second && more.length === 0);
		assert.deepEqual([first('chat.useClaudeHooks'), second('chat.useClaudeHooks')], [false, true]);
		assert.deepEqual([first('chat.useHooks'), first('no.such.setting')], [true, undefined]);
		assert.deepEqual(first('chat.mcp.discovery.enabled'), {
			'claude-desktop': false,
			copilot: false,
			'cursor-global': false,
			'cursor-workspace': false,
			windsurf: true,
		});
		assert.deepEqual(second('chat.hookFilesLocations'), {
			'.claude/settings.json': true,
			'.claude/settings.local.json': true,
			'.github/hooks': false,
			evil: true,
			'~/.claude/settings.json': true,
			'~/.copilot/hooks': true,
		});
		assert.deepEqual(
			(await settingsInForce([], settingsReader(fixtureMachine()))).map((of) => of('chat.useHooks')),
			[true],
		);
	});

	it('keeps the boolean that `chat.mcp.discovery.enabled` once was', async () => {
		for (const value of [true, false]) {
			const files = { [settingsOf(vscode)]: JSON.stringify({ 'chat.mcp.discovery.enabled': value }) };
			const [of] = await settingsInForce([vscode], settingsReader(fixtureMachine({ files })));
			assert.equal(of?.('chat.mcp.discovery.enabled'), value);
		}
	});

	it('reads each editor’s file once, whoever asks', async () => {
		const machine = fixtureMachine({ files: { [settingsOf(vscode)]: '{"chat.useHooks": false}' } });
		let read = 0;
		const readOne = (path: string) => {
			read++;
			return machine.files.read(path);
		};
		const counting = { ...machine, files: { ...machine.files, read: readOne } };
		const reader = settingsReader(counting);
		await collectPosture(counting, [vscode], undefined, undefined, reader);
		assert.equal((await settingsInForce([vscode, vscode], reader))[0]?.('chat.useHooks'), false);
		assert.equal(read, 1);
	});

	it('tells of a root that is no object, and takes nothing for known', async () => {
		for (const text of ['[1, 2]', '"x"', '5']) {
			const { facts, gaps } = await collect(text);
			assert.deepEqual(
				gaps.map((gap) => [gap.path, gap.reason, gap.detail]),
				[[settingsOf(vscode), 'unparsable', 'not the object that the file is to hold']],
			);
			assert.equal(row(facts, 'extensions.autoUpdate')?.source, 'unknown');
		}
		assert.deepEqual((await collect('null')).gaps, []);
	});

	it('never throws, whatever stands in the file', async () => {
		const text = fc.oneof(
			fc.json(),
			fc.string(),
			fc.json().map((json) => `{"extensions.allowed": ${json}, "extensions": ${json}`),
		);
		await fc.assert(
			fc.asyncProperty(text, async (content) => {
				const { facts, gaps } = await collect(content);
				assert.ok(gaps.length <= 1);
				assert.ok(facts.every((fact) => fact.effective.length <= 200));
			}),
			{ numRuns: 300 },
		);
	});

	it('is kept waiting by no FIFO, loop or giant', async () => {
		const home = await mkdtemp(join(tmpdir(), 'sallyport-posture-'));
		try {
			const reasons: string[] = [];
			for (const kind of ['fifo', 'loop', 'huge']) {
				const userDataDir = join(home, kind);
				const path = join(userDataDir, 'User', 'settings.json');
				await mkdir(join(userDataDir, 'User'), { recursive: true });
				if (kind === 'fifo') {
					await promisify(execFile)('mkfifo', [path]);
				} else if (kind === 'loop') {
					await symlink('settings.json', path);
				} else {
					await writeFile(path, '');
					await truncate(path, 100 * 1024 * 1024);
				}
				const { gaps } = await collectPosture(nodeMachine({ home }), [{ ...vscode, userDataDir }]);
				reasons.push(...gaps.map((gap) => gap.reason));
			}
			assert.deepEqual(reasons, ['special-file', 'loop', 'too-large']);
		} finally {
			await rm(home, { recursive: true, force: true });
		}
	});

	it('shows no token that somebody pasted for a value', async () => {
		const token = randomBytes(18).toString('hex');
		const text = JSON.stringify({ 'extensions.autoUpdate': `ghp_${token}`, 'extensions.allowed': { 'a.b': token } });
		const { facts } = await collectPosture(fixtureMachine({ files: { '/home/dev/.config/vscode/User/settings.json': text } }), [vscode]);
		assert.equal(facts.filter(({ source }) => source === 'user').length, 2);
		assert.doesNotMatch(JSON.stringify(facts), new RegExp(token.slice(0, 8)));
	});
});
