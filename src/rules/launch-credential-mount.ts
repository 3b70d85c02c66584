import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** What holds credentials, or gives the whole machine away. */
const HELD =
	/(?:^|[=,:/~}])(?:\.ssh|\.aws|\.azure|\.gnupg|\.kube|\.docker|\.claude|\.git-credentials|\.config\/(?:gh|gcloud)|\.netrc|\.npmrc|docker\.sock)(?=$|[,:/])/;
const WHOLE_HOME = /(?:source|src)=(?:\$\{localEnv:(?:HOME|USERPROFILE)[^}$]{0,80}\}|~|\/root|\/home\/[^/,]+|\/)(?=,|$)/;

const mount = (value: string) => exampleLaunch({ kind: 'container-command', name: 'mounts', command: null, args: [value] });

export default defineLaunchRule({
	id: 'launch/credential-mount',
	severity: 'medium',
	why: 'What runs in the container reads, and may change, the credentials of this machine.',
	source: 'Dev container specification, mounts and runArgs; MITRE ATT&CK T1611 for the socket of the container engine',
	says: ({ kind, name, args }) => {
		const found =
			kind === 'container-command' && /^(?:mounts|runArgs)/.test(name)
				? args.find((value) => HELD.test(value) || WHOLE_HOME.test(value))
				: undefined;
		// Much development needs the container engine, and its socket is how one gets at it.
		return found === undefined ? null : { severity: /docker\.sock/.test(found) ? 'low' : 'medium', arguments: { mount: found } };
	},
	examples: {
		hits: [
			mount('source=${localEnv:HOME}/.ssh,target=/root/.ssh,type=bind'),
			mount('source=/var/run/docker.sock,target=/var/run/docker.sock,type=bind'),
			mount('source=${localEnv:HOME},target=/host,type=bind'),
		],
		nearMisses: [
			mount('source=cache,target=/root/.cache,type=volume'),
			mount('source=${localWorkspaceFolder}/data,target=/data,type=bind'),
		],
	},
});
