import { parentPort, workerData } from 'node:worker_threads';
import { createColors } from 'picocolors';
import type { Answer, Rendering, Request, WorkerStart } from './editor/worker-messages.ts';
import { LiveSurvey } from './inventory/live-survey.ts';
import { ALL_AREAS, type SurveyQuery, survey } from './inventory/survey.ts';
import { nodeMachine } from './machine/node-machine.ts';
import { nodeWatcher } from './machine/node-watcher.ts';
import { assembleReport } from './report/assemble.ts';
import { renderText } from './report/text.ts';

/** Columns of a report that is read in an editor. */
const WIDTH = 110;

/** Reading, parsing and watching for the editor, away from the thread that it shares with every other extension. */
function serve(
	port: NonNullable<typeof parentPort>,
	{ version, folders: opened, knownFolders, credentials, runningEditor }: WorkerStart,
): void {
	const send = (answer: Answer): void => port.postMessage(answer);
	let folders = opened;
	const query: SurveyQuery = {
		areas: ALL_AREAS.filter((area) => area !== 'credentials' || credentials),
		folders,
		knownFolders,
		...(runningEditor && { runningEditor }),
	};
	let degraded: string | null = null;
	const live = new LiveSurvey(nodeMachine(), query, nodeWatcher, {
		onFacts: (facts, opened) => send({ type: 'report', report: assembleReport(facts, version), opened, degraded }),
		onDegraded: (reason) => {
			degraded = reason;
			send({ type: 'degraded', reason });
		},
	});

	const render = async (what: Rendering): Promise<string> => {
		const asked =
			what === 'audit'
				? { ...query, folders }
				: { ...query, areas: ['launches', 'trust'] as const, folders, knownFolders: false, machineWide: false };
		const report = assembleReport(await survey(nodeMachine(), asked), version);
		return renderText(report, { colors: createColors(false), width: WIDTH, listExtensions: what === 'audit' });
	};

	port.on('message', (request: Request) => {
		switch (request.type) {
			case 'open':
				folders = request.folders;
				void live.open(folders);
				break;
			case 'sweep':
				void live.sweep();
				break;
			case 'look':
				void live.look();
				break;
			case 'render':
				void render(request.what).then((text) => send({ type: 'text', number: request.number, text }));
		}
	});
	void live.start();
}

if (parentPort) {
	serve(parentPort, workerData);
}
