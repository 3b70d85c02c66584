import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Machine } from '../../../src/machine/machine.ts';
import {
	expandPattern,
	pathFromVariable,
	pathOf,
	patternsFor,
	placesFor,
	resolvePlace,
	variable,
	wildcard,
} from '../../../src/machine/places.ts';
import { failure } from '../../../src/model/outcome.ts';
import { PLATFORMS } from '../../../src/model/platform.ts';

const EVERY_BASE = [
	'~/a/b',
	'$XDG_CONFIG_HOME/a',
	'$XDG_DATA_HOME/a',
	'$XDG_CACHE_HOME/a',
	'$XDG_RUNTIME_DIR/a',
	'%APPDATA%/a',
	'%LOCALAPPDATA%/a',
	'%PROGRAMDATA%/a',
	'%PROGRAMFILES%/a',
	'/etc/a',
];
const resolved = (machine: Machine): unknown => EVERY_BASE.map((place) => resolvePlace(machine, place));

/** `*` as the definition says it: any run of characters, tried one by one. */
const naive = (pattern: string, name: string): boolean => {
	if (pattern === '') {
		return name === '';
	}
	if (pattern[0] === '*') {
		return naive(pattern.slice(1), name) || (name !== '' && naive(pattern, name.slice(1)));
	}
	return pattern[0] === name[0] && naive(pattern.slice(1), name.slice(1));
};

describe('machine/places', () => {
	describe('resolving a place', () => {
		it('finds every base on every platform where no variable says otherwise', () => {
			for (const platform of PLATFORMS) {
				assert.deepEqual(resolved(fixtureMachine({ platform })), [
					'/home/dev/a/b',
					'/home/dev/.config/a',
					'/home/dev/.local/share/a',
					'/home/dev/.cache/a',
					null,
					'/home/dev/AppData/Roaming/a',
					'/home/dev/AppData/Local/a',
					'/ProgramData/a',
					'/Program Files/a',
					'/etc/a',
				]);
			}
		});

		it('follows the variables', () => {
			const names = [
				'XDG_CONFIG_HOME',
				'XDG_DATA_HOME',
				'XDG_CACHE_HOME',
				'XDG_RUNTIME_DIR',
				'APPDATA',
				'LOCALAPPDATA',
				'PROGRAMDATA',
				'PROGRAMFILES',
			];
			const env = Object.fromEntries(names.map((name) => [name, `/set/${name}`]));
			for (const platform of PLATFORMS) {
				assert.deepEqual(resolved(fixtureMachine({ platform, env })), [
					'/home/dev/a/b',
					...names.map((name) => `/set/${name}/a`),
					'/etc/a',
				]);
			}
		});

		it('takes an empty or relative variable for one that is not set', () => {
			for (const value of ['', 'relative/path', './x', '~']) {
				const env = Object.fromEntries(['XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR', 'APPDATA', 'PROGRAMDATA'].map((name) => [name, value]));
				assert.deepEqual(resolved(fixtureMachine({ env })), resolved(fixtureMachine()));
			}
		});

		it('puts system paths below another root, and nowhere where there is none', () => {
			const env = { PROGRAMDATA: '/set/by/this/machine' };
			const below = { ...fixtureMachine({ env }), systemRoot: '/fixture' };
			assert.equal(resolvePlace(below, '/etc/a'), '/fixture/etc/a');
			assert.equal(resolvePlace(below, '%PROGRAMDATA%/a'), '/fixture/ProgramData/a');
			const nowhere = { ...fixtureMachine({ env }), systemRoot: null };
			assert.deepEqual(
				['/etc/a', '%PROGRAMDATA%/a', '%PROGRAMFILES%/a', '~/a'].map((place) => resolvePlace(nowhere, place)),
				[null, null, null, '/home/dev/a'],
			);
		});

		it('refuses what is no place: that is a mistake in the catalog', () => {
			for (const place of ['relative/path', '', '$UNKNOWN/a', '~user/a', '%TEMP%/x']) {
				assert.throws(() => resolvePlace(fixtureMachine(), place), /not a place/);
			}
		});

		it('gives each platform its own places, or all the same', () => {
			const own = { linux: ['~/l'], darwin: ['~/d'], win32: ['~/w'] };
			assert.deepEqual(
				PLATFORMS.map((platform) => placesFor(own, platform)),
				[['~/l'], ['~/d'], ['~/w']],
			);
			assert.deepEqual(
				PLATFORMS.map((platform) => placesFor(['~/x'], platform)),
				[['~/x'], ['~/x'], ['~/x']],
			);
		});
	});

	describe('variables', () => {
		it('mind case everywhere but on Windows, and count as unset where they are empty', () => {
			const env = { Path_Of: 'x', EMPTY: '' };
			const on = (platform: (typeof PLATFORMS)[number], name: string): string | undefined =>
				variable(fixtureMachine({ platform, env }), name);
			assert.deepEqual(
				PLATFORMS.map((platform) => [on(platform, 'Path_Of'), on(platform, 'PATH_OF'), on(platform, 'EMPTY'), on(platform, 'empty')]),
				[
					['x', undefined, undefined, undefined],
					['x', undefined, undefined, undefined],
					['x', 'x', undefined, undefined],
				],
			);
		});

		it('may name a path from home as a shell would write it', () => {
			const machine = fixtureMachine();
			for (const [value, path] of [
				['/a/b', '/a/b'],
				['~', '/home/dev'],
				['~/a', '/home/dev/a'],
				['$HOME/a', '/home/dev/a'],
				['${HOME}/a', '/home/dev/a'],
				['~user/a', null],
				['$HOMES/a', null],
				['a/~', null],
				['$OTHER/a', null],
				['', null],
			] as const) {
				assert.equal(pathFromVariable(machine, value), path, value);
			}
			assert.equal(pathFromVariable({ ...machine, home: '/odd/$&' }, '~/a'), '/odd/$&/a');
		});
	});

	describe('overrides', () => {
		const places = ['~/default', '$XDG_RUNTIME_DIR/never', '/etc/default'];
		const patterns = (env: Record<string, string>, ...overrides: Parameters<typeof patternsFor>[2] & object): readonly string[] =>
			patternsFor(fixtureMachine({ env }), places, overrides).map(pathOf);

		it('leave the defaults where they are not set', () => {
			const defaults = ['/home/dev/default', '/etc/default'];
			assert.deepEqual(patterns({}), defaults);
			assert.deepEqual(patterns({}, { variable: 'TOOL_HOME', kind: 'file' }), defaults);
			assert.deepEqual(patterns({ TOOL_HOME: '' }, { variable: 'TOOL_HOME', kind: 'file' }), defaults);
		});

		it('displace the defaults, even with what is no path', () => {
			assert.deepEqual(patterns({ TOOL: '~/f.json' }, { variable: 'TOOL', kind: 'file' }), ['/home/dev/f.json']);
			assert.deepEqual(patterns({ TOOL: '/x' }, { variable: 'TOOL', kind: 'directory', relative: 'a/b.json' }), ['/x/a/b.json']);
			assert.deepEqual(patterns({ TOOL: '/x' }, { variable: 'TOOL', kind: 'directory' }), ['/x']);
			assert.deepEqual(patterns({ TOOL: 'relative' }, { variable: 'TOOL', kind: 'file' }), []);
		});

		it('count in their order', () => {
			const first = { variable: 'FIRST', kind: 'file' } as const;
			const second = { variable: 'SECOND', kind: 'file' } as const;
			assert.deepEqual(patterns({ FIRST: '/1', SECOND: '/2' }, first, second), ['/1']);
			assert.deepEqual(patterns({ SECOND: '/2' }, first, second), ['/2']);
		});

		it('may be a list, parted as the platform parts it', () => {
			const list = { variable: 'KUBECONFIG', kind: 'list' } as const;
			assert.deepEqual(patterns({ KUBECONFIG: '/a:~/b::relative:/c' }, list), ['/a', '/home/dev/b', '/c']);
			const windows = fixtureMachine({ platform: 'win32', env: { kubeconfig: '/a;/b:c;' } });
			assert.deepEqual(patternsFor(windows, places, [list]).map(pathOf), ['/a', '/b:c']);
			assert.deepEqual(patterns({ KUBECONFIG: ':' }, list), []);
		});
	});

	describe('a wildcard', () => {
		it('matches whole names', () => {
			const each = (pattern: string, ...names: string[]): boolean[] => names.map(wildcard(pattern));
			assert.deepEqual(each('*', '', 'a', '.hidden'), [true, true, true]);
			assert.deepEqual(each('a*', 'a', 'ab', 'ba', ''), [true, true, false, false]);
			assert.deepEqual(each('*.json', 'a.json', '.json', 'a.json5', 'json'), [true, true, false, false]);
			assert.deepEqual(each('a*a', 'aa', 'a', 'aba'), [true, false, true]);
			assert.deepEqual(each('a*b*c', 'abc', 'aXbYc', 'acb', 'ac', 'abbc'), [true, true, false, false, true]);
			assert.deepEqual(each('plain', 'plain', 'Plain', 'plain2'), [true, false, false]);
			assert.deepEqual(each('a.c', 'abc', 'a.c'), [false, true]);
		});

		it('matches what a naive matcher matches', () => {
			const letter = fc.constantFrom('a', 'b', '.');
			fc.assert(
				fc.property(
					fc.array(fc.oneof(letter, fc.constant('*')), { maxLength: 8 }),
					fc.array(letter, { maxLength: 10 }),
					fc.boolean(),
					(pattern, filler, fit) => {
						// Half of the names are made to match, or nearly: a random name seldom does.
						const name = fit
							? pattern.map((part, at) => (part === '*' ? filler.slice(at, at + 2).join('') : part)).join('')
							: filler.join('');
						assert.equal(wildcard(pattern.join(''))(name), naive(pattern.join(''), name));
						assert.ok(!fit || wildcard(pattern.join(''))(name));
					},
				),
				{ numRuns: 2_000 },
			);
		});

		it('answers in linear time', () => {
			assert.equal(wildcard(`${'a*'.repeat(1_000)}b`)('a'.repeat(100_000)), false);
		});
	});

	describe('expanding a pattern', () => {
		const machine = fixtureMachine({
			files: {
				'/home/dev/tools/a/config.json': '{}',
				'/home/dev/tools/b/other.json': '{}',
				'/home/dev/tools/.c/config.json': '{}',
				'/home/dev/tools/file': '',
				'/home/dev/locked': failure('denied', 'permission denied'),
				'/home/dev/mixed/open/x': '',
				'/home/dev/mixed/shut': failure('denied', 'permission denied'),
			},
		});
		const expand = (path: string, most?: number) =>
			expandPattern(machine, { base: '/home/dev', pattern: path.slice('/home/dev/'.length) }, 'credentials', most);

		it('takes a star in the name of the folder itself for a star', async () => {
			const starred = fixtureMachine({ files: { '/home/d*v/tools/a': '', '/home/dev/tools/b': '' } });
			const { paths } = await expandPattern(starred, { base: '/home/d*v', pattern: 'tools/*' }, 'launches');
			assert.deepEqual(paths, ['/home/d*v/tools/a']);
			assert.deepEqual(patternsFor({ ...starred, home: '/home/d*v' }, ['~/tools/*']), [{ base: '/home/d*v', pattern: 'tools/*' }]);
		});

		it('gives a path without a star as it is, there or not', async () => {
			assert.deepEqual(await expand('/home/dev/nothing/here'), { paths: ['/home/dev/nothing/here'], gaps: [] });
		});

		it('gives a path per match, and leaves what follows the star to whoever looks', async () => {
			assert.deepEqual(await expand('/home/dev/tools/*'), {
				paths: ['/home/dev/tools/.c', '/home/dev/tools/a', '/home/dev/tools/b', '/home/dev/tools/file'],
				gaps: [],
			});
			assert.deepEqual((await expand('/home/dev/tools/*/config.json')).paths, [
				'/home/dev/tools/.c/config.json',
				'/home/dev/tools/a/config.json',
				'/home/dev/tools/b/config.json',
				'/home/dev/tools/file/config.json',
			]);
			assert.deepEqual((await expand('/home/dev/to*/*/c*.json')).paths, [
				'/home/dev/tools/.c/config.json',
				'/home/dev/tools/a/config.json',
			]);
			assert.deepEqual((await expand('/home/dev/tools/z*')).paths, []);
		});

		it('finds nothing, and no gap, in a folder that is not there', async () => {
			assert.deepEqual(await expand('/home/dev/absent/*/x'), { paths: [], gaps: [] });
		});

		it('tells of a folder that cannot be listed, and goes on with the others', async () => {
			const gap = { area: 'credentials', reason: 'denied', detail: 'permission denied' };
			assert.deepEqual(await expand('/home/dev/locked/*'), { paths: [], gaps: [{ path: '/home/dev/locked', ...gap }] });
			assert.deepEqual(await expand('/home/dev/mixed/*/*'), {
				paths: ['/home/dev/mixed/open/x'],
				gaps: [{ path: '/home/dev/mixed/shut', ...gap }],
			});
		});

		it('looks at so many matches and tells of the rest', async () => {
			assert.deepEqual(await expand('/home/dev/tools/*', 2), {
				paths: ['/home/dev/tools/.c', '/home/dev/tools/a'],
				gaps: [{ path: '/home/dev/tools', area: 'credentials', reason: 'limit', detail: '4 matches; the first 2 were looked at' }],
			});
			assert.deepEqual((await expand('/home/dev/tools/*', 4)).gaps, []);
		});
	});
});
