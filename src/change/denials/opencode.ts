import { defineDenials } from './denial.ts';

export default defineDenials({
	id: 'opencode',
	denials: ({ kind }) =>
		kind !== 'mcp-server' && kind !== 'hook' && kind !== 'plugin'
			? []
			: [
					{
						scope: kind === 'mcp-server' ? 'server' : 'hooks',
						none: 'a project overrides the user’s own settings: only OPENCODE_DISABLE_PROJECT_CONFIG=1 in the terminal, or an administrator’s /etc/opencode/opencode.json, keeps it out',
						whatItStops: '',
						whatItDoesNot: '',
					},
				],
	source: 'opencode 1.18.33: `enabled: false` of the global configuration loses to the project; run offline with canaries',
});
