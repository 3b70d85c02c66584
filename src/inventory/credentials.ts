import { createHash } from 'node:crypto';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { credentialStores } from '../catalog/credentials/index.ts';
import type { CredentialStore, FoundCredential, Override } from '../catalog/credentials/store.ts';
import { isConcrete } from '../document/secret.ts';
import { type FileFacts, MAX_CONFIG_BYTES, type Machine } from '../machine/machine.ts';
import { expandPattern, pathFromVariable, placesFor, resolvePlace, variable, wildcard } from '../machine/places.ts';
import type { AtRest, Credential, Protection } from '../model/credential.ts';
import { type Collected, distinctGaps, type Gap, gapOf } from '../model/gap.ts';
import type { FailureReason } from '../model/outcome.ts';
import { compare } from './editors.ts';

/** A path list of a variable has a handful of elements; more are not looked at. */
const MAX_LISTED = 100;

/** The credentials on this machine, and the places that could not be read. All stores are read side by side. */
export async function collectCredentials(
	machine: Machine,
	stores: readonly CredentialStore[] = credentialStores,
): Promise<Collected<Credential>> {
	return combineStores(await Promise.all(stores.map((store) => readStore(machine, store))));
}

/** Rows and gaps of several stores, each once and in order. Two stores may be pointed at one file, or claim one variable: the first one has it. */
export function combineStores(readings: readonly StoreReading[]): Collected<Credential> {
	const first = new Map<string, Credential>();
	for (const { identity, credential } of readings.flatMap(({ rows }) => rows)) {
		if (!first.has(identity)) {
			first.set(identity, credential);
		}
	}
	return { facts: [...first.values()].sort((a, b) => compare(a.id, b.id)), gaps: distinctGaps(readings.flatMap(({ gaps }) => gaps)) };
}

/**
 * Where a change would change what a store holds: its files, whether they exist or not, and of a pattern the folder that
 * its matches stand in or below. Sorted.
 */
export async function storePaths(
	machine: Machine,
	store: CredentialStore,
): Promise<{ readonly paths: readonly string[]; readonly gaps: readonly Gap[] }> {
	try {
		const { files, patterns, gaps } = locate(machine, store);
		return { paths: [...new Set([...files, ...patterns.map(({ folder }) => folder)])].sort(compare), gaps: distinctGaps(gaps) };
	} catch {
		return { paths: [], gaps: [storeFailed(store)] };
	}
}

/** A credential and what tells whether another row is about the same one. */
interface Row {
	readonly credential: Credential;
	readonly identity: string;
}

/** What one store gave. */
export interface StoreReading {
	readonly rows: readonly Row[];
	readonly gaps: readonly Gap[];
}

/** One store alone, for whoever watches it. */
export async function readStore(machine: Machine, store: CredentialStore): Promise<StoreReading> {
	try {
		const { files, patterns, gaps } = locate(machine, store);
		const matches = await Promise.all(
			patterns.map(({ folder, pattern }) => expandPattern(machine, { base: folder, pattern }, 'credentials')),
		);
		const places: Candidate[] = [
			...files.map((path) => ({ path, matched: false })),
			...matches.flatMap(({ paths }) => paths.map((path) => ({ path, matched: true }))),
		];
		const { distinct, gaps: unresolved } = await distinctFiles(machine, places);
		const read = await Promise.all(distinct.map((file) => readStoreFile(machine, store, file)));
		return {
			rows: [...read.flatMap(({ rows }) => rows), ...fromVariables(machine, store)],
			gaps: [...gaps, ...matches.flatMap((match) => match.gaps), ...unresolved, ...read.flatMap((file) => file.gaps)],
		};
	} catch {
		// A mistake in one entry of the catalog costs that entry. What was thrown may quote the file, so it is not told.
		return { rows: [], gaps: [storeFailed(store)] };
	}
}

interface Located {
	/** Absolute paths, existing or not. */
	readonly files: readonly string[];
	readonly patterns: readonly Pattern[];
	readonly gaps: readonly Gap[];
}

interface Pattern {
	/** The part before the first `*`. */
	readonly folder: string;
	readonly pattern: string;
}

function locate(machine: Machine, store: CredentialStore): Located {
	const gaps: Gap[] = [];
	const added: string[] = [];
	let moved: readonly string[] | undefined;
	for (const override of store.overrides ?? []) {
		const value = variable(machine, override.variable);
		if (value === undefined || (moved !== undefined && override.adds !== true)) {
			continue;
		}
		const named = pathsNamed(machine, override, value);
		gaps.push(...named.gaps);
		if (override.adds === true) {
			added.push(...named.paths);
		} else {
			// That it is set displaces the defaults, even where it names nothing.
			moved = named.paths;
		}
	}
	// What a variable names is a path, and `*` in it an asterisk.
	if (moved !== undefined) {
		return { files: [...moved, ...added], patterns: [], gaps };
	}
	const files: string[] = [];
	const patterns: Pattern[] = [];
	for (const place of placesFor(store.places, machine.platform)) {
		const path = resolvePlace(machine, place);
		if (path === null) {
			continue;
		}
		if (!place.includes('*')) {
			files.push(path);
			continue;
		}
		const segments = place.split('/');
		const first = segments.findIndex((segment) => segment.includes('*'));
		const folder = resolvePlace(machine, segments.slice(0, first).join('/'));
		if (folder !== null) {
			patterns.push({ folder, pattern: segments.slice(first).join('/') });
		}
	}
	return { files: [...files, ...added], patterns, gaps };
}

function pathsNamed(machine: Machine, override: Override, value: string): { paths: readonly string[]; gaps: readonly Gap[] } {
	const elements =
		override.kind === 'list' ? value.split(machine.platform === 'win32' ? ';' : ':').filter((element) => element !== '') : [value];
	const gaps: Gap[] = [];
	if (elements.length > MAX_LISTED) {
		gaps.push(gap(null, 'limit', `${override.variable} lists ${elements.length} paths; the first ${MAX_LISTED} were looked at`));
	}
	const paths = elements.slice(0, MAX_LISTED).flatMap((element) => {
		const path = element.includes('\0') ? null : pathFromVariable(machine, element);
		if (path === null) {
			// Relative to wherever the tool is started: for us that is nowhere.
			gaps.push(gap(null, 'unsupported', `${override.variable} names no absolute path`));
			return [];
		}
		return [override.kind === 'directory' ? join(path, ...(override.relative ?? '').split('/')) : join(path)];
	});
	return { paths, gaps };
}

/** A path to read; `matched` where a pattern found it, so that it may well be something else. */
interface Candidate {
	readonly path: string;
	readonly matched: boolean;
}

interface DistinctFile extends Candidate {
	readonly real: string;
}

/** One candidate per real file: the file itself rather than a link to it. */
async function distinctFiles(
	machine: Machine,
	candidates: readonly Candidate[],
): Promise<{ distinct: readonly DistinctFile[]; gaps: readonly Gap[] }> {
	const gaps: Gap[] = [];
	const byReal = new Map<string, DistinctFile>();
	const resolved = await Promise.all(
		candidates.map(async (candidate) => ({ candidate, real: await machine.files.realpath(candidate.path) })),
	);
	for (const { candidate, real } of resolved) {
		if (!real.ok) {
			if (!real.absent) {
				gaps.push(gapOf('credentials', candidate.path, real));
			}
			continue;
		}
		const file = { ...candidate, real: real.value };
		const other = byReal.get(file.real);
		if (other === undefined || remoteness(file) < remoteness(other)) {
			byReal.set(file.real, file);
		}
	}
	return { distinct: [...byReal.values()], gaps };
}

/** How far a path is from the real one. A home that is itself behind a link makes all paths differ: then the name decides. */
function remoteness({ path, real }: DistinctFile): number {
	return path === real ? 0 : basename(path) === basename(real) ? 1 : 2;
}

async function readStoreFile(machine: Machine, store: CredentialStore, { path, matched, real }: DistinctFile): Promise<StoreReading> {
	const maxBytes = store.maxBytes ?? MAX_CONFIG_BYTES;
	const content = await machine.files.read(path, maxBytes);
	if (!content.ok) {
		if (content.absent) {
			return onlyGap(path, 'vanished', 'deleted while it was being read');
		}
		const isOther =
			matched &&
			((content.reason === 'special-file' && store.expects?.(basename(path)) !== true && (await isNoStoreFile(machine, path))) ||
				(content.reason === 'too-large' && store.unlikely?.(basename(path)) === true));
		if (isOther) {
			return { rows: [], gaps: [] };
		}
		// How large it is would tell how long the secret in it is.
		return onlyGap(
			content.at ?? path,
			content.reason,
			content.reason === 'too-large' ? `larger than ${maxBytes} bytes; not read` : content.detail,
		);
	}
	const { bytes, facts } = content.value;
	try {
		const recognised = store.read({ path, bytes, facts });
		if (!recognised.ok) {
			return recognised.absent ? { rows: [], gaps: [] } : onlyGap(path, recognised.reason, recognised.detail);
		}
		const { found, damage, leftOut = 0 } = recognised.value;
		return {
			rows: rowsOf(machine, store, { path, real, facts }, found),
			gaps: [
				...(damage === null ? [] : [gap(path, 'unparsable', damage)]),
				...(leftOut === 0 ? [] : [gap(path, 'limit', `${leftOut} more credentials than one file is given rows for`)]),
			],
		};
	} catch {
		return onlyGap(path, 'unsupported', `the reader of ${store.id} failed`);
	}
}

/** Sub-folders, and the sockets that agents put beside keys, are nothing to a pattern. A FIFO may stand for a file. */
async function isNoStoreFile(machine: Machine, path: string): Promise<boolean> {
	const facts = await machine.files.facts(path);
	return facts.ok && (facts.value.kind === 'directory' || facts.value.kind === 'socket');
}

function rowsOf(
	machine: Machine,
	store: CredentialStore,
	file: { readonly path: string; readonly real: string; readonly facts: FileFacts },
	found: readonly FoundCredential[],
): Row[] {
	const seen = new Map<string, number>();
	return found
		.filter(({ atRest }) => atRest !== 'reference')
		.map((credential) => {
			const count = (seen.get(credential.key) ?? 0) + 1;
			seen.set(credential.key, count);
			const key = count === 1 ? credential.key : `${credential.key}\0${count}`;
			return {
				identity: `${file.real}\0${credential.line ?? ''}\0${key}`,
				credential: {
					...blank(store, `${fromHome(machine, file.path)}\0${key}`, credential.atRest),
					title: credential.title ?? store.title,
					path: file.path,
					line: credential.line,
					lifetime: credential.lifetime,
					expiresAt: credential.expiresAt,
					...(credential.renewable && { renewable: true }),
					identity: credential.identity,
					publishes: credential.publishes ?? store.publishes ?? [],
					revoke: credential.revoke ?? store.revoke,
					mode: file.facts.mode,
					modifiedAt: file.facts.modifiedAt,
				},
			};
		});
}

/** The environment of this process, which every extension and every child can read. */
function fromVariables(machine: Machine, store: CredentialStore): Row[] {
	const folded = (name: string): string => (machine.platform === 'win32' ? name.toUpperCase() : name);
	const matchers = (store.variables ?? []).map((pattern) => wildcard(folded(pattern)));
	return Object.entries(machine.env)
		.filter(([name]) => matchers.some((matches) => matches(folded(name))))
		.filter(([, value]) => isConcrete(value) && (store.holds?.(value) ?? true))
		.map(([name]) => ({
			identity: `variable\0${folded(name)}`,
			credential: {
				...blank(store, `variable\0${name}`, 'plaintext'),
				variable: name,
				revoke: store.revokeVariable?.(folded(name)) ?? store.revoke,
			},
		}));
}

/** A row about which nothing is known but its store. The later collectors fill in who else can see it. */
function blank(store: CredentialStore, place: string, atRest: AtRest): Credential {
	return {
		id: `${store.id}:${createHash('sha256').update(place).digest('hex').slice(0, 16)}`,
		store: store.id,
		title: store.title,
		path: null,
		line: null,
		variable: null,
		keychain: null,
		protection: protectionOf(atRest),
		atRest,
		lifetime: 'unknown',
		expiresAt: null,
		identity: {},
		publishes: store.publishes ?? [],
		mode: null,
		gitTracked: 'unknown',
		synced: null,
		copies: [],
		modifiedAt: null,
		namedBy: [],
		saferForm: store.saferForm,
		revoke: store.revoke,
		decoy: false,
	};
}

/** base64 and obfuscation keep nobody out: what undoes them is public. */
export function protectionOf(atRest: AtRest): Protection {
	switch (atRest) {
		case 'plaintext':
		case 'base64':
		case 'obfuscated':
			return 'plaintext';
		case 'unrecognized':
			return 'unrecognized';
		default:
			return 'not-plaintext';
	}
}

/** A path as it stays when the home moves, with `/` on every platform. */
function fromHome(machine: Machine, path: string): string {
	const below = relative(machine.home, path);
	const stable = below === '' || below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below) ? path : below;
	return sep === '/' ? stable : stable.replaceAll(sep, '/');
}

function gap(path: string | null, reason: FailureReason, detail: string): Gap {
	return { path, area: 'credentials', reason, detail };
}

function onlyGap(path: string, reason: FailureReason, detail: string): StoreReading {
	return { rows: [], gaps: [gap(path, reason, detail)] };
}

function storeFailed(store: CredentialStore): Gap {
	return gap(null, 'unsupported', `the places of ${store.id} could not be worked out`);
}
