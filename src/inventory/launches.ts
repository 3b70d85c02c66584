import { createHash } from 'node:crypto';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { AgentEntry, AgentFile, Answer, Condition, FoundEntry, MachineFile, ProjectFile } from '../catalog/agents/agent.ts';
import { oddRoot } from '../catalog/agents/shape.ts';
import { namesPlace, steers } from '../catalog/agents/steering-variables.ts';
import { editors as knownEditors } from '../catalog/editors/index.ts';
import { launchers } from '../catalog/launchers.ts';
import { type ParsedDocument, parseDocument } from '../document/document.ts';
import type { Machine } from '../machine/machine.ts';
import { expandPattern, type Pattern, pathOf, patternsFor, wildcard } from '../machine/places.ts';
import { readText } from '../machine/text.ts';
import type { Editor } from '../model/editor.ts';
import { type Collected, distinctGaps, type Gap, gapOf } from '../model/gap.ts';
import type { Executor, Launch, LaunchVariable } from '../model/launch.ts';
import { ABSENT, type FailureReason, failure, type Outcome } from '../model/outcome.ts';
import { compare } from './editors.ts';
import { folderNames, type Names } from './folder-names.ts';
import { folderSearch, isBelow, type SearchedPlace } from './folder-search.ts';
import { DEFAULTS_ALONE, type InForce } from './posture.ts';
import { MAX_TEXT, redactArguments, redactText, redactUrl } from './redaction.ts';
import { remembered } from './remembered.ts';

export interface LaunchQuery {
	/** Folders to look at as if they were opened. Absolute paths. */
	readonly folders: readonly string[];
	/** False leaves out what belongs to the user and the system. */
	readonly machineWide?: boolean;
	/** The editors that were found: their user data holds files of VS Code's agent. */
	readonly editors?: readonly Editor[];
	/** The settings in force, editor by editor, for catalog entries that depend on some; without, those of a new editor. */
	readonly settings?: readonly InForce[];
	readonly agents?: readonly AgentEntry[];
}

/** Opening the folder brings the launch to the tool; whether that takes it is its executor's verdict. */
export interface Reach {
	readonly folder: string;
	readonly tool: string;
	/** Id of the launch. */
	readonly launch: string;
}

export interface CollectedLaunches extends Collected<Launch> {
	readonly reach: readonly Reach[];
}

/** Entries of one file beyond this are not looked at. */
const MAX_ENTRIES_PER_FILE = 1_000;

/** One agent's reading of one file. */
interface Reading {
	readonly agent: AgentEntry;
	readonly file: AgentFile;
	/** As the agent names it. */
	readonly path: string;
	/** The folder that the file belongs to; null for the user's own. */
	readonly folder: string | null;
	/** The folders whose opening brings the file. */
	readonly opened: ReadonlySet<string>;
	/** The folder above from which no link leads to this one. */
	readonly listedFrom?: string;
	/** The file that the agent reads instead of this one. */
	readonly shadow?: string;
	/** Why it is not known whether the agent reads it. */
	readonly unsure?: string;
}

/**
 * What the agents would start: MCP servers and hooks, of the user and of each folder. A file that several agents read,
 * under one name or several, gives one launch with several executors, each with a verdict of its own.
 */
export async function collectLaunches(machine: Machine, query: LaunchQuery): Promise<CollectedLaunches> {
	const { readings, gaps } = await planReadings(machine, query, folderNames(machine));
	const files = await readFiles(machine, readings);
	const answers = files.flatMap(answersIn);
	const perFile = files.map((file) => launchesOf(machine, file, answers, query.settings ?? [DEFAULTS_ALONE]));
	return {
		facts: perFile.flatMap((result) => result.facts).sort((a, b) => (a.id < b.id ? -1 : 1)),
		gaps: distinctGaps([...gaps, ...perFile.flatMap((result) => result.gaps)]),
		reach: perFile.flatMap((result) => result.reach),
	};
}

/** Paths that decide what would be launched, for watching. Patterns are given by the folder that they look into. */
export async function launchPaths(machine: Machine, query: LaunchQuery): Promise<readonly string[]> {
	const { readings, folders } = await planReadings(machine, query, null);
	return [...new Set([...readings.keys(), ...folders])].sort();
}

interface Plan {
	/** By path, so that a file is opened once however many agents read it. */
	readonly readings: ReadonlyMap<string, readonly Reading[]>;
	/** The folders that patterns look into: a file that is new there is read too. */
	readonly folders: ReadonlySet<string>;
	readonly gaps: readonly Gap[];
}

/**
 * Which files are read, and by whom. `standing` tells what stands in a folder, so that nothing else is planned there; null
 * plans every file that may come to stand somewhere, too.
 */
async function planReadings(machine: Machine, query: LaunchQuery, standing: ReturnType<typeof folderNames> | null): Promise<Plan> {
	const readings = new Map<string, Reading[]>();
	const looked = new Set<string>();
	const gaps: Gap[] = [];
	const add = (reading: Reading): void => {
		const list = readings.get(reading.path);
		if (list === undefined) {
			readings.set(reading.path, [reading]);
			return;
		}
		const same = list.findIndex((other) => other.file === reading.file);
		const known = list[same];
		if (known === undefined) {
			list.push(reading);
		} else {
			list[same] = { ...known, opened: new Set([...known.opened, ...reading.opened]) };
		}
	};
	const addPattern = async (pattern: Pattern, reading: Omit<Reading, 'path'>): Promise<void> => {
		const path = pathOf(pattern);
		if (!pattern.pattern.includes('*')) {
			add({ ...reading, path });
			return;
		}
		const segments = pattern.pattern.split('/');
		const first = segments.findIndex((segment) => segment.includes('*'));
		looked.add(join(pattern.base, ...segments.slice(0, first)));
		const expanded = await expandPattern(machine, pattern, 'launches');
		gaps.push(...expanded.gaps);
		for (const found of expanded.paths) {
			looked.add(dirname(found));
			if (reading.file.named?.(basename(found)) ?? true) {
				add({ ...reading, path: found });
			}
		}
	};
	const addOwn = async (pattern: Pattern, reading: Omit<Reading, 'path'>): Promise<void> => {
		const names = standing === null || pattern.pattern === '' ? null : await standing(pattern.base);
		if (names === null || mayStand(names, pattern.pattern)) {
			await addPattern(pattern, reading);
		}
	};
	const agents = query.agents ?? launchers;
	const searched = folderSearch(machine, query.folders.length);
	const work: Promise<void>[] = [];
	for (const agent of query.machineWide === false ? [] : agents) {
		for (const file of agent.files) {
			if (file.scope !== 'project') {
				const own = { agent, file, folder: null, opened: new Set<string>() };
				work.push(
					...patternsFor(machine, file.places, file.overrides).map((pattern) => addOwn(pattern, own)),
					...userDataOf(query.editors ?? [], file).map(({ base, pattern, doubt }) => addOwn({ base, pattern }, { ...own, ...doubt })),
				);
			}
		}
	}
	const searches = bySearch(agents);
	for (const opened of query.folders) {
		const openedOnly = new Set([opened]);
		for (const [search, files] of searches) {
			const addFile = async (
				{ base, folder, listedFrom }: SearchedPlace,
				names: Names | null,
				{ agent, file }: Searched,
			): Promise<void> => {
				if (!(await hasBeside(machine, base, file, names))) {
					return;
				}
				const shadow = await shadowOf(machine, base, file, names);
				const reading = {
					agent,
					file,
					folder,
					opened: openedOnly,
					...(shadow !== undefined && { shadow }),
					...(listedFrom !== undefined && { listedFrom }),
				};
				await addPattern({ base, pattern: file.path }, reading);
			};
			work.push(
				searched(opened, search).then(async (found) => {
					gaps.push(...found.gaps);
					await Promise.all(
						found.facts.map(async (place) => {
							const names = place.names ?? (standing === null ? null : await standing(place.base));
							await Promise.all(standingOf(files, names).map((file) => addFile(place, names, file)));
						}),
					);
				}),
			);
		}
	}
	await Promise.all(work);
	return { readings, folders: looked, gaps };
}

/** A file that is looked for in folders, with its agent. */
interface Searched {
	readonly agent: AgentEntry;
	readonly file: ProjectFile;
}

/** The files that are looked for in the same folders, by the first name of their paths. */
type SearchedFiles = ReadonlyMap<string, readonly Searched[]>;

function bySearch(agents: readonly AgentEntry[]): ReadonlyMap<ProjectFile['search'], SearchedFiles> {
	const searches = new Map<ProjectFile['search'], Map<string, Searched[]>>();
	for (const agent of agents) {
		for (const file of agent.files) {
			if (file.scope === 'project') {
				const files = searches.get(file.search) ?? new Map<string, Searched[]>();
				const first = firstOf(file.path);
				files.set(first, [...(files.get(first) ?? []), { agent, file }]);
				searches.set(file.search, files);
			}
		}
	}
	return searches;
}

/** Those of the files that may stand where these names do. */
function standingOf(files: SearchedFiles, names: Names | null): readonly Searched[] {
	return [...files].flatMap(([first, searched]) => (names === null || mayStand(names, first) ? searched : []));
}

function mayStand(names: Names, path: string): boolean {
	const first = firstOf(path);
	return first.includes('*') ? names.all.some(wildcard(first)) : names.has(first);
}

function firstOf(path: string): string {
	const end = path.indexOf('/');
	return end < 0 ? path : path.slice(0, end);
}

/** Where a file stands in the user data of the editors. An editor that nobody knows is taken for one of VS Code's builds. */
function userDataOf(editors: readonly Editor[], { inUserData = [], inForksToo }: MachineFile) {
	return editors.flatMap(({ editor, userDataDir }) => {
		const fork = knownEditors.find((entry) => entry.id === editor && entry.ownAgent);
		const doubt = fork && { unsure: `${fork.title} has an agent of its own; whether it reads VS Code’s files is not known` };
		return inUserData.flatMap((pattern) => {
			// What an extension keeps for itself it reads in whichever editor it is installed.
			const kept = pattern.startsWith('User/globalStorage/');
			return userDataDir === null || (fork && !inForksToo && !kept)
				? []
				: [{ base: userDataDir, pattern, doubt: kept ? undefined : doubt }];
		});
	});
}

/** Whether that stands in the folder which must stand beside the file. */
async function hasBeside(machine: Machine, base: string, { beside = [] }: ProjectFile, names: Names | null): Promise<boolean> {
	if (names !== null && !beside.every((path) => names.has(firstOf(path)))) {
		return false;
	}
	const asked = names === null ? beside : beside.filter((path) => path.includes('/'));
	const facts = await Promise.all(asked.map((path) => machine.files.facts(join(base, ...path.split('/')))));
	return facts.every(({ ok }) => ok);
}

async function shadowOf(machine: Machine, folder: string, { unless }: ProjectFile, names: Names | null): Promise<string | undefined> {
	if (unless === undefined || (names !== null && !mayStand(names, unless))) {
		return undefined;
	}
	return (await machine.files.facts(join(folder, unless))).ok ? unless : undefined;
}

/** A file that is there, with everybody who reads it. */
interface LaunchFile {
	/** In order: the user's own reading before a folder's, then by name. */
	readonly readings: readonly Reading[];
	readonly document: Outcome<ParsedDocument>;
	readonly mode: string | null;
	/** True where the folder has it by a link to a place outside of the folder. */
	readonly leadsOut: boolean;
}

/** Every file that is there, once, whatever names lead to it. */
async function readFiles(machine: Machine, planned: Plan['readings']): Promise<readonly LaunchFile[]> {
	const resolved = remembered(async (path) => {
		const real = await machine.files.realpath(path);
		return real.ok ? real.value : path;
	});
	const read = await Promise.all(
		[...planned].map(async ([path, readings]) => {
			const limits = readings.map((reading) => reading.file.maxBytes).filter((bytes) => bytes !== undefined);
			const content = await readText(machine, path, limits.length > 0 ? Math.max(...limits) : undefined);
			if (!content.ok && content.absent) {
				return [];
			}
			const isLink = !content.ok || content.value.facts.link;
			const { real, leadsOut } = await realPlace(path, isLink, readings, resolved);
			return [{ readings, content, real, leadsOut }];
		}),
	);
	// Of a text that two tools parse by different rules there are two documents.
	const byPlace = new Map<string, (typeof read)[number]>();
	for (const file of read.flat()) {
		for (const format of new Set(file.readings.map((reading) => reading.file.format))) {
			const key = JSON.stringify([file.real, format]);
			const readings = file.readings.filter((reading) => reading.file.format === format);
			byPlace.set(key, [...(byPlace.get(key) ?? []), { ...file, readings }]);
		}
	}
	return [...byPlace.values()].map((names) => {
		const readings = names.flatMap((file) => file.readings).sort(inOrder);
		const content = names.find((file) => file.content.ok)?.content ?? names[0]?.content;
		if (!content?.ok) {
			return { readings, document: content ?? ABSENT, mode: null, leadsOut: false };
		}
		// Where one reader wants everything, everything is kept.
		const wanted = readings.every(({ file }) => file.wanted) ? readings.flatMap(({ file }) => file.wanted ?? []) : undefined;
		const document = parseDocument(readings[0]?.file.format ?? 'jsonc', { ...content.value, ...(wanted && { wanted }) });
		return { readings, document, mode: content.value.facts.mode, leadsOut: names.some((file) => file.leadsOut) };
	});
}

function inOrder(a: Reading, b: Reading): number {
	return Number(a.folder !== null) - Number(b.folder !== null) || compare(a.path, b.path) || compare(a.agent.id, b.agent.id);
}

/**
 * What a file is recognised by under its other names. A folder brings what stands in it, also where that is a link: of
 * its files only the way to the folder is resolved. `isLink`: false for a file that is known to be none, so that the way to
 * it, which it shares with others, is all that there is to resolve.
 */
async function realPlace(
	path: string,
	isLink: boolean,
	readings: readonly Reading[],
	resolved: (path: string) => Promise<string>,
): Promise<{ real: string; leadsOut: boolean }> {
	const [folder = null] = readings.some((reading) => reading.folder === null) ? [] : readings.map((reading) => reading.folder);
	if (folder === null) {
		return { real: await resolved(path), leadsOut: false };
	}
	const listedFrom = readings.find((reading) => reading.folder === folder)?.listedFrom;
	const realFolder = listedFrom === undefined ? await resolved(folder) : join(await resolved(listedFrom), relative(listedFrom, folder));
	const above = dirname(path);
	const real = isLink ? await resolved(path) : join(above === folder ? realFolder : await resolved(above), basename(path));
	return { real: join(realFolder, relative(folder, path)), leadsOut: isBelow(path, folder) && !isBelow(real, realFolder) };
}

function answersIn({ readings, document }: LaunchFile): readonly (Answer & { agent: AgentEntry })[] {
	if (!document.ok) {
		return [];
	}
	const { root } = document.value;
	return readings.flatMap(({ agent, file, folder }) =>
		(file.answers?.(root) ?? [])
			// What a folder's own file approves counts only once the folder is trusted.
			.filter((answer) => folder === null || answer.says === 'denied')
			.map((answer) => ({ ...(folder !== null && { folder }), ...answer, agent })),
	);
}

function launchesOf(
	machine: Machine,
	{ readings, document, mode, leadsOut }: LaunchFile,
	answers: readonly (Answer & { agent: AgentEntry })[],
	settings: readonly InForce[],
): CollectedLaunches {
	const path = readings[0]?.path ?? '';
	const ofFolder = readings.some(({ folder }) => folder !== null);
	if (!document.ok) {
		// What holds no object at all is JSON to nobody.
		const isNobodys = !document.absent && document.reason === 'unparsable' && readings[0]?.file.format === 'jsonc';
		const hides = !document.absent && ofFolder && MAY_HIDE.has(document.reason) && !isNobodys;
		return { facts: [], gaps: document.absent ? [] : [{ ...gapOf('launches', path, document), ...(hides && { hides }) }], reach: [] };
	}
	const { root, damage } = document.value;
	const problems = new Set<string>();
	const byEntry = new Map<string, Found>();
	/** Limits that were reached, and whether commands stand beyond them. */
	const beyond = new Map<string, boolean>();
	for (const reading of readings) {
		for (const entry of reading.file.entries.flatMap((read) => read(root, (problem) => problems.add(problem), { path, mode }))) {
			const key = JSON.stringify([entry.kind, entry.pointer]);
			const known = byEntry.get(key);
			const judged = judge(reading, entry, document.value, answers, settings);
			const executor = leadsOut ? { ...judged, reason: `${judged.reason}; a link leads out of the folder to it` } : judged;
			if (!known) {
				// The agents after this one still have their say about the entries that are known.
				if (byEntry.size === MAX_ENTRIES_PER_FILE) {
					beyond.set(`more than ${MAX_ENTRIES_PER_FILE} entries; the first were looked at`, true);
					continue;
				}
				if (textsOf(entry).some((text) => text.length > MAX_TEXT)) {
					const detail = `an entry of more than ${MAX_TEXT} characters; its beginning was looked at`;
					beyond.set(detail, beyond.get(detail) === true || entry.command !== undefined);
				}
				byEntry.set(key, { entry, owner: reading, readings: [reading], executors: new Map([[executor.tool, executor]]) });
				continue;
			}
			known.readings.push(reading);
			// Where one agent reads the file for two reasons, one that holds is enough.
			const said = known.executors.get(executor.tool);
			if (!said || CERTAINTY.indexOf(executor.verdict) > CERTAINTY.indexOf(said.verdict)) {
				known.executors.set(executor.tool, executor);
			}
			if (reading.file.own && !known.owner.file.own) {
				known.owner = reading;
			}
		}
	}
	// A text is what it is, and some files hold a list: nobody who found something in it takes the root for odd.
	const odd = readings[0]?.file.format === 'text' || byEntry.size > 0 ? null : oddRoot(root);
	if (odd !== null) {
		problems.add(odd);
	}
	// What a damaged text lacks is said by the damage.
	const unread = damage === null ? [...problems].sort().join('; ') : damage;
	// Who refuses a damaged file starts nothing from it; who mends it may find more in it than was found here.
	const mended = damage !== null && byEntry.size === 0 && readings.some(({ file }) => !file.refuses.includes('syntax-error'));
	const gap = (reason: FailureReason, detail: string, hides: boolean): Gap => ({
		...gapOf('launches', path, failure(reason, detail)),
		...(ofFolder && hides && { hides }),
	});
	const gaps = [
		...(unread === '' ? [] : [gap('unparsable', unread, mended)]),
		...[...beyond].map(([detail, commands]) => gap('limit', detail, commands)),
	];
	const launches = [...byEntry].map(([key, found]) => ({ found, launch: toLaunch(machine, key, found) }));
	return {
		facts: launches.map(({ launch }) => launch),
		gaps,
		reach: launches.flatMap(({ found, launch }) =>
			found.readings.flatMap(({ agent, opened }) => [...opened].map((folder) => ({ folder, tool: agent.id, launch: launch.id }))),
		),
	};
}

/** Why a file cannot be read here that a tool may read: with other bounds, another parser, or as somebody else. */
const MAY_HIDE: ReadonlySet<FailureReason> = new Set(['denied', 'too-large', 'unparsable', 'special-file', 'binary', 'limit']);

/** Of two verdicts on one entry the later one counts. */
const CERTAINTY: readonly Executor['verdict'][] = ['ignores', 'unknown', 'loads'];

/** An entry of a file, and who reads it. */
interface Found {
	readonly entry: FoundEntry;
	owner: Reading;
	readonly readings: Reading[];
	/** By tool. */
	readonly executors: Map<string, Executor>;
}

function textsOf({ name, command = '', args = [], cwd = '', url = '', env = [] }: FoundEntry): readonly string[] {
	return [name, command, ...args, cwd, url, ...env.flatMap((variable) => [variable.name, variable.value])];
}

/** Whether this agent would take the entry from this file, and when. */
function judge(
	reading: Reading,
	entry: FoundEntry,
	document: ParsedDocument,
	answers: readonly (Answer & { agent: AgentEntry })[],
	settings: readonly InForce[],
): Executor {
	const { agent, file, shadow } = reading;
	const refused = document.liberties.find((liberty) => file.refuses.includes(liberty));
	const answer = answerTo(reading, entry, answers);
	const unmet = unmetCondition([...(file.onlyIf ?? []), ...(entry.onlyIf ?? [])], settings);
	const unsure = reading.unsure ?? file.unsure ?? entry.unsure;
	let reason = '';
	if (shadow !== undefined) {
		reason = `reads ${shadow} instead`;
	} else if (refused !== undefined) {
		reason = `drops a file with a ${refused.replaceAll('-', ' ')}`;
	} else if (entry.ignored !== undefined) {
		reason = entry.ignored;
	} else if (entry.off !== undefined && file.heeds === entry.off) {
		reason = `switched off by "${entry.off}"`;
	} else if (answer?.says === 'denied') {
		reason = `refused in "${answer.key}"`;
	} else if (unmet) {
		reason = unmet.otherwise;
	}
	const ignores = reason !== '';
	return {
		tool: agent.id,
		verdict: ignores ? 'ignores' : unsure === undefined ? 'loads' : 'unknown',
		reason: ignores ? reason : (unsure ?? entry.because ?? file.because ?? 'in a place that it reads'),
		trigger: entry.trigger ?? file.trigger,
		needsTrust: entry.needsTrust ?? file.needsTrust,
		headless: ignores ? 'refuses' : (entry.headless ?? file.headless),
		approval: answer?.says ?? (file.asksEach ? 'unknown' : 'none'),
	};
}

/** The person's answer about a server, where there is one: a refusal wins, as with the agents. */
function answerTo(
	{ agent, file, folder }: Reading,
	entry: FoundEntry,
	answers: readonly (Answer & { agent: AgentEntry })[],
): Answer | undefined {
	if (entry.kind !== 'mcp-server') {
		return undefined;
	}
	const own = entry.folder ?? folder;
	const about = answers.filter(
		(answer) =>
			answer.agent === agent &&
			(answer.folder === undefined || answer.folder === own) &&
			(answer.everyServer || file.asksEach) &&
			(answer.names === 'all' || answer.names.includes(entry.name)),
	);
	return about.find((answer) => answer.says === 'denied') ?? about[0];
}

/** The condition that keeps the file from being read; none where there is an editor in which all of them hold. */
function unmetCondition(conditions: readonly Condition[], settings: readonly InForce[]): Condition | undefined {
	const unmet = settings.map((inForce) => conditions.find(({ setting, is }) => !matches(inForce(setting), is)));
	return unmet.includes(undefined) ? undefined : unmet[0];
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

function toLaunch(machine: Machine, key: string, { entry, owner, executors }: Found): Launch {
	const { path } = owner;
	const what = {
		kind: entry.kind,
		name: shownName(entry.name),
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
		hidden: entry.hidden ?? false,
		source: { path, line: entry.line, column: entry.column },
		// The order of variables and headers says nothing.
		fingerprint: `v1:sha256:${digest({ ...what, env: what.env.map((set) => JSON.stringify(set)).sort(), headerNames: [...what.headerNames].sort() })}`,
		executors: [...executors.values()].sort((a, b) => (a.tool < b.tool ? -1 : 1)),
		review: 'unreviewed',
	};
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

/** A setting of git's may have an address within its name, whose host is what matters. */
function shownName(name: string): string {
	const at = name.search(/(?<=^|\.)https?:\/\//i);
	return at < 0 ? redactText(name) : redactText(name.slice(0, at)) + redactUrl(name.slice(at));
}

/** Values are shown of variables alone that steer what runs, or say which places it works on. */
function shownVariable({ name, value }: { name: string; value: string }): LaunchVariable {
	if (!steers(name) && !namesPlace(name, value)) {
		return { name: redactText(name), value: null };
	}
	return { name, value: /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? redactUrl(value) : redactText(value) };
}

/** The name that a folder goes by in a list. */
export function folderName(folder: string): string {
	return basename(folder) || folder;
}
