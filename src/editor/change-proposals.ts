import { randomUUID } from 'node:crypto';
import type { Denial } from '../change/denials/denial.ts';
import { applyDenial, denialsFor, planDenial } from '../change/denying.ts';
import type { EditPlan } from '../change/edit.ts';
import { type Room, readLedger } from '../change/ledger.ts';
import { type Undone, undoAll } from '../change/undo.ts';
import { loads } from '../inventory/trusted-launches.ts';
import type { Machine } from '../machine/machine.ts';
import type { Launch } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import { escapeUnseen, shorten } from '../report/escape.ts';
import { inFileOrder, plural, shownPath, titleOf } from '../report/phrases.ts';
import type { DenialOffer } from './file-actions.ts';

/** What the editor may ask about changes to other tools' files. Anybody can run its commands: nothing in here is believed. */
export type ChangeQuery =
	/** One launch, in one tool or in all that would run it. */
	| { readonly does: 'deny'; readonly launch: string; readonly tool: string | null }
	/** Everything that the open folders bring. */
	| { readonly does: 'deny-folder' }
	/** Changes on record by their ids; null for all of them. */
	| { readonly does: 'undo'; readonly changes: readonly string[] | null }
	| { readonly does: 'list' }
	/** Make what was shown. */
	| { readonly does: 'make'; readonly proposal: string };

/** A change as a person is asked about it. Escaped. */
export interface Proposal {
	/** To make it by, once; null where there is nothing to make. */
	readonly id: string | null;
	readonly title: string;
	/** The files with the lines that change, then what that stops and what goes on. */
	readonly detail: string;
	/** The same in full, where the detail leaves lines out; else empty. */
	readonly whole: string;
}

/** What became of a proposal. */
export interface Made {
	/** Sentences. Escaped. */
	readonly said: string;
	/** Ids of the changes, to undo them by; empty where nothing was made. */
	readonly undo: readonly string[];
}

/** A change on record. Escaped but for the id. */
export interface MadeChange {
	readonly id: string;
	readonly purpose: string;
	readonly subject: string;
	readonly at: string;
}

type Pending =
	| { readonly does: 'deny'; readonly plans: readonly EditPlan[]; readonly said: string }
	| { readonly does: 'undo'; readonly changes: readonly string[]; readonly shown: ReadonlyMap<string, string> };

/** What a person is asked about at a time is one; a second window of the dialog is none. */
const MOST_PENDING = 8;

/** Launches of a folder that are denied in one go. */
const MOST_LAUNCHES = 200;

/** Lines of a dialog, and characters of each. */
const MOST_LINES = 24;
const LONGEST_LINE = 140;

/** Characters that a notification says of tools that cannot. */
const LONGEST_SAID = 600;

/**
 * Changes that were shown and wait for the person's word. What is made is what was shown, or nothing: a proposal holds the
 * bytes of its files, and is good for one time.
 */
export class ChangeProposals {
	private readonly pending = new Map<string, Pending>();
	private readonly known = new WeakMap<Report, Map<string, Promise<readonly Denial[]>>>();

	constructor(
		private readonly machine: Machine,
		private readonly room: Room,
	) {}

	/** The tools in which a launch can be denied now. Worked out once for each report. */
	async offers(report: Report | null, launch: Launch): Promise<readonly DenialOffer[]> {
		const ways = report === null ? [] : narrowest(await this.denials(report, launch)).filter(isWay);
		return [...new Map(ways.map((way) => [way.tool, { tool: way.tool, title: `${imperative(way)} in ${titleOf(way.tool)}…` }])).values()];
	}

	async answer(
		query: ChangeQuery,
		report: Report,
		folders: readonly string[],
		opened: ReadonlySet<string>,
	): Promise<Proposal | Made | readonly MadeChange[]> {
		switch (query.does) {
			case 'deny':
				return this.denyOne(report, query.launch, query.tool);
			case 'deny-folder':
				return this.denyFolder(report, folders, opened);
			case 'undo':
				return this.undo(query.changes);
			case 'list':
				return this.list();
			case 'make':
				return this.make(query.proposal);
		}
	}

	private denials(report: Report, launch: Launch): Promise<readonly Denial[]> {
		const known = this.known.get(report) ?? new Map<string, Promise<readonly Denial[]>>();
		this.known.set(report, known);
		const denials = known.get(launch.id) ?? denialsFor(launch, { machine: this.machine, editors: report.editors });
		known.set(launch.id, denials);
		return denials;
	}

	private async denyOne(report: Report, id: string, tool: string | null): Promise<Proposal> {
		const launch = report.launches.find((other) => other.id === id);
		if (launch === undefined) {
			return nothing('Sallyport knows nothing of that name here.', 'The file may have changed meanwhile: look again.');
		}
		// Not from the cache: what the tools' files say may have changed, and this is what will be written.
		const all = narrowest(await denialsFor(launch, { machine: this.machine, editors: report.editors }));
		const wanted = all.filter((way) => tool === null || way.tool === tool);
		return this.propose(`Deny ${shorten(escapeUnseen(JSON.stringify(launch.name)), 60)}`, wanted, undefined, '');
	}

	private async denyFolder(report: Report, folders: readonly string[], opened: ReadonlySet<string>): Promise<Proposal> {
		const here = inFileOrder(report.launches.filter((launch) => opened.has(launch.id) && launch.scope === 'project' && loads(launch)));
		const taken = here.slice(0, MOST_LAUNCHES);
		const wanted: Denial[] = [];
		for (const launch of taken) {
			wanted.push(...(await denialsFor(launch, { machine: this.machine, editors: report.editors })));
		}
		const these = folders.map((folder) => shownPath(folder, this.machine.home)).join(', ');
		const left = here.length > taken.length ? `Of ${here.length} the first ${taken.length} are looked at.` : '';
		return this.propose(`Deny what ${shorten(these, 120)} brings`, wanted, `denies what ${folders.join(', ')} brings`, left);
	}

	private async propose(what: string, wanted: readonly Denial[], purpose: string | undefined, note: string): Promise<Proposal> {
		const plans: EditPlan[] = [];
		const done: string[] = [];
		const about: string[] = [];
		const without: string[] = [];
		const unknown: string[] = [];
		for (const tool of new Set(wanted.map((way) => way.tool))) {
			const title = titleOf(tool);
			const own = wanted.filter((way) => way.tool === tool);
			const ways = own.filter(isWay);
			const planned = await planDenial(this.room.writer, ways, purpose && `${purpose} in ${title}`);
			if (planned.kind === 'refused') {
				about.push(`${title}: not denied. ${this.path(planned.path)} stays as it is: ${escapeUnseen(planned.why)}.`);
				continue;
			}
			plans.push(...planned.plans);
			if (ways.length > 0) {
				done.push(title);
				about.push(...saidOf(title, ways, planned.plans.length === 0));
			}
			// What a wider way stops beside needs none of its own.
			if (!ways.some(({ scope }) => scope === 'project')) {
				const why = distinct(own.flatMap(({ none }) => none ?? []));
				if (why.length > 0) {
					(why.every((none) => none.startsWith('no setting of ')) ? unknown : without).push(title);
				}
				about.push(...why.filter((none) => !none.startsWith('no setting of ')).map((none) => `${title}: no way: ${sentence(none)}`));
			}
		}
		if (unknown.length > 0) {
			about.push(`${unknown.join(', ')}: no setting that would deny it is known.`);
		}
		const asides = [note, ...about].filter((text) => text !== '');
		const left = [...without, ...unknown];
		const said = [
			...asides.filter((line) => line === note || line.includes(': not denied. ')),
			...(left.length > 0 ? [`No way in ${left.join(', ')}: nothing changes there.`] : []),
		];
		if (plans.length === 0) {
			return nothing(done.length > 0 ? `${what}: the settings say so already.` : `${what}: no tool can.`, asides.join('\n'));
		}
		const id = this.hold({ does: 'deny', plans, said: shorten(said.join(' '), LONGEST_SAID) });
		const tools = done.length > 3 ? plural(done.length, 'tool') : done.join(', ');
		return {
			id,
			title: `${what} in ${tools}?`,
			...this.shown(
				plans.map(({ target, preview }) => ({ path: target.path, preview })),
				asides,
			),
		};
	}

	private async undo(changes: readonly string[] | null): Promise<Proposal> {
		const { records } = await readLedger(this.room);
		const ids = records.map(({ id }) => id).filter((id) => changes === null || changes.includes(id));
		const would = await undoAll(this.room, { dryRun: true, only: ids });
		const about = would.filter(({ how }) => how === 'refused').map((change) => this.became(change));
		const possible = would.filter(({ how }) => how !== 'refused');
		if (possible.length === 0) {
			return nothing(ids.length === 0 ? 'Nothing that Sallyport changed is on record.' : 'Nothing can be undone.', about.join('\n'));
		}
		const id = this.hold({
			does: 'undo',
			changes: possible.map((change) => change.id),
			shown: new Map(possible.map((change) => [change.id, change.preview ?? ''])),
		});
		const edits = possible.flatMap(({ subject, preview }) => (preview ? [{ path: subject, preview }] : []));
		return { id, title: `Undo ${plural(possible.length, 'change')}?`, ...this.shown(edits, about) };
	}

	private async list(): Promise<readonly MadeChange[]> {
		const { records } = await readLedger(this.room);
		return [...records].reverse().map((record) => ({
			id: record.id,
			purpose: shorten(escapeUnseen(record.purpose), 200),
			subject: record.kind === 'file' ? this.path(record.path) : escapeUnseen(record.key),
			at: escapeUnseen(record.at),
		}));
	}

	private async make(id: string): Promise<Made> {
		const proposal = this.pending.get(id);
		this.pending.delete(id);
		if (proposal === undefined) {
			return { said: 'Nothing was changed: that is no longer on offer. Ask for it again.', undo: [] };
		}
		if (proposal.does === 'undo') {
			const undone = await undoAll(this.room, { only: proposal.changes, shown: proposal.shown });
			return { said: distinct(undone.map((change) => this.became(change))).join(' '), undo: [] };
		}
		const applied = await applyDenial(this.room, proposal.plans);
		if (applied.kind === 'refused') {
			return { said: `Nothing was changed: ${this.path(applied.path)}: ${escapeUnseen(applied.why)}. Ask for it again.`, undo: [] };
		}
		const files = proposal.plans.map(({ target }) => this.path(target.path)).join(', ');
		return { said: `Denied, in ${files}. What runs already goes on until it is ended. ${proposal.said}`.trim(), undo: applied.ids };
	}

	private hold(proposal: Pending): string {
		const id = randomUUID();
		this.pending.set(id, proposal);
		for (const old of [...this.pending.keys()].slice(0, -MOST_PENDING)) {
			this.pending.delete(old);
		}
		return id;
	}

	/** What changes, for a dialog, and in full where that is too long for one. */
	private shown(edits: readonly { path: string; preview: string }[], about: readonly string[]): Pick<Proposal, 'detail' | 'whole'> {
		const lines = edits.flatMap(({ path, preview }) => [
			this.path(path),
			...preview.split('\n').flatMap((line, at) => (at > 1 && /^[+-]/.test(line) ? [`  ${escapeUnseen(line)}`] : [])),
		]);
		const end = about.length > 0 ? ['', ...about] : [];
		const fits = lines.length + end.length <= MOST_LINES && [...lines, ...end].every((line) => line.length <= 4 * LONGEST_LINE);
		const brief = lines.slice(0, MOST_LINES).map((line) => shorten(line, LONGEST_LINE));
		const more = lines.length > MOST_LINES ? [`and ${plural(lines.length - MOST_LINES, 'more line')}: Show in Full`] : [];
		const few = about.slice(0, MOST_LINES / 2).map((line) => shorten(line, 3 * LONGEST_LINE));
		return {
			detail: fits ? [...lines, ...end].join('\n') : [...brief, ...more, '', ...few].join('\n'),
			whole: fits
				? ''
				: [
						'Nothing of this is written yet.',
						'',
						...edits.flatMap(({ preview }) => preview.split('\n').map(escapeUnseen)),
						...about,
						'',
					].join('\n'),
		};
	}

	private became({ subject, how, why }: Undone): string {
		const path = this.path(subject);
		switch (how) {
			case 'restored':
				return `${path} is as it was, byte for byte.`;
			case 'taken-back':
				return `${path} was edited by others since: only what was ours is gone.`;
			case 'nothing':
				return `${path}: nothing was left to undo.`;
			case 'refused':
				return `${path} stays as it is: ${escapeUnseen(why ?? '')}.`;
		}
	}

	private path(path: string): string {
		return shownPath(path, this.machine.home);
	}
}

function nothing(title: string, detail: string): Proposal {
	return { id: null, title, detail, whole: '' };
}

function isWay({ intentions }: Denial): boolean {
	return intentions.length > 0;
}

/** For each tool the ways of the narrowest scope that has one: a server before its whole project. */
function narrowest(all: readonly Denial[]): readonly Denial[] {
	return [...new Set(all.map(({ tool }) => tool))].flatMap((tool) => {
		const own = all.filter((way) => way.tool === tool);
		const single = own.filter(({ scope }) => scope !== 'project');
		return single.some(isWay) ? single : own;
	});
}

function imperative({ scope, everyHook }: Denial): string {
	return scope === 'server'
		? 'Deny this server'
		: scope === 'project'
			? 'Deny this whole folder'
			: everyHook
				? 'Switch all hooks off'
				: 'Deny this hook';
}

function saidOf(title: string, ways: readonly Denial[], already: boolean): readonly string[] {
	return distinct(
		ways.map(({ whatItStops, whatItDoesNot, proven }) => {
			const seen = proven === null ? 'Not proven in any version.' : `Proven in version ${escapeUnseen(proven.version)}.`;
			const beside = whatItDoesNot === '' ? '' : ` Mind: ${sentence(whatItDoesNot)}`;
			return `${title}${already ? ' (already written)' : ''}: stops ${sentence(whatItStops)}${beside} ${seen}`;
		}),
	);
}

/** Names are anybody's text. */
function sentence(clause: string): string {
	return `${shorten(escapeUnseen(clause), 400)}.`;
}

function distinct(lines: readonly string[]): readonly string[] {
	return [...new Set(lines)];
}
