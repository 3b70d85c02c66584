import { type DocumentNode, members } from '../../document/node.ts';
import type { FoundEntry } from './agent.ts';
import { dottedEnvironment, dottedSettings, is, type WantedSetting } from './setting-entries.ts';

type Own = Partial<Pick<FoundEntry, 'because' | 'ignored' | 'needsTrust' | 'trigger' | 'unsure'>>;

const wanted = (keys: readonly string[], own: Own = {}): readonly WantedSetting[] => keys.map((key) => ({ key, ...own }));

/** Which program an extension, a terminal or a language server starts. */
const PROGRAMS = [
	'*.executablePath',
	'*.interpreterPath',
	'*.serverPath',
	'*.server.path',
	'*.overrideCommand',
	'*.nodePath',
	'python.defaultInterpreterPath',
	'python.pythonPath',
	'python.condaPath',
	'python.pipenvPath',
	'python.poetryPath',
	'python.linting.*Path',
	'python.formatting.*Path',
	'typescript.tsdk',
	'js/ts.tsdk.path',
	'eslint.runtime',
	'go.goroot',
	'go.alternateTools',
	'clangd.path',
	'ruff.path',
	'deno.path',
	'cmake.cmakePath',
	'dart.sdkPath',
	'dart.flutterSdkPath',
	'java.home',
	'java.jdt.ls.java.home',
	'java.jdt.ls.vmargs',
	'jest.jestCommandLine',
	'vitest.commandLine',
	'emeraldwalk.runonsave',
	'runOnSave.commands',
	'terminal.integrated.profiles.*',
	'terminal.integrated.defaultProfile.*',
	'terminal.integrated.automationProfile.*',
	'terminal.integrated.shell.*',
	'terminal.integrated.shellArgs.*',
	'terminal.integrated.automationShell.*',
	'terminal.integrated.cwd',
	'http.proxy',
];

/** What the chat's agent may do unasked, and where it takes hooks, skills and servers from. */
const AGENT = [
	'chat.tools.terminal.autoApprove',
	'chat.tools.terminal.enableAutoApprove',
	'chat.tools.terminal.ignoreDefaultAutoApproveRules',
	'chat.tools.terminal.blockDetectedFileWrites',
	'chat.tools.urls.autoApprove',
	'chat.hookFilesLocations',
	'chat.agentSkillsLocations',
	'terminal.integrated.allowInUntrustedWorkspace',
];

/** Of these only a value that starts more than the default does. */
const STARTING: readonly WantedSetting[] = [
	{ key: 'chat.useClaudeHooks', when: is(true) },
	{ key: 'chat.mcp.autostart', when: is('newAndOutdated', 'onlyNew') },
	{ key: 'chat.mcp.access', when: is('all', true) },
	{ key: 'chat.mcp.discovery.enabled', when: (node) => isOn(node) },
];

/** Neither restricted nor the application's: they hold before anybody trusts the folder, measured. */
const AT_ONCE = ['chat.permissions.default', 'chat.defaultConfiguration'];

/** What a folder can hide of what would warn of it. */
const HIDING: readonly WantedSetting[] = [
	...['workbench.statusBar.visible', 'problems.visibility', 'editor.codeLens'].map((key) => ({ key, when: is(false) })),
	...['files.exclude', 'files.watcherExclude'].map((key) => ({
		key,
		when: (node: DocumentNode) => members(node).some((member) => hides(member.key) && isOn(member.value)),
	})),
	{
		key: 'workbench.colorCustomizations',
		when: (node) => members(node).some(({ key }) => /^statusBarItem\.(?:error|warning|prominent)/.test(key)),
	},
];

/** Files that start commands, or all of them. */
function hides(pattern: string): boolean {
	return /^(?:\*\*\/?)?(?:\/?\*{1,2})?$|(?:^|\/)\.(?:claude|vscode|mcp\.json|cursor|gemini|codex|github|agents)(?:\/|$)/.test(pattern);
}

function isOn(node: DocumentNode): boolean {
	return node.type === 'object' || (node.type === 'scalar' && node.value === true);
}

/** A folder's copy of what only the person's own settings decide. */
const REFUSED = [
	'task.allowAutomaticTasks',
	'chat.tools.global.autoApprove',
	'chat.tools.edits.autoApprove',
	'security.workspace.trust.enabled',
	'security.workspace.trust.untrustedFiles',
	'security.workspace.trust.startupPrompt',
];

/** Malware has put its tasks there. */
export const STRAY = 'whether VS Code takes tasks from settings is not known';

/** The settings of a folder that execute, redirect, weaken or hide; `below` leads to them in a workspace file. */
export function folderSettings(...below: readonly string[]) {
	return [
		dottedSettings(
			[
				...wanted(REFUSED, { ignored: 'takes it from the person’s own settings alone' }),
				...wanted(['chat.tools.autoApprove'], { unsure: 'only before 1.104' }),
				...wanted(AT_ONCE, { needsTrust: false, because: 'holds before the folder is trusted' }),
				...HIDING.map((setting) => ({ ...setting, needsTrust: false, because: 'holds before the folder is trusted' })),
				...wanted(['tasks'], { unsure: STRAY }),
				...STARTING,
				...wanted([...AGENT, ...PROGRAMS]),
			],
			...below,
		),
		dottedEnvironment('terminal.integrated.env.*', {}, ...below),
	];
}

/** The same of a person's own settings, without what is theirs to like, and what the posture tells. */
export const ownSettings = [dottedSettings(wanted([...AT_ONCE, ...AGENT, ...PROGRAMS])), dottedEnvironment('terminal.integrated.env.*')];
