import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { credentialStores } from '../catalog/credentials/index.ts';
import type { CredentialStore } from '../catalog/credentials/store.ts';
import type { Machine } from '../machine/machine.ts';
import type { Watcher, WatcherEvents } from '../machine/node-watcher.ts';
import type { Gap } from '../model/gap.ts';
import { combineStores, readStore, type StoreReading, storePaths } from './credentials.ts';
import { editorStatePaths } from './editor-state.ts';
import { extensionPaths } from './extensions.ts';
import type { Facts } from './facts.ts';
import { workspaceStorageFolder } from './known-folders.ts';
import { launchPaths } from './launches.ts';
import { settingsPath } from './posture.ts';
import { factsOf, findOpenToOthers, launchQuery, looks, type Parts, type SurveyQuery } from './survey.ts';
import { trustPaths } from './trust.ts';

export interface LiveEvents {
	/** What is there now. `opened`: ids of the launches that the query's own folders bring, those of the folders above included. */
	readonly onFacts: (facts: Facts, opened: readonly string[]) => void;
	/** Watching is no longer complete; the sweep goes on. */
	readonly onDegraded: (reason: string) => void;
}

/** What is collected anew as one. Each credential store stands alone, so that a changed token costs one small file. */
type Part = 'editors' | 'editorState' | 'trust' | 'extensions' | 'posture' | 'launches' | CredentialStore;

/** What depends on what: trust and the editors name folders, settings decide which files agents read. */
const FOLLOWERS: Readonly<Record<string, readonly Part[]>> = {
	editors: ['editorState', 'trust', 'extensions', 'posture', 'launches'],
	trust: ['launches'],
	posture: ['launches'],
};

/** A file that became unreadable is looked at once more after this: most were only half written. Milliseconds. */
const SETTLE_MS = 150;

/** Of two changes within 50 ms to a file in a watched folder only the first is told of: it is read once more after this. Milliseconds. */
const AGAIN_MS = 60;

/** Editors that were installed meanwhile, and whatever else no watch tells of. Milliseconds. */
const EVERYTHING_MS = 15 * 60 * 1000;

/** A survey that is kept true: what changes on disk is collected again, and told when it means something else. */
export class LiveSurvey {
	private readonly watcher: Watcher;
	private readonly stores: readonly CredentialStore[];
	private readonly readings = new Map<CredentialStore, StoreReading>();
	private readonly dirty = new Set<Part>();
	private partsAt: ReadonlyMap<string, ReadonlySet<Part>> = new Map();
	private parts: Omit<Parts, 'credentials' | 'openToOthers'> | undefined;
	private opened: readonly string[] = [];
	private told = '';
	private working: Promise<void> | undefined;
	private timer: NodeJS.Timeout | undefined;
	private readonly again = new Set<NodeJS.Timeout>();
	private closed = false;

	constructor(
		private readonly machine: Machine,
		private query: SurveyQuery,
		watch: (events: WatcherEvents) => Watcher,
		private readonly events: LiveEvents,
	) {
		this.stores = query.areas.includes('credentials') ? credentialStores : [];
		this.watcher = watch({ onChange: (path) => this.onChange(path), onDegraded: events.onDegraded });
	}

	/** Resolves when everything has been looked at, is being watched, and has been looked at again: nothing falls between the two. */
	async start(): Promise<void> {
		await this.look();
		await this.look();
		this.timer = setInterval(() => void this.look(), EVERYTHING_MS);
		this.timer.unref();
	}

	/** Everything anew. */
	look(): Promise<void> {
		return this.collect('editors', ...this.stores);
	}

	/** The folders that are open have changed. */
	open(folders: readonly string[]): Promise<void> {
		this.query = { ...this.query, folders };
		return this.collect('launches');
	}

	sweep(): Promise<void> {
		return this.watcher.sweep();
	}

	async close(): Promise<void> {
		this.closed = true;
		clearInterval(this.timer);
		for (const again of this.again) {
			clearTimeout(again);
		}
		await this.watcher.close();
		await this.working;
	}

	private onChange(path: string): void {
		const own = this.partsAt.get(path);
		// A watched folder tells of what stands directly in it.
		const parts = own ?? this.partsAt.get(dirname(path));
		if (parts === undefined) {
			return;
		}
		void this.collect(...parts);
		if (own === undefined) {
			const again = setTimeout(() => {
				this.again.delete(again);
				void this.collect(...parts);
			}, AGAIN_MS);
			this.again.add(again);
		}
	}

	private collect(...parts: readonly Part[]): Promise<void> {
		for (const part of parts) {
			this.dirty.add(part);
		}
		this.working ??= this.work().finally(() => {
			this.working = undefined;
		});
		return this.working;
	}

	private async work(): Promise<void> {
		while (this.dirty.size > 0 && !this.closed) {
			const before = this.gaps();
			const parts = this.take();
			let moved = await this.collectParts(parts);
			if (before !== undefined && this.gaps()?.some((gap) => !before.some((other) => other.path === gap.path))) {
				await delay(SETTLE_MS);
				moved = (await this.collectParts(new Set([...parts, ...this.take()]))) || moved;
			}
			await this.tell();
			// Watching follows telling, so that nobody waits for it.
			if (moved) {
				await this.watch();
			}
		}
	}

	/** The parts that are due, and those that follow from them. */
	private take(): Set<Part> {
		const parts = new Set(this.dirty);
		this.dirty.clear();
		// A set that grows while it is walked is walked to its end.
		for (const part of parts) {
			for (const follower of typeof part === 'string' ? (FOLLOWERS[part] ?? []) : []) {
				parts.add(follower);
			}
		}
		return parts;
	}

	/** True where what is watched may be other paths now: a credential file moves none. */
	private async collectParts(parts: ReadonlySet<Part>): Promise<boolean> {
		const { machine, query } = this;
		await Promise.all(
			[...parts].map(async (part) => {
				if (typeof part !== 'string') {
					this.readings.set(part, await readStore(machine, part));
				}
			}),
		);
		if (![...parts].some((part) => typeof part === 'string')) {
			return false;
		}
		const look = looks(machine, query);
		const known = this.parts;
		const renew = async <K extends keyof NonNullable<typeof known>>(
			part: Part,
			key: K,
			collect: () => Promise<Parts[K]>,
			due = parts.has(part),
		) => (known === undefined || due ? collect() : known[key]);
		const editors = await renew('editors', 'editors', look.editors);
		const editorState = await renew('editorState', 'editorState', () => look.editorState(editors));
		// An editor writes its database all day long, and seldom of folders: only then what follows is looked at again.
		const told =
			known !== undefined && parts.has('editorState') && JSON.stringify(editorState.facts) !== JSON.stringify(known.editorState.facts);
		const [trust, extensions, posture] = await Promise.all([
			renew('trust', 'trust', look.trust),
			renew('extensions', 'extensions', () => look.extensions(editors)),
			renew('posture', 'posture', () => look.posture(editors)),
		]);
		const due = told || parts.has('launches');
		const folders = await renew('launches', 'folders', () => look.folders(editors, editorState, trust), due);
		const launches = await renew('launches', 'launches', () => look.launches(editors, folders), due);
		const opened = launches.reach.filter((entry) => query.folders?.includes(entry.folder)).map((entry) => entry.launch);
		this.opened = [...new Set(opened)].sort();
		this.parts = { editors, editorState, trust, extensions, posture, folders, launches };
		return told || [...parts].some((part) => typeof part === 'string' && part !== 'editorState');
	}

	private gaps(): readonly Gap[] | undefined {
		return this.parts && [...Object.values(this.parts), ...this.readings.values()].flatMap((part) => part.gaps);
	}

	private async tell(): Promise<void> {
		if (this.parts === undefined || this.closed) {
			return;
		}
		const credentials = combineStores([...this.readings.values()]);
		const openToOthers = await findOpenToOthers(this.machine, credentials.facts);
		const facts = factsOf(this.machine, this.query, { ...this.parts, credentials, openToOthers });
		// The time of day and the count of places change all the time, and mean nothing.
		const meaning = JSON.stringify([{ ...facts, now: '', placesChecked: 0 }, this.opened]);
		if (meaning !== this.told) {
			this.told = meaning;
			this.events.onFacts(facts, this.opened);
		}
	}

	private async watch(): Promise<void> {
		if (this.parts === undefined || this.closed) {
			return;
		}
		const { machine, query } = this;
		const { editors, folders } = this.parts;
		const partsAt = new Map<string, Set<Part>>();
		const add = (part: Part, paths: readonly (string | null)[]): void => {
			for (const path of paths) {
				if (path !== null) {
					partsAt.set(path, (partsAt.get(path) ?? new Set()).add(part));
				}
			}
		};
		for (const store of this.stores) {
			add(store, (await storePaths(machine, store)).paths);
		}
		add('trust', trustPaths(machine));
		add('editorState', editorStatePaths(machine, editors.facts));
		for (const editor of editors.facts) {
			add('extensions', await extensionPaths(machine, editor));
			add('posture', [settingsPath(editor)]);
			add('launches', [editor.userDataDir === null ? null : workspaceStorageFolder(editor.userDataDir)]);
		}
		add('launches', await launchPaths(machine, launchQuery(query, editors.facts, folders.looked)));
		this.partsAt = partsAt;
		await this.watcher.watch([...partsAt.keys()].sort());
	}
}
