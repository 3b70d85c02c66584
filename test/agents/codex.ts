import { hooks, NOWHERE, type Trial } from './agent.ts';

export default {
	id: 'codex',
	package: '@openai/codex',
	program: '@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex',
	// Hooks wait for a consent of their own, given for their content, which this passes: what is tried is trust in the folder.
	args: ['exec', '--dangerously-bypass-hook-trust', 'hi'],
	env: { OPENAI_API_KEY: 'made-up', CODEX_API_KEY: 'made-up', OPENAI_BASE_URL: `${NOWHERE}/v1`, HTTPS_PROXY: NOWHERE },
	project: (canaries) => {
		const [command, ...args] = canaries.server;
		return {
			'.codex/config.toml': `[mcp_servers.canary]\ncommand = ${JSON.stringify(command)}\nargs = ${JSON.stringify(args)}\n`,
			'.codex/hooks.json': JSON.stringify({ hooks: hooks(canaries) }),
		};
	},
	home: (project) => ({ '.codex/config.toml': `# kept\n[projects.${JSON.stringify(project)}]\ntrust_level = "trusted"\n` }),
	fires: ['server', 'hook'],
	stops: { project: ['server', 'hook'] },
} satisfies Trial;
