import { exampleLaunch } from './example-launch.ts';
import { commandsOf, programOf } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

const RUNNERS = /^(?:npx|bunx|pnpx|uvx)$/;
const SECOND = /^(?:dlx|exec|x)$/;

/** A version, in a package's name as npm or uv write it. */
const PINNED = /.@\^?~?\d|==\d/;

export default defineLaunchRule({
	id: 'launch/unpinned-runner',
	severity: 'info',
	why: 'Whatever version is the newest at that moment runs: one that was published a minute ago, too.',
	source:
		'postmark-mcp 1.0.16 (September 2025, unpinned servers took it at once); 31 of 171 public configurations use a runner without a version',
	says: (launch) => {
		for (const { words } of commandsOf(launch)) {
			const program = programOf(words);
			const manager = /^(?:npm|pnpm|yarn|bun)$/.test(program) && SECOND.test(words[1] ?? '');
			const name = RUNNERS.test(program) || manager ? words.slice(manager ? 2 : 1).find((word) => !word.startsWith('-')) : undefined;
			if (name !== undefined && /^@?[a-z0-9]/i.test(name) && !/[:#\\]/.test(name) && !PINNED.test(name)) {
				return { arguments: { package: name } };
			}
		}
		return null;
	},
	examples: {
		hits: [exampleLaunch(), exampleLaunch({ args: ['-y', 'example-server@latest'] })],
		nearMisses: [exampleLaunch({ args: ['-y', '@example/server@1.2.3'] }), exampleLaunch({ command: 'node', args: ['server.js'] })],
	},
});
