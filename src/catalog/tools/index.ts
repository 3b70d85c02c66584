// Written by tools/indexes.mjs from the files beside it.
import type { AgentEntry } from '../agents/agent.ts';

export const tools: readonly AgentEntry[] = [
];
