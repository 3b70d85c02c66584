import { at, type DocumentNode, scalarText, text } from '../../document/node.ts';
import type { EntryReader, FoundEntry } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { is, settingValues } from '../agents/setting-entries.ts';
import { children, saysSomething, setting } from './entry.ts';

const REGISTRY = 'nothing asks first; packages come from there';

const flat = settingValues([
	{ key: 'npmRegistryServer', because: REGISTRY },
	{ key: 'httpProxy', because: 'nothing asks first; requests go by that address' },
	{ key: 'httpsProxy', because: 'nothing asks first; requests go by that address' },
	{ key: 'enableStrictSsl', because: 'nothing asks first; any certificate is taken', when: is(false) },
	{ key: 'unsafeHttpWhitelist', because: 'nothing asks first; packages may come from there unencrypted', when: saysSomething },
	{ key: 'injectEnvironmentFiles', because: 'nothing asks first; every script gets the variables of these files', when: saysSomething },
]);

/** What `.yarnrc.yml` has run, moves or loosens (Yarn 4's configuration documentation). */
export const yarnSettings: EntryReader = (root, tell, file) => {
	return [
		...runs(root, 'yarnPath', text(at(root, 'yarnPath')), 'nothing asks first; every `yarn` in the folder runs this file in its place'),
		...children(at(root, 'plugins')).flatMap(({ key, value }) =>
			runs(value, `plugins.${key}`, text(at(value, 'path')) ?? text(value), 'nothing asks first; every `yarn` in the folder loads it'),
		),
		...flat(root, tell, file),
		...lastOfEachKey(children(at(root, 'npmScopes'))).flatMap(({ key, value }) => {
			const server = at(value, 'npmRegistryServer');
			const address = scalarText(server);
			return server === undefined || address === undefined
				? []
				: [setting(`npmScopes.${key}.npmRegistryServer`, server, address, REGISTRY)];
		}),
	];
};

function runs(node: DocumentNode | undefined, name: string, path: string | undefined, because: string): FoundEntry[] {
	const placed = at(node, name) ?? node;
	return placed === undefined || path === undefined || path === ''
		? []
		: [{ kind: 'helper', name, pointer: [name], line: placed.line, column: placed.column, command: 'node', args: [path], because }];
}

/** Yarn 1's own format: `key "value"`, a line each. */
const CLASSIC =
	/^(?:"?)(yarn-path|registry|script-shell|proxy|https-proxy|cafile|strict-ssl|@[^\s":]{1,200}:registry)(?:"?) {1,8}(?:"([^"]*)"|(\S+))$/;

export const classicYarnSettings: EntryReader = (root) =>
	(text(root) ?? '').split('\n').flatMap((raw, index) => {
		const [, name = '', quoted, bare] = CLASSIC.exec(raw.trim()) ?? [];
		const value = quoted ?? bare ?? '';
		const place = { line: index + 1, column: 1 };
		if (value === '' || (name === 'strict-ssl' && value !== 'false')) {
			return [];
		}
		if (name === 'yarn-path' || name === 'script-shell') {
			const because = 'nothing asks first; every `yarn` in the folder runs it';
			const [program, args] = name === 'yarn-path' ? ['node', [value]] : [value, []];
			return [{ kind: 'helper', name, pointer: [name], ...place, command: program, args, because }];
		}
		return [
			setting(name, place, value, `nothing asks first; ${name.endsWith('registry') ? 'packages come from there' : 'requests go by it'}`),
		];
	});
