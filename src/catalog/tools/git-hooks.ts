import { basename } from 'node:path';
import type { EntryReader, ReadFile } from '../agents/agent.ts';
import { script } from './script.ts';

/** githooks(5), and the one that git-p4 has. What else stands in the folder git leaves alone, `pre-commit.sample` too. */
const HOOKS: ReadonlySet<string> = new Set([
	...[
		'applypatch-msg',
		'pre-applypatch',
		'post-applypatch',
		'pre-commit',
		'pre-merge-commit',
		'prepare-commit-msg',
		'commit-msg',
		'post-commit',
	],
	...['pre-rebase', 'post-checkout', 'post-merge', 'pre-push', 'pre-receive', 'update', 'proc-receive', 'post-receive', 'post-update'],
	...[
		'reference-transaction',
		'push-to-checkout',
		'pre-auto-gc',
		'post-rewrite',
		'sendemail-validate',
		'fsmonitor-watchman',
		'post-index-change',
	],
	...['p4-changelist', 'p4-prepare-changelist', 'p4-post-changelist', 'p4-pre-submit'],
]);

/** True for the name of a hook of git's. */
export function isHook(name: string): boolean {
	return HOOKS.has(name);
}

/** Whether a file may be executed by somebody; null where the platform has no such bits. */
export function isExecutable({ mode }: ReadFile): boolean | null {
	return mode === null ? null : (Number.parseInt(mode, 8) & 0o111) !== 0;
}

/** husky's own files in `.husky/_`: each only calls `h` beside it, which is shown. */
const CALLS_HUSKY = /^\. "\$\(dirname (?:-- )?"\$0"\)\/(?:h|husky\.sh)"$/;

/** A hook that git runs by itself, where it is executable. */
export const gitHooks: EntryReader = script((file, lines) => {
	const executable = isExecutable(file);
	const code = lines.filter((line) => !line.startsWith('#!'));
	if (executable === false || (code.length === 1 && CALLS_HUSKY.test(code[0] ?? ''))) {
		return null;
	}
	return {
		kind: 'hook',
		name: basename(file.path),
		because: 'nothing asks first; git runs it at the event of its name',
		...(executable === null && { unsure: 'whether it is executable cannot be seen here' }),
	};
});
