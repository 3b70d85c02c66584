import assert from 'node:assert/strict';
import type { Credential } from '../../../src/model/credential.ts';
import { shownCommand, shownCount, shownLifetime, shownSentenceIn } from '../../../src/report/phrases.ts';
import { exampleCredential } from '../../../src/rules/example-credential.ts';
import { exampleLaunch } from '../../../src/rules/example-launch.ts';

describe('report/phrases', () => {
	it('says how long a credential lives, and of which token an end is', () => {
		const life = (changes: Partial<Credential>): string => shownLifetime(exampleCredential(changes), '2026-06-01T00:00:00.000Z');
		assert.equal(life({ modifiedAt: '2026-05-22T00:00:00.000Z' }), 'long-lived, unchanged 10 d');
		assert.equal(life({ lifetime: 'short', expiresAt: '2026-06-01T06:00:00.000Z' }), 'expires in 6 h');
		assert.equal(life({ lifetime: 'unknown', expiresAt: '2026-05-30T00:00:00.000Z' }), 'expired 2 d ago');
		// A token of a year says so itself.
		assert.equal(life({ expiresAt: '2027-06-01T00:00:00.000Z' }), 'long-lived, expires in 365 d');
		assert.equal(life({ expiresAt: '2026-06-01T06:00:00.000Z', renewable: true }), 'access token expires in 6 h, refresh token long-lived');
	});

	it('counts launches by what they are', () => {
		const of = (...kinds: ('mcp-server' | 'hook' | 'task')[]): string => shownCount(kinds.map((kind) => exampleLaunch({ kind })));
		assert.deepEqual(
			[of(), of('mcp-server'), of('hook', 'hook'), of('hook', 'mcp-server'), of('task'), of('task', 'hook')],
			['0 servers and hooks', '1 server', '2 hooks', '2 servers and hooks', '1 command', '2 commands'],
		);
	});

	it('shows a command with its arguments as they are parted, in one line', () => {
		assert.equal(shownCommand(exampleLaunch({ command: 'sh', args: ['-c', 'a b', '', 'x\ny'] })), 'sh -c "a b" "" "x\\ny"');
		assert.equal(shownCommand(exampleLaunch({ command: null, url: 'https://mcp.example.com/sse' })), 'https://mcp.example.com/sse');
	});

	it('shows paths to a reader of the folder from there, and the others from the home', () => {
		const shown = (sentence: string, folder: string | null = '/home/dev/app'): string => shownSentenceIn(folder, sentence, '/home/dev');
		assert.equal(shown('/home/dev/app/.mcp.json line 3 runs a (/home/dev/app/a)'), '.mcp.json line 3 runs a (a)');
		assert.equal(shown('/home/dev/x and /home/dev/application/y'), '~/x and ~/application/y');
		assert.equal(shown('/srv/home/dev/app/x, "/home/dev/app/y"'), '/srv/home/dev/app/x, "/home/dev/app/y"');
		assert.equal(shown('/home/dev/app/x', null), '~/app/x');
	});
});
