import { exampleHook, on } from './example-commands.ts';
import { exampleLaunch } from './example-launch.ts';
import { isAtStart } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';
import { fetchedPackages } from './package-runner.ts';

const GIT =
	/^(?:github:|gitlab:|bitbucket:|gist:|git\+|git:\/\/|git@|[\w.-]{1,100}\/[\w.-]{1,100}(?:#|$)|https?:\/\/(?:github\.com|gitlab\.com|bitbucket\.org)\/|[\w.[\]-]{1,100}\s?@\s?git\+)/i;
/** An archive by its address; previews of pull requests stand at the last of these hosts. */
const ARCHIVE = /^https?:\/\/(?!(?:github\.com|gitlab\.com|bitbucket\.org|codeload\.github\.com|pkg\.pr\.new)\/)/i;
const COMMIT = /[#@][0-9a-f]{40}(?![0-9a-z])/i;

const commit = '0123456789abcdef0123456789abcdef01234567';

export default defineLaunchRule({
	id: 'launch/commit-pinned-runner',
	severity: 'high',
	why: 'A commit can be fetched by its number though no branch has it: whoever may push a fork decides what runs.',
	source:
		'Nx Console 18.95.0 (CVE-2026-48027) ran `npx github:<owner>/<name>#<commit>` on an orphan commit; 0 of 171 public configurations have it',
	says: (launch) => {
		for (const { spec, ofPython } of fetchedPackages(launch)) {
			// `@scope/name` is a package, `./server` a folder.
			const archive = ARCHIVE.test(spec);
			if ((archive || GIT.test(spec)) && !/^[.@]/.test(spec)) {
				const pinned = COMMIT.test(spec);
				// Servers of Python are commonly taken from their repository, and a commit is then the careful way.
				const grave = (!ofPython && (pinned || archive)) || (launch.kind !== 'mcp-server' && isAtStart(launch));
				return {
					severity: grave ? 'high' : 'medium',
					arguments: {
						spec,
						how: archive ? 'whatever stands at an address' : pinned ? 'a commit of a repository' : 'a repository as it is at that moment',
					},
					evidence: [spec],
				};
			}
		}
		return null;
	},
	examples: {
		hits: [
			exampleLaunch({ args: ['-y', `github:example/tool#${commit}`] }),
			exampleLaunch({ command: 'pnpm', args: ['dlx', `git+https://example.com/a/b.git#${commit}`] }),
			exampleLaunch({ command: 'npm', args: ['exec', `--package=github:example/tool#${commit}`, 'tool'] }),
			exampleLaunch({ command: 'uvx', args: ['--from', 'git+https://example.com/a/b', 'tool'] }),
			exampleLaunch({ args: ['-y', 'example/tool#main'] }),
			exampleHook('npx -y github:example/tool', on('folder-open')),
			exampleHook('uvx --from git+https://example.com/a/b tool'),
			exampleLaunch({ args: ['-y', 'https://example.com/x.tgz'] }),
		],
		nearMisses: [
			exampleLaunch({ args: ['-y', '@example/tool@1.2.3'] }),
			exampleLaunch({ args: ['-y', './packages/server'] }),
			exampleLaunch({ args: ['-y', '@example/tool', '--repository', 'https://github.com/a/b'] }),
			exampleLaunch({ args: ['-y', '@example/tool', 'example/repository'] }),
			exampleLaunch({ command: 'node', args: ['server.js', `--commit=#${commit}`] }),
		],
	},
});
