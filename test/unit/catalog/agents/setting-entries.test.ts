import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
	dottedEnvironment,
	dottedSettings,
	environmentSettings,
	helperCommands,
	is,
	plugins,
	settingValues,
	valuePieces,
} from '../../../../src/catalog/agents/setting-entries.ts';
import { parseDocument } from '../../../../src/document/document.ts';
import { entriesOf, read } from './reading.ts';

describe('catalog/agents: settings', () => {
	const reader = settingValues([
		{ key: 'permissions.defaultMode', when: is('bypassPermissions'), because: 'nothing asks first' },
		{ key: 'permissions.additionalDirectories' },
		{ key: 'servers.*.trust', when: is(true) },
	]);

	it('are found where they stand, by the keys that lead to them', () => {
		const { entries, told } = read(
			reader,
			'{\n  "permissions": {\n    "defaultMode": "bypassPermissions", "additionalDirectories": ["..", "/srv"]\n  }\n}',
		);
		assert.deepEqual(told, []);
		assert.deepEqual(entries, [
			{
				because: 'nothing asks first',
				kind: 'setting',
				name: 'permissions.defaultMode',
				pointer: ['permissions', 'defaultMode'],
				line: 3,
				column: 5,
				args: ['bypassPermissions'],
			},
			{
				kind: 'setting',
				name: 'permissions.additionalDirectories',
				pointer: ['permissions', 'additionalDirectories'],
				line: 3,
				column: 41,
				args: ['["..","/srv"]'],
			},
		]);
	});

	it('count with the values alone that steer or weaken, and of several servers each', () => {
		assert.deepEqual(entriesOf(reader, { permissions: { defaultMode: 'plan', additionalDirectories: null } }), []);
		assert.deepEqual(
			entriesOf(reader, { servers: { a: { trust: true }, b: { trust: false }, __proto__x: { trust: true } } }).map(({ name, args }) => [
				name,
				args,
			]),
			[
				['servers.a.trust', ['true']],
				['servers.__proto__x.trust', ['true']],
			],
		);
	});

	it('have a whole value, in pieces that part no name from its value', () => {
		const long = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`command-${index}`, index % 2 === 0]));
		const [entry] = entriesOf(settingValues([{ key: 'allow' }]), { allow: long });
		const pieces = entry?.args ?? [];
		assert.equal(pieces.join(''), JSON.stringify(long));
		assert.ok(pieces.length > 5 && pieces.every((piece) => piece.length <= 500));
		assert.ok(pieces.every((piece) => /(?:,|\})$/.test(piece)));
	});

	it('give every value back that they are made of', () => {
		fc.assert(
			fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
				const text = JSON.stringify(value);
				const document = parseDocument('jsonc', { text });
				assert.ok(document.ok);
				assert.deepEqual(JSON.parse(valuePieces(document.value.root).join('')), JSON.parse(text));
			}),
		);
	});

	it('of VS Code stand under one dotted key or in objects, the last of a name counting', () => {
		const dotted = dottedSettings([
			{ key: 'chat.tools.terminal.autoApprove' },
			{ key: '*.executablePath' },
			{ key: 'terminal.integrated.profiles.*' },
		]);
		const found = (value: unknown) => entriesOf(dotted, value).map(({ name, pointer, args }) => [name, pointer.join('|'), args?.join('')]);
		assert.deepEqual(found({ 'chat.tools': { terminal: { autoApprove: { '/.*/': true } } } }), [
			['chat.tools.terminal.autoApprove', 'chat.tools|terminal|autoApprove', '{"/.*/":true}'],
		]);
		assert.deepEqual(found({ 'ruff.executablePath': 'a', ruff: { executablePath: './b' } }), [
			['ruff.executablePath', 'ruff|executablePath', './b'],
		]);
		assert.deepEqual(found({ 'terminal.integrated.profiles.linux': { bash: { path: './sh' } } }), [
			['terminal.integrated.profiles.linux', 'terminal.integrated.profiles.linux', '{"bash":{"path":"./sh"}}'],
		]);
		assert.deepEqual(found({ executablePath: 'a', 'ruff.executablePaths': 'b', 'x.executablePath': null }), []);
	});

	it('are found in time that grows with the file alone', () => {
		const wide = Object.fromEntries(
			Array.from({ length: 20_000 }, (_, index) => [`tool${index}.executablePath`, { a: { b: { c: index } } }]),
		);
		const started = performance.now();
		assert.equal(entriesOf(dottedSettings([{ key: '*.executablePath' }]), wide).length, 20_000);
		assert.ok(performance.now() - started < 3_000);
	});
});

describe('catalog/agents: variables that settings set', () => {
	it('are told where they steer what runs or where requests go', () => {
		const env = {
			ANTHROPIC_BASE_URL: 'https://proxy.example.com/v1',
			NODE_OPTIONS: '--require ./x.js',
			https_proxy: 'http://proxy.example.com:3128',
			NODE_EXTRA_CA_CERTS: './ca.pem',
			DEBUG: '1',
			ANTHROPIC_API_KEY: 'x',
			PATH: null,
		};
		assert.deepEqual(
			entriesOf(environmentSettings('env'), { env }).map(({ kind, name, args, env, url }) => [kind, name, args, env, url]),
			[
				[
					'setting',
					'env.ANTHROPIC_BASE_URL',
					['https://proxy.example.com/v1'],
					[{ name: 'ANTHROPIC_BASE_URL', value: 'https://proxy.example.com/v1' }],
					'https://proxy.example.com/v1',
				],
				['setting', 'env.NODE_OPTIONS', ['--require ./x.js'], [{ name: 'NODE_OPTIONS', value: '--require ./x.js' }], undefined],
				[
					'setting',
					'env.https_proxy',
					['http://proxy.example.com:3128'],
					[{ name: 'https_proxy', value: 'http://proxy.example.com:3128' }],
					'http://proxy.example.com:3128',
				],
				['setting', 'env.NODE_EXTRA_CA_CERTS', ['./ca.pem'], [{ name: 'NODE_EXTRA_CA_CERTS', value: './ca.pem' }], undefined],
			],
		);
		assert.deepEqual(
			entriesOf(dottedEnvironment('terminal.integrated.env.*'), {
				'terminal.integrated.env.linux': { LD_PRELOAD: './x.so', LANG: 'C' },
			}).map(({ name }) => name),
			['terminal.integrated.env.linux.LD_PRELOAD'],
		);
		assert.deepEqual(entriesOf(environmentSettings('env'), { env: ['PATH=x'] }), []);
	});
});

describe('catalog/agents: helper commands', () => {
	const reader = helperCommands([
		{ key: 'apiKeyHelper', trigger: 'first-prompt' },
		{ key: 'statusLine' },
		{ key: 'tools.discoveryCommand' },
	]);

	it('are a line, a list or an object with a command', () => {
		assert.deepEqual(
			entriesOf(reader, {
				apiKeyHelper: './key.sh --now',
				statusLine: { type: 'command', command: 'node line.js' },
				tools: { discoveryCommand: ['python3', 'find.py', 3] },
			}).map(({ kind, name, command, args, shell, trigger }) => [kind, name, command, args, shell, trigger]),
			[
				['helper', 'apiKeyHelper', './key.sh --now', [], true, 'first-prompt'],
				['helper', 'statusLine', 'node line.js', [], true, undefined],
				['helper', 'tools.discoveryCommand', 'python3', ['find.py', '3'], false, undefined],
			],
		);
	});

	it('that cannot be read are told, and those that are switched off are not', () => {
		assert.deepEqual(read(reader, '{"apiKeyHelper": 5, "statusLine": {"type": "command"}}'), {
			entries: [],
			told: ['apiKeyHelper has no command that can be read', 'statusLine has no command that can be read'],
		});
		assert.deepEqual(entriesOf(reader, { apiKeyHelper: '', statusLine: null, tools: { discoveryCommand: [] } }), []);
	});
});

describe('catalog/agents: plugins and marketplaces', () => {
	it('are told with the source that they are taken from', () => {
		const found = entriesOf(plugins, {
			enabledPlugins: { 'format@acme': true, 'lint@official': ['1.2.3'], 'off@acme': false },
			extraKnownMarketplaces: {
				acme: { source: { source: 'github', repo: 'acme/plugins', ref: 'main' } },
				near: { source: { source: 'directory', path: './tools' } },
				far: { source: { source: 'url', url: 'https://plugins.example.com/a.json', headers: { 'X-Team': 'a' } } },
			},
		});
		assert.deepEqual(
			found.map(({ kind, name, args, url, headerNames }) => [kind, name, args?.join(' '), url, headerNames]),
			[
				['plugin', 'format@acme', 'github acme/plugins#main', undefined, undefined],
				['plugin', 'lint@official', 'official', undefined, undefined],
				['plugin', 'acme', 'github acme/plugins#main', undefined, []],
				['plugin', 'near', 'directory ./tools', undefined, []],
				['plugin', 'far', 'url https://plugins.example.com/a.json', 'https://plugins.example.com/a.json', ['X-Team']],
			],
		);
	});

	it('without a source that can be read are counted', () => {
		assert.deepEqual(read(plugins, '{"extraKnownMarketplaces": {"a": {}, "b": 5}, "enabledPlugins": []}'), {
			entries: [],
			told: ['2 marketplaces have no source that can be read'],
		});
	});
});
