import type { Severity } from '../model/finding.ts';
import type { Launch } from '../model/launch.ts';
import { exampleHook, on } from './example-commands.ts';
import { belowProject, commandsOf, executedFiles, isAtStart, isUnasked } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Folders that belong to one tool. Of `.github` only what stands directly in it: `.github/scripts` is a usual place. */
const FOLDER =
	/^(\.(?:claude|gemini|cursor|codex|vscode|windsurf|kiro|qwen|opencode|zed|idea|junie|roo|continue|amazonq|factory|git))\/|^(\.github)\/[^/]+$/;

/** What tools share on purpose: one tool's folder of hooks, used by another. */
const SHARED = /^\.\w+\/(?:hooks|scripts|skills)\//;

/** The folders of the launch's own tool: that which its file stands in, and that of the tool's name (`.claude` for `.mcp.json`). */
function ownFolders({ source: { path }, tool }: Launch): readonly string[] {
	return [/[/\\](\.[\w-]+)[/\\](?:[^/\\]+[/\\]){0,6}[^/\\]+$/.exec(path)?.[1] ?? '', `.${tool.split('-')[0]}`];
}

/** A task that starts with the folder has no business in the hooks of an agent; hooks are shared now and then, servers more often. */
function severityOf(launch: Launch, shared: boolean): Severity {
	const { kind } = launch;
	if (shared) {
		return kind === 'task' && isAtStart(launch) ? 'high' : isAtStart(launch) ? 'medium' : 'low';
	}
	const byGit = launch.executors.every(({ trigger }) => trigger === 'git-operation');
	return kind === 'mcp-server' || byGit ? 'medium' : 'high';
}

export default defineLaunchRule({
	id: 'launch/script-in-another-tools-folder',
	severity: 'high',
	why: 'A script in a folder where nobody looks for one, started by a tool that the folder is not for, is how repository worms travel.',
	source:
		'Miasma (June 2026, `.claude` and `.gemini` hooks run `.github/setup.js`), Mini Shai-Hulud (`.claude` runs `.vscode/setup.mjs`); 0 of 171 benign, 5 of 8 malicious files',
	says: (launch) => {
		// What git itself calls stands in git's folder.
		if (!isUnasked(launch) || launch.kind === 'git-config') {
			return null;
		}
		const own = ownFolders(launch);
		for (const path of commandsOf(launch).flatMap(executedFiles)) {
			const below = belowProject(path, launch.folder);
			const found = FOLDER.exec(below);
			const folder = found?.[1] ?? found?.[2];
			if (folder !== undefined && !own.includes(folder)) {
				return { severity: severityOf(launch, SHARED.test(below)), arguments: { script: below, folder }, evidence: [path] };
			}
		}
		return null;
	},
	examples: {
		hits: [
			exampleHook('node .github/setup.js'),
			exampleHook('node "$CLAUDE_PROJECT_DIR/.vscode/setup.mjs"'),
			exampleHook('node .claude/setup.mjs', {
				kind: 'task',
				tool: 'vscode',
				source: { path: '/home/dev/app/.vscode/tasks.json', line: 5, column: 3 },
				...on('folder-open'),
			}),
			exampleHook('bash .claude/hooks/format.sh', {
				tool: 'cursor',
				source: { path: '/home/dev/app/.cursor/hooks.json', line: 5, column: 3 },
				...on('tool-use'),
			}),
		],
		nearMisses: [
			exampleHook('bash .claude/hooks/format.sh'),
			exampleHook('python .github/scripts/check.py'),
			exampleHook('bash .devcontainer/setup.sh'),
			exampleHook('cp .github/setup.js .vscode/setup.js'),
			exampleHook('npx prettier --config .vscode/prettier.js --write .'),
			exampleHook('node .claude/server.js', {
				kind: 'mcp-server',
				source: { path: '/home/dev/app/.mcp.json', line: 3, column: 3 },
			}),
		],
	},
});
