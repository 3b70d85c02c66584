import { positions } from '../../document/lines.ts';
import { text } from '../../document/node.ts';
import type { EntryReader, FoundEntry } from '../agents/agent.ts';

/** More commands than this no build file has. */
const MOST = 200;
const LONGEST = 2_000;

/** `<!(command)`, `<!@(command)`, `<!pymod_do_main(…)`, also with `>` and `^` for other phases (GYP, "Command Expansions"). */
const EXPANSION = /[<>^]!@?([a-z_]{0,40})\(/g;

/** The commands that a build file has run while it is read, and the build itself. */
export const gypCommands: EntryReader = (root, tell) => {
	const source = text(root) ?? '';
	const place = positions(source);
	const found: FoundEntry[] = [
		{
			kind: 'lifecycle-script',
			name: 'install',
			pointer: ['install'],
			line: 1,
			column: 1,
			command: 'node-gyp rebuild',
			shell: true,
			because: 'nothing asks first; runs where package.json has neither an install nor a preinstall script',
		},
	];
	for (const match of source.matchAll(EXPANSION)) {
		if (found.length > MOST) {
			tell(`more than ${MOST} commands; the first were looked at`);
			break;
		}
		const { line, column } = place(match.index);
		const begin = match.index - column + 1;
		if (
			source
				.slice(begin, begin + LONGEST)
				.trimStart()
				.startsWith('#')
		) {
			continue;
		}
		const start = match.index + match[0].length;
		const end = closing(source, start);
		found.push({
			kind: 'lifecycle-script',
			name: 'binding.gyp',
			pointer: ['expansion', String(found.length)],
			line,
			column,
			command: `${match[1] ?? ''}${match[1] ? ' ' : ''}${source.slice(start, end).trim()}`,
			shell: true,
			because: 'nothing asks first; runs while node-gyp reads the file',
		});
	}
	return found;
};

/** Where the parenthesis ends that was opened before `from`; bounded. */
function closing(source: string, from: number): number {
	let depth = 1;
	const most = Math.min(source.length, from + LONGEST);
	for (let at = from; at < most; at++) {
		depth += source[at] === '(' ? 1 : source[at] === ')' ? -1 : 0;
		if (depth === 0) {
			return at;
		}
	}
	return most;
}
