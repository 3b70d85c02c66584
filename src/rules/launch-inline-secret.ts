import { REDACTED } from '../inventory/redaction.ts';
import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

export default defineLaunchRule({
	id: 'launch/inline-secret',
	severity: 'medium',
	why: 'A secret in a configuration file is read by everything that reads the file, and goes where the file goes.',
	source: 'GitGuardian 2026: 24,008 secrets in MCP configurations, 2,117 of them valid; 4 of 179 files of our own sample',
	says: ({ command, args, url, env, cwd }) => {
		const place = [command ?? '', ...args, url ?? '', cwd ?? ''].some((text) => text.includes(REDACTED))
			? 'its command line'
			: env.find(({ value }) => value?.includes(REDACTED))?.name;
		return place === undefined ? null : { arguments: { place } };
	},
	examples: {
		hits: [exampleLaunch({ args: ['--token', REDACTED] }), exampleLaunch({ command: null, url: `https://example.com/${REDACTED}/mcp` })],
		nearMisses: [exampleLaunch(), exampleLaunch({ env: [{ name: 'API_TOKEN', value: null }] })],
	},
});
