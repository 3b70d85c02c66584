import { exampleLaunch } from './example-launch.ts';
import { commandsOf, executedFiles, isOfProject } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Programs that a package manager starts in place of its own. */
const PROGRAMS = /^(?:git|script-shell|scriptShell|shell|editor|viewer|node-gyp|python)$/;

const program = (name: string, command: string, changes = {}) =>
	exampleLaunch({
		kind: 'helper',
		tool: 'npm',
		name,
		command,
		shell: true,
		args: [],
		source: { path: '/home/dev/app/.npmrc', line: 1, column: 1 },
		...changes,
	});

export default defineLaunchRule({
	id: 'launch/package-manager-program',
	severity: 'high',
	why: 'The package manager starts a file of the project in place of git or the shell, at every installation, whatever scripts it was told to leave out.',
	source:
		'npm config documentation, `git` and `script-shell` (`--ignore-scripts` does not stop them); of 96 public projects measured none sets one',
	says: (launch) => {
		if (launch.kind !== 'helper' || launch.scope !== 'project' || !/npmrc$/.test(launch.source.path) || !PROGRAMS.test(launch.name)) {
			return null;
		}
		const brought = commandsOf(launch)
			.flatMap(executedFiles)
			.some((path) => isOfProject(path, launch.folder));
		return brought ? {} : null;
	},
	examples: {
		hits: [program('git', './x.sh'), program('script-shell', 'bash ./tools/x.sh')],
		nearMisses: [
			program('script-shell', 'bash'),
			program('script-shell', 'C:\\Program Files\\Git\\bin\\bash.exe'),
			program('git', './x.sh', { scope: 'user' }),
		],
	},
});
