import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Repository } from '../catalog/agents/trust.ts';
import type { Machine } from '../machine/machine.ts';
import { readText } from '../machine/text.ts';
import { type Collected, type Gap, gapOf } from '../model/gap.ts';
import { ABSENT, type Outcome, ok } from '../model/outcome.ts';

/** A `.git` file holds a path and little else. */
const MAX_POINTER_BYTES = 64 * 1024;

/** The path that a file of git names behind a key: `gitdir: …` in `.git`, the whole of `commondir`. */
async function pathIn(machine: Machine, file: string, key: string): Promise<Outcome<string>> {
	const text = await readText(machine, file, MAX_POINTER_BYTES);
	if (!text.ok) {
		return text;
	}
	const [line = ''] = text.value.text.split('\n');
	const target = line.startsWith(key) ? line.slice(key.length).trim() : '';
	// Two slashes in front name another machine on Windows: looking there would log this person in at it.
	return target === '' || /^[\\/]{2}/.test(target) ? ABSENT : ok(isAbsolute(target) ? target : resolve(dirname(file), target));
}

/**
 * The repository that a folder is in, given with those above it, nearest first: null outside of one. `unknown` where a
 * `.git` may stand that cannot be looked at.
 */
export async function repositoryAt(machine: Machine, path: readonly string[]): Promise<Repository | null | 'unknown'> {
	for (const root of path) {
		const dotGit = join(root, '.git');
		const facts = await machine.files.facts(dotGit);
		if (!facts.ok) {
			if (!facts.absent) {
				return 'unknown';
			}
			continue;
		}
		return { root, main: facts.value.kind === 'directory' ? root : await mainOf(machine, root) };
	}
	return null;
}

/** The folder of the repository that a worktree belongs to. A submodule, whose git folder shares nothing, is one of its own. */
async function mainOf(machine: Machine, root: string): Promise<string> {
	const shared = (await findGitDirectory(machine, root)).facts[0]?.shared ?? null;
	return shared !== null && basename(shared) === '.git' ? dirname(shared) : root;
}

/** git's own folder for a working tree, and the one that it shares with other trees of the repository; null where it shares none. */
export interface GitDirectory {
	readonly own: string;
	readonly shared: string | null;
}

/** The git folder of a repository's root; none where there is no `.git`, or it leads nowhere. git is never run. */
export async function findGitDirectory(machine: Machine, root: string): Promise<Collected<GitDirectory>> {
	const gaps: Gap[] = [];
	const pointed = async (path: string, key: string): Promise<string | null> => {
		const target = await pathIn(machine, path, key);
		gaps.push(...(target.ok || target.absent ? [] : [gapOf('launches', path, target)]));
		return target.ok ? target.value : null;
	};
	const dotGit = join(root, '.git');
	const facts = await machine.files.facts(dotGit);
	if (!facts.ok) {
		return { facts: [], gaps: facts.absent ? [] : [gapOf('launches', dotGit, facts)] };
	}
	const own = facts.value.kind === 'directory' ? dotGit : await pointed(dotGit, 'gitdir:');
	return own === null ? { facts: [], gaps } : { facts: [{ own, shared: await pointed(join(own, 'commondir'), '') }], gaps };
}
