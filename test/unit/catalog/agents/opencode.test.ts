import assert from 'node:assert/strict';
import { APP, executorOf, HOME, launchesOf, lines, readingOf } from './one-agent.ts';

const local = (...command: string[]) => ({ type: 'local', command });
const config = (name: string, more: object = {}) => JSON.stringify({ mcp: { [name]: local('node', `${name}.js`) }, ...more });

describe('catalog/agents/opencode', () => {
	it('reads every file of a folder, and code in its folders', async () => {
		const launches = await launchesOf('opencode', {
			[`${APP}/.git/HEAD`]: '',
			[`${APP}/opencode.json`]: `{ // mine\n"mcp": { "a": { "type": "local", "command": ["node", "a.js"], "environment": {"X": "1"} },\n"r": { "type": "remote", "url": "https://mcp.example.com/x" } },\n"plugin": ["helper@1.2.3", ["./mine.js", {"x": 1}]], }`,
			[`${APP}/opencode.jsonc`]: config('b'),
			[`${APP}/.opencode/opencode.json`]: config('c'),
			[`${APP}/.opencode/opencode.jsonc`]: config('d'),
			[`${APP}/.opencode/plugin/e.js`]: 'x',
			[`${APP}/.opencode/plugins/f.ts`]: 'x',
			[`${APP}/.opencode/tool/g.ts`]: 'x',
			[`${APP}/.opencode/tools/h.js`]: 'x',
			// None of these is imported.
			[`${APP}/.opencode/plugin/i.mjs`]: 'x',
			[`${APP}/.opencode/plugin/notes.md`]: 'x',
			[`${APP}/.opencode/plugin/nested/j.js`]: 'x',
			[`${APP}/.opencode/plugin-of-old/styles`]: 'x',
			[`${APP}/.opencode/plugins-off/k.js`]: 'x',
		});
		assert.deepEqual(
			lines(launches).map((line) => line.replace(/sha256:\w+/, 'sha256:…')),
			[
				'mcp-server a: node a.js (opencode.json:2)',
				'mcp-server b: node b.js (opencode.jsonc:1)',
				'mcp-server c: node c.js (.opencode/opencode.json:1)',
				'mcp-server d: node d.js (.opencode/opencode.jsonc:1)',
				'mcp-server r: https://mcp.example.com/x (opencode.json:3)',
				'plugin ./mine.js: ./mine.js (opencode.json:4)',
				'plugin e.js: plugin/e.js sha256:… (.opencode/plugin/e.js:1)',
				'plugin f.ts: plugins/f.ts sha256:… (.opencode/plugins/f.ts:1)',
				'plugin g.ts: tool/g.ts sha256:… (.opencode/tool/g.ts:1)',
				'plugin h.js: tools/h.js sha256:… (.opencode/tools/h.js:1)',
				'plugin helper@1.2.3: helper@1.2.3 (opencode.json:4)',
			],
		);
		for (const launch of launches) {
			const { verdict, needsTrust, headless, reason, trigger } = executorOf(launch);
			assert.deepEqual([verdict, needsTrust, headless, reason, trigger], ['loads', false, 'runs', 'nothing asks first', 'session-start']);
		}
	});

	it('looks above the folder up to the root of its repository, and up to that of the disk outside of one', async () => {
		const above = { [`${HOME}/opencode.json`]: config('above') };
		assert.deepEqual(lines(await launchesOf('opencode', above)), [`mcp-server above: node above.js (${HOME}/opencode.json:1)`]);
		assert.deepEqual(await launchesOf('opencode', { ...above, [`${APP}/.git/HEAD`]: '' }), []);
		assert.equal((await launchesOf('opencode', { ...above, [`${HOME}/.git/HEAD`]: '' })).length, 1);
	});

	it('takes a plugin of other code for another launch', async () => {
		const of = async (text: string) =>
			(await launchesOf('opencode', { [`${APP}/.opencode/plugin/a.js`]: text })).map((launch) => launch.fingerprint);
		assert.notDeepEqual(await of('one'), await of('two'));
		assert.deepEqual(await of('one'), await of('one'));
	});

	it('reads the person’s own, and what variables add', async () => {
		const files = {
			[`${HOME}/.config/opencode/opencode.json`]: config('a'),
			[`${HOME}/.config/opencode/opencode.jsonc`]: config('b'),
			[`${HOME}/.config/opencode/config.json`]: config('c'),
			[`${HOME}/.config/opencode/plugin/d.js`]: '',
			[`${HOME}/.opencode/opencode.json`]: config('e'),
			'/etc/opencode/opencode.json': config('f'),
			'/srv/extra.json': config('g'),
			'/srv/more/opencode.json': config('h'),
		};
		const names = async (env: Record<string, string>) => (await launchesOf('opencode', files, { env })).map(({ name }) => name).sort();
		assert.deepEqual(await names({}), ['a', 'b', 'c', 'd.js', 'e', 'f']);
		assert.deepEqual(await names({ OPENCODE_CONFIG: '/srv/extra.json' }), ['a', 'b', 'c', 'd.js', 'e', 'f', 'g']);
		assert.ok((await names({ OPENCODE_CONFIG_DIR: '/srv/more' })).includes('h'));
	});

	it('heeds what is switched off, and merges parts of servers', async () => {
		const text = JSON.stringify({ mcp: { a: { ...local('x'), enabled: false }, b: { enabled: true } } });
		const launches = await launchesOf('opencode', { [`${APP}/opencode.json`]: text });
		assert.deepEqual(
			launches.map((launch) => [launch.name, executorOf(launch).verdict]),
			[['a', 'ignores']],
		);
	});

	it('drops a damaged file, and says so', async () => {
		const { facts, gaps } = await readingOf('opencode', { [`${APP}/opencode.json`]: config('a').slice(0, -1) });
		assert.deepEqual(
			facts.map((launch) => executorOf(launch).verdict),
			['ignores'],
		);
		assert.equal(gaps.length, 1);
	});

	it('tells of plugins without a name', async () => {
		const { gaps } = await readingOf('opencode', { [`${APP}/opencode.json`]: '{"plugin": [{"x": 1}]}' });
		assert.deepEqual(
			gaps.map(({ detail }) => detail),
			['a plugin has no name that can be read'],
		);
	});
});
