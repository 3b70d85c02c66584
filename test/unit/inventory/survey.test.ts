import assert from 'node:assert/strict';
import fc from 'fast-check';
import { launchPaths } from '../../../src/inventory/launches.ts';
import { ALL_AREAS, findOpenToOthers, folderQuery, mergeGaps, type SurveyQuery, survey } from '../../../src/inventory/survey.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { FileFacts, Machine } from '../../../src/machine/machine.ts';
import type { Credential } from '../../../src/model/credential.ts';
import type { Area, Gap } from '../../../src/model/gap.ts';
import { type Failure, failure, ok } from '../../../src/model/outcome.ts';

type Files = NonNullable<FixtureOptions['files']>;

const DATA = '/home/dev/.config/Code';
const GEMINI = '/home/dev/.gemini/trustedFolders.json';
const trust = (...folders: string[]): string => JSON.stringify(Object.fromEntries(folders.map((folder) => [folder, 'TRUST_FOLDER'])));
const server = (command: string): string => JSON.stringify({ mcpServers: { tools: { command } } });
const recent = (id: number | string, folder: string): Files => ({
	[`${DATA}/User/workspaceStorage/${id}/workspace.json`]: JSON.stringify({ folder: `file://${folder}` }),
});
const there = (...folders: string[]): Files => Object.fromEntries(folders.map((folder) => [`${folder}/README.md`, '']));
const look = (files: Files, query: SurveyQuery, options: Omit<FixtureOptions, 'files'> = {}) =>
	survey(fixtureMachine({ files, ...options }), query);

/** Something for every area. */
const EVERYTHING: Files = {
	'/home/dev/.claude.json': server('user'),
	'/home/dev/.git-credentials': `https://dev:${'aB3'.repeat(8)}@git.example.com\n`,
	[GEMINI]: trust('/home/dev/trusted'),
	'/home/dev/trusted/.mcp.json': server('trusted'),
	'/home/dev/.vscode/extensions/acme.tides-1.2.3/package.json':
		'{"publisher":"acme","name":"tides","version":"1.2.3","engines":{"vscode":"*"}}',
	[`${DATA}/User/settings.json`]: '{"task.allowAutomaticTasks":"on"}',
};

describe('inventory/survey', () => {
	it('looks at everything where everything is asked for', async () => {
		const facts = await look(EVERYTHING, { areas: ALL_AREAS, knownFolders: true }, { now: '2026-06-02T03:04:05.000Z' });
		assert.deepEqual(facts.launches.map((launch) => launch.command).sort(), ['trusted', 'user']);
		assert.deepEqual(facts.trust, [{ tool: 'gemini-cli', folder: '/home/dev/trusted' }]);
		assert.deepEqual(
			facts.extensions.map((extension) => extension.id),
			['acme.tides'],
		);
		assert.equal(facts.credentials.length, 1);
		assert.ok(facts.posture.some((fact) => fact.setting === 'task.allowAutomaticTasks' && JSON.stringify(fact).includes('on')));
		assert.deepEqual(
			facts.editors.map((editor) => editor.editor),
			['vscode'],
		);
		assert.deepEqual(facts.folders, { looked: ['/home/dev/trusted'], leftOut: 0, known: true });
		assert.deepEqual(
			[facts.platform, facts.home, facts.now, facts.answers],
			['linux', '/home/dev', '2026-06-02T03:04:05.000Z', [...ALL_AREAS].sort()],
		);
		assert.ok(facts.placesChecked > 20);
	});

	it('leaves empty what is not asked for', async () => {
		const holds: Readonly<Record<string, 'credentials' | 'extensions' | 'launches' | 'posture' | 'trust'>> = {
			credentials: 'credentials',
			extensions: 'extensions',
			launches: 'launches',
			posture: 'posture',
			trust: 'trust',
		};
		for (const area of ALL_AREAS) {
			const facts = await look(EVERYTHING, { areas: [area] });
			const filled = Object.values(holds).filter((key) => facts[key].length > 0);
			assert.deepEqual([filled, facts.answers], [[holds[area]], [area]], area);
		}
		const nothing = await look(EVERYTHING, { areas: [] });
		assert.deepEqual(
			Object.values(holds).flatMap((key) => [...nothing[key]]),
			[],
		);
		assert.deepEqual([nothing.openToOthers, nothing.gaps, nothing.folders], [[], [], { looked: [], leftOut: 0, known: false }]);
	});

	it('does not look at the known folders unasked, and at no launch that belongs to none where only folders are', async () => {
		const files = { ...EVERYTHING, '/srv/app/.mcp.json': server('named') };
		const commands = async (query: Omit<SurveyQuery, 'areas'>) =>
			(await look(files, { areas: ['launches'], ...query })).launches.map((launch) => launch.command).sort();
		assert.deepEqual(await commands({ folders: ['/srv/app'] }), ['named', 'user']);
		assert.deepEqual(await commands({ folders: ['/srv/app'], machineWide: false }), ['named']);
		assert.deepEqual(await commands({ folders: ['/srv/app'], knownFolders: true }), ['named', 'trusted', 'user']);
	});

	it('knows the folders that agents trust also where trust itself is not asked for', async () => {
		const facts = await look(EVERYTHING, { areas: ['launches'], knownFolders: true });
		assert.deepEqual([facts.folders.looked, facts.trust], [['/home/dev/trusted'], []]);
	});

	it('names each folder once, sorted, whoever remembers it', async () => {
		const files = {
			...there('/srv/a', '/srv/b', '/srv/c', '/srv/d'),
			...recent('1', '/srv/b'),
			...recent('2', '/srv/c'),
			...recent('3', '/srv/gone'),
			[GEMINI]: trust('/srv/d', '/srv/b', '/srv/away'),
		};
		const folders = async (query: Omit<SurveyQuery, 'areas'>) => (await look(files, { areas: ALL_AREAS, ...query })).folders;
		assert.deepEqual(await folders({ folders: ['/srv/c', '/srv/a', '/srv/c'], knownFolders: true }), {
			looked: ['/srv/a', '/srv/b', '/srv/c', '/srv/d'],
			leftOut: 0,
			known: true,
		});
		assert.deepEqual(await folders({ folders: ['/srv/c', '/srv/a', '/srv/c'] }), {
			looked: ['/srv/a', '/srv/c'],
			leftOut: 0,
			known: false,
		});
		assert.deepEqual((await folders({ folders: ['/srv/gone'], knownFolders: true })).looked, ['/srv/b', '/srv/c', '/srv/d', '/srv/gone']);
	});

	it('looks at sixty-four known folders and counts the rest; the named ones do not count', async () => {
		const folders = Array.from({ length: 70 }, (_, at) => `/srv/f${String(at).padStart(2, '0')}`);
		const files = { ...there(...folders), [GEMINI]: trust(...folders) };
		const all = await look(files, { areas: ['trust'], knownFolders: true });
		assert.deepEqual([all.folders.looked, all.folders.leftOut], [folders.slice(0, 64), 6]);
		const named = await look(files, { areas: ['trust'], knownFolders: true, folders: folders.slice(60) });
		assert.deepEqual([named.folders.looked.length, named.folders.leftOut], [70, 0]);
	});

	it('says of a known folder that it cannot be looked at', async () => {
		const { folders, gaps } = await look(
			{ [GEMINI]: trust('/srv/shut', '/srv/a'), '/srv/shut': failure('timeout', 'no answer'), ...there('/srv/a') },
			{ areas: ['launches'], knownFolders: true },
		);
		assert.deepEqual(folders.looked, ['/srv/a']);
		assert.deepEqual(gaps, [{ path: '/srv/shut', area: 'launches', reason: 'timeout', detail: 'no answer' }]);
	});

	it('asks the editor’s settings where an agent’s reading depends on one', async () => {
		const files = { '/srv/app/.claude/settings.json': '{"hooks":{"SessionStart":[{"hooks":[{"command":"x"}]}]}}' };
		const verdict = async (settings: string) => {
			const facts = await look({ ...files, [`${DATA}/User/settings.json`]: settings }, { areas: ['launches'], folders: ['/srv/app'] });
			return facts.launches[0]?.executors.find((executor) => executor.tool === 'vscode')?.verdict;
		};
		assert.deepEqual([await verdict('{}'), await verdict('{"chat.useClaudeHooks":true}')], ['ignores', 'loads']);
	});

	it('gives one row for a file that several collectors stumble over', async () => {
		const { gaps } = await look(
			{
				'/home/dev/.claude.json': failure('denied', 'EACCES'),
				'/home/dev/.codex/config.toml': 'x = = "',
				[GEMINI]: failure('denied', 'EACCES'),
			},
			{ areas: ALL_AREAS, knownFolders: true },
		);
		assert.deepEqual(
			gaps.map((gap) => [gap.path, gap.area, gap.reason]),
			[
				['/home/dev/.claude.json', 'launches', 'denied'],
				['/home/dev/.codex/config.toml', 'launches', 'unparsable'],
				[GEMINI, 'trust', 'denied'],
			],
		);
	});

	it('gives one row for a folder that lets nobody in, of what launches code where that is inside', async () => {
		const shut = failure('denied', 'permission denied');
		for (const folder of ['.config', '.copilot', '.claude', '.ssh', '.vscode/extensions']) {
			const path = `/home/dev/${folder}`;
			const { gaps } = await look({ [path]: shut }, { areas: ALL_AREAS, knownFolders: true });
			const area = folder === '.ssh' ? 'credentials' : folder.startsWith('.vscode') ? 'extensions' : 'launches';
			assert.deepEqual(gaps, [{ path, area, reason: 'denied', detail: 'permission denied' }], folder);
		}
		const unasked = await look({ '/home/dev/.config': shut }, { areas: ['extensions'] });
		assert.deepEqual(
			unasked.gaps.map((gap) => gap.area),
			['extensions'],
		);
		const { gaps } = await look({ '/home/dev/app': shut }, { areas: ALL_AREAS, folders: ['/home/dev/app'] });
		assert.deepEqual(gaps, [{ path: '/home/dev/app', area: 'launches', reason: 'denied', detail: 'permission denied', hides: true }]);
	});

	it('tells of a folder alone nothing of whom the person trusts elsewhere, but of who is trusted above it', async () => {
		const trusted = JSON.stringify({ '/home/dev/gone': 'TRUST_FOLDER', '/home/dev/src': 'TRUST_FOLDER' });
		const files = { [GEMINI]: trusted, '/home/dev/src/app/.mcp.json': server('x') };
		const { trust } = await look(files, folderQuery(['/home/dev/src/app']));
		assert.deepEqual([...new Set(trust.map(({ folder }) => folder))].sort(), ['/home/dev/src', '/home/dev/src/app']);
		const all = await look(files, { areas: ['trust'], knownFolders: true, machineWide: false });
		assert.ok(all.trust.some(({ folder }) => folder === '/home/dev/gone'));
	});

	it('gives the same answer every time', async () => {
		const files = { ...EVERYTHING, ...recent('1', '/srv/a'), ...there('/srv/a'), '/home/dev/.cursor/mcp.json': failure('denied', '') };
		const query = { areas: ALL_AREAS, knownFolders: true };
		assert.deepEqual(await look(Object.fromEntries(Object.entries(files).reverse()), query), await look(files, query));
	});

	it('throws at no content of any file that it asks for', async () => {
		const machine = fixtureMachine({ files: EVERYTHING });
		// What stands nowhere is not opened, so that those who read do not tell of it.
		const asked = new Set((await launchPaths(machine, { folders: ['/srv/app'] })).filter((path) => /\.[a-z]+$/.test(path)));
		const read: Machine['files']['read'] = (path, most) => {
			asked.add(path);
			return machine.files.read(path, most);
		};
		await survey({ ...machine, files: { ...machine.files, read } }, { areas: ALL_AREAS, knownFolders: true, folders: ['/srv/app'] });
		const content = fc.oneof(
			fc.uint8Array({ maxLength: 48 }),
			fc.string({ unit: 'binary', maxLength: 48 }),
			fc.json({ maxDepth: 3 }),
			fc.constantFrom(...['denied', 'special-file', 'loop'].map((reason) => failure(reason as Failure['reason'], ''))),
		);
		assert.ok(asked.size > 255, String(asked.size));
		await fc.assert(
			fc.asyncProperty(
				fc.dictionary(fc.constantFrom(...asked), content, { minKeys: 1, maxKeys: 12, noNullPrototype: true }),
				async (files) => {
					const facts = await look({ ...EVERYTHING, ...files }, { areas: ALL_AREAS, knownFolders: true, folders: ['/srv/app'] });
					assert.equal(new Set(facts.gaps.map((gap) => gap.path)).size, facts.gaps.length);
				},
			),
			{ numRuns: 25 },
		);
	});
});

describe('inventory/survey: findOpenToOthers', () => {
	const credential = (id: string, path: string | null, mode: string | null): Credential => ({ id, path, mode }) as Credential;
	const openWith = (modes: Readonly<Record<string, string | null | Failure>>, credentials: readonly Credential[], home = '/home/dev') => {
		const machine = fixtureMachine({});
		const facts: Machine['files']['facts'] = async (path) => {
			const mode = path in modes ? (modes[path] ?? null) : '0755';
			return typeof mode === 'object' && mode !== null
				? mode
				: ok({ kind: 'directory', link: false, size: 0, mode, modifiedAt: '' } satisfies FileFacts);
		};
		return findOpenToOthers({ ...machine, home, files: { ...machine.files, facts } }, credentials);
	};

	it('needs a file that others may read', async () => {
		const modes = ['0644', '0604', '0600', '0640', '0660', '0711', null];
		assert.deepEqual(
			await openWith(
				{},
				modes.map((mode) => credential(`c${mode}`, '/home/dev/.npmrc', mode)),
			),
			['c0644', 'c0604'],
		);
		assert.deepEqual(await openWith({}, [credential('variable', null, '0644')]), []);
	});

	it('needs every folder up to the home to let others pass', async () => {
		const one = [credential('c', '/home/dev/.config/tool/token', '0644')];
		assert.deepEqual(await openWith({}, one), ['c']);
		for (const shut of ['/home/dev', '/home/dev/.config', '/home/dev/.config/tool']) {
			for (const mode of ['0700', '0750', '0754', null, failure('denied', '')]) {
				assert.deepEqual(await openWith({ [shut]: mode }, one), [], shut);
			}
			assert.deepEqual(await openWith({ [shut]: '0711' }, one), ['c'], shut);
		}
	});

	it('goes up to the root for a file outside of the home', async () => {
		const outside = [credential('c', '/srv/tool/token', '0644')];
		assert.deepEqual(await openWith({}, outside), ['c']);
		assert.deepEqual(await openWith({ '/srv': '0700' }, outside), []);
		assert.deepEqual(await openWith({ '/': '0700' }, outside), []);
	});

	it('is part of the survey', async () => {
		const path = '/home/dev/.git-credentials';
		const files = { [path]: EVERYTHING[path] ?? '' };
		const open = (mode: string) => look(files, { areas: ['credentials'] }, { modes: { [path]: mode } });
		const wide = await open('0644');
		assert.deepEqual(
			wide.openToOthers,
			wide.credentials.map((found) => found.id),
		);
		assert.equal(wide.openToOthers.length, 1);
		assert.deepEqual((await open('0600')).openToOthers, []);
	});
});

describe('inventory/survey: mergeGaps', () => {
	const gap = (path: string | null, area: Area, detail = ''): Gap => ({ path, area, reason: 'denied', detail });

	it('gives each path once, in order, with launches before all else', () => {
		assert.deepEqual(
			mergeGaps([
				{ gaps: [gap('/b', 'trust'), gap('/a', 'posture')] },
				{ gaps: [gap('/b', 'launches', 'x'), gap('/a', 'trust')] },
				{ gaps: [gap('/b', 'credentials'), gap('/b', 'launches', 'y')] },
			]),
			[gap('/a', 'posture'), gap('/b', 'launches', 'x')],
		);
	});

	it('gives what belongs to no path once for each thing it says', () => {
		assert.deepEqual(mergeGaps([{ gaps: [gap(null, 'trust', 'b'), gap(null, 'trust', 'a')] }, { gaps: [gap(null, 'trust', 'b')] }]), [
			gap(null, 'trust', 'a'),
			gap(null, 'trust', 'b'),
		]);
		assert.deepEqual(mergeGaps([]), []);
	});

	it('never looks on this machine for a folder that another home’s agents trust', async () => {
		const outside = '/srv/project';
		const files = {
			'/home/dev/.claude.json': JSON.stringify({ projects: { [outside]: { hasTrustDialogAccepted: true } } }),
			[`${outside}/.mcp.json`]: JSON.stringify({ mcpServers: { leak: { command: 'leak' } } }),
			[`/rootfs${outside}/.mcp.json`]: JSON.stringify({ mcpServers: { own: { command: 'own' } } }),
		};
		const look = (systemRoot: string | null) =>
			survey({ ...fixtureMachine({ files }), systemRoot }, { areas: ALL_AREAS, knownFolders: true });
		const elsewhere = await look(null);
		assert.deepEqual([elsewhere.launches, elsewhere.folders.looked], [[], []]);
		assert.deepEqual(
			elsewhere.gaps.map(({ reason, detail }) => [reason, detail]),
			[['unsupported', '1 trusted folders lie outside of the home that is looked at']],
		);
		const below = await look('/rootfs');
		assert.deepEqual(
			below.launches.map(({ name }) => name),
			['own'],
		);
		assert.deepEqual(
			(await look('/')).launches.map(({ name }) => name),
			['leak'],
		);
	});
});
