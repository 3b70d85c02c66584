import { agents } from '../catalog/agents/index.ts';
import { type Command, commandsIn } from './launch-commands.ts';
import { packageName, packagesOf } from './package-runner.ts';

/** A longer line is no line that a person types to start an agent. Characters. */
const LONGEST = 4_000;

/** Words with which a program only speaks of itself. */
const ABOUT_ITSELF = /^(?:-v|-V|--version|version|-h|--help|help|completion|completions)$/;

/** Words that take the rest of the line to another folder. */
const MOVES = /^(?:cd|pushd|set-location|sl|chdir)$/;

/**
 * Ids of the agents that a line of a terminal starts in the folder where it is typed. An agent's name among the arguments
 * of something else is no start; where the line first goes elsewhere, what it starts is not started here.
 */
export function agentsStartedBy(line: string): readonly string[] {
	if (line.length > LONGEST) {
		return [];
	}
	const commands = commandsIn(line);
	const leaves = commands.findIndex(({ program }) => MOVES.test(program));
	const here = leaves < 0 ? commands : commands.slice(0, leaves);
	return [...new Set(here.flatMap((command) => agentOf(command) ?? []))];
}

function agentOf(command: Command): string | undefined {
	const [first = ''] = command.args;
	const fetched = packagesOf([command]).map(({ spec }) => packageName(spec));
	if (ABOUT_ITSELF.test(first)) {
		return undefined;
	}
	return agents.find(
		({ programs = [], packages = [] }) =>
			programs.some((program) => program === command.program || program === `${command.program} ${first}`) ||
			fetched.some((name) => packages.includes(name)),
	)?.id;
}
