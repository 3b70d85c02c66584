import { exampleHook } from './example-commands.ts';
import { exampleLaunch } from './example-launch.ts';
import { commandsOf, executedFiles, isInContainer, isUnasked } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Where everybody may write, or somebody else's machine. */
const ELSEWHERE =
	/^(?:(?:\/private)?\/(?:var\/)?tmp\/|\/dev\/shm\/|%TE?MP%|\$\{?(?:TMPDIR|TE?MP)\b|\$env:TE?MP\b|[A-Za-z]:[\\/](?:Windows[\\/])?Te?mp[\\/]|\\\\[\w.-]+\\|\/\/[\w.-]+\/)/i;

export default defineLaunchRule({
	id: 'launch/from-temporary-folder',
	severity: 'high',
	why: 'What stands there is not part of the project, and others can put it there.',
	source: 'MITRE ATT&CK T1036.005 and T1570; no public configuration of our sample starts a program from there',
	says: (launch) => {
		const files = isUnasked(launch) && !isInContainer(launch) ? commandsOf(launch).flatMap(executedFiles) : [];
		const found = files.find((path) => ELSEWHERE.test(path));
		return found === undefined ? null : { arguments: { program: found } };
	},
	examples: {
		hits: [
			exampleHook('/tmp/x'),
			exampleHook('node /dev/shm/a.js'),
			exampleHook('cmd /c \\\\host\\share\\x.exe'),
			exampleHook('bash "$TMPDIR/x.sh"'),
			exampleLaunch({ command: '\\\\files.example.com\\tools\\x.exe', args: [] }),
		],
		nearMisses: [
			exampleHook('npm run lint > /tmp/lint.log'),
			exampleHook('cat /tmp/x.log'),
			exampleLaunch({ args: ['-y', 'files', '/tmp'] }),
			exampleLaunch({ command: '/Users/dev/tmp/server', args: [] }),
		],
	},
});
