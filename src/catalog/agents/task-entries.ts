import { at, boolean, type DocumentNode, items, scalarText, text } from '../../document/node.ts';
import type { EntryReader, FoundEntry } from './agent.ts';
import { environment, lastOfEachKey } from './entries.ts';
import { isNothing, listIn } from './shape.ts';

const PLATFORMS = ['windows', 'osx', 'linux'] as const;

/**
 * Tasks of VS Code that start when the folder is opened, and those that these depend on, one entry for each command that
 * a platform has of its own. Tasks that somebody starts are none. `path` leads to the object with the list of `tasks`.
 */
export function automaticTasks(path: readonly string[] = [], own: Partial<FoundEntry> = {}): EntryReader {
	return (root, tell) => {
		const holder = at(root, ...path);
		const list = listIn(at(holder, 'tasks'), [...path, 'tasks'].join('.'), tell);
		const byLabel = new Map<string, number[]>();
		for (const [index, task] of list.entries()) {
			const label = labelOf(task);
			byLabel.set(label, [...(byLabel.get(label) ?? []), index]);
		}
		const automatic = list.flatMap((task, index) => (text(at(task, 'runOptions', 'runOn')) === 'folderOpen' ? [index] : []));
		const started = new Set(automatic);
		const followed = new Set<string>();
		// A set grows while it is walked: what a dependency depends on comes after it.
		for (const index of started) {
			for (const needed of namesIn(at(list[index], 'dependsOn')).filter((name) => !followed.has(name))) {
				followed.add(needed);
				for (const found of byLabel.get(needed) ?? []) {
					started.add(found);
				}
			}
		}
		return [...started].flatMap((index) => {
			const task = list[index];
			const because = automatic.includes(index) ? ASKS_ONCE : 'started by a task that starts with the folder';
			return task === undefined ? [] : taskEntries(task, holder, [...path, 'tasks', String(index)], { because, ...own });
		});
	};
}

const ASKS_ONCE = 'VS Code asks once whether tasks may start in all folders; after that nothing asks';

/** The tasks that debugging starts before it, or ends with. */
export function debugTasks(...path: readonly string[]): EntryReader {
	return (root) =>
		['configurations', 'compounds'].flatMap((list) =>
			items(at(root, ...path, list)).flatMap((configuration, index) =>
				['preLaunchTask', 'postDebugTask'].flatMap((key): FoundEntry[] => {
					const node = at(configuration, key);
					const name = text(node) ?? text(at(node, 'script')) ?? text(at(node, 'task'));
					return node === undefined || name === undefined || name === ''
						? []
						: [
								{
									kind: 'task',
									name,
									pointer: [...path, list, String(index), key],
									line: node.line,
									column: node.column,
									trigger: 'manual',
									because: 'started by debugging',
								},
							];
				}),
			),
		);
}

function labelOf(task: DocumentNode): string {
	return text(at(task, 'label')) ?? text(at(task, 'taskName')) ?? text(at(task, 'script')) ?? '';
}

function namesIn(node: DocumentNode | undefined): readonly string[] {
	return [node, ...items(node)].flatMap((entry) => text(entry) ?? text(at(entry, 'task')) ?? text(at(entry, 'script')) ?? []);
}

function taskEntries(
	task: DocumentNode,
	holder: DocumentNode | undefined,
	pointer: readonly string[],
	own: Partial<FoundEntry>,
): readonly FoundEntry[] {
	const seen = new Set<string>();
	const variants: readonly { node: DocumentNode | undefined; around: DocumentNode | undefined; keys: readonly string[] }[] = [
		{ node: undefined, around: undefined, keys: [] },
		...PLATFORMS.map((platform) => ({ node: at(task, platform), around: at(holder, platform), keys: [platform] })),
	];
	return variants.flatMap(({ node, around, keys }): FoundEntry[] => {
		if (keys.length > 0 && isNothing(node) && isNothing(around)) {
			return [];
		}
		/** What the platform says, else the task, else the whole file. */
		const said = (...path: readonly string[]): DocumentNode | undefined => {
			const inTask = at(node, ...path) ?? at(task, ...path);
			return inTask ?? (path[0] === 'options' ? (at(around, ...path) ?? at(holder, ...path)) : undefined);
		};
		const type = scalarText(said('type')) ?? 'process';
		const script = scalarText(at(task, 'script'));
		const line = words(said('command'))?.join(' ');
		const [command, ...first] = line !== undefined ? [line] : type === 'npm' && script !== undefined ? ['npm', 'run', script] : [];
		const args = [...first, ...items(said('args')).flatMap((item) => words(item) ?? [])];
		const shell = text(said('options', 'shell', 'executable'));
		const cwd = text(said('options', 'cwd'));
		const key = JSON.stringify([command, args, shell]);
		if (seen.has(key) || (command === undefined && !isNothing(at(task, 'dependsOn')))) {
			return [];
		}
		seen.add(key);
		const place = node?.type === 'object' ? node : task;
		const common = {
			...own,
			kind: 'task' as const,
			name: labelOf(task),
			line: place.line,
			column: place.column,
			trigger: 'folder-open' as const,
			env: environment(said('options', 'env')),
			hidden: boolean(at(task, 'hide')) === true,
			...(cwd !== undefined && { cwd }),
		};
		return [
			{
				...common,
				pointer: [...pointer, ...keys],
				...(command === undefined
					? { args: [type, ...(script === undefined ? [] : [script])] }
					: { command, args, shell: type === 'shell' }),
			},
			...(shell === undefined
				? []
				: [
						{
							...common,
							pointer: [...pointer, ...keys, 'options', 'shell'],
							command: shell,
							args: items(said('options', 'shell', 'args')).flatMap((item) => words(item) ?? []),
							because: 'runs the task’s line',
						},
					]),
		];
	});
}

/** A word of a command, which may stand in an object with the way to quote it; a list is one word of many. */
function words(node: DocumentNode | undefined): readonly string[] | undefined {
	const value = node?.type === 'object' ? at(node, 'value') : node;
	const parts = value?.type === 'array' ? value.items.flatMap((item) => scalarText(item) ?? []) : [scalarText(value)];
	const found = parts.filter((part) => part !== undefined);
	return found.length === 0 ? undefined : found;
}

/** Extensions that a folder recommends; VS Code offers to install them. */
export const recommendedExtensions: EntryReader = (root) =>
	lastOfEachKey(root.type === 'object' ? root.members : [])
		.filter(({ key }) => key === 'recommendations')
		.flatMap(({ value }) =>
			items(value).flatMap((item, index): FoundEntry[] => {
				const id = text(item);
				return id === undefined
					? []
					: [
							{
								kind: 'plugin',
								name: id,
								pointer: ['recommendations', String(index)],
								line: item.line,
								column: item.column,
								args: ['extension'],
								trigger: 'manual',
								because: 'VS Code offers to install it',
							},
						];
			}),
		);
