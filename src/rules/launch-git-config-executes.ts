import type { Severity } from '../model/finding.ts';
import type { Launch } from '../model/launch.ts';
import { exampleLaunch } from './example-launch.ts';
import { commandsOf, executedFiles, isOfProject } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Keys of git's configuration that start a program at ordinary work. */
const STARTS =
	/^(?:core\.(?:fsmonitor|sshcommand|hookspath|askpass|gitproxy|pager|editor)|filter\..{1,200}\.(?:clean|smudge|process)|diff\..{1,200}\.(?:command|textconv)|diff\.external|merge\..{1,200}\.driver|credential\.(?:.{1,200}\.)?helper|gpg\.(?:.{1,200}\.)?program|remote\..{1,200}\.(?:uploadpack|receivepack|vcs)|sequence\.editor|interactive\.difffilter)$/i;

/** What tools that many people use write there. */
const USUAL =
	/^(?:true|false|git-lfs\b|\.husky(?:\/_)?$|(?:\.\/)?(?:\.githooks|\.hooks|githooks|hooks|scripts\/hooks|scripts\/git-hooks|\.git\/hooks)\/?$|(?:\.git\/hooks\/)?(?:fsmonitor-watchman|query-watchman|rs-git-fsmonitor)\b|(?:manager|store|cache|osxkeychain|libsecret|wincred)\b|!(?:\/[\w./-]*\/)?gh auth git-credential|(?:code|vim?|nvim|nano|emacs|less|delta|cat)\b|git-crypt\b|"?git-crypt"?)/i;

/** Null where it is only how somebody connects. */
function severityOf(launch: Launch, command: string): Severity | null {
	const { name, folder } = launch;
	const commands = commandsOf(launch);
	// What stands in the folder came with it; a program of the machine's was installed by somebody.
	const brought = commands.flatMap(executedFiles).some((path) => isOfProject(path, folder));
	if (/^core\.sshcommand$/i.test(name)) {
		const plain = commands.every(({ program }) => /^(?:ssh|plink|tortoiseplink)$/.test(program));
		return plain && !brought && !/ProxyCommand/i.test(command) ? null : 'high';
	}
	return /hookspath|editor|pager|credential/i.test(name) || (!brought && !/fsmonitor/i.test(name)) ? 'medium' : 'high';
}

const config = (name: string, command: string, changes = {}) =>
	exampleLaunch({
		kind: 'git-config',
		name,
		command,
		shell: true,
		args: [],
		source: { path: '/home/dev/app/.git/config', line: 4, column: 2 },
		...changes,
	});

export default defineLaunchRule({
	id: 'launch/git-config-executes',
	severity: 'high',
	why: 'Git starts it at `status` or `diff`, which editors call by themselves; a clone never brings it, an unpacked archive does.',
	source: 'git-config(1); CVE-2022-24765 and the advisories on embedded repositories (`core.fsmonitor`)',
	says: (launch) => {
		const { kind, name, command, scope } = launch;
		if (kind !== 'git-config' || scope !== 'project' || command === null || !STARTS.test(name) || USUAL.test(command.trim())) {
			return null;
		}
		const severity = severityOf(launch, command);
		return severity === null ? null : { severity, arguments: { value: command } };
	},
	examples: {
		hits: [
			config('core.fsmonitor', './x.sh'),
			config('core.sshCommand', './ssh'),
			config('filter.nb.clean', 'nbstripout'),
			config('core.hooksPath', 'tools/x'),
			config('filter.z.smudge', 'node .z.js'),
		],
		nearMisses: [
			config('core.fsmonitor', 'true'),
			config('core.fsmonitor', '.git/hooks/fsmonitor-watchman'),
			config('core.sshCommand', 'ssh -i ~/.ssh/id_work'),
			config('core.hooksPath', 'scripts/hooks'),
			config('core.hooksPath', '.husky/_'),
			config('filter.lfs.smudge', 'git-lfs smudge -- %f'),
			config('credential.helper', 'store'),
			config('alias.st', 'status'),
			config('core.fsmonitor', './x.sh', { scope: 'user' }),
		],
	},
});
