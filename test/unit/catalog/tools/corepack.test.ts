import assert from 'node:assert/strict';
import { executor, lines, look } from './look.ts';

describe('catalog/tools/corepack', () => {
	it('shows a package manager that comes from an address', async () => {
		const [launch, ...others] = await look('corepack', { 'package.json': '{"packageManager":"yarn@https://files.example.com/yarn.tgz"}' });
		assert.deepEqual([launch?.name, launch?.url, others.length], ['packageManager', 'https://files.example.com/yarn.tgz', 0]);
		assert.equal(executor(launch, 'corepack').verdict, 'unknown');
	});

	it('says nothing of a version', async () => {
		assert.deepEqual(await lines('corepack', { 'package.json': '{"packageManager":"pnpm@9.0.0+sha512.abc","x":"y@https://z"}' }), []);
	});
});
