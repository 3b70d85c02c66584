import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { currentPlatform, nodeMachine } from '../../../src/machine/node-machine.ts';
import { pathOf, patternsFor } from '../../../src/machine/places.ts';
import { PLATFORMS } from '../../../src/model/platform.ts';

describe('machine/node-machine', () => {
	let home: string;
	const HOME = process.platform === 'win32' ? 'USERPROFILE' : 'HOME';
	const before = { home: process.env[HOME], config: process.env.XDG_CONFIG_HOME };

	beforeEach(async () => {
		home = await realpath(await mkdtemp(join(tmpdir(), 'sallyport-home-')));
	});
	afterEach(async () => {
		for (const [name, value] of [
			[HOME, before.home],
			['XDG_CONFIG_HOME', before.config],
		] as const) {
			if (value === undefined) {
				delete process.env[name];
			} else {
				process.env[name] = value;
			}
		}
		await rm(home, { recursive: true, force: true });
	});

	it('looks at this machine where no home is given', () => {
		process.env[HOME] = home;
		const machine = nodeMachine();
		assert.equal(machine.home, home);
		assert.equal(machine.systemRoot, '/');
		assert.equal(machine.env, process.env);
		assert.equal(machine.platform, currentPlatform());
	});

	it('takes no current folder for a home where HOME is set to nothing', () => {
		process.env[HOME] = '';
		assert.equal(nodeMachine().home, resolve(userInfo().homedir));
	});

	it('lets nothing of this process and its system into a home that is given', async () => {
		process.env.XDG_CONFIG_HOME = join(home, 'leaked');
		process.env[HOME] = join(home, 'elsewhere');
		await writeFile(join(home, 'settings.json'), '{}');
		for (const platform of PLATFORMS) {
			const machine = nodeMachine({ home, platform });
			assert.deepEqual([machine.home, machine.platform, machine.systemRoot, machine.env], [home, platform, null, {}]);
			const patterns = patternsFor(
				machine,
				['/etc/hosts', '%PROGRAMDATA%/x', '$XDG_CONFIG_HOME/a', '~/b', '$XDG_RUNTIME_DIR/c'],
				[
					{ variable: 'PATH', kind: 'list' },
					{ variable: HOME, kind: 'file' },
				],
			);
			assert.deepEqual(patterns.map(pathOf), [join(home, '.config', 'a'), join(home, 'b')]);
		}
		assert.ok((await nodeMachine({ home }).files.read(join(home, 'settings.json'))).ok);
	});

	it('takes the variables and the root that are given instead', () => {
		const machine = nodeMachine({ home, systemRoot: join(home, 'root'), env: { XDG_CONFIG_HOME: join(home, 'cfg') }, platform: 'linux' });
		assert.deepEqual(patternsFor(machine, ['/etc/x', '$XDG_CONFIG_HOME/y']).map(pathOf), [
			join(home, 'root', 'etc', 'x'),
			join(home, 'cfg', 'y'),
		]);
		assert.deepEqual(nodeMachine({ env: { A: 'b' }, home }).env, { A: 'b' });
	});

	it('makes relative homes and roots absolute', () => {
		const machine = nodeMachine({ home: 'some/home', systemRoot: 'some/root' });
		assert.deepEqual([machine.home, machine.systemRoot], [resolve('some/home'), resolve('some/root')]);
	});

	it('looks at no system path with another platform’s eyes', () => {
		process.env[HOME] = home;
		for (const platform of PLATFORMS) {
			assert.equal(nodeMachine({ platform }).systemRoot, platform === currentPlatform() ? '/' : null);
		}
	});

	it('has the time that is given, or the time it is', () => {
		const now = new Date('2026-01-02T03:04:05.000Z');
		assert.equal(nodeMachine({ home, now }).clock.now(), now);
		const earliest = Date.now();
		const told = nodeMachine({ home }).clock.now().getTime();
		assert.ok(earliest <= told && told <= Date.now());
	});
});
