import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

const setting = (name: string, value: string, changes = {}) =>
	exampleLaunch({
		kind: 'setting',
		name,
		command: null,
		args: [value],
		source: { path: '/home/dev/app/.vscode/settings.json', line: 2, column: 2 },
		...changes,
	});

const HIDES: readonly (readonly [RegExp, RegExp, string])[] = [
	[/^workbench\.statusBar\.visible$/, /^false$/, 'the status bar'],
	[/^problems\.visibility$/, /^false$/, 'the Problems view'],
	[
		/^files\.(?:exclude|watcherExclude)$/,
		/"(?:\*\*(?:\/\*)?|(?:\*\*\/)?\.(?:claude|vscode|mcp\.json|cursor|gemini|codex)(?:\/\*\*)?)"\s*:\s*true/,
		'files that start commands',
	],
	[/^workbench\.colorCustomizations$/, /statusBarItem\.(?:error|warning)Background/, 'the colour of warnings'],
];

export default defineLaunchRule({
	id: 'launch/guard-hidden',
	severity: 'medium',
	why: 'The folder’s settings take away what would show a warning about it, or the files that the warning is about.',
	source:
		'VS Code 1.139.1: in Restricted Mode a workspace’s `files.exclude`, `files.watcherExclude` and `workbench.*` already hold, measured',
	says: ({ kind, scope, name, args }) => {
		const found =
			kind === 'setting' && scope === 'project' ? HIDES.find(([key, value]) => key.test(name) && value.test(args[0] ?? '')) : undefined;
		return found === undefined ? null : { arguments: { what: found[2] } };
	},
	examples: {
		hits: [
			setting('workbench.statusBar.visible', 'false'),
			setting('files.exclude', '{"**/.claude":true}'),
			setting('files.watcherExclude', '{"**":true}'),
		],
		nearMisses: [
			setting('workbench.statusBar.visible', 'true'),
			setting('files.exclude', '{"**/.git":true,"**/dist":true}'),
			setting('workbench.statusBar.visible', 'false', { scope: 'user' }),
		],
	},
});
