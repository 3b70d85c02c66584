// Written by tools/indexes.mjs from the files beside it.
import type { AgentEntry } from '../agents/agent.ts';
import bun from './bun.ts';
import corepack from './corepack.ts';
import devContainer from './dev-container.ts';
import direnv from './direnv.ts';
import git from './git.ts';
import mise from './mise.ts';
import npm from './npm.ts';
import pnpm from './pnpm.ts';
import yarn from './yarn.ts';

export const tools: readonly AgentEntry[] = [
	bun,
	corepack,
	devContainer,
	direnv,
	git,
	mise,
	npm,
	pnpm,
	yarn,
];
