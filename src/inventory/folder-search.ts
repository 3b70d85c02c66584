import { dirname, join, resolve, sep } from 'node:path';
import type { SearchScope } from '../catalog/agents/agent.ts';
import { parseDocument } from '../document/document.ts';
import { members, text as textOf } from '../document/node.ts';
import type { Machine } from '../machine/machine.ts';
import { readText } from '../machine/text.ts';
import { type Collected, type Gap, gapOf } from '../model/gap.ts';
import { type Outcome, ok } from '../model/outcome.ts';
import { type Names, namesOf } from './folder-names.ts';
import { remembered } from './remembered.ts';
import { findGitDirectory } from './repository.ts';

/** Where a kind of file is looked for. */
export interface SearchedPlace {
	/** The file's path is below it. */
	readonly base: string;
	/** The folder that what is found belongs to: for git's own folders the one that they are git's for. */
	readonly folder: string;
	/** What stands in the base, where it was listed and only that is of interest: what comes to stand there is not watched for. */
	readonly names?: Names;
	/** The folder above whose listing led here, level by level: there is no link on the way. */
	readonly listedFrom?: string;
}

/** How far below the opened folder packages are looked for: `packages/<name>`, `apps/<group>/<name>` would be three. */
const PACKAGE_DEPTH = 2;

/** Folders that are listed in search of packages, of one opened folder and of all. A large repository is not walked. */
const MAX_LISTED = 400;
const MAX_LISTED_IN_ALL = 2_000;

/** What was installed or built, and what starts with a dot, holds no package of the repository's own. */
const NOT_OWN = new Set(['node_modules', 'vendor', 'dist', 'build', 'out', 'target', 'venv', 'site-packages', '__pycache__', 'coverage']);

/** Submodules beyond this are not looked at. Each segment of a name, and each submodule of a submodule, is a level. */
const MAX_SUBMODULES = 100;
const SUBMODULE_DEPTH = 8;

/** The places that a search takes in, remembered per opened folder. `folders`: how many are opened. */
export function folderSearch(
	machine: Machine,
	folders: number,
): (opened: string, search: SearchScope) => Promise<Collected<SearchedPlace>> {
	const repositoryOf = remembered((opened) => findRepository(machine, opened));
	const most = Math.min(MAX_LISTED, Math.floor(MAX_LISTED_IN_ALL / Math.max(1, folders)));
	const packagesIn = remembered((opened) => findPackages(machine, opened, most));
	const gitDirectoriesOf = remembered(async (opened) => findGitDirectories(machine, await repositoryOf(opened)));
	const gitHooksOf = remembered(async (opened) => findGitHooks(machine, await repositoryOf(opened), await gitDirectoriesOf(opened)));
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
			case 'git-hooks':
				return gitHooksOf(opened);
		}
	};
}

/** The opened folder and the folders of packages below it: links are not followed, so that nothing is entered twice. */
async function findPackages(machine: Machine, opened: string, most: number): Promise<Collected<SearchedPlace>> {
	// The opened folder's own files are looked for by name: those that are not there yet are watched for.
	const found: SearchedPlace[] = [{ base: opened, folder: opened }];
	const gaps: Gap[] = [];
	let level: readonly string[] = [opened];
	let left = most;
	/** Of the deepest folders the names alone are wanted, which come faster. */
	const listed = async (folder: string, depth: number): Promise<Outcome<{ names: readonly string[]; folders: readonly string[] }>> => {
		if (depth === PACKAGE_DEPTH) {
			const names = await machine.files.names(folder);
			return names.ok ? ok({ names: names.value, folders: [] }) : names;
		}
		const list = await machine.files.list(folder);
		if (!list.ok) {
			return list;
		}
		const folders = list.value.filter(({ name, kind }) => kind === 'directory' && !name.startsWith('.') && !NOT_OWN.has(name));
		return ok({ names: list.value.map(({ name }) => name), folders: folders.map(({ name }) => join(folder, name)) });
	};
	for (let depth = 0; depth <= PACKAGE_DEPTH && level.length > 0; depth++) {
		const looked = level.slice(0, left);
		left -= looked.length;
		if (looked.length < level.length) {
			// A bound of the search, and no file that could not be read: the row belongs to none.
			gaps.push({ path: null, area: 'launches', reason: 'limit', detail: `packages were looked for in ${most} folders; there are more` });
		}
		const lists = await Promise.all(looked.map(async (folder) => ({ folder, list: await listed(folder, depth) })));
		level = lists.flatMap(({ folder, list }) => {
			if (!list.ok) {
				// The opened folder itself may have gone; below it, what is named in a list and cannot be entered is told.
				gaps.push(...(list.absent ? [] : [gapOf('launches', folder, list)]));
				return [];
			}
			if (depth > 0) {
				found.push({ base: folder, folder, names: namesOf(machine, list.value.names), listedFrom: opened });
			}
			return list.value.folders;
		});
	}
	return { facts: found, gaps };
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
	const homes = [...new Set([git.own, git.shared ?? git.own])];
	const submodules = await Promise.all(homes.map((directory) => findSubmodules(machine, directory)));
	const places = [...homes, ...submodules.flatMap((found) => found.facts)];
	return { facts: places.map((base) => ({ base, folder: root })), gaps: [...gaps, ...submodules.flatMap((found) => found.gaps)] };
}

/** git's folders of submodules, whose names may have slashes in them, and of theirs. */
async function findSubmodules(machine: Machine, directory: string): Promise<Collected<string>> {
	const found: string[] = [];
	const gaps: Gap[] = [];
	let level: readonly string[] = [join(directory, 'modules')];
	for (let depth = 0; depth < SUBMODULE_DEPTH && level.length > 0; depth++) {
		const lists = await Promise.all(level.map(async (folder) => ({ folder, list: await machine.files.list(folder) })));
		level = lists
			.flatMap(({ folder, list }) => {
				if (!list.ok) {
					gaps.push(...(list.absent ? [] : [gapOf('launches', folder, list)]));
					return [];
				}
				const isGit = list.value.some(({ name }) => name === 'HEAD');
				if (isGit) {
					found.push(folder);
				}
				return list.value
					.filter(({ name, kind }) => kind === 'directory' && (!isGit || name === 'modules'))
					.map(({ name }) => join(folder, name));
			})
			.slice(0, 2 * MAX_SUBMODULES);
	}
	if (found.length > MAX_SUBMODULES || level.length > 0) {
		const detail = `more submodules than ${MAX_SUBMODULES}, or nested too deeply; the first were looked at`;
		gaps.push({ path: null, area: 'launches', reason: 'limit', detail });
	}
	return { facts: found.slice(0, MAX_SUBMODULES), gaps };
}

/** Where git looks for hooks: the folder that `core.hooksPath` names, else `hooks` (githooks(5)). */
async function findGitHooks(machine: Machine, root: string, directories: Collected<SearchedPlace>): Promise<Collected<SearchedPlace>> {
	const found = await Promise.all(
		directories.facts.map(async ({ base }, index) => {
			const config = await gitVariables(machine, join(base, 'config'));
			// A worktree's own folder has no configuration of its own but this, and no hooks.
			const own = index === 0 ? await gitVariables(machine, join(base, 'config.worktree')) : [];
			const last = (name: string): string | undefined => [...config, ...own].findLast(({ key }) => key === name)?.value;
			const path = last('core.hookspath') ?? '';
			const worktree = last('core.worktree');
			const start = index === 0 || worktree === undefined ? root : resolve(base, worktree);
			const named = path.startsWith('~/') ? join(machine.home, path.slice(2)) : resolve(start, path);
			return path === '' ? join(base, 'hooks') : named;
		}),
	);
	// Of another home what stands outside of it is not looked at.
	const within = (path: string): boolean =>
		machine.systemRoot === '/' || [root, machine.home].some((folder) => path === folder || isBelow(path, folder));
	return { facts: [...new Set(found)].filter(within).map((base) => ({ base, folder: root })), gaps: [] };
}

/** The variables of a configuration file of git's. What cannot be read of it is told where its settings are looked at. */
async function gitVariables(machine: Machine, path: string): Promise<readonly { key: string; value: string }[]> {
	const content = await readText(machine, path);
	const parsed = content.ok ? parseDocument('git-config', content.value) : content;
	return parsed.ok ? members(parsed.value.root).map(({ key, value }) => ({ key, value: textOf(value) ?? '' })) : [];
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
