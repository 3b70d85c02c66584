import { exampleLaunch } from './example-launch.ts';
import { commandsOf, isUnasked, scriptOf } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

const hook = (command: string, changes = {}) =>
	exampleLaunch({
		kind: 'hook',
		name: 'SessionStart',
		command,
		shell: true,
		args: [],
		source: { path: '/home/dev/app/.claude/settings.json', line: 8, column: 9 },
		...changes,
	});

/** Where everybody may write, or somebody else's machine. */
const ELSEWHERE = /^(?:\/tmp\/|\/var\/tmp\/|\/dev\/shm\/|\/private\/tmp\/|%TEMP%|\$\{?TMPDIR|\\\\[\w.-]+\\|\/\/[\w.-]+\/)/i;

export default defineLaunchRule({
	id: 'launch/from-temporary-folder',
	severity: 'high',
	why: 'What stands there is not part of the project, and others can put it there.',
	source: 'MITRE ATT&CK T1036.005 and T1570; no public configuration of our sample starts a program from there',
	says: (launch) => {
		const started = isUnasked(launch) ? commandsOf(launch).flatMap((command) => [command.words[0] ?? '', scriptOf(command) ?? '']) : [];
		const found = started.find((path) => ELSEWHERE.test(path));
		return found === undefined ? null : { arguments: { program: found } };
	},
	examples: {
		hits: [hook('/tmp/x'), hook('node /dev/shm/a.js'), hook('cmd /c \\\\host\\share\\x.exe')],
		nearMisses: [hook('npm run lint > /tmp/lint.log'), exampleLaunch({ args: ['-y', 'files', '/tmp'] })],
	},
});
