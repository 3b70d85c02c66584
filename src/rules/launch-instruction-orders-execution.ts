import { exampleLaunch } from './example-launch.ts';
import { belowProject, commandsOf, executedFiles, isInterpreter, isShell } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Folders of tools, in which nobody looks for a script that a person is to run. */
const HIDDEN = /^\.(?!venv\/)[\w-]+\//;

const instruction = exampleLaunch({ kind: 'instruction', name: 'setup.mdc', command: 'node .github/setup.js', shell: true, args: [] });

export default defineLaunchRule({
	id: 'launch/instruction-orders-execution',
	severity: 'high',
	why: 'An instruction file that tells the agent to run a script before anything else turns reading into running.',
	source: 'Miasma (June 2026, `.cursor/rules/setup.mdc` with `alwaysApply: true`); 0 of 171 benign files, 1 of 8 malicious ones',
	says: (launch) => {
		if (launch.kind !== 'instruction') {
			return null;
		}
		// `npm install` and `make` are what any project asks for; a script is worth a look, one in a tool's folder more.
		const scripts = commandsOf(launch).flatMap((command) =>
			executedFiles(command).map((path) => ({
				code: isInterpreter(command.program) && !isShell(command.program),
				below: belowProject(path, launch.folder),
			})),
		);
		const [first] = scripts;
		const severity = scripts.some(({ below }) => HIDDEN.test(below)) ? 'high' : scripts.some(({ code }) => code) ? 'medium' : 'low';
		return first === undefined ? null : { severity };
	},
	examples: {
		hits: [instruction, { ...instruction, command: 'python tools/setup.py' }, { ...instruction, command: './setup.sh' }],
		nearMisses: [{ ...instruction, command: null }, { ...instruction, command: 'npm install' }, exampleLaunch()],
	},
});
