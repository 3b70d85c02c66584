import { at, type DocumentNode, scalarText, text } from '../../document/node.ts';
import { defineAgent, type EntryReader } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { atInstallation, children, loosened, setting } from './entry.ts';
import { foreignDependencies, installScripts } from './package-json.ts';

const scanner = loosened({ 'install.security.scanner': 'bun runs this package at every installation' });

/** What bunfig.toml has loaded, and where it fetches from. A registry is an address, or a table with one. */
const bunSettings: EntryReader = (root) => {
	const because = 'nothing asks first; every `bun` in the folder loads it';
	const preloads = [['preload'], ['test', 'preload'], ['run', 'preload']].flatMap((path) => {
		const node = at(root, ...path);
		const list = node?.type === 'array' ? node.items : node === undefined ? [] : [node];
		return list.flatMap((item, index) => {
			const file = text(item);
			const name = path.join('.');
			const place = { line: item.line, column: item.column };
			return file === undefined
				? []
				: [
						{
							kind: 'helper' as const,
							name,
							pointer: [name, String(index)],
							...place,
							command: 'bun',
							args: [file],
							trigger: 'manual' as const,
							because,
						},
					];
		});
	});
	const registry = (name: string, node: DocumentNode | undefined) => {
		const address = text(node) ?? scalarText(at(node, 'url'));
		return node === undefined || address === undefined
			? []
			: [setting(name, node, address, 'nothing asks first; packages come from there')];
	};
	return [
		...preloads,
		...registry('install.registry', at(root, 'install', 'registry')),
		...lastOfEachKey(children(at(root, 'install', 'scopes'))).flatMap(({ key, value }) => registry(`install.scopes.${key}`, value)),
	];
};

export default defineAgent({
	id: 'bun',
	title: 'Bun',
	vendor: 'oven',
	files: [
		{
			...atInstallation,
			own: false,
			scope: 'project',
			path: 'package.json',
			search: 'packages',
			format: 'jsonc',
			refuses: [],
			entries: [
				installScripts(['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare']),
				foreignDependencies('nothing asks first; Bun fetches it from there, and runs its scripts where they are trusted'),
				loosened({ trustedDependencies: 'Bun runs the install scripts of these dependencies' }),
			],
		},
		{
			...atInstallation,
			scope: 'project',
			path: 'bunfig.toml',
			search: 'packages',
			format: 'toml',
			refuses: [],
			entries: [bunSettings, scanner],
		},
		{
			...atInstallation,
			scope: 'user',
			places: ['~/.bunfig.toml', '$XDG_CONFIG_HOME/.bunfig.toml'],
			format: 'toml',
			refuses: [],
			entries: [bunSettings, scanner],
		},
	],
	source: 'Bun 1.2: its documentation of bunfig.toml and of lifecycle scripts',
});
