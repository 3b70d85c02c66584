import { at, text } from '../../document/node.ts';
import { defineAgent, type EntryReader } from '../agents/agent.ts';
import { setting } from './entry.ts';

/** `yarn@https://…`: Corepack fetches and runs a package manager from that address. A version is fetched from the registry. */
const managerAddress: EntryReader = (root) => {
	const node = at(root, 'packageManager');
	const value = text(node) ?? '';
	const [, address] = /^[^@\s]{1,100}@(https?:.*)$/i.exec(value) ?? [];
	return node === undefined || address === undefined ? [] : [{ ...setting('packageManager', node, value), url: address }];
};

export default defineAgent({
	id: 'corepack',
	title: 'Corepack',
	vendor: 'nodejs',
	files: [
		{
			scope: 'project',
			path: 'package.json',
			search: 'packages',
			format: 'jsonc',
			own: false,
			refuses: ['comment', 'trailing-comma', 'syntax-error'],
			needsTrust: false,
			headless: 'runs',
			trigger: 'manual',
			unsure: 'Corepack takes an address only where COREPACK_ENABLE_UNSAFE_CUSTOM_URLS is set',
			entries: [managerAddress],
		},
	],
	source: 'Corepack 0.31: its README, "Corepack Hash and custom URLs"',
});
