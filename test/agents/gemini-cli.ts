import { hooks, NOWHERE, servers, type Trial } from './agent.ts';

export default {
	id: 'gemini-cli',
	package: '@google/gemini-cli',
	program: '@google/gemini-cli/bundle/gemini.js',
	args: ['-p', 'hi'],
	env: { GEMINI_API_KEY: 'made-up', GOOGLE_GEMINI_BASE_URL: NOWHERE },
	project: (canaries) => ({ '.gemini/settings.json': JSON.stringify({ mcpServers: servers(canaries), hooks: hooks(canaries) }) }),
	home: (project) => ({
		'.gemini/settings.json': '{\n  // kept\n  "security": { "auth": { "selectedType": "gemini-api-key" } }\n}\n',
		'.gemini/trustedFolders.json': JSON.stringify({ [project]: 'TRUST_FOLDER' }),
	}),
	fires: ['server', 'hook'],
	stops: { server: ['server'], hooks: ['hook'], project: ['server', 'hook'] },
} satisfies Trial;
