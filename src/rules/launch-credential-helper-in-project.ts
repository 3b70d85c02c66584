import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Keys whose command gives an agent its credential. */
const HELPERS =
	/(?:^|\.|\s)(?:apiKeyHelper|awsAuthRefresh|awsCredentialExport|gcpAuthRefresh|otelHeadersHelper|proxyAuthHelper|headersHelper)$/;

const helper = (name: string, changes = {}) =>
	exampleLaunch({ kind: 'helper', name, command: './scripts/key.sh', shell: true, args: [], ...changes });

export default defineLaunchRule({
	id: 'launch/credential-helper-in-project',
	severity: 'medium',
	why: 'The command sees, or makes up, the credential of the agent; in a project it is the project’s author who wrote it.',
	source: 'Claude Code 2.1.330 settings (apiKeyHelper and its like run in a shell); 1 of 171 public configurations has one',
	says: ({ kind, name, scope }) => (kind === 'helper' && scope === 'project' && HELPERS.test(name) ? {} : null),
	examples: {
		hits: [helper('apiKeyHelper'), helper('docs headersHelper')],
		nearMisses: [helper('statusLine'), helper('apiKeyHelper', { scope: 'user' })],
	},
});
