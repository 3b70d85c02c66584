import type { AgentEntry } from './agents/agent.ts';
import { agents } from './agents/index.ts';
import { tools } from './tools/index.ts';

/** Whoever runs something on the strength of a file: the coding agents, and the tools that any developer has. */
export const launchers: readonly AgentEntry[] = [...agents, ...tools];
