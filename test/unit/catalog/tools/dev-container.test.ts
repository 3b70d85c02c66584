import assert from 'node:assert/strict';
import fc from 'fast-check';
import { collect, executor, lines, look } from './look.ts';

const container = (value: unknown, path = '.devcontainer/devcontainer.json') => ({ [path]: JSON.stringify(value) });

describe('catalog/tools/dev-container', () => {
	it('shows its commands in each form, and says which run on the machine itself', async () => {
		const value = {
			initializeCommand: 'curl x | sh',
			onCreateCommand: ['node', 'a.js', 1],
			postCreateCommand: { deps: 'npm ci', hooks: ['lefthook', 'install'] },
			postStartCommand: '',
			postAttachCommand: null,
		};
		assert.deepEqual(await lines('dev-container', container(value)), [
			'container-command initializeCommand: curl x | sh',
			'container-command onCreateCommand: node a.js 1',
			'container-command postCreateCommand.deps: npm ci',
			'container-command postCreateCommand.hooks: lefthook install',
		]);
		const [host, inside] = await look('dev-container', container(value));
		assert.equal(
			executor(host, 'dev-container').reason,
			'the editor asks whether to open the container; runs on this machine itself, before there is a container',
		);
		const { trigger, needsTrust, headless } = executor(inside, 'dev-container');
		assert.deepEqual([trigger, needsTrust, headless, host?.shell, inside?.shell], ['container-create', true, 'runs', true, false]);
	});

	it('is found in each of its places, with comments', async () => {
		for (const path of ['.devcontainer/devcontainer.json', '.devcontainer.json', '.devcontainer/python/devcontainer.json']) {
			assert.deepEqual(await lines('dev-container', { [path]: '{ // why\n"initializeCommand": "x", }' }), [
				'container-command initializeCommand: x',
			]);
		}
		assert.deepEqual(await lines('dev-container', container({ initializeCommand: 'x' }, '.devcontainer/a/b/devcontainer.json')), []);
	});

	it('shows each place of the machine that is mounted, and no volume', async () => {
		const value = {
			mounts: [
				'source=${localEnv:HOME}/.ssh,target=/root/.ssh,type=bind',
				{ source: '/var/run/docker.sock', target: '/var/run/docker.sock', type: 'bind' },
				'source=cache,target=/cache,type=volume',
				{ source: 'cache', target: '/c', type: 'volume' },
			],
			workspaceMount: 'source=${localWorkspaceFolder},target=/workspace,type=bind',
		};
		assert.deepEqual(await lines('dev-container', container(value)), [
			'container-command mounts: source=${localEnv:HOME}/.ssh,target=/root/.ssh,type=bind',
			'container-command mounts: source=/var/run/docker.sock,target=/var/run/docker.sock,type=bind',
		]);
		assert.deepEqual(await lines('dev-container', container({ workspaceMount: 'source=${localEnv:HOME},target=/w,type=bind' })), [
			'container-command mounts: source=${localEnv:HOME},target=/w,type=bind',
		]);
	});

	it('shows options that take a wall away, and no others', async () => {
		const value = {
			runArgs: [
				'--name',
				'x',
				'--privileged',
				'-v',
				'/:/host',
				'--network=host',
				'--pid',
				'host',
				'--cap-add=SYS_ADMIN',
				'--memory=4g',
				'--network',
				'dev',
			],
			privileged: true,
			capAdd: ['SYS_PTRACE'],
			securityOpt: ['seccomp=unconfined'],
		};
		assert.deepEqual(await lines('dev-container', container(value)), [
			'container-command runArgs: --privileged',
			'container-command runArgs: -v /:/host',
			'container-command runArgs: --network=host',
			'container-command runArgs: --pid host',
			'container-command runArgs: --cap-add=SYS_ADMIN',
			'container-command privileged: true',
			'container-command capAdd: SYS_PTRACE',
			'container-command securityOpt: seccomp=unconfined',
		]);
		assert.deepEqual(await lines('dev-container', container({ privileged: false, runArgs: ['--init', '--rm', '--hostname=x'] })), []);
	});

	it('shows features, variables that steer, and servers', async () => {
		const value = {
			image: 'base:1',
			features: { 'registry.example.com/features/go:1': { version: '1' } },
			remoteEnv: { NODE_OPTIONS: '--require ./x.js', COLOUR: 'blue' },
			containerEnv: { HTTPS_PROXY: 'http://proxy.example.com' },
			customizations: { vscode: { extensions: ['a.b'], mcp: { servers: { tools: { command: 'npx', args: ['tools'] } } } } },
		};
		assert.deepEqual(await lines('dev-container', container(value)), [
			'container-command features: registry.example.com/features/go:1',
			'setting remoteEnv.NODE_OPTIONS: --require ./x.js',
			'setting containerEnv.HTTPS_PROXY: http://proxy.example.com',
			'mcp-server tools: npx tools',
		]);
	});

	it('says nothing of one that runs nothing', async () => {
		const value = {
			name: 'x',
			image: 'base:1',
			forwardPorts: [3000],
			remoteUser: 'dev',
			remoteEnv: { A: 'b' },
			customizations: { vscode: {} },
		};
		assert.deepEqual(await lines('dev-container', container(value)), []);
	});

	it('tells of a command in a shape that nobody reads', async () => {
		const { facts, gaps } = await collect('dev-container', container({ initializeCommand: [{}], postStartCommand: { a: [5, 'x'] } }));
		assert.deepEqual(
			[facts.map(({ command, args }) => [command, args]), gaps.map(({ detail }) => detail)],
			[[['5', ['x']]], ['initializeCommand has no command that can be read']],
		);
	});

	it('throws at nothing', async () => {
		const key = fc.constantFrom(
			'initializeCommand',
			'mounts',
			'runArgs',
			'features',
			'remoteEnv',
			'customizations',
			'capAdd',
			'workspaceMount',
			'a',
		);
		await fc.assert(
			fc.asyncProperty(fc.dictionary(key, fc.jsonValue()), async (value) => {
				await collect('dev-container', container(value));
			}),
			{ numRuns: 100 },
		);
	});
});
