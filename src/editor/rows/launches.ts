import { atLeast, type Finding } from '../../model/finding.ts';
import type { Launch } from '../../model/launch.ts';
import type { Report } from '../../model/report.ts';
import { escapeUnseen } from '../../report/escape.ts';
import { findingsAbout } from '../../report/order.ts';
import { shownCommand, shownMoment, shownPath, shownSentence, titleOf } from '../../report/phrases.ts';
import { type Icon, type Row, row } from '../row.ts';
import { iconOf as iconOfSeverity } from './findings.ts';

const REVIEWS: Readonly<Record<Launch['review'], string>> = {
	unreviewed: '',
	reviewed: 'Reviewed by you.',
	changed: 'Changed since you reviewed it.',
};

/** Launches that stand together. Where several have one name, each says first what tells it from the others. */
export function launchRows(level: number, launches: readonly Launch[], report: Report, under: string): Row[] {
	const twins = new Map<string, Launch[]>();
	for (const launch of launches) {
		const name = launch.name.toLowerCase();
		twins.set(name, [...(twins.get(name) ?? []), launch]);
	}
	const said = findingsAbout(
		'launch',
		report.findings.filter(({ severity }) => severity !== 'info'),
	);
	return launches.map((launch) =>
		launchRow(level, launch, apart(launch, twins.get(launch.name.toLowerCase()) ?? []), said.get(launch.id) ?? [], report, under),
	);
}

/** What only this one of its namesakes has: the tool that it was made for, else its line. Empty where it is the only one. */
function apart(launch: Launch, twins: readonly Launch[]): string {
	if (twins.length < 2) {
		return '';
	}
	const line = ({ source }: Launch): string => `${escapeUnseen(lastOf(source.path))}:${source.line}`;
	const ways = [({ tool }: Launch) => titleOf(tool), line, (twin: Launch) => `${line(twin)}:${twin.source.column}`];
	const own = ways.find((way) => twins.filter((twin) => way(twin) === way(launch)).length === 1);
	return (own ?? line)(launch);
}

function launchRow(level: number, launch: Launch, told: string, findings: readonly Finding[], report: Report, under: string): Row {
	// The worst comes first.
	const [worst] = findings;
	const those = (verdict: Launch['executors'][number]['verdict']) => launch.executors.filter((executor) => executor.verdict === verdict);
	const loading = those('loads').map((executor) => titleOf(executor.tool));
	const unsure = those('unknown').map((executor) => titleOf(executor.tool));
	const ignoring = those('ignores').map((executor) => titleOf(executor.tool));
	const idle = loading.length === 0;
	const command = shownCommand(launch);
	const where = `${shownPath(launch.source.path, report.machine.home)}, line ${launch.source.line}`;
	const perhaps = unsure.length === 0 ? '' : `perhaps ${unsure.join(', ')}`;
	const not = ignoring.length === 0 ? '' : `not ${ignoring.join(', ')}`;
	const tools = idle ? 'no tool takes it' : loading.length > 1 ? `${loading.length} tools` : (loading[0] ?? '');
	const reaches = launch.command !== null ? program(launch.command) : launch.url !== null ? 'a server elsewhere' : '';
	const tooltip = [
		command,
		...findings.map((finding) => `${finding.severity.toUpperCase()}: ${shownSentence(finding.title, report.machine.home)}`),
		REVIEWS[launch.review],
		`${kindTitle(launch)} in ${where}`,
		idle ? 'No tool that we know would take it.' : starts(launch),
		...those('unknown').map((executor) => `Perhaps by ${titleOf(executor.tool)}: ${escapeUnseen(executor.reason)}.`),
		...those('ignores').map((executor) => `Not by ${titleOf(executor.tool)}: ${escapeUnseen(executor.reason)}.`),
		launch.env.length > 0 ? `Environment: ${escapeUnseen(launch.env.map(({ name }) => name).join(', '))}` : '',
	];
	const spoken = [
		`${kindTitle(launch)} ${escapeUnseen(launch.name)}`,
		command,
		...findings.map((finding) => `${finding.severity}: ${shownSentence(finding.title, report.machine.home)}`),
		REVIEWS[launch.review],
		idle ? tools : loading.join(', '),
		perhaps,
		not,
		`in ${where}`,
	];
	return row(level, {
		id: `${under}/${launch.id}`,
		label: escapeUnseen(launch.name),
		remarks: [told, idle ? tools : reaches, idle || tools === told ? '' : tools, perhaps, not],
		tooltip: tooltip.filter((line) => line !== '').join('\n'),
		spoken: spoken.filter((part) => part !== '').join(', '),
		icon: idle ? 'circle-slash' : worst === undefined ? iconOf(launch) : iconOfSeverity(worst.severity),
		...(worst !== undefined && !idle && { colour: atLeast(worst.severity, 'high') ? ('error' as const) : ('warning' as const) }),
		place: launch.source,
		command,
		...((launch.kind === 'mcp-server' || launch.kind === 'hook') && !idle && { launch: launch.id }),
		// A file of the person's own holds more than this, keys too: it is opened by name alone.
		...(launch.scope === 'project' ? { click: 'sallyport.openPlace' as const } : { secret: true }),
	});
}

/** `Started by Claude Code, VS Code when a session starts, by Cursor while the agent works.` */
function starts(launch: Launch): string {
	const byMoment = new Map<string, string[]>();
	for (const executor of launch.executors.filter(({ verdict }) => verdict === 'loads')) {
		const moment = shownMoment(executor.trigger);
		byMoment.set(moment, [...(byMoment.get(moment) ?? []), titleOf(executor.tool)]);
	}
	const parts = [...byMoment].map(([moment, tools]) => `by ${tools.join(', ')} ${moment}`);
	return `${launch.command === null ? 'Used' : 'Started'} ${parts.join('; ')}.`;
}

function iconOf(launch: Launch): Icon {
	if (launch.command === null && launch.url !== null) {
		return 'globe';
	}
	return launch.kind === 'hook' ? 'zap' : 'plug';
}

/** `npx` of `/usr/bin/npx -y …`: hooks hold a whole line. */
function program(command: string): string {
	const [first = ''] = command.trim().split(/\s/);
	return escapeUnseen(lastOf(first));
}

function lastOf(path: string): string {
	return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function kindTitle(launch: Launch): string {
	const words = launch.kind === 'mcp-server' ? 'MCP server' : launch.kind.replaceAll('-', ' ');
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}
