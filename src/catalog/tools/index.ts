// Written by tools/indexes.mjs from the files beside it.
import type { AgentEntry } from '../agents/agent.ts';
import bun from './bun.ts';
import bundler from './bundler.ts';
import cargo from './cargo.ts';
import composer from './composer.ts';
import corepack from './corepack.ts';
import devContainer from './dev-container.ts';
import direnv from './direnv.ts';
import git from './git.ts';
import gradle from './gradle.ts';
import husky from './husky.ts';
import lefthook from './lefthook.ts';
import maven from './maven.ts';
import mise from './mise.ts';
import npm from './npm.ts';
import pnpm from './pnpm.ts';
import preCommit from './pre-commit.ts';
import python from './python.ts';
import yarn from './yarn.ts';

export const tools: readonly AgentEntry[] = [
	bun,
	bundler,
	cargo,
	composer,
	corepack,
	devContainer,
	direnv,
	git,
	gradle,
	husky,
	lefthook,
	maven,
	mise,
	npm,
	pnpm,
	preCommit,
	python,
	yarn,
];
