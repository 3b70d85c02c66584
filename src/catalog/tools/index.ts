// Written by tools/indexes.mjs from the files beside it.
import type { AgentEntry } from '../agents/agent.ts';
import git from './git.ts';

export const tools: readonly AgentEntry[] = [
	git,
];
