import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { fill, MESSAGES, shellWord, speak } from '../../../src/report/messages.ts';

describe('report/messages', () => {
	it('fills in arguments, texts and numbers', () => {
		assert.equal(fill('{tool} starts {count} of {folder}', { tool: 'codex', count: 0, folder: '/a' }), 'codex starts 0 of /a');
		assert.equal(fill('{a}{a}{b}', { a: 'x' }), 'xx');
	});

	it('gives a path by its last segment where only a name has room', () => {
		const names = ['/home/dev/app', '/home/dev/app/', 'C:\\Users\\dev', '/', 'app', ''].map((path) => fill('{path:name}', { path }));
		assert.deepEqual(names, ['app', 'app', 'dev', '/', 'app', '']);
	});

	it('leaves a part out when its first argument is empty or missing', () => {
		const template = '{path}[[ ({who})]]: read[[, unchanged for {days} days since {when}]].';
		assert.equal(fill(template, { path: 'p', who: 'me', days: 3, when: 'May' }), 'p (me): read, unchanged for 3 days since May.');
		assert.equal(fill(template, { path: 'p', who: '', days: '', when: 'May' }), 'p: read.');
		assert.equal(fill(template, { path: 'p', days: 0 }), 'p: read, unchanged for 0 days since .');
		assert.equal(fill('[[{a:word}]]', { a: '' }), '');
	});

	it('puts in what stands in an argument as it stands there', () => {
		for (const text of [
			'{other}',
			'{path}',
			'$&',
			'$1',
			'$$',
			"$`$'",
			'[[gone {other}]]',
			'[[',
			']]',
			'{other:word}',
			'\\u{202e}',
			'{',
			'}',
		]) {
			assert.equal(fill('<{path}>', { path: text, other: 'NO' }), `<${text}>`);
			assert.equal(fill('[[<{path}>]]', { path: text, other: 'NO' }), `<${text}>`);
			assert.equal(fill('{other}[[{path}{other}]]', { path: text, other: 'x' }), `x${text}x`);
		}
	});

	it('never looks into an argument, whatever it is', () => {
		const nasty = fc.oneof(
			fc.string(),
			fc.array(fc.constantFrom('{', '}', '[[', ']]', '$', '&', 'a', 'b', ':word', '\\')).map((parts) => parts.join('')),
		);
		fc.assert(
			fc.property(nasty, nasty, (a, b) => {
				assert.equal(fill('1{a}2{b}3', { a, b }), `1${a}2${b}3`);
				assert.equal(fill('[[{a}]]|[[{b}]]', { a, b }), `${a}|${b}`);
			}),
		);
	});

	it('takes no argument from the prototype of all objects', () => {
		assert.equal(fill('{toString}{constructor}{__proto__}', {}), '');
	});

	it('throws at a message that it does not have: a mistake of ours', () => {
		assert.throws(() => speak('no/such', {}), /no message no\/such/);
		assert.throws(() => speak('constructor', {}), /no message constructor/);
	});

	it('drops a fix that has nothing to say', () => {
		const { fixes } = speak('credential/long-lived-plaintext', { title: 't', path: 'p', saferForm: 'x', revokeCommand: '', revokeUrl: '' });
		assert.deepEqual(fixes, [{ title: 'Move to x', kind: 'manual' }]);
	});

	it('promises nobody that all is well', () => {
		for (const [id, { brief, title, detail, fixes }] of Object.entries(MESSAGES)) {
			assert.doesNotMatch(
				[brief, title, detail, ...fixes.map((fix) => fix.title)].join(' '),
				/\b(?:safe|secure|clean|guarded|protected)\b/i,
				id,
			);
		}
	});

	it('has a path in a command only as one word', () => {
		for (const [id, { fixes }] of Object.entries(MESSAGES)) {
			for (const { title, kind } of fixes) {
				assert.ok(kind !== 'command' || !/\{(?:path|folder)\}/.test(title), id);
			}
		}
	});
});

describe('report/messages shellWord', () => {
	it('leaves an ordinary path alone', () => {
		for (const path of ['/home/dev/.ssh/id_ed25519', '/srv/a-b/c@2.0+x', 'C:\\Users\\dev\\app', 'C:/Users/dev']) {
			assert.equal(shellWord(path), path);
		}
	});

	it('quotes whatever a shell would do something with', () => {
		assert.equal(shellWord('/tmp/a b'), "'/tmp/a b'");
		assert.equal(shellWord('/tmp/$(id)'), "'/tmp/$(id)'");
		assert.equal(shellWord("/tmp/it's"), "'/tmp/it'\\''s'");
		assert.equal(shellWord("C:\\it's $x"), "'C:\\it''s $x'");
		assert.equal(shellWord('-rf'), "'-rf'");
		assert.equal(shellWord(''), "''");
		assert.deepEqual(speak('trust/folder-starts-commands', { tool: 't', folder: '/tmp/$(reboot)', count: 1 }).fixes, [
			{ title: "sallyport folder '/tmp/$(reboot)'", kind: 'command' },
		]);
		assert.equal(speak('credential/open-to-others', { path: '/a;b' }).fixes[0]?.title, "chmod 600 '/a;b'");
	});

	it('gives a real shell the very same text back', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		const hostile = fc.sample(
			fc.array(fc.constantFrom("'", '"', '$', '`', '\\', ';', '|', '&', '\n', ' ', '*', '~', '!', '(', ')', '{', '}', 'a', 'ü', '%', '#')),
			{ numRuns: 200, seed: 7 },
		);
		const paths = hostile.map((parts) => `/${parts.join('')}`);
		const script = `printf '%s\\0' ${paths.map(shellWord).join(' ')}`;
		const { stdout } = await promisify(execFile)('sh', ['-c', script], { encoding: 'utf8' });
		assert.deepEqual(stdout.split('\0').slice(0, -1), paths);
	});
});
