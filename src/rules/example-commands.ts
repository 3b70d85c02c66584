import type { Launch, Trigger } from '../model/launch.ts';
import { exampleLaunch } from './example-launch.ts';

/** A line that Claude Code runs when it starts, for the examples of rules. */
export function exampleHook(command: string, changes: Partial<Launch> = {}): Launch {
	return exampleLaunch({
		kind: 'hook',
		name: 'SessionStart',
		command,
		shell: true,
		args: [],
		source: { path: '/home/dev/app/.claude/settings.json', line: 8, column: 9 },
		...changes,
	});
}

/** A setting of a folder, for the examples of rules. */
export function exampleSetting(name: string, value: string, changes: Partial<Launch> = {}): Launch {
	return exampleLaunch({
		kind: 'setting',
		name,
		command: null,
		args: [value],
		source: { path: '/home/dev/app/.vscode/settings.json', line: 2, column: 2 },
		...changes,
	});
}

/** A variable that a folder's settings set. */
export function exampleVariable(name: string, value: string, changes: Partial<Launch> = {}): Launch {
	return exampleSetting(`env.${name}`, value, { env: [{ name, value }], ...changes });
}

/** What a dev container runs inside of itself. */
export function exampleContainerCommand(command: string, name = 'postCreateCommand'): Launch {
	return exampleHook(command, {
		kind: 'container-command',
		name,
		source: { path: '/home/dev/app/.devcontainer/devcontainer.json', line: 4, column: 3 },
		...on('container-create'),
	});
}

/** The moment at which a tool would start an example. */
export function on(trigger: Trigger): Pick<Launch, 'executors'> {
	return { executors: exampleLaunch().executors.map((executor) => ({ ...executor, trigger })) };
}
