import { parentPort, workerData } from 'node:worker_threads';
import { createColors } from 'picocolors';
import { editors } from './catalog/editors/index.ts';
import { settings } from './catalog/settings/index.ts';
import { roomFor } from './change/ledger.ts';
import { AgentStarts } from './editor/agent-starts.ts';
import { ChangeProposals, type ChangeQuery, type Made, type MadeChange, type Proposal } from './editor/change-proposals.ts';
import { draw } from './editor/draw.ts';
import { actionsAt } from './editor/file-actions.ts';
import { promptOf } from './editor/prompt.ts';
import { type GuardState, UNSEEN } from './editor/state.ts';
import { statusOf } from './editor/status.ts';
import type { Answer, Drawing, EditorFolders, Rendering, Request, WorkerStart } from './editor/worker-messages.ts';
import { idInReport, type RunningEditor } from './inventory/editors.ts';
import type { Facts } from './inventory/facts.ts';
import { LiveSurvey } from './inventory/live-survey.ts';
import { ALL_AREAS, folderQuery, type SurveyQuery, survey } from './inventory/survey.ts';
import { withHistory } from './journal/history.ts';
import { ownChanges, recordOwnReview, rememberOwnLaunches } from './journal/own-launches.ts';
import { recordReview, withReviews } from './journal/reviews.ts';
import { mayBeSaid } from './journal/said.ts';
import { rememberTrust } from './journal/trust-log.ts';
import { nodeMachine } from './machine/node-machine.ts';
import { nodeWatcher } from './machine/node-watcher.ts';
import type { Launch } from './model/launch.ts';
import type { Outcome } from './model/outcome.ts';
import type { Report } from './model/report.ts';
import { assembleReport } from './report/assemble.ts';
import { shownCommand, shownWithVariables } from './report/phrases.ts';
import { rulePage } from './report/rule-text.ts';
import { renderSheet, type Sheet } from './report/sheet.ts';
import { renderText } from './report/text.ts';

/** Columns of a report that is read in an editor. */
const WIDTH = 88;

type Port = NonNullable<typeof parentPort>;

/** Reading, parsing, watching and wording for the editor, away from the thread that it shares with every other extension. */
function serve(port: Port, start: WorkerStart): void {
	const send = (answer: Answer): void => port.postMessage(answer);
	const { version, knownFolders, credentials, runningEditor, ...context } = start;
	let state: GuardState = { ...UNSEEN, ...context };
	// One writer for what is kept: each machine has files of its own in the state folder.
	const keeper = nodeMachine();
	let drawn = '';
	const update = (changes: Partial<GuardState>): void => {
		state = { ...state, ...changes };
		const drawing = elected(draw(state));
		const now = JSON.stringify(drawing);
		if (now !== drawn) {
			drawn = now;
			send({ type: 'drawing', drawing });
		}
	};

	// What is said unasked is said by one window of one editor, and once.
	const elections = new Map<string, boolean>();
	let election: Promise<void> | undefined;
	const elected = (drawing: Drawing): Drawing => {
		const key = drawing.prompt?.key;
		if (key === undefined || elections.get(key) === true) {
			return drawing;
		}
		if (!elections.has(key)) {
			elections.set(key, false);
			election = mayBeSaid(keeper, key).then(async (may) => {
				elections.set(key, may);
				if (state.report === null) {
					await speakEarly();
				} else {
					update({});
				}
			});
		}
		return { ...drawing, prompt: null };
	};

	let query: SurveyQuery = {
		areas: ALL_AREAS.filter((area) => area !== 'credentials' || credentials),
		folders: state.folders,
		knownFolders,
	};
	let live: LiveSurvey | undefined;
	// What the last sheet showed: that is what a person reviews, whatever the files say by then.
	let sheet: readonly Launch[] = [];
	let sheetOwn: readonly Launch[] = [];
	// What the person's own files start and did not when it was last accepted.
	let own: readonly Launch[] = [];
	let last: { readonly facts: Facts; readonly opened: readonly string[] } | undefined;
	let running: RunningEditor | undefined;
	/** What was seen last, with what is reviewed by now. */
	const judge = async (): Promise<void> => {
		const seen = last;
		if (seen === undefined) {
			return;
		}
		const facts = await withHistory(keeper, seen.facts);
		// Newer facts may have come meanwhile, and are told of by themselves.
		if (seen === last) {
			own = ownChanges(facts);
			update({
				report: assembleReport(facts, version),
				opened: seen.opened,
				reach: facts.reach,
				editor: idInReport(facts.editors, running),
				checkedAt: new Date(),
			});
		}
	};
	let turn = Promise.resolve();
	const begin = (defaults: RunningEditor['defaults']): void => {
		running = runningEditor && { ...toRunning(runningEditor), ...(defaults && { defaults }) };
		query = { ...query, ...(running && { runningEditor: running }) };
		live = new LiveSurvey(nodeMachine(), query, nodeWatcher, {
			onFacts: (facts, opened) => {
				last = { facts, opened };
				// One after the other: what comes meanwhile is judged by what was there before it.
				turn = turn.then(async () => {
					await judge();
					await rememberTrust(keeper, facts);
					await rememberOwnLaunches(keeper, facts, shownWithVariables);
				});
			},
			onDegraded: (degraded) => update({ degraded }),
		});
		// One after the other: the word about the open folder is what somebody may be waiting for.
		void Promise.resolve(early)
			.then(() => election)
			.then(() => live?.start());
	};

	/** What the open folders bring, read now. */
	const lookHere = async (): Promise<Pick<GuardState, 'report' | 'opened' | 'reach'> & { readonly report: Report }> => {
		const facts = await withReviews(keeper, await survey(nodeMachine(), folderQuery(state.folders)));
		const opened = facts.reach.filter(({ folder }) => state.folders.includes(folder)).map(({ launch }) => launch);
		return { report: assembleReport(facts, version), opened: [...new Set(opened)].sort(), reach: facts.reach };
	};

	const render = async (what: Rendering): Promise<Sheet> => {
		if (what !== 'audit' && what !== 'folder') {
			return { text: rulePage(what.slice('rule/'.length)), marks: [] };
		}
		if (what === 'audit') {
			const seen = await survey(nodeMachine(), { ...query, folders: state.folders });
			const report = assembleReport(await withHistory(keeper, seen), version);
			return { text: renderText(report, { colors: createColors(false), width: WIDTH, listExtensions: true }), marks: [] };
		}
		const here = await lookHere();
		const opened = new Set(here.opened);
		const launches = here.report.launches.filter(({ id }) => opened.has(id));
		sheet = launches;
		sheetOwn = own;
		const about = new Set(own.map(({ id }) => id));
		const said = (state.report?.findings ?? []).filter(({ subject }) => subject.type === 'launch' && about.has(subject.ref));
		const report = { ...here.report, findings: [...here.report.findings, ...said] };
		return renderSheet(report, { folders: state.folders, launches, own, standing: standingOf(state), width: WIDTH });
	};

	const review = async (): Promise<Outcome<null>> => {
		const written = await recordReview(keeper, sheet, shownCommand);
		return written.ok && last !== undefined && sheetOwn.length > 0
			? recordOwnReview(keeper, last.facts, sheetOwn, shownWithVariables)
			: written;
	};

	const terminals = new AgentStarts(keeper);

	// The folder is spoken of before the whole machine has been read: the person may be about to trust it.
	let earlyLook: ReturnType<typeof lookHere> | undefined;
	let early: Promise<void> | undefined;
	const speakEarly = async (): Promise<void> => {
		earlyLook ??= lookHere();
		const early: GuardState = { ...state, ...(await earlyLook), checkedAt: new Date() };
		if (state.report === null) {
			send({ type: 'drawing', drawing: elected({ ...draw(state), status: statusOf(early), prompt: promptOf(early) }) });
		}
	};

	const proposals = new ChangeProposals(nodeMachine(), roomFor(keeper));
	const offers = { denials: (launch: Launch) => proposals.offers(state.report, launch) };
	const change = async (query: ChangeQuery): Promise<Proposal | Made | readonly MadeChange[]> => {
		// The folder's own launches are known before the whole machine has been read.
		const report = state.report ?? (await lookHere()).report;
		const opened = new Set(state.report === null ? report.launches.map(({ id }) => id) : state.opened);
		const answer = await proposals.answer(query, report, state.folders, opened);
		if (query.does === 'make') {
			void live?.sweep();
		}
		return answer;
	};

	port.on('message', (request: Request) => {
		switch (request.type) {
			case 'defaults':
				begin(request.defaults);
				break;
			case 'context': {
				const others = JSON.stringify(request.context.folders) !== JSON.stringify(state.folders);
				const granted = !others && (state.granted || (!state.trusted && request.context.trusted));
				update({ ...request.context, granted });
				if (others) {
					earlyLook = undefined;
					void live?.open(state.folders);
				}
				break;
			}
			case 'sweep':
				void live?.sweep();
				break;
			case 'look':
				void live?.look();
				break;
			case 'render':
				void render(request.what).then((page) => send({ type: 'text', number: request.number, page }));
				break;
			case 'actions':
				void (state.report === null ? Promise.resolve([]) : actionsAt(nodeMachine(), state.report, request.query, offers)).then((actions) =>
					send({ type: 'actions', number: request.number, actions }),
				);
				break;
			case 'change':
				void change(request.query)
					.catch((): Made => ({ said: 'Nothing was changed: an internal error.', undo: [] }))
					.then((answer) => send({ type: 'change', number: request.number, answer }));
				break;
			case 'terminal':
				void terminals.started(request.line, request.folder).then((text) => text !== null && send({ type: 'note', text }));
				break;
			case 'reviewed':
				void review().then((written) =>
					written.ok ? judge() : send({ type: 'failed', what: 'review', reason: written.absent ? '' : written.detail }),
				);
		}
	});
	if (state.folders.length > 0) {
		early = speakEarly();
	}
	send({ type: 'settings', ids: settings.map((setting) => setting.id) });
}

/** How the editor stands to the open folders, in a sentence. */
function standingOf({ trusted, trustOff, granted, folders }: GuardState): string {
	const these = folders.length === 1 ? 'This folder' : 'These folders';
	return trustOff
		? 'Workspace Trust is off in this editor: every folder counts as trusted.'
		: !trusted
			? `${these} ${folders.length === 1 ? 'is' : 'are'} not trusted in this editor (Restricted Mode).`
			: granted
				? `You have just trusted ${these.toLowerCase()}.`
				: `${these} ${folders.length === 1 ? 'was' : 'were'} trusted already when this window opened.`;
}

function toRunning({ extensionsDir, userDataDir, uriScheme }: EditorFolders): RunningEditor {
	const known = editors.some((editor) => editor.id === uriScheme);
	return { extensionsDir, userDataDir, ...(known && { id: uriScheme }) };
}

if (parentPort) {
	serve(parentPort, workerData);
}
