import type { Trial } from './agent.ts';

export default {
	id: 'opencode',
	package: 'opencode-ai',
	program: 'opencode-linux-x64/bin/opencode',
	args: ['mcp', 'list'],
	env: {},
	project: ({ server, script }) => ({
		'opencode.json': JSON.stringify({ mcp: { canary: { type: 'local', command: server } } }),
		'.opencode/plugin/canary.js': `${script}\nexport const Canary = async () => ({});\n`,
	}),
	home: () => ({}),
	fires: ['server', 'hook'],
	stops: {},
} satisfies Trial;
