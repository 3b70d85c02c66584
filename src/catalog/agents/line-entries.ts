import { basename, dirname } from 'node:path';
import { at, items, text as textOf } from '../../document/node.ts';
import type { EntryReader, FoundEntry } from './agent.ts';
import { isDestination, steers } from './steering-variables.ts';

/** Entries that one text gives at most. */
const MAX_ENTRIES = 200;
/** Of a longer line only the beginning is read. Characters. */
const MAX_LINE = 8_000;

/** Of a `.env` file that an agent takes its variables from, those that steer which code runs or where requests go. */
export const variables: EntryReader = (root) => {
	const found: FoundEntry[] = [];
	for (const [index, whole] of (textOf(root) ?? '').split('\n').entries()) {
		const line = whole.slice(0, MAX_LINE);
		const match = /^(\s{0,40}(?:export\s{1,8})?)([A-Za-z_]\w{0,100})\s{0,8}=(.*)$/.exec(line.trimEnd());
		const [, before = '', name = '', raw = ''] = match ?? [];
		if (name === '' || !steers(name) || found.length === MAX_ENTRIES) {
			continue;
		}
		const value = unquoted(raw.trim());
		found.push({
			kind: 'shell-env',
			name,
			pointer: [name],
			line: index + 1,
			column: before.length + 1,
			args: [value],
			env: [{ name, value }],
			...(isDestination(name) && /^[a-z][a-z0-9+.-]*:\/\//i.test(value) && { url: value }),
		});
	}
	// Of a name that stands twice the last counts.
	return found.filter((entry, index) => found.findLastIndex(({ name }) => name === entry.name) === index);
};

function unquoted(value: string): string {
	const quote = value[0] ?? '';
	const end = /["'`]/.test(quote) ? value.indexOf(quote, 1) : -1;
	return end > 0 ? value.slice(1, end) : value.replace(/\s#.*$/, '');
}

/** What a command of Gemini CLI has a shell do as soon as somebody calls it: `!{…}` in its prompt. */
export const shellInPrompt: EntryReader = (root, _tell, file) => {
	const node = at(root, 'prompt');
	const prompt = textOf(node) ?? '';
	const found: FoundEntry[] = [];
	for (
		let start = prompt.indexOf('!{');
		node !== undefined && start >= 0 && found.length < MAX_ENTRIES;
		start = prompt.indexOf('!{', start)
	) {
		let depth = 1;
		let end = start + 2;
		for (; end < prompt.length && depth > 0; end++) {
			depth += prompt[end] === '{' ? 1 : prompt[end] === '}' ? -1 : 0;
		}
		const command = prompt.slice(start + 2, depth === 0 ? end - 1 : end).trim();
		if (command !== '') {
			found.push({
				kind: 'skill',
				name: basename(file.path).replace(/\.toml$/, ''),
				pointer: ['prompt', String(found.length)],
				line: node.line,
				column: node.column,
				command,
				shell: true,
				trigger: 'manual',
				because: 'runs when somebody calls it; the command is shown before',
			});
		}
		start = end;
	}
	return found;
};

/** What Cursor runs in a worktree that it has made: a list of lines, or a script. */
export const worktreeScripts: EntryReader = (root) =>
	['setup-worktree', 'setup-worktree-unix', 'setup-worktree-windows'].flatMap((key) => {
		const node = at(root, key);
		return [node, ...items(node)].flatMap((item, index): FoundEntry[] => {
			const command = textOf(item);
			return item === undefined || command === undefined || command.trim() === ''
				? []
				: [
						{
							kind: 'hook',
							name: key,
							pointer: [key, String(index)],
							line: item.line,
							column: item.column,
							command,
							shell: true,
							trigger: 'manual',
						},
					];
		});
	});

/** Code that an agent loads whole: the file itself is what runs. */
export const loadedModule: EntryReader = (_root, _tell, file) => [
	{
		kind: 'hook',
		name: basename(dirname(file.path)),
		pointer: [],
		line: 1,
		column: 1,
		command: 'node',
		args: [basename(file.path)],
		trigger: 'session-start',
	},
];
