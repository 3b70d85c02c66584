import type { DenialScope } from '../../src/change/denials/denial.ts';

/** What a canary writes into the marker file when it is started. */
export type Canary = 'server' | 'hook';

/** A real agent, and how it is brought to start what a project names, without a network. One file per agent. */
export interface Trial {
	/** Catalog id. */
	readonly id: string;
	/** The package in tools/agents, whose version is told. */
	readonly package: string;
	/** Where its program is, below tools/agents/node_modules; started by Node where it ends in `.js`. */
	readonly program: string;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	/** Files of the project, by their path in it. */
	readonly project: (canaries: Canaries) => Readonly<Record<string, string>>;
	/** Files of the home, by their path in it: trust, and a way to start without an account. */
	readonly home: (project: string) => Readonly<Record<string, string>>;
	/** What starts where nothing is denied. */
	readonly fires: readonly Canary[];
	/** What each denial must stop. What is not here is not tried. */
	readonly stops: Partial<Readonly<Record<DenialScope, readonly Canary[]>>>;
}

export interface Canaries {
	/** Program and arguments. */
	readonly server: readonly [string, ...string[]];
	/** A line for a shell. */
	readonly hook: string;
	/** JavaScript that leaves the mark of a hook. */
	readonly script: string;
}

/** Nobody listens there: every request fails at once. */
export const NOWHERE = 'http://127.0.0.1:9';

/** Servers and a hook at the start of a session, in the shape that several agents share. */
export function servers({ server: [command, ...args] }: Canaries): { canary: { command: string; args: string[] } } {
	return { canary: { command, args } };
}

export function hooks({ hook }: Canaries): Readonly<Record<string, unknown>> {
	return { SessionStart: [{ hooks: [{ type: 'command', command: hook }] }] };
}
