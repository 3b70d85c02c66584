import { createHash } from 'node:crypto';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { AgentEntry, AgentFile, FoundEntry, ProjectFile, SearchScope } from '../catalog/agents/agent.ts';
import { agents as knownAgents } from '../catalog/agents/index.ts';
import { type ParsedDocument, parseDocument } from '../document/document.ts';
import type { Machine } from '../machine/machine.ts';
import { expandPattern, patternsFor } from '../machine/places.ts';
import { readText } from '../machine/text.ts';
import type { Collected, Gap } from '../model/gap.ts';
import type { Executor, Launch, LaunchVariable } from '../model/launch.ts';
import { MAX_TEXT, redactArguments, redactText, redactUrl } from './redaction.ts';

export interface LaunchQuery {
	/** Folders to look at as if they were opened. Absolute paths. */
	readonly folders: readonly string[];
	/** False leaves out what belongs to the user and the system. */
	readonly machineWide?: boolean;
	/** The value in force of an editor setting that a catalog entry depends on. */
	readonly setting?: (id: string) => unknown;
	readonly agents?: readonly AgentEntry[];
}

/** Entries of one file beyond this are not looked at. */
const MAX_ENTRIES_PER_FILE = 1_000;

/** One agent's reading of one file. */
interface Reading {
	readonly agent: AgentEntry;
	readonly file: AgentFile;
	/** The folder whose opening brings the file; null for the user's own. */
	readonly folder: string | null;
	/** The file that the agent reads instead of this one. */
	readonly shadow?: string;
}

/**
 * What the agents would start: MCP servers and hooks, of the user and of each folder. A file that several agents read
 * gives one launch with several executors, each with a verdict of its own.
 */
export async function collectLaunches(machine: Machine, query: LaunchQuery): Promise<Collected<Launch>> {
	const { readings, gaps } = await planReadings(machine, query);
	const perFile = await Promise.all(
		[...readings].map(([path, list]) => readLaunchFile(machine, path, list, query.setting ?? (() => undefined))),
	);
	return {
		facts: perFile.flatMap((result) => result.facts).sort((a, b) => (a.id < b.id ? -1 : 1)),
		gaps: [...gaps, ...perFile.flatMap((result) => result.gaps)],
	};
}

/** Paths that decide what would be launched, for watching. Patterns are given by the folder that they look into. */
export async function launchPaths(machine: Machine, query: LaunchQuery): Promise<readonly string[]> {
	const { readings, folders } = await planReadings(machine, query);
	return [...new Set([...readings.keys(), ...folders])].sort();
}

interface Plan {
	/** By path, so that a file is opened once however many agents read it. */
	readonly readings: ReadonlyMap<string, readonly Reading[]>;
	/** The folders that patterns look into: a file that is new there is read too. */
	readonly folders: ReadonlySet<string>;
	readonly gaps: readonly Gap[];
}

/** Which files are read, and by whom. */
async function planReadings(machine: Machine, query: LaunchQuery): Promise<Plan> {
	const readings = new Map<string, Reading[]>();
	const looked = new Set<string>();
	const gaps: Gap[] = [];
	const add = (path: string, reading: Reading): void => {
		const list = readings.get(path);
		if (!list) {
			readings.set(path, [reading]);
		} else if (!list.some((other) => other.file === reading.file)) {
			list.push(reading);
		}
	};
	const addPattern = async (pattern: string, reading: Reading): Promise<void> => {
		if (!pattern.includes('*')) {
			add(pattern, reading);
			return;
		}
		looked.add(dirname(pattern.slice(0, pattern.indexOf('*') + 1)));
		const expanded = await expandPattern(machine, pattern, 'launches');
		gaps.push(...expanded.gaps);
		for (const path of expanded.paths) {
			looked.add(dirname(path));
			add(path, reading);
		}
	};
	const searched = folderSearch(machine);
	const work: Promise<void>[] = [];
	for (const agent of query.agents ?? knownAgents) {
		for (const file of agent.files) {
			if (file.scope !== 'project') {
				if (query.machineWide !== false) {
					work.push(
						...patternsFor(machine, file.places, file.overrides).map((pattern) => addPattern(pattern, { agent, file, folder: null })),
					);
				}
				continue;
			}
			for (const opened of query.folders) {
				work.push(
					searched(opened, file.search).then(async (folders) => {
						for (const folder of folders) {
							const shadow = await shadowOf(machine, folder, file);
							const path = join(folder, ...file.path.split('/'));
							await addPattern(path, { agent, file, folder, ...(shadow !== undefined && { shadow }) });
						}
					}),
				);
			}
		}
	}
	await Promise.all(work);
	return { readings, folders: looked, gaps: distinct(gaps) };
}

async function shadowOf(machine: Machine, folder: string, file: ProjectFile): Promise<string | undefined> {
	return file.unless !== undefined && (await machine.files.facts(join(folder, file.unless))).ok ? file.unless : undefined;
}

/** The folders that a search takes in, remembered per opened folder. */
function folderSearch(machine: Machine): (opened: string, search: SearchScope) => Promise<readonly string[]> {
	const repositories = new Map<string, Promise<string>>();
	const repositoryOf = (opened: string): Promise<string> => {
		let found = repositories.get(opened);
		if (!found) {
			found = findRepository(machine, opened);
			repositories.set(opened, found);
		}
		return found;
	};
	return async (opened, search) => {
		switch (search) {
			case 'folder':
				return [opened];
			case 'ancestors':
				return [opened, ...ancestorsOf(machine, opened)];
			case 'repository':
				return [await repositoryOf(opened)];
			case 'repository-to-folder': {
				const root = await repositoryOf(opened);
				return [opened, ...ancestorsOf(machine, opened).filter((folder) => folder === root || isBelow(folder, root))];
			}
		}
	};
}

/** The root of the git repository that a folder is in; the folder itself outside of one. git is never run. */
async function findRepository(machine: Machine, opened: string): Promise<string> {
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
function ancestorsOf(machine: Machine, folder: string): string[] {
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

async function readLaunchFile(
	machine: Machine,
	path: string,
	readings: readonly Reading[],
	setting: (id: string) => unknown,
): Promise<Collected<Launch>> {
	const [first] = readings;
	if (!first) {
		return { facts: [], gaps: [] };
	}
	const gap = (reason: Gap['reason'], detail: string): Gap => ({ path, area: 'launches', reason, detail });
	const limits = readings.map((reading) => reading.file.maxBytes).filter((bytes) => bytes !== undefined);
	const content = await readText(machine, path, limits.length > 0 ? Math.max(...limits) : undefined);
	if (!content.ok) {
		return { facts: [], gaps: content.absent ? [] : [gap(content.reason, content.detail)] };
	}
	// Where one reader wants everything, everything is kept.
	const wanted = readings.every((reading) => reading.file.wanted) ? readings.flatMap((reading) => reading.file.wanted ?? []) : undefined;
	const document = parseDocument(first.file.format, { ...content.value, ...(wanted && { wanted }) });
	if (!document.ok) {
		return { facts: [], gaps: document.absent ? [] : [gap(document.reason, document.detail)] };
	}
	const gaps = document.value.damage === null ? [] : [gap('unparsable', document.value.damage)];
	const byEntry = new Map<string, { entry: FoundEntry; owner: Reading; executors: Executor[] }>();
	const beyond = new Set<string>();
	for (const reading of readings) {
		for (const entry of reading.file.entries.flatMap((read) => read(document.value.root))) {
			const key = JSON.stringify([entry.kind, entry.pointer]);
			const known = byEntry.get(key);
			const executor = judge(reading, entry, document.value, setting);
			if (!known) {
				// The agents after this one still have their say about the entries that are known.
				if (byEntry.size === MAX_ENTRIES_PER_FILE) {
					beyond.add(`more than ${MAX_ENTRIES_PER_FILE} entries; the first were looked at`);
					continue;
				}
				if (textsOf(entry).some((text) => text.length > MAX_TEXT)) {
					beyond.add(`an entry of more than ${MAX_TEXT} characters; its beginning was looked at`);
				}
				byEntry.set(key, { entry, owner: reading, executors: [executor] });
				continue;
			}
			if (!known.executors.some((other) => other.tool === executor.tool)) {
				known.executors.push(executor);
			}
			if (reading.file.own && !known.owner.file.own) {
				byEntry.set(key, { ...known, owner: reading });
			}
		}
	}
	return { facts: toLaunches(machine, path, byEntry), gaps: [...gaps, ...[...beyond].map((detail) => gap('limit', detail))] };
}

function textsOf({ name, command = '', args = [], cwd = '', url = '', env = [] }: FoundEntry): readonly string[] {
	return [name, command, ...args, cwd, url, ...env.flatMap((variable) => [variable.name, variable.value])];
}

/** Whether this agent would take the entry from this file, and when. */
function judge({ agent, file, shadow }: Reading, entry: FoundEntry, document: ParsedDocument, setting: (id: string) => unknown): Executor {
	const refused = document.liberties.find((liberty) => file.refuses.includes(liberty));
	let reason = '';
	if (shadow !== undefined) {
		reason = `reads ${shadow} instead`;
	} else if (refused !== undefined) {
		reason = `drops a file with a ${refused.replaceAll('-', ' ')}`;
	} else if (entry.off !== undefined && file.heeds === entry.off) {
		reason = `switched off by "${entry.off}"`;
	} else if (file.onlyIf && !matches(setting(file.onlyIf.setting), file.onlyIf.is)) {
		reason = file.onlyIf.otherwise;
	}
	const ignores = reason !== '';
	return {
		tool: agent.id,
		verdict: ignores ? 'ignores' : file.unsure === undefined ? 'loads' : 'unknown',
		reason: ignores ? reason : (file.unsure ?? 'in a place that it reads'),
		trigger: entry.trigger ?? file.trigger,
		needsTrust: file.needsTrust,
		headless: ignores ? 'refuses' : file.headless,
		approval: file.asksEach ? 'unknown' : 'none',
	};
}

/** Equal, or for an object: every key that is asked for has the value asked for; `true` stands for all of them. */
function matches(value: unknown, wanted: unknown): boolean {
	if (typeof wanted !== 'object' || wanted === null) {
		return value === wanted;
	}
	return (
		value === true ||
		(typeof value === 'object' &&
			value !== null &&
			Object.entries(wanted).every(([key, part]) => (value as Record<string, unknown>)[key] === part))
	);
}

function toLaunches(
	machine: Machine,
	path: string,
	found: ReadonlyMap<string, { entry: FoundEntry; owner: Reading; executors: readonly Executor[] }>,
): Launch[] {
	return [...found].map(([key, { entry, owner, executors }]) => {
		const what = {
			kind: entry.kind,
			name: redactText(entry.name),
			command: entry.command === undefined ? null : redactText(entry.command),
			shell: entry.shell ?? false,
			args: redactArguments(entry.args ?? [], entry.command),
			cwd: entry.cwd === undefined ? null : redactText(entry.cwd),
			url: entry.url === undefined ? null : redactUrl(entry.url),
			env: (entry.env ?? []).map(shownVariable),
			headerNames: (entry.headerNames ?? []).map(redactText),
		};
		return {
			id: `launch:${owner.agent.id}:${digest([placeOf(machine, path), key]).slice(0, 16)}`,
			folder: entry.folder ?? owner.folder,
			tool: owner.agent.id,
			...what,
			scope: owner.file.scope,
			hidden: false,
			source: { path, line: entry.line, column: entry.column },
			// The order of variables and headers says nothing.
			fingerprint: `v1:sha256:${digest({ ...what, env: what.env.map((set) => JSON.stringify(set)).sort(), headerNames: [...what.headerNames].sort() })}`,
			executors: [...executors].sort((a, b) => (a.tool < b.tool ? -1 : 1)),
			review: 'unreviewed',
		};
	});
}

/** Where a file stands, the same wherever the home or the system's root is. */
function placeOf(machine: Machine, path: string): string {
	if (isBelow(path, machine.home)) {
		return relative(machine.home, path);
	}
	const root = machine.systemRoot;
	return root !== null && isBelow(path, root) ? sep + relative(root, path) : path;
}

function digest(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Variables that steer which code runs or where requests go. Their values are no secrets, once redacted. */
const STEERING =
	/^(?:NODE_OPTIONS|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|SSL_CERT_FILE|LD_PRELOAD|LD_LIBRARY_PATH|DYLD_[A-Z_]+|PYTHONSTARTUP|PYTHONPATH|PERL5OPT|RUBYOPT|BASH_ENV|ENV|PATH|GIT_SSH|GIT_SSH_COMMAND|GIT_EXTERNAL_DIFF|[A-Z0-9_]+_BASE_URL|[A-Z0-9_]+_API_BASE|(?:HTTPS?|ALL)_PROXY)$/i;

function shownVariable({ name, value }: { name: string; value: string }): LaunchVariable {
	if (!STEERING.test(name)) {
		return { name: redactText(name), value: null };
	}
	return { name, value: /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? redactUrl(value) : redactText(value) };
}

function distinct(gaps: readonly Gap[]): Gap[] {
	return [...new Map(gaps.map((gap) => [JSON.stringify(gap), gap])).values()];
}

/** The name that a folder goes by in a list. */
export function folderName(folder: string): string {
	return basename(folder) || folder;
}
