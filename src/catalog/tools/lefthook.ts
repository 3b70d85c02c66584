import { at, type DocumentNode, items, members, text } from '../../document/node.ts';
import { defineAgent, type EntryReader, type FoundEntry } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { children, setting } from './entry.ts';
import { isHook } from './git-hooks.ts';

/** Deeper than groups of jobs are nested. */
const MOST_DEPTH = 8;

/** What runs at git's events: commands, scripts with what runs them, and jobs, which may be groups of jobs. */
const hooks: EntryReader = (root) => {
	const found: FoundEntry[] = [];
	const add = (event: string, node: DocumentNode | undefined, pointer: readonly string[], line: string): void => {
		if (node !== undefined && line.trim() !== '') {
			found.push({ kind: 'hook', name: event, pointer, line: node.line, column: node.column, command: line, shell: true });
		}
	};
	const job = (event: string, node: DocumentNode, pointer: readonly string[], script: string | undefined, depth: number): void => {
		const run = at(node, 'run');
		const file = script ?? text(at(node, 'script'));
		const runner = text(at(node, 'runner'));
		if (run !== undefined) {
			add(event, run, [...pointer, 'run'], text(run) ?? '');
		} else if (file !== undefined) {
			add(event, node, [...pointer, 'script'], `${runner === undefined ? '' : `${runner} `}${file}`);
		}
		for (const [index, inner] of depth < MOST_DEPTH ? items(at(node, 'group', 'jobs')).entries() : []) {
			job(event, inner, [...pointer, 'jobs', String(index)], undefined, depth + 1);
		}
	};
	for (const { key: event, value } of lastOfEachKey(members(root)).filter(({ key }) => isHook(key))) {
		for (const { key, value: inner } of lastOfEachKey(members(at(value, 'commands')))) {
			job(event, inner, [event, 'commands', key], undefined, 0);
		}
		for (const { key, value: inner } of lastOfEachKey(members(at(value, 'scripts')))) {
			job(event, inner, [event, 'scripts', key], key, 0);
		}
		for (const [index, inner] of items(at(value, 'jobs')).entries()) {
			job(event, inner, [event, 'jobs', String(index)], undefined, 0);
		}
	}
	return found;
};

/** Files and repositories that more of it comes from, and what is sourced or run around each hook. */
const sources: EntryReader = (root) => [
	...['rc', 'lefthook'].flatMap((name): FoundEntry[] => {
		const node = at(root, name);
		const command = text(node) ?? '';
		return node === undefined || command === ''
			? []
			: [{ kind: 'helper', name, pointer: [name], line: node.line, column: node.column, command, shell: true }];
	}),
	...children(at(root, 'extends')).flatMap(({ key, value }) => {
		const path = text(value);
		return path === undefined ? [] : [{ ...setting('extends', value, path), pointer: ['extends', key] }];
	}),
	...[...items(at(root, 'remotes')), at(root, 'remote')].flatMap((remote, index) => {
		const node = at(remote, 'git_url');
		const url = text(node);
		const ref = text(at(remote, 'ref'));
		return node === undefined || url === undefined
			? []
			: [
					{
						...setting('remotes.git_url', node, url),
						args: [url, ...(ref === undefined ? [] : [ref])],
						pointer: ['remotes', String(index)],
					},
				];
	}),
];

const rules = {
	own: true,
	scope: 'project',
	search: 'repository',
	refuses: [],
	needsTrust: false,
	headless: 'runs',
	trigger: 'git-operation',
	entries: [hooks, sources],
} as const;

const NAMES = ['lefthook', '.lefthook', 'lefthook-local', '.lefthook-local', '.config/lefthook', '.config/lefthook-local'];
const FORMATS = [
	['yml', 'yaml'],
	['yaml', 'yaml'],
	['toml', 'toml'],
	['json', 'jsonc'],
] as const;

export default defineAgent({
	id: 'lefthook',
	title: 'Lefthook',
	vendor: 'evilmartians',
	files: NAMES.flatMap((name) =>
		FORMATS.flatMap(([ending, format]) => [
			{
				...rules,
				path: `${name}.${ending}`,
				format,
				beside: ['.git/hooks/pre-commit'],
				because: 'nothing asks first; a pre-commit hook is installed',
			},
			{ ...rules, path: `${name}.${ending}`, format, unsure: 'only once its hooks are installed (`lefthook install`)' },
		]),
	),
	source: 'Lefthook 1.11: its documentation of lefthook.yml',
});
