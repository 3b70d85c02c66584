import { parentPort, workerData } from 'node:worker_threads';
import { createColors } from 'picocolors';
import { editors } from './catalog/editors/index.ts';
import { settings } from './catalog/settings/index.ts';
import { draw } from './editor/draw.ts';
import { type GuardState, UNSEEN } from './editor/state.ts';
import type { Answer, EditorFolders, Rendering, Request, WorkerStart } from './editor/worker-messages.ts';
import { idInReport, type RunningEditor } from './inventory/editors.ts';
import { LiveSurvey } from './inventory/live-survey.ts';
import { ALL_AREAS, folderQuery, type SurveyQuery, survey } from './inventory/survey.ts';
import { nodeMachine } from './machine/node-machine.ts';
import { nodeWatcher } from './machine/node-watcher.ts';
import { assembleReport } from './report/assemble.ts';
import { renderText } from './report/text.ts';

/** Columns of a report that is read in an editor. */
const WIDTH = 88;

type Port = NonNullable<typeof parentPort>;

/** Reading, parsing, watching and wording for the editor, away from the thread that it shares with every other extension. */
function serve(port: Port, start: WorkerStart): void {
	const send = (answer: Answer): void => port.postMessage(answer);
	const { version, knownFolders, credentials, runningEditor, ...context } = start;
	let state: GuardState = { ...UNSEEN, ...context };
	let drawn = '';
	const update = (changes: Partial<GuardState>): void => {
		state = { ...state, ...changes };
		const drawing = draw(state);
		const now = JSON.stringify(drawing);
		if (now !== drawn) {
			drawn = now;
			send({ type: 'drawing', drawing });
		}
	};

	let query: SurveyQuery = {
		areas: ALL_AREAS.filter((area) => area !== 'credentials' || credentials),
		folders: state.folders,
		knownFolders,
	};
	let live: LiveSurvey | undefined;
	const begin = (defaults: RunningEditor['defaults']): void => {
		const running = runningEditor && { ...toRunning(runningEditor), ...(defaults && { defaults }) };
		query = { ...query, ...(running && { runningEditor: running }) };
		live = new LiveSurvey(nodeMachine(), query, nodeWatcher, {
			onFacts: (facts, opened) =>
				update({
					report: assembleReport(facts, version),
					opened,
					reach: facts.reach,
					editor: idInReport(facts.editors, running),
					checkedAt: new Date(),
				}),
			onDegraded: (degraded) => update({ degraded }),
		});
		void live.start();
	};

	const render = async (what: Rendering): Promise<string> => {
		const asked = what === 'audit' ? { ...query, folders: state.folders } : folderQuery(state.folders);
		const report = assembleReport(await survey(nodeMachine(), asked), version);
		return renderText(report, { colors: createColors(false), width: WIDTH, listExtensions: what === 'audit' });
	};

	port.on('message', (request: Request) => {
		switch (request.type) {
			case 'defaults':
				begin(request.defaults);
				break;
			case 'context': {
				const others = JSON.stringify(request.context.folders) !== JSON.stringify(state.folders);
				update(request.context);
				if (others) {
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
				void render(request.what).then((text) => send({ type: 'text', number: request.number, text }));
		}
	});
	send({ type: 'settings', ids: settings.map((setting) => setting.id) });
}

function toRunning({ extensionsDir, userDataDir, uriScheme }: EditorFolders): RunningEditor {
	const known = editors.some((editor) => editor.id === uriScheme);
	return { extensionsDir, userDataDir, ...(known && { id: uriScheme }) };
}

if (parentPort) {
	serve(parentPort, workerData);
}
