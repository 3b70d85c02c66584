import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Keys of git's configuration that start a program at ordinary work. */
const STARTS =
	/^(?:core\.(?:fsmonitor|sshcommand|hookspath|askpass|gitproxy|pager|editor)|filter\..{1,200}\.(?:clean|smudge|process)|diff\..{1,200}\.(?:command|textconv)|diff\.external|merge\..{1,200}\.driver|credential\.(?:.{1,200}\.)?helper|gpg\.(?:.{1,200}\.)?program|remote\..{1,200}\.(?:uploadpack|receivepack|vcs)|sequence\.editor|interactive\.difffilter)$/i;

/** What tools that many people use write there. */
const USUAL =
	/^(?:true|false|git-lfs\b|\.husky(?:\/_)?$|\.githooks$|\.git\/hooks$|(?:manager|store|cache|osxkeychain|libsecret|wincred)\b|!(?:\/[\w./-]*\/)?gh auth git-credential|(?:code|vim?|nvim|nano|emacs|less|delta|cat)\b|git-crypt\b|"?git-crypt"?)/i;

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
	says: ({ kind, name, command, scope }) =>
		kind === 'git-config' && scope === 'project' && STARTS.test(name) && command !== null && !USUAL.test(command.trim())
			? { ...(/hookspath|editor|pager|credential/i.test(name) && { severity: 'medium' as const }), arguments: { value: command } }
			: null,
	examples: {
		hits: [config('core.fsmonitor', './x.sh'), config('core.hooksPath', 'tools/x'), config('filter.z.smudge', 'node .z.js')],
		nearMisses: [
			config('core.fsmonitor', 'true'),
			config('core.hooksPath', '.husky/_'),
			config('filter.lfs.smudge', 'git-lfs smudge -- %f'),
			config('credential.helper', 'store'),
			config('alias.st', 'status'),
			config('core.fsmonitor', './x.sh', { scope: 'user' }),
		],
	},
});
