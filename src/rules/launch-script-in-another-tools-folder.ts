import type { Launch } from '../model/launch.ts';
import { exampleLaunch } from './example-launch.ts';
import { belowProject, commandsOf, isUnasked } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Folders that belong to one tool. Of `.github` only what stands directly in it: `.github/scripts` is a usual place. */
const FOLDER =
	/^(\.(?:claude|gemini|cursor|codex|vscode|windsurf|kiro|qwen|opencode|zed|idea|devcontainer|junie|roo|continue|amazonq|factory))\/|^(\.github)\/[^/]+\.(?:[cm]?[jt]s|py|sh|ps1|rb|pl|php)$/;

/** What tools share on purpose: one tool's folder of hooks, used by another. */
const SHARED = /^\.\w+\/(?:hooks|scripts|skills)\//;

const SCRIPT = /\.(?:[cm]?[jt]s|py|sh|ps1|bat|cmd|rb|pl|php)$/i;

const hook = (command: string, changes = {}) =>
	exampleLaunch({
		kind: 'hook',
		name: 'SessionStart',
		command,
		shell: true,
		args: [],
		source: { path: '/home/dev/app/.claude/settings.json', line: 8, column: 9 },
		...changes,
	});

/** The tool's folder that the file of the launch stands in; empty where it is in none. */
function ownFolder({ source: { path } }: Launch): string {
	return /[/\\](\.[\w-]+)[/\\](?:[^/\\]+[/\\]){0,6}[^/\\]+$/.exec(path)?.[1] ?? '';
}

export default defineLaunchRule({
	id: 'launch/script-in-another-tools-folder',
	severity: 'high',
	why: 'A script in a folder where nobody looks for one, started by a tool that the folder is not for, is how repository worms travel.',
	source:
		'Miasma (June 2026, `.claude` and `.gemini` hooks run `.github/setup.js`), Mini Shai-Hulud (`.claude` runs `.vscode/setup.mjs`); 0 of 171 benign, 5 of 8 malicious files',
	says: (launch) => {
		if (!isUnasked(launch)) {
			return null;
		}
		const own = ownFolder(launch);
		for (const word of commandsOf(launch).flatMap(({ words }) => words)) {
			const below = belowProject(word);
			const found = FOLDER.exec(below);
			const folder = found?.[1] ?? found?.[2];
			if (folder !== undefined && folder !== own && SCRIPT.test(below)) {
				return { ...(SHARED.test(below) && { severity: 'low' as const }), arguments: { script: below, folder }, evidence: [word] };
			}
		}
		return null;
	},
	examples: {
		hits: [
			hook('node .github/setup.js'),
			hook('node "$CLAUDE_PROJECT_DIR/.vscode/setup.mjs"'),
			hook('node .claude/setup.mjs', { kind: 'task', source: { path: '/home/dev/app/.vscode/tasks.json', line: 5, column: 3 } }),
			hook('bash .claude/hooks/format.sh', { source: { path: '/home/dev/app/.cursor/hooks.json', line: 5, column: 3 } }),
		],
		nearMisses: [
			hook('bash .claude/hooks/format.sh'),
			hook('python .github/scripts/check.py'),
			hook('cat .vscode/settings.json'),
			hook('npx prettier --write .'),
		],
	},
});
