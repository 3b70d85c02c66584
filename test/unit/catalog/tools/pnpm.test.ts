import assert from 'node:assert/strict';
import { lines } from './look.ts';

describe('catalog/tools/pnpm', () => {
	it('shows scripts, what may be built, and the file that it runs', async () => {
		const manifest = {
			scripts: { 'pnpm:devPreinstall': 'a', postinstall: 'b', prepublish: 'c', test: 'd' },
			pnpm: { onlyBuiltDependencies: ['esbuild'], dangerouslyAllowAllBuilds: true, overrides: {} },
		};
		assert.deepEqual(
			[...(await lines('pnpm', { 'package.json': JSON.stringify(manifest), '.pnpmfile.cjs': 'module.exports = {}' }))].sort(),
			[
				'lifecycle-script .pnpmfile.cjs: node .pnpmfile.cjs',
				'lifecycle-script pnpm:devPreinstall: a',
				'lifecycle-script postinstall: b',
				'setting pnpm.dangerouslyAllowAllBuilds: true',
				'setting pnpm.onlyBuiltDependencies: ["esbuild"]',
			],
		);
	});

	it('shows the same from pnpm-workspace.yaml, and from .npmrc', async () => {
		const yaml =
			'packages:\n  - packages/*\nonlyBuiltDependencies:\n  - esbuild\nallowBuilds: {}\ndangerouslyAllowAllBuilds: false\nscriptShell: ./sh\n';
		assert.deepEqual(
			await lines('pnpm', { 'pnpm-workspace.yaml': yaml, '.npmrc': 'dangerously-allow-all-builds=true\npnpmfile=x.cjs\n' }),
			[
				'setting dangerously-allow-all-builds: true',
				'helper pnpmfile: x.cjs',
				'setting onlyBuiltDependencies: ["esbuild"]',
				'setting scriptShell: ./sh',
			],
		);
	});

	it('says nothing of a workspace that only names its packages', async () => {
		const files = {
			'package.json': '{"pnpm":{"onlyBuiltDependencies":[],"dangerouslyAllowAllBuilds":false,"overrides":{"a":"1"}}}',
			'pnpm-workspace.yaml': 'packages:\n  - "packages/*"\ncatalog:\n  a: 1.0.0\n',
			'pnpmfile.txt': 'x',
		};
		assert.deepEqual(await lines('pnpm', files), []);
	});
});
