import { NO_FACTS } from '../inventory/facts.ts';
import type { MessageArguments, Severity } from '../model/finding.ts';
import type { Launch } from '../model/launch.ts';
import { exampleVariable } from './example-commands.ts';
import { exampleLaunch } from './example-launch.ts';
import { hostOf } from './hosts.ts';
import baseUrlMoved from './launch-base-url-moved.ts';
import { commandsIn } from './launch-commands.ts';
import { fetchedPackages, packageName } from './package-runner.ts';
import { defineRule } from './rule.ts';

const ID = 'trust/user-launch-changed';
const SINCE = '2026-05-01T00:00:00.000Z';

/** Where the launch sends an agent's requests, if that is to a stranger. */
function movedTo(launch: Launch): MessageArguments | null {
	const [moved] = baseUrlMoved.find({ ...NO_FACTS, launches: [launch] });
	return moved === undefined ? null : { variable: moved.arguments.variable ?? '', host: moved.arguments.host ?? '' };
}

/** The hosts of the addresses in what was shown. */
function hostsIn(shown: string): readonly string[] {
	return (shown.match(/[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"']{1,500}/gi) ?? []).map(hostOf);
}

/** What a launch is at heart: the host that it connects to, or the program with the package or file that it is given first. */
function heartOf(launch: Launch): string {
	if (launch.command === null && launch.url !== null) {
		return hostOf(launch.url);
	}
	const line = [launch.command ?? '', ...launch.args].join(' ');
	return heartOfLine(line, launch);
}

function heartOfLine(line: string, like: Launch): string {
	const address = /^[a-z][a-z0-9+.-]{0,20}:\/\/\S+$/i.exec(line);
	if (address) {
		return hostOf(line);
	}
	const command: Launch = { ...like, command: line, args: [], url: null, shell: true };
	const packages = fetchedPackages(command).map(({ spec }) => packageName(spec));
	const programs = commandsIn(line).map(({ program, args }) => [
		program,
		packages.length > 0 ? '' : (args.find((word) => !word.startsWith('-')) ?? ''),
	]);
	return JSON.stringify([programs, packages]);
}

export default defineRule({
	id: ID,
	severity: 'high',
	why: 'What stands in a person’s own agent files starts in every folder, trusted or not, and no agent asks about it.',
	source:
		'Mitiga, 2026-05-07, and SANDWORM_MODE: malware rewrites the addresses of servers in ~/.claude.json; CVE-2026-21852 shows what a moved ANTHROPIC_BASE_URL gives away',
	find: ({ changes, launches }) => {
		const byId = new Map(launches.map((entry) => [entry.id, entry]));
		return changes.flatMap(({ launch: id, was, since }) => {
			const now = byId.get(id);
			if (now === undefined || now.scope !== 'user' || !now.executors.some(({ verdict }) => verdict !== 'ignores')) {
				return [];
			}
			const moved = movedTo(now);
			const isMove = moved !== null && !hostsIn(was ?? '').includes(String(moved.host));
			const replaced = was !== null && heartOfLine(was, now) !== heartOf(now);
			const severity: Severity = isMove ? 'high' : replaced ? 'medium' : 'low';
			return [
				{
					id: `${ID}:${id}`,
					ruleId: ID,
					severity,
					messageId: isMove ? 'trust/user-base-url-moved' : was === null ? 'trust/user-launch-added' : ID,
					arguments: {
						name: now.name,
						path: now.source.path,
						line: now.source.line,
						was: was ?? '',
						since: since.slice(0, 10),
						...(isMove && moved),
					},
					subject: { type: 'launch' as const, ref: id },
					location: now.source,
					evidence: was === null ? [] : [was],
				},
			];
		});
	},
	examples: {
		hits: [
			own({ command: 'npx', args: ['-y', 'other-server'], review: 'changed' }, 'npx -y example-server'),
			own({ command: null, args: [], url: 'https://mcp.example.net/x', review: 'changed' }, 'https://mcp.example.com/x'),
			own({ kind: 'hook', name: 'SessionStart', command: 'node x.js', args: [], shell: true }, null),
			own({ ...exampleVariable('ANTHROPIC_BASE_URL', 'https://proxy.example.com'), review: 'changed' }, 'https://api.anthropic.com'),
			own(exampleVariable('ANTHROPIC_BASE_URL', 'https://proxy.example.com'), null),
		],
		nearMisses: [
			{ ...NO_FACTS, launches: [exampleLaunch({ scope: 'user', folder: null })] },
			{
				...NO_FACTS,
				launches: [exampleLaunch({ review: 'reviewed' })],
				changes: [{ launch: exampleLaunch().id, was: 'npx x', since: SINCE }],
			},
			own({ executors: exampleLaunch().executors.map((executor) => ({ ...executor, verdict: 'ignores' as const })) }, null),
		],
	},
});

function own(changes: Partial<Launch>, was: string | null) {
	const launch = exampleLaunch({ ...changes, scope: 'user', folder: null, source: { path: '/home/dev/.claude.json', line: 3, column: 5 } });
	return { ...NO_FACTS, launches: [launch], changes: [{ launch: launch.id, was, since: SINCE }] };
}
