import { at, items, members, scalarText, text } from '../../document/node.ts';
import { defineAgent, type EntryReader, type FoundEntry } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';

/** Hooks of a repository from elsewhere, and those whose command stands in the file itself. Those of pre-commit's own it brings. */
const hooks: EntryReader = (root, tell) => {
	let unreadable = 0;
	const found = items(at(root, 'repos')).flatMap((repository, index) => {
		const from = text(at(repository, 'repo')) ?? '';
		const rev = scalarText(at(repository, 'rev'));
		return items(at(repository, 'hooks')).flatMap((hook, number): FoundEntry[] => {
			const id = scalarText(at(hook, 'id')) ?? '';
			const entry = text(at(hook, 'entry'));
			const args = items(at(hook, 'args'))
				.map(scalarText)
				.filter((argument) => argument !== undefined);
			const placed = {
				kind: 'hook' as const,
				name: id,
				pointer: ['repos', String(index), String(number)],
				line: hook.line,
				column: hook.column,
			};
			if (from === 'meta' || from === 'builtin') {
				return [];
			}
			if (from === 'local') {
				unreadable += entry === undefined ? 1 : 0;
				return entry === undefined ? [] : [{ ...placed, command: [entry, ...args].join(' '), shell: true }];
			}
			// The commands stand in the repository; an entry here takes the place of one.
			const what = `${from}${rev === undefined ? '' : `@${rev}`}`;
			const url = from.includes('://') ? { url: from } : {};
			return from === ''
				? []
				: [{ ...placed, ...url, ...(entry === undefined ? { args: [what, ...args] } : { command: entry, args: [...args, what] }) }];
		});
	});
	if (unreadable > 0) {
		tell(`${unreadable} hooks have no command that can be read`);
	}
	return found;
};

const defaults: EntryReader = (root) =>
	lastOfEachKey(members(at(root, 'default_language_version'))).flatMap(({ key, line, column, value }): FoundEntry[] => {
		const program = text(value) ?? '';
		// A version names none that is in the folder.
		return program.includes('/') || program.includes('\\')
			? [
					{
						kind: 'helper',
						name: `default_language_version.${key}`,
						pointer: ['default_language_version', key],
						line,
						column,
						command: program,
					},
				]
			: [];
	});

const rules = {
	own: true,
	scope: 'project',
	path: '.pre-commit-config.yaml',
	search: 'repository',
	format: 'yaml',
	refuses: [],
	needsTrust: false,
	headless: 'runs',
	trigger: 'git-operation',
	entries: [hooks, defaults],
} as const;

export default defineAgent({
	id: 'pre-commit',
	title: 'pre-commit',
	vendor: 'pre-commit',
	files: [
		{ ...rules, beside: ['.git/hooks/pre-commit'], because: 'nothing asks first; a pre-commit hook is installed' },
		{ ...rules, unsure: 'only once its hooks are installed (`pre-commit install`)' },
	],
	source: 'pre-commit 4: its documentation of .pre-commit-config.yaml',
});
