import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';
import { fetchedPackages } from './package-runner.ts';

/** A version, in a package's name as npm or uv write it. */
const PINNED = /.@\^?~?v?\d|==\s?\d/;

export default defineLaunchRule({
	id: 'launch/unpinned-runner',
	severity: 'info',
	why: 'Whatever version is the newest at that moment runs: one that was published a minute ago, too.',
	source:
		'postmark-mcp 1.0.16 (September 2025, unpinned servers took it at once); 31 of 171 public configurations use a runner without a version',
	says: (launch) => {
		const found = fetchedPackages(launch).find(({ spec }) => /^@?[a-z0-9]/i.test(spec) && !/[:#\\]/.test(spec) && !PINNED.test(spec));
		return found === undefined ? null : { arguments: { package: found.spec } };
	},
	examples: {
		hits: [
			exampleLaunch(),
			exampleLaunch({ args: ['-y', 'example-server@latest'] }),
			exampleLaunch({ command: 'cmd', args: ['/c', 'npx', '-y', 'example-server'] }),
			exampleLaunch({ command: 'uvx', args: ['--python', '3.12', 'example-server'] }),
		],
		nearMisses: [exampleLaunch({ args: ['-y', '@example/server@1.2.3'] }), exampleLaunch({ command: 'node', args: ['server.js'] })],
	},
});
