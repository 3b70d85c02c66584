import { exampleLaunch } from './example-launch.ts';
import { commandsOf, programOf } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

const RUNNERS = /^(?:npx|bunx|pnpx|uvx|pipx)$/;
const SECOND = /^(?:dlx|exec|x|run)$/;
const GIT = /^(?:github:|gitlab:|bitbucket:|gist:|git\+|git:\/\/|[\w.-]+\/[\w.-]+#|https?:\/\/github\.com\/|.{0,200}@git\+)/i;
const COMMIT = /[#@][0-9a-f]{40}\b/i;

/** What a package runner is asked to fetch; null where the command is no runner. */
function fetched(words: readonly string[]): readonly string[] | null {
	const program = programOf(words);
	const manager = /^(?:npm|pnpm|yarn|bun|uv)$/.test(program) && SECOND.test(words[1] ?? '');
	return RUNNERS.test(program) || manager ? words.slice(manager ? 2 : 1) : null;
}

const server = (...args: string[]) => exampleLaunch({ args });
const commit = '0123456789abcdef0123456789abcdef01234567';

export default defineLaunchRule({
	id: 'launch/commit-pinned-runner',
	severity: 'high',
	why: 'A commit can be fetched by its number though no branch has it: whoever may push a fork decides what runs.',
	source:
		'Nx Console 18.95.0 (CVE-2026-48027) ran `npx github:<owner>/<name>#<commit>` on an orphan commit; 0 of 171 public configurations have it',
	says: (launch) => {
		for (const spec of commandsOf(launch).flatMap(({ words }) => fetched(words) ?? [])) {
			if (GIT.test(spec)) {
				const pinned = COMMIT.test(spec);
				return {
					severity: pinned ? 'high' : 'medium',
					arguments: { spec, how: pinned ? 'a commit of a repository' : 'a repository as it is at that moment' },
					evidence: [spec],
				};
			}
		}
		return null;
	},
	examples: {
		hits: [
			server('-y', `github:example/tool#${commit}`),
			exampleLaunch({ command: 'pnpm', args: ['dlx', `git+https://example.com/a/b.git#${commit}`] }),
			exampleLaunch({ command: 'uvx', args: ['--from', 'git+https://example.com/a/b', 'tool'] }),
			server('-y', 'example/tool#main'),
		],
		nearMisses: [
			server('-y', '@example/tool@1.2.3'),
			server('-y', '@example/tool', '--repository', 'https://example.com/a/b'),
			exampleLaunch({ command: 'node', args: ['server.js', `--commit=#${commit}`] }),
		],
	},
});
