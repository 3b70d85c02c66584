import type { Trial } from './agent.ts';

export default {
	id: 'opencode',
	package: 'opencode-linux-x64',
	program: 'opencode-linux-x64/bin/opencode',
	args: ['mcp', 'list'],
	// It installs the library of its plugins before it starts anything, and would go on asking for it.
	env: { npm_config_fetch_retries: '0' },
	project: ({ server, script }) => ({
		'opencode.json': JSON.stringify({ mcp: { canary: { type: 'local', command: server } } }),
		'.opencode/plugin/canary.js': `${script}\nexport const Canary = async () => ({});\n`,
	}),
	home: () => ({}),
	fires: ['server', 'hook'],
	stops: {},
} satisfies Trial;
