import type { Launch } from '../model/launch.ts';

/** A launch for the examples of rules. */
export function exampleLaunch(changes: Partial<Launch> = {}): Launch {
	return {
		id: 'launch:claude-code:0123456789abcdef',
		folder: '/home/dev/app',
		tool: 'claude-code',
		kind: 'mcp-server',
		name: 'files',
		command: 'npx',
		shell: false,
		args: ['-y', 'example-server'],
		cwd: null,
		url: null,
		env: [],
		headerNames: [],
		scope: 'project',
		hidden: false,
		source: { path: '/home/dev/app/.mcp.json', line: 3, column: 5 },
		fingerprint: 'v1:sha256:example',
		executors: [
			{
				tool: 'claude-code',
				verdict: 'loads',
				reason: '',
				trigger: 'session-start',
				needsTrust: true,
				headless: 'runs',
				approval: 'unknown',
			},
		],
		review: 'unreviewed',
		...changes,
	};
}
