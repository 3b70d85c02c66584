import { type Facts, NO_FACTS } from '../inventory/facts.ts';
import type { Launch } from '../model/launch.ts';
import { exampleLaunch } from './example-launch.ts';
import { belowProject, commandsOf, executedFiles, isAtStart, isOfProject } from './launch-commands.ts';
import { about } from './launch-rule.ts';
import { defineRule } from './rule.ts';

const ID = 'launch/same-command-in-several-tools';

/** Servers are mirrored by honest generators; hooks, tasks and prose are not. */
const KINDS: ReadonlySet<Launch['kind']> = new Set(['hook', 'task', 'instruction']);

/** Where tools keep hooks on purpose: one for several tools is somebody's order. */
const USUAL = /(?:^|\/)(?:hooks?|\.husky|bin|\.venv|venv)\//;

/** The script of the project that a launch runs at the start of things; null where it runs none. */
function scriptAtStart(launch: Launch): string | null {
	if (!KINDS.has(launch.kind) || launch.scope !== 'project' || !isAtStart(launch)) {
		return null;
	}
	const own = commandsOf(launch)
		.flatMap(executedFiles)
		.find((path) => isOfProject(path, launch.folder) && !USUAL.test(path));
	return own === undefined ? null : belowProject(own, launch.folder);
}

const hook = (path: string, command: string, changes: Partial<Launch> = {}): Launch =>
	exampleLaunch({
		id: path,
		kind: 'hook',
		name: 'SessionStart',
		command,
		shell: true,
		args: [],
		source: { path: `/home/dev/app/${path}`, line: 4, column: 3 },
		...changes,
	});
const both = (command: string, changes: Partial<Launch> = {}): Facts => ({
	...NO_FACTS,
	launches: [
		hook('.claude/settings.json', command, { tool: 'claude-code', ...changes }),
		hook('.gemini/settings.json', command, { tool: 'gemini-cli', ...changes }),
	],
});

export default defineRule({
	id: ID,
	severity: 'high',
	why: 'A script of the project that starts with every tool there is wants to run whichever one the person uses.',
	source: 'Miasma (June 2026: byte-identical `.claude/settings.json` and `.gemini/settings.json` in about 120 repositories)',
	find: ({ launches }) => {
		const byScript = new Map<string, Launch[]>();
		for (const launch of launches) {
			const script = scriptAtStart(launch);
			if (script !== null) {
				const key = JSON.stringify([launch.folder, script]);
				byScript.set(key, [...(byScript.get(key) ?? []), launch]);
			}
		}
		return [...byScript.values()]
			.filter((same) => new Set(same.map(({ tool }) => tool)).size > 1)
			.flatMap((same) =>
				same.slice(0, 1).map((launch) => ({
					id: `${ID}:${launch.id}`,
					ruleId: ID,
					severity: 'high' as const,
					messageId: ID,
					arguments: { ...about(launch), count: new Set(same.map(({ source }) => source.path)).size, script: scriptAtStart(launch) ?? '' },
					subject: { type: 'launch' as const, ref: launch.id },
					location: launch.source,
					evidence: same.map(({ source }) => source.path),
				})),
			);
	},
	examples: {
		hits: [
			both('node scripts/setup.js'),
			{
				...NO_FACTS,
				launches: [
					hook('.claude/settings.json', 'node "$CLAUDE_PROJECT_DIR/scripts/setup.js"', { id: 'claude' }),
					hook('.vscode/tasks.json', 'node ${workspaceFolder}/scripts/setup.js', { id: 'vscode', tool: 'vscode', kind: 'task' }),
				],
			},
		],
		nearMisses: [
			both('npx prettier --write .'),
			both('source .venv/bin/activate'),
			both('bash .claude/hooks/start.sh'),
			both('node scripts/setup.js', { kind: 'mcp-server' }),
			{ ...NO_FACTS, launches: [hook('.claude/settings.json', 'node scripts/setup.js')] },
		],
	},
});
