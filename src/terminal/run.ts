import { resolve } from 'node:path';
import { createColors } from 'picocolors';
import { roomFor } from '../change/ledger.ts';
import { undoAll } from '../change/undo.ts';
import type { Facts } from '../inventory/facts.ts';
import { ALL_AREAS, folderQuery, type SurveyQuery, survey } from '../inventory/survey.ts';
import { withHistory } from '../journal/history.ts';
import { ownChanges, recordOwnReview } from '../journal/own-launches.ts';
import { recordReview } from '../journal/reviews.ts';
import { parseEnvFile } from '../machine/env-file.ts';
import type { Machine } from '../machine/machine.ts';
import { nodeMachine } from '../machine/node-machine.ts';
import { promptDisk } from '../machine/prompt-disk.ts';
import { readText } from '../machine/text.ts';
import { writePrivately } from '../machine/write-privately.ts';
import { atLeast } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { assembleReport } from '../report/assemble.ts';
import { withoutKnown } from '../report/baseline.ts';
import { escapeUnseen } from '../report/escape.ts';
import { renderJson, renderNdjson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { plural, shownCommand, shownWithVariables } from '../report/phrases.ts';
import { renderSarif } from '../report/sarif.ts';
import { renderText } from '../report/text.ts';
import { renderUndone } from '../report/undone.ts';
import { type CommandLine, HELP, parseCommandLine, type UndoLine } from './options.ts';

/** What the terminal gives and takes; a parameter, so that a test can stand in for it. */
export interface Terminal {
	readonly out: (text: string) => Promise<void>;
	readonly err: (text: string) => void;
	readonly isTerminal: boolean;
	readonly columns: number;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly version: string;
}

/** Exit status of every command. */
export const EXIT = { answered: 0, finding: 1, usage: 2, incomplete: 3, internal: 4 } as const;

type Status = (typeof EXIT)[keyof typeof EXIT];

/** For who reads a log and not the manual. */
const MEANINGS: Readonly<Record<Status, string>> = {
	0: 'answered',
	1: 'a finding at or above --fail-on',
	2: 'the command line is wrong',
	3: 'something could not be read',
	4: 'internal error',
};

/** A sentence for the person instead of a report. */
class Refusal extends Error {}

/** Runs one command line and gives its exit status. Never throws: an error of ours is one sentence and status 4. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
	try {
		const asked = parseCommandLine(args);
		switch (asked.kind) {
			case 'help':
				await terminal.out(HELP);
				return EXIT.answered;
			case 'nothing':
				terminal.err(HELP);
				return EXIT.usage;
			case 'version':
				await terminal.out(`${terminal.version}\n`);
				return EXIT.answered;
			case 'usage':
				terminal.err(`sallyport: ${escapeUnseen(asked.problem)}. See sallyport --help.\n`);
				return EXIT.usage;
			case 'undo':
				return await undo(asked.line, terminal);
			case 'run': {
				const answered = await answer(asked.line, terminal);
				await print(answered, asked.line, terminal);
				return status(answered.report, asked.line);
			}
		}
	} catch (error) {
		if (error instanceof Refusal) {
			terminal.err(`sallyport: ${escapeUnseen(error.message)}\n`);
			return EXIT.usage;
		}
		const unwritten = whyUnwritten(error);
		if (unwritten !== null) {
			terminal.err(`sallyport: standard output could not be written (${unwritten}).\n`);
			return EXIT.internal;
		}
		terminal.err(`sallyport: internal error (${whereOf(error)})\n`);
		return EXIT.internal;
	}
}

/** The kind of error and the place in our code. Its message may quote what was read, and over several lines. */
function whereOf(error: unknown): string {
	if (!(error instanceof Error)) {
		return 'unknown';
	}
	const { stack = '', message } = error;
	const start = message === '' ? 0 : stack.indexOf(message);
	const place = start < 0 ? undefined : /^ +at .*$/m.exec(stack.slice(start + message.length))?.[0];
	return escapeUnseen([error.constructor.name, place?.trim() ?? ''].join(' ').trim());
}

/** Why the system did not take what was printed; null where the error is another one. */
function whyUnwritten(error: unknown): string | null {
	const { syscall, code } = (error ?? {}) as NodeJS.ErrnoException;
	if (syscall !== 'write' || code === undefined) {
		return null;
	}
	return code === 'ENOSPC' ? 'no space left on the device' : code === 'EIO' ? 'input or output error' : `the system answered ${code}`;
}

async function undo(line: UndoLine, terminal: Terminal): Promise<number> {
	const here = nodeMachine();
	if (line.home !== undefined && !(await here.files.list(resolve(line.home))).ok) {
		throw new Refusal(`${line.home} is not a folder that can be read.`);
	}
	const machine = nodeMachine({ home: line.home });
	const undone = await undoAll(roomFor(machine), { dryRun: line.dryRun });
	await terminal.out(renderUndone(undone, { ...line, version: terminal.version, home: machine.home }));
	return undone.some(({ how }) => how === 'refused') ? EXIT.incomplete : EXIT.answered;
}

interface Answered {
	readonly report: Report;
	/** How many findings are left out because the earlier report has them. */
	readonly knownFindings: number;
}

async function answer(line: CommandLine, terminal: Terminal): Promise<Answered> {
	// Outside of any fixture: the files that the person named on the command line.
	const here = nodeMachine();
	const namedText = async (path: string, option: string): Promise<string> => {
		const content = await readText(here, resolve(path), 64 * 1024 * 1024);
		if (!content.ok) {
			throw new Refusal(`${option}: ${path} ${content.absent ? 'does not exist' : `could not be read (${content.detail})`}.`);
		}
		return content.value.text;
	};
	for (const folder of [...line.folders, line.home, line.systemRoot].filter((named) => named !== undefined)) {
		const facts = await here.files.facts(resolve(folder));
		if (!facts.ok || facts.value.kind !== 'directory') {
			throw new Refusal(
				`${folder} ${facts.ok ? 'is not a folder' : facts.absent ? 'does not exist' : `could not be read (${facts.detail})`}.`,
			);
		}
	}
	if (line.output !== undefined) {
		const facts = await here.files.facts(resolve(line.output));
		if (facts.ok && facts.value.kind === 'directory') {
			throw new Refusal(`--output: ${line.output} is a folder.`);
		}
	}
	const { variables } = line;
	// Tools record folders by their real names.
	const real = line.home === undefined ? undefined : await here.files.realpath(resolve(line.home));
	const machine = nodeMachine({
		home: line.home,
		realHome: real?.ok ? real.value : undefined,
		platform: line.platform,
		systemRoot: line.systemRoot,
		folders: line.folders,
		now: line.now,
		disk: promptDisk(),
		env: variables && parseEnvFile(await namedText(variables.path, `--${variables.option}`)),
	});
	const progress = setTimeout(() => {
		if (!line.quiet) {
			terminal.err('Reading this machine…\n');
		}
	}, 1_000);
	try {
		const seen = await survey(machine, queryFor(line));
		// A review shows what stood there until now: what is accepted must be seen, and fails a gate once more.
		const facts = await withHistory(machine, seen);
		if (line.review) {
			await review(machine, facts, line, terminal);
		}
		const report = assembleReport(facts, terminal.version);
		if (line.baseline === undefined) {
			return { report, knownFindings: 0 };
		}
		const baseline = withoutKnown(report, await namedText(line.baseline, '--baseline'));
		if (baseline === null) {
			throw new Refusal(`--baseline: ${line.baseline} is not a JSON report.`);
		}
		return { report: baseline, knownFindings: report.findings.length - baseline.findings.length };
	} finally {
		clearTimeout(progress);
	}
}

/** Records that the person reviews what is shown of the folder; of the whole machine, what their own files start. */
async function review(machine: Machine, facts: Facts, line: CommandLine, terminal: Terminal): Promise<void> {
	if (line.home !== undefined) {
		throw new Refusal('--review: a review is recorded for your own home alone, not for one named with --home.');
	}
	const project = facts.launches.filter(({ scope }) => scope === 'project');
	const changes = ownChanges(facts);
	const written =
		line.command === 'audit'
			? await recordOwnReview(machine, facts, changes, shownWithVariables)
			: await recordReview(machine, project, shownCommand);
	if (!written.ok) {
		throw new Refusal(
			`--review: the review could not be recorded in ${machine.state.folder}${written.absent ? '' : ` (${written.detail})`}.`,
		);
	}
	if (!line.quiet) {
		const what =
			line.command === 'audit'
				? `what your own files start, with ${plural(changes.length, 'change')} since the last time`
				: `${plural(project.length, 'launch', 'launches')} of this folder`;
		terminal.err(`Recorded as reviewed: ${what}.\n`);
	}
}

function queryFor(line: CommandLine): SurveyQuery {
	const folders = line.folders.map((folder) => resolve(folder));
	switch (line.command) {
		case 'audit':
			return { areas: ALL_AREAS.filter((area) => area !== 'credentials' || line.credentials), folders, knownFolders: line.knownFolders };
		case 'folder':
			return folderQuery(folders);
		case 'trust':
			return { areas: ['launches', 'posture', 'trust'], knownFolders: true, machineWide: false };
		case 'extensions':
			return { areas: ['extensions'] };
	}
}

async function print(answered: Answered, line: CommandLine, terminal: Terminal): Promise<void> {
	const text = render(answered, line, terminal);
	if (line.output === undefined) {
		await terminal.out(text);
		return;
	}
	const written = await writePrivately(resolve(line.output), text);
	if (!written.ok) {
		throw new Refusal(`--output: ${line.output} could not be written (${written.absent ? 'no such folder' : written.detail}).`);
	}
}

function render({ report, knownFindings }: Answered, line: CommandLine, terminal: Terminal): string {
	const [folder = null] = line.command === 'folder' ? line.folders.map((named) => resolve(named)) : [];
	switch (line.format) {
		case 'json':
			return renderJson(report);
		case 'ndjson':
			return renderNdjson(report);
		case 'markdown':
			return renderMarkdown(report, { folder });
		case 'sarif': {
			const code = status(report, line);
			return renderSarif(report, { command: line.command, folder, exit: { code, meaning: MEANINGS[code] } });
		}
		case 'text': {
			const onScreen = line.output === undefined && terminal.isTerminal;
			// https://no-color.org: any value but the empty one switches colour off.
			const coloured = onScreen && !terminal.env.NO_COLOR && terminal.env.TERM !== 'dumb';
			return renderText(report, {
				colors: createColors(coloured),
				// A file and another program have no edge.
				width: onScreen ? terminal.columns : Number.POSITIVE_INFINITY,
				quiet: line.quiet,
				knownFindings,
				listExtensions: line.command === 'extensions',
				listTrust: line.command === 'trust',
			});
		}
	}
}

function status(report: Report, line: CommandLine): Status {
	const { failOn } = line;
	if (failOn !== undefined && report.findings.some(({ severity }) => atLeast(severity, failOn))) {
		return EXIT.finding;
	}
	return line.failOnIncomplete && report.incomplete.length > 0 ? EXIT.incomplete : EXIT.answered;
}
