import { dirname, join, sep } from 'node:path';
import type { SearchScope } from '../catalog/agents/agent.ts';
import type { Machine } from '../machine/machine.ts';
import { type Collected, type Gap, gapOf } from '../model/gap.ts';
import { failure } from '../model/outcome.ts';
import { pathIn } from './repository.ts';

/** Where a kind of file is looked for. */
export interface SearchedPlace {
	/** The file's path is below it. */
	readonly base: string;
	/** The folder that what is found belongs to: for git's own folders the one that they are git's for. */
	readonly folder: string;
}

/** How far below the opened folder packages are looked for: `packages/<name>`, `apps/<group>/<name>` would be three. */
const PACKAGE_DEPTH = 2;

/** Folders that are listed in search of packages. A large repository is not walked. */
const MAX_LISTED = 200;

/** What was installed or built, and what starts with a dot, holds no package of the repository's own. */
const NOT_OWN = new Set(['node_modules', 'vendor', 'dist', 'build', 'out', 'target', 'venv', 'site-packages', '__pycache__', 'coverage']);

/** Submodules beyond this are not looked at. */
const MAX_SUBMODULES = 100;

/** The places that a search takes in, remembered per opened folder. */
export function folderSearch(machine: Machine): (opened: string, search: SearchScope) => Promise<Collected<SearchedPlace>> {
	const repositoryOf = remembered((opened) => findRepository(machine, opened));
	const packagesIn = remembered((opened) => findPackages(machine, opened));
	const gitDirectoriesOf = remembered(async (opened) => findGitDirectories(machine, await repositoryOf(opened)));
	const themselves = (folders: readonly string[]): Collected<SearchedPlace> => ({
		facts: folders.map((folder) => ({ base: folder, folder })),
		gaps: [],
	});
	return async (opened, search) => {
		switch (search) {
			case 'folder':
				return themselves([opened]);
			case 'ancestors':
				return themselves([opened, ...ancestorsOf(machine, opened)]);
			case 'repository':
				return themselves([await repositoryOf(opened)]);
			case 'repository-to-folder':
			case 'to-repository-root': {
				const root = await repositoryOf(opened);
				const above = ancestorsOf(machine, opened);
				const ends = search === 'repository-to-folder' || (await machine.files.facts(join(root, '.git'))).ok;
				return themselves([opened, ...(ends ? above.filter((folder) => folder === root || isBelow(folder, root)) : above)]);
			}
			case 'packages':
				return packagesIn(opened);
			case 'git-directory':
				return gitDirectoriesOf(opened);
		}
	};
}

function remembered<T>(find: (opened: string) => Promise<T>): (opened: string) => Promise<T> {
	const known = new Map<string, Promise<T>>();
	return (opened) => {
		const found = known.get(opened) ?? find(opened);
		known.set(opened, found);
		return found;
	};
}

/** The opened folder and the folders of packages below it: links are not followed, so that nothing is entered twice. */
async function findPackages(machine: Machine, opened: string): Promise<Collected<SearchedPlace>> {
	const found: string[] = [opened];
	const gaps: Gap[] = [];
	let level: readonly string[] = [opened];
	let listed = 0;
	for (let depth = 0; depth < PACKAGE_DEPTH && level.length > 0; depth++) {
		const looked = level.slice(0, MAX_LISTED - listed);
		listed += looked.length;
		const lists = await Promise.all(looked.map(async (folder) => ({ folder, list: await machine.files.list(folder) })));
		if (looked.length < level.length) {
			gaps.push(gapOf('launches', opened, failure('limit', `packages were looked for in ${MAX_LISTED} folders; it has more`)));
		}
		level = lists.flatMap(({ folder, list }) => {
			if (!list.ok) {
				// The opened folder itself may have gone; below it, what is named in a list and cannot be entered is told.
				gaps.push(...(list.absent ? [] : [gapOf('launches', folder, list)]));
				return [];
			}
			return list.value
				.filter(({ name, kind }) => kind === 'directory' && !name.startsWith('.') && !NOT_OWN.has(name))
				.map(({ name }) => join(folder, name));
		});
		found.push(...level);
	}
	return { facts: found.map((folder) => ({ base: folder, folder })), gaps };
}

/**
 * git's folders for a repository: `.git`, or what a `.git` file leads to (a worktree, a submodule), the folder that its
 * `commondir` shares with others, and those of submodules (gitrepository-layout). git is never run.
 */
async function findGitDirectories(machine: Machine, root: string): Promise<Collected<SearchedPlace>> {
	const { facts, gaps } = await findGitDirectory(machine, root);
	const [git] = facts;
	if (git === undefined) {
		return { facts: [], gaps };
	}
	const modules = await machine.files.list(join(git.common, 'modules'));
	const submodules = modules.ok
		? modules.value.filter(({ kind }) => kind === 'directory').map(({ name }) => join(git.common, 'modules', name))
		: [];
	const beyond =
		submodules.length > MAX_SUBMODULES
			? [
					gapOf(
						'launches',
						join(git.common, 'modules'),
						failure('limit', `more than ${MAX_SUBMODULES} submodules; the first were looked at`),
					),
				]
			: [];
	const places = [...new Set([git.own, git.common, ...submodules.slice(0, MAX_SUBMODULES)])];
	return { facts: places.map((base) => ({ base, folder: root })), gaps: [...gaps, ...beyond] };
}

/** git's own folder for a working tree, and the one that it shares with other trees of the repository. */
export interface GitDirectory {
	readonly own: string;
	readonly common: string;
}

/** The git folder of a repository's root; none where there is no `.git`, or it leads nowhere. */
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
	return own === null ? { facts: [], gaps } : { facts: [{ own, common: (await pointed(join(own, 'commondir'), '')) ?? own }], gaps };
}

/** The root of the git repository that a folder is in; the folder itself outside of one. git is never run. */
export async function findRepository(machine: Machine, opened: string): Promise<string> {
	for (const folder of [opened, ...ancestorsOf(machine, opened)]) {
		if ((await machine.files.facts(join(folder, '.git'))).ok) {
			return folder;
		}
	}
	return opened;
}

/**
 * The folders above, nearest first. Where another home is looked at, what lies above it belongs to this machine and not
 * to that one: there the home is the end, and a folder outside of it has nothing above.
 */
export function ancestorsOf(machine: Machine, folder: string): string[] {
	if (machine.systemRoot !== '/' && !isBelow(folder, machine.home)) {
		return [];
	}
	const above: string[] = [];
	for (let at = dirname(folder); at !== dirname(at); at = dirname(at)) {
		if (machine.systemRoot !== '/' && at !== machine.home && !isBelow(at, machine.home)) {
			return above;
		}
		above.push(at);
	}
	return above;
}

export function isBelow(path: string, folder: string): boolean {
	return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
