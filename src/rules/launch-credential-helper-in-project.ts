import { exampleLaunch } from './example-launch.ts';
import { commandsOf, executedFiles, isOfProject } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Keys whose command gives an agent its credential. */
const HELPERS =
	/(?:^|\.|\s)(?:apiKeyHelper|awsAuthRefresh|awsCredentialExport|gcpAuthRefresh|otelHeadersHelper|proxyAuthHelper|headersHelper)$/;

const helper = (name: string, changes = {}) =>
	exampleLaunch({ kind: 'helper', name, command: './scripts/key.sh', shell: true, args: [], ...changes });

export default defineLaunchRule({
	id: 'launch/credential-helper-in-project',
	severity: 'high',
	why: 'The command sees, or makes up, the credential of the agent; in a project it is the project’s author who wrote it.',
	source: 'Claude Code 2.1.330 settings (apiKeyHelper and its like run in a shell); 1 of 171 public configurations has one',
	says: (launch) => {
		const { kind, name, scope, folder } = launch;
		if (kind !== 'helper' || scope !== 'project' || !HELPERS.test(name)) {
			return null;
		}
		// The headers of a server are its author's affair; the agent's own key is not.
		const brought = commandsOf(launch)
			.flatMap(executedFiles)
			.some((path) => isOfProject(path, folder));
		return { severity: brought && !name.endsWith('headersHelper') ? 'high' : 'medium' };
	},
	examples: {
		hits: [helper('apiKeyHelper'), helper('apiKeyHelper', { command: 'op read op://work/key' }), helper('docs headersHelper')],
		nearMisses: [helper('statusLine'), helper('apiKeyHelper', { scope: 'user' })],
	},
});
