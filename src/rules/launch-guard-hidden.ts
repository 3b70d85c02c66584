import type { Facts } from '../inventory/facts.ts';
import type { Launch } from '../model/launch.ts';
import { exampleSetting } from './example-commands.ts';
import { isAtStart } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

interface Hiding {
	readonly name: RegExp;
	readonly value: RegExp;
	readonly what: string;
	/** True where no project has a reason of its own to do so. */
	readonly odd: boolean;
}

const HIDES: readonly Hiding[] = [
	{ name: /^workbench\.statusBar\.visible$/, value: /^false$/, what: 'the status bar', odd: true },
	{ name: /^problems\.visibility$/, value: /^false$/, what: 'the Problems view', odd: true },
	{ name: /^terminal\.integrated\.hideOnStartup$/, value: /^always$/, what: 'the terminal in which tasks run', odd: true },
	{ name: /^files\.watcherExclude$/, value: /"\*\*(?:\/\*)?"\s?:\s?true/, what: 'every change of a file', odd: true },
	{
		name: /^files\.(?:exclude|watcherExclude)$/,
		value: /"(?:\*\*(?:\/\*)?|(?:\*\*\/)?\.(?:claude|vscode|mcp\.json|cursor|gemini|codex)(?:\/\*\*)?)"\s?:\s?true/,
		what: 'files that start commands',
		odd: false,
	},
	{
		name: /^workbench\.colorCustomizations$/,
		value: /statusBarItem\.(?:error|warning)Background/,
		what: 'the colour of warnings',
		odd: false,
	},
	{ name: /^editor\.codeLens$/, value: /^false$/, what: 'the actions above a line', odd: false },
];

function hidingOf({ kind, scope, name, args }: Launch): Hiding | undefined {
	// A long value comes in pieces.
	const value = args.join('');
	return kind === 'setting' && scope === 'project' ? HIDES.find((hiding) => hiding.name.test(name) && hiding.value.test(value)) : undefined;
}

/** Whether something of the folder starts by itself that nobody has looked at. A server is asked about by its tool. */
function startsUnseen({ launches }: Facts, folder: string | null): boolean {
	return launches.some(
		(other) =>
			other.folder === folder && (other.kind === 'task' || other.kind === 'hook') && other.review !== 'reviewed' && isAtStart(other),
	);
}

export default defineLaunchRule({
	id: 'launch/guard-hidden',
	severity: 'high',
	why: 'The folder’s settings take away what would show a warning about it, or the files that the warning is about.',
	source:
		'VS Code 1.139.1: in Restricted Mode a workspace’s `files.exclude`, `files.watcherExclude` and `workbench.*` already hold, measured',
	says: (launch, facts) => {
		const found = hidingOf(launch);
		return found === undefined
			? null
			: {
					severity: found.odd ? (startsUnseen(facts, launch.folder) ? 'high' : 'medium') : 'low',
					arguments: { what: found.what },
				};
	},
	examples: {
		hits: [
			exampleSetting('workbench.statusBar.visible', 'false'),
			exampleSetting('files.exclude', '{"**/.claude":true}'),
			exampleSetting('files.watcherExclude', '{"**":true}'),
			exampleSetting('terminal.integrated.hideOnStartup', 'always'),
		],
		nearMisses: [
			exampleSetting('workbench.statusBar.visible', 'true'),
			exampleSetting('files.exclude', '{"**/.git":true,"**/dist":true}'),
			exampleSetting('workbench.statusBar.visible', 'false', { scope: 'user' }),
		],
	},
});
