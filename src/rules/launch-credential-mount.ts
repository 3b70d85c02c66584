import { exampleLaunch } from './example-launch.ts';
import { commandsOf, isUnasked } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** What holds credentials, or gives the whole machine away. */
const HELD =
	/(?:^|[=,:/~}])(?:\.ssh|\.aws|\.azure|\.gnupg|\.kube|\.docker|\.claude|\.git-credentials|\.config\/(?:gh|gcloud)|\.netrc|\.npmrc|docker\.sock)(?=$|[,:/])/;
/** `${localEnv:HOME}`, `$HOME`, `/home/dev`, `C:\Users\dev`, `/`: a home as a whole, or the machine. */
const WHOLE =
	/^["']?(?:\$\{localEnv:(?:HOME|USERPROFILE)[^}$]{0,80}\}|\$\{?(?:HOME|USERPROFILE)\}?|%(?:HOME|USERPROFILE)%|~|\/|\/(?:root|home|Users|etc|proc)|\/(?:home|Users)\/[^/,]{1,100}|[A-Za-z]:(?:[\\/](?:Users(?:[\\/][^\\/,]{1,100})?)?)?)[\\/]?["']?$/i;

/** What a mount takes from the machine: of `source=…,target=…`, and of `-v source:target:options`; none where it is no mount. */
function sourceOf(value: string, before: string): string | undefined {
	const named = /(?:^|[=,])(?:source|src)=([^,]{0,1000})/.exec(value)?.[1];
	if (named !== undefined) {
		return named;
	}
	const [, inOne = ''] = /^(?:-v|--volume=)(.{1,1000})$/.exec(value) ?? [];
	const pair = /^(?:-v|--volume)$/.test(before) ? value : inOne;
	// The colons of a variable and of a drive part nothing.
	return /^((?:[A-Za-z]:(?=[\\/]))?(?:\$\{[^{}]{0,100}\}|[^:$]|\$(?!\{))+):/.exec(pair)?.[1];
}

/** The word that mounts what is not the project's. */
function mountIn(args: readonly string[]): { readonly value: string; readonly source: string } | undefined {
	for (const [at, value] of args.entries()) {
		const source = sourceOf(value, args[at - 1] ?? '') ?? '';
		if (source !== '' && (HELD.test(source) || WHOLE.test(source))) {
			return { value, source: source.replaceAll(/["']/g, '') };
		}
	}
	return undefined;
}

/** Options by which a container is no wall any more. */
const UNWALLED = / (?:--privileged(?:=true)?|--pid=host)$|^--pid host$|--cap-add[ =](?:ALL|SYS_ADMIN|SYS_PTRACE)$/;
const ENGINES = /^(?:docker|podman|nerdctl|finch)$/;

const mount = (...args: string[]) => exampleLaunch({ kind: 'container-command', name: 'mounts', command: null, args });
const engine = (...args: string[]) => exampleLaunch({ command: 'docker', args: ['run', '-i', '--rm', ...args, 'example/server'] });

export default defineLaunchRule({
	id: 'launch/credential-mount',
	severity: 'high',
	why: 'What runs in the container reads, and may change, the credentials of this machine.',
	source:
		'Dev container specification, mounts and runArgs; MITRE ATT&CK T1611 for the socket of the container engine and for the whole machine',
	says: (launch) => {
		const { kind, name, args } = launch;
		const lists =
			kind === 'container-command' && /^(?:mounts|runArgs|workspaceMount)/.test(name)
				? [args]
				: launch.scope === 'project'
					? commandsOf(launch).flatMap((command) => (ENGINES.test(command.program) ? [command.args] : []))
					: [];
		for (const list of lists) {
			// A dev container is made to hold much; a server is not.
			const unwalled = kind === 'container-command' ? undefined : list.find((value, at) => UNWALLED.test(`${list[at - 1] ?? ''} ${value}`));
			if (unwalled !== undefined && isUnasked(launch)) {
				return { severity: 'high', arguments: { mount: unwalled } };
			}
			const found = mountIn(list);
			if (found !== undefined) {
				// Much development needs the container engine, and its socket is how one gets at it.
				const severity = found.source === '/' ? 'high' : /docker\.sock/.test(found.value) ? 'low' : 'medium';
				return { severity, arguments: { mount: found.value } };
			}
		}
		return null;
	},
	examples: {
		hits: [
			mount('source=${localEnv:HOME}/.ssh,target=/root/.ssh,type=bind'),
			mount('source=/var/run/docker.sock,target=/var/run/docker.sock,type=bind'),
			mount('source=${localEnv:HOME},target=/host,type=bind'),
			mount('type=bind,src=/,dst=/host'),
			mount('-v', '/:/host'),
			mount('-v', '$HOME:/x:ro'),
			mount('--volume=${localEnv:HOME}:/x'),
			mount('-v', 'C:\\Users\\dev:/x'),
			engine('-v', '/:/host'),
			engine('--mount', 'type=bind,src=/home/dev,dst=/data'),
			engine('-v', '~/.aws:/root/.aws:ro'),
			engine('--privileged'),
			engine('--pid', 'host'),
		],
		nearMisses: [
			mount('source=cache,target=/root/.cache,type=volume'),
			mount('source=${localWorkspaceFolder}/data,target=/data,type=bind'),
			mount('-v', '/etc/localtime:/etc/localtime:ro'),
			mount('-v', 'C:\\work\\data:/data'),
			engine('-v', '${workspaceFolder}:/workspace'),
			engine('-v', 'cache:/root'),
			engine('-e', 'HOME=/root'),
		],
	},
});
