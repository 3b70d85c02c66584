import { type Member, members, scalarText } from '../../document/node.ts';
import type { Trigger } from '../../model/launch.ts';
import type { EntryReader, FoundEntry } from '../agents/agent.ts';

/** A variable of git's that makes it run something, or go elsewhere. `*` stands for any name in its place. */
interface Steering {
	readonly variable: string;
	/** `command`: git has it run. `program`: the same, as a path. `setting`: it moves or loosens something. */
	readonly is: 'command' | 'setting';
	readonly because: string;
	readonly trigger?: Trigger;
	/** Values that are in order, or mean something built in. */
	readonly except?: RegExp;
	/** Only such values are commands. */
	readonly only?: RegExp;
	/** True where each value counts; else the last one alone. */
	readonly each?: boolean;
}

const BOOLEAN = /^(?:true|false|yes|no|on|off|\d*)$/i;

const byHand = (what: string): Pick<Steering, 'is' | 'because' | 'trigger'> => ({
	is: 'command',
	because: `runs when somebody ${what}`,
	trigger: 'manual',
});
const silently = (when: string): Pick<Steering, 'is' | 'because'> => ({ is: 'command', because: `nothing asks first; runs ${when}` });
const moves = (what: string): Pick<Steering, 'is' | 'because'> => ({ is: 'setting', because: `nothing asks first; ${what}` });

/** git-config(1), gitattributes(5), gitcredentials(7), gitmodules(5), git-lfs-config(5). */
const STEERINGS: readonly Steering[] = [
	{
		variable: 'core.fsmonitor',
		...silently('at every `git status`, which editors and shell prompts ask for by themselves'),
		except: BOOLEAN,
	},
	{ variable: 'core.hookspath', ...silently('as the folder of hooks, each at its event') },
	{ variable: 'core.sshcommand', ...silently('whenever git connects by SSH, a fetch in the background included') },
	{ variable: 'core.gitproxy', ...silently('whenever git connects by its own protocol'), each: true },
	{ variable: 'core.askpass', ...silently('whenever git needs a password') },
	{ variable: 'core.alternaterefscommand', ...silently('when git looks at what another repository has') },
	{ variable: 'core.editor', ...silently('when git opens a message to be written') },
	{ variable: 'sequence.editor', ...silently('when git opens a list of commits to be changed') },
	{ variable: 'core.pager', ...silently('when git shows more than a screen'), except: BOOLEAN },
	{ variable: 'pager.*', ...silently('when git shows more than a screen'), except: BOOLEAN },
	{ variable: 'interactive.difffilter', ...silently('when changes are picked one by one') },
	{ variable: 'diff.external', ...silently('at every `git diff`') },
	{ variable: 'diff.*.command', ...silently('at a `git diff` of files that .gitattributes gives this driver') },
	{ variable: 'diff.*.textconv', ...silently('at a `git diff` of files that .gitattributes gives this driver') },
	{ variable: 'merge.*.driver', ...silently('at a merge of files that .gitattributes gives this driver') },
	{ variable: 'filter.*.clean', ...silently('at every `git status` of files that .gitattributes gives this filter') },
	{ variable: 'filter.*.smudge', ...silently('at a checkout of files that .gitattributes gives this filter') },
	{ variable: 'filter.*.process', ...silently('at every `git status` of files that .gitattributes gives this filter') },
	{ variable: 'credential.helper', ...silently('whenever git needs a password'), each: true, except: /^$/ },
	{ variable: 'credential.*.helper', ...silently('whenever git needs a password'), each: true, except: /^$/ },
	{ variable: 'gpg.program', ...silently('when a commit or tag is signed, or a signature shown') },
	{ variable: 'gpg.*.program', ...silently('when a commit or tag is signed, or a signature shown') },
	{ variable: 'gpg.ssh.defaultkeycommand', ...silently('when a commit or tag is signed') },
	{
		variable: 'hook.*.command',
		...silently('at the event that its `event` names, by a git that knows hooks in its configuration'),
		each: true,
	},
	{ variable: 'remote.*.uploadpack', ...silently('at a fetch from that remote, on its side') },
	{ variable: 'remote.*.receivepack', ...silently('at a push to that remote, on its side') },
	{ variable: 'remote.*.vcs', ...silently('at a fetch from that remote, as git-remote-<name>') },
	// `ext::` runs its rest as a command; git refuses it unless `protocol.ext.allow` says otherwise.
	{ variable: 'remote.*.url', ...silently('at a fetch from that remote'), each: true, only: /^\s*ext::/ },
	{ variable: 'remote.*.pushurl', ...silently('at a push to that remote'), each: true, only: /^\s*ext::/ },
	{ variable: 'submodule.*.update', ...silently('when submodules are updated'), only: /^!/ },
	{ variable: 'trailer.*.command', ...silently('when a message is given trailers') },
	{ variable: 'trailer.*.cmd', ...silently('when a message is given trailers') },
	{ variable: 'lfs.customtransfer.*.path', ...silently('when large files are fetched') },
	{ variable: 'lfs.extension.*.clean', ...silently('when large files are added') },
	{ variable: 'lfs.extension.*.smudge', ...silently('when large files are fetched') },
	{ variable: 'alias.*', ...byHand('types the alias'), only: /^!/ },
	{ variable: 'alias.*.command', ...byHand('types the alias'), only: /^!/ },
	{ variable: 'difftool.*.cmd', ...byHand('asks for this tool') },
	{ variable: 'difftool.*.path', ...byHand('asks for this tool') },
	{ variable: 'mergetool.*.cmd', ...byHand('asks for this tool') },
	{ variable: 'mergetool.*.path', ...byHand('asks for this tool') },
	{ variable: 'browser.*.cmd', ...byHand('asks for this browser') },
	{ variable: 'browser.*.path', ...byHand('asks for this browser') },
	{ variable: 'man.*.cmd', ...byHand('asks for a manual page') },
	{ variable: 'man.*.path', ...byHand('asks for a manual page') },
	{ variable: 'guitool.*.cmd', ...byHand('chooses it in git gui') },
	{ variable: 'tar.*.command', ...byHand('makes an archive') },
	{ variable: 'imap.tunnel', ...byHand('sends patches') },
	{ variable: 'sendemail.sendmailcmd', ...byHand('sends patches') },
	{ variable: 'sendemail.tocmd', ...byHand('sends patches') },
	{ variable: 'sendemail.cccmd', ...byHand('sends patches') },
	{ variable: 'sendemail.headercmd', ...byHand('sends patches') },
	{ variable: 'include.path', ...moves('git reads more settings from there, which are not looked at'), each: true },
	{ variable: 'includeif.*.path', ...moves('git reads more settings from there, which are not looked at'), each: true },
	{ variable: 'url.*.insteadof', ...moves('addresses that begin so are fetched from the other one'), each: true },
	{ variable: 'url.*.pushinsteadof', ...moves('addresses that begin so are pushed to the other one'), each: true },
	{ variable: 'protocol.allow', ...moves('transports that git refuses otherwise are allowed'), only: /^(?:always|user)$/i },
	{ variable: 'protocol.*.allow', ...moves('a transport that git may refuse otherwise is allowed'), only: /^(?:always|user)$/i },
	{ variable: 'http.proxy', ...moves('git’s requests go by that address') },
	{ variable: 'http.*.proxy', ...moves('git’s requests go by that address') },
	{ variable: 'remote.*.proxy', ...moves('git’s requests go by that address') },
	{ variable: 'http.sslverify', ...moves('git takes any certificate'), only: /^(?:false|no|off|0|)$/i },
	{ variable: 'http.*.sslverify', ...moves('git takes any certificate'), only: /^(?:false|no|off|0|)$/i },
	{ variable: 'http.sslcainfo', ...moves('git takes what these authorities vouch for') },
	{ variable: 'http.*.sslcainfo', ...moves('git takes what these authorities vouch for') },
];

/** By the first and the last part of the name, between which anything may stand. */
const BY_ENDS: ReadonlyMap<string, readonly (Steering & { parts: readonly string[] })[]> = (() => {
	const map = new Map<string, (Steering & { parts: readonly string[] })[]>();
	for (const steering of STEERINGS) {
		const parts = steering.variable.split('.');
		const key = `${parts[0]} ${parts.at(-1)}`;
		map.set(key, [...(map.get(key) ?? []), { ...steering, parts }]);
	}
	return map;
})();

function steeringOf(name: string): Steering | undefined {
	const first = name.indexOf('.');
	const last = name.lastIndexOf('.');
	const section = name.slice(0, first);
	const variable = name.slice(last + 1);
	const between = first < last ? name.slice(first + 1, last) : null;
	const candidates = [`${section} ${variable}`, `${section} *`].flatMap((key) => BY_ENDS.get(key) ?? []);
	return candidates.find(({ parts }) => {
		const inner = parts.slice(1, -1);
		if (inner.length === 0 || between === null) {
			return inner.length === 0 && between === null;
		}
		const fixed = inner.slice(0, -1).join('.');
		return inner.at(-1) !== '*' ? between === inner.join('.') : between.startsWith(fixed === '' ? '' : `${fixed}.`);
	});
}

/** What git would run, or where it would go, on the strength of its configuration: each variable that does that, once. */
export const gitSettings: EntryReader = (root) => {
	const all = members(root).flatMap((member) => {
		const steering = steeringOf(member.key);
		const value = scalarText(member.value) ?? '';
		return steering === undefined ? [] : [{ member, steering, value }];
	});
	const last = new Map(all.map(({ member }) => [member.key, member]));
	return all
		.filter(({ member, steering, value }) => {
			const counts = steering.each || last.get(member.key) === member;
			return (
				counts && !steering.except?.test(value) && (steering.only?.test(value) ?? true) && (value !== '' || steering.only !== undefined)
			);
		})
		.map(
			({ member, steering, value }, index): FoundEntry => ({ ...entryOf(member, steering, value), pointer: [member.key, String(index)] }),
		);
};

const URL = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;

function entryOf(member: Member, { is, because, trigger }: Steering, value: string): Omit<FoundEntry, 'pointer'> {
	// Where requests go: an address that is the value, or that the variable is about.
	const about = member.key.slice(member.key.indexOf('.') + 1, member.key.lastIndexOf('.'));
	const moved = member.key.startsWith('url.') || is === 'command' ? [about] : [value, about];
	const url = moved.find((text) => URL.test(text));
	return {
		kind: 'git-config',
		name: member.key,
		line: member.line,
		column: member.column,
		...(is === 'command' ? { command: value, shell: true } : { args: [value] }),
		...(url !== undefined && { url }),
		because,
		...(trigger !== undefined && { trigger }),
	};
}

/** `update = !command` of a submodule: git takes it from its own configuration alone, and leaves one that is checked in. */
export const submoduleUpdates: EntryReader = (root, tell, file) =>
	gitSettings(root, tell, file)
		.filter(({ name }) => name.startsWith('submodule.'))
		.map((entry) => ({ ...entry, unsure: 'git before 2.24.1 alone could be led to run it from here (CVE-2019-19604)' }));
