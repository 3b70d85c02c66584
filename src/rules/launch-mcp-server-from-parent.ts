import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Folders in which every account of the machine may put a file. */
const SHARED =
	/^(?:(?:\/private)?\/(?:var\/)?tmp|\/dev\/shm|\/Users\/Shared|[A-Za-z]:[\\/](?:Users[\\/]Public|(?:Windows[\\/])?Te?mp))[\\/][^/\\]+$/i;

const planted = exampleLaunch({ folder: '/tmp', source: { path: '/tmp/.mcp.json', line: 3, column: 5 } });

export default defineLaunchRule({
	id: 'launch/mcp-server-from-parent',
	severity: 'high',
	why: 'Agents take servers from every folder above the one they work in, and into this one every account may write.',
	source: 'Claude Code 2.1.330 reads `.mcp.json` of every folder above, also above the git root: tested',
	says: ({ kind, scope, source }) => (kind === 'mcp-server' && scope === 'project' && SHARED.test(source.path) ? {} : null),
	examples: {
		hits: [planted, { ...planted, source: { ...planted.source, path: 'C:\\Users\\Public\\.mcp.json' } }],
		nearMisses: [
			exampleLaunch(),
			{ ...planted, source: { ...planted.source, path: '/tmp/clone/.mcp.json' } },
			{ ...planted, source: { ...planted.source, path: '/home/dev/.mcp.json' } },
			{ ...planted, kind: 'hook' },
		],
	},
});
