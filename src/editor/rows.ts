import { agents } from '../catalog/agents/index.ts';
import { settings } from '../catalog/settings/index.ts';
import { folderName } from '../inventory/launches.ts';
import { loads } from '../inventory/trusted-launches.ts';
import type { Credential } from '../model/credential.ts';
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { InstalledExtension } from '../model/installed-extension.ts';
import type { Launch, Position } from '../model/launch.ts';
import type { Report } from '../model/report.ts';
import { escapeUnseen } from '../report/escape.ts';
import { credentialsWorstFirst, postureWorstFirst, type Standing, type StandingFact } from '../report/order.ts';
import {
	inFileOrder,
	plural,
	shownCommand,
	shownDoubts,
	shownLifetime,
	shownMoments,
	shownPath,
	shownProtection,
	shownReason,
	shownSentence,
	shownSource,
	shownTakers,
	shownVariables,
	span,
	titleOf,
} from '../report/phrases.ts';
import { describeIdentity } from '../rules/identity.ts';
import { fitted } from './room.ts';
import type { GuardState } from './state.ts';
import { clock, isIn, launchesHere, statusOf } from './status.ts';

/** A row of the view, before the editor draws it. Texts are escaped: nothing in them is markup or unseen. */
export interface Row {
	/** Unique, and stable while the thing it stands for is. */
	readonly id: string;
	readonly label: string;
	readonly description: string;
	/** Plain text. */
	readonly tooltip: string;
	readonly icon: Icon;
	readonly colour?: 'error' | 'warning';
	/** What a screen reader says, where label and description do not say it all. */
	readonly spoken?: string;
	readonly children?: readonly Row[];
	readonly open?: boolean;
	/** Where it stands. */
	readonly place?: Position;
	/** True where the place is a file of secrets: opened when that is asked for, never by a click on the row. */
	readonly secretPlace?: boolean;
	/** What to bring into sight in the report: the first of these texts that stands in it. A click on the row does that. */
	readonly reveal?: readonly string[];
	/** The command line, to copy. */
	readonly command?: string;
	/** The setting to change. */
	readonly setting?: string;
	/** The command behind a click, where it is not to open the place. */
	readonly click?: 'sallyport.setUp' | 'sallyport.audit' | 'sallyport.showFolder';
	readonly firstLook?: boolean;
}

/** Names of the editor's own icons. A severity has a shape of its own, not a colour alone. */
export type Icon =
	| 'folder'
	| 'sync'
	| 'server-process'
	| 'key'
	| 'shield'
	| 'question'
	| 'info'
	| 'plug'
	| 'zap'
	| 'globe'
	| 'lock'
	| 'pass'
	| 'warning'
	| 'error'
	| 'extensions'
	| 'settings-gear'
	| 'circle-slash'
	| 'history'
	| 'robot'
	| 'tools'
	| 'checklist';

/** Lines of the first look, and how many of one rule. */
const MOST_FIRST = 5;
const MOST_FIRST_OF_A_KIND = 3;

/** The settings by which editors of the family let updates wait, in hours. */
const DELAYS = ['extensions.autoUpdateDelay', 'extensions.minReleaseAge', 'extensions.installCooldownHours'];

/** Extensions that came within this many days stand among the updates, and at most so many. */
const RECENT_DAYS = 14;
const MOST_RECENT = 6;

/** The view: the first look until it is put away, then a section for each kind of thing. Empty until the first report. */
export function rowsOf(state: GuardState): readonly Row[] {
	const { report } = state;
	if (report === null) {
		return [];
	}
	return [
		...(state.firstLook ? firstLook(state, report) : []),
		folderSection(state, report),
		updatesSection(state, report),
		agentsSection(report),
		credentialsSection(report),
		protectionSection(state, report),
		gapsSection(state, report),
	];
}

interface Draft extends Omit<Row, 'description'> {
	/** Beside the label, the most important first; what has no room stays in the tooltip. */
	readonly remarks?: readonly string[];
}

/** A row on its level: 1 for the sections. */
function row(level: number, { remarks = [], ...draft }: Draft): Row {
	const { label, description } = fitted(level, draft.label, remarks);
	return { ...draft, label, description, spoken: draft.spoken ?? [draft.label, ...remarks].filter((text) => text !== '').join(', ') };
}

/** The worst of this machine, and what the look could not see. */
function firstLook(state: GuardState, report: Report): Row[] {
	const { home } = report.machine;
	const worst = report.findings.filter((finding) => finding.severity !== 'info');
	// No more of one kind than leaves room for the others.
	const spread = worst.filter(
		(finding, index) => worst.slice(0, index).filter((other) => other.ruleId === finding.ruleId).length < MOST_FIRST_OF_A_KIND,
	);
	const here = hereLine(state);
	const last = [...trustedLine(report), ...delayLine(state, report)];
	const room = MOST_FIRST - here.length - last.length;
	return [
		...here,
		...spread.slice(0, room).map((finding) => findingRow(1, finding, home)),
		...last,
		row(1, {
			id: 'first/read',
			label: `Read ${plural(report.placesChecked, 'place')}`,
			remarks: [`${report.incomplete.length} unreadable`],
			tooltip:
				'Update ages are unknown: the network is off. Nothing was sent anywhere.\nThe whole of it: Sallyport: Audit This Workstation.',
			icon: 'checklist',
			click: 'sallyport.audit',
			firstLook: true,
		}),
		row(1, {
			id: 'first/set-up',
			label: 'Set up protection',
			remarks: ['2 minutes'],
			tooltip: 'Four steps. Each is a setting of the editor, and is undone where it was made.',
			icon: 'tools',
			click: 'sallyport.setUp',
			firstLook: true,
		}),
	];
}

/** What the open folder would run: the one thing here that a click can set off. */
function hereLine(state: GuardState): Row[] {
	const { text, waiting, tooltip } = statusOf(state);
	const count = launchesHere(state).length;
	if (count === 0 || waiting === 0) {
		return [];
	}
	const label = state.folders.length === 1 ? 'Open folder' : 'Open folders';
	return [
		row(1, {
			id: 'first/here',
			label,
			remarks: [text.replace('$(shield) ', '')],
			tooltip,
			icon: 'folder',
			colour: 'warning',
			click: 'sallyport.showFolder',
		}),
	];
}

function trustedLine(report: Report): Row[] {
	const starting = report.trust.filter((record) => record.launchesToday > 0);
	const count = new Set(starting.map((record) => record.folder)).size;
	if (count === 0) {
		return [];
	}
	const tooltip = starting.map(
		({ tool, folder, launchesToday }) =>
			`${titleOf(tool)} starts ${plural(launchesToday, 'command')} of ${shownPath(folder, report.machine.home)} without asking.`,
	);
	const label = count === 1 ? '1 trusted folder starts commands' : `${count} trusted folders start commands`;
	return [row(1, { id: 'first/trusted', label, tooltip: tooltip.join('\n'), icon: 'info', reveal: ['Trusted folders'] })];
}

/** "Updates wait 12 h": said where it is less than recommended. */
function delayLine(state: GuardState, report: Report): Row[] {
	const fact = report.posture.find(({ subject, setting }) => subject === state.editor && DELAYS.includes(setting));
	const hours = Number(fact?.effective);
	if (fact === undefined || Number.isNaN(hours) || hours >= Number(fact.recommended)) {
		return [];
	}
	return [
		row(1, {
			id: 'first/delay',
			label: hours === 0 ? 'Updates do not wait' : `Updates wait ${hours} h`,
			remarks: [`recommended ${fact.recommended} h`],
			tooltip: `${fact.setting} is ${fact.effective}. Publishers that the editor's maker trusts are let through at once.`,
			icon: 'info',
			setting: fact.setting,
		}),
	];
}

function findingRow(level: number, finding: Finding, home: string): Row {
	const fixes = finding.fixes.map((fix) => `→ ${fix.title}`);
	const tooltip = [finding.title, finding.detail, ...fixes].map((sentence) => shownSentence(sentence, home)).join('\n');
	return row(level, {
		id: `finding/${finding.id}`,
		label: shownSentence(finding.brief, home),
		remarks: [finding.severity],
		tooltip,
		spoken: `${finding.severity}: ${shownSentence(finding.title, home)}`,
		icon: iconOf(finding.severity),
		...(finding.severity === 'info' ? {} : { colour: atLeast(finding.severity, 'high') ? ('error' as const) : ('warning' as const) }),
		...(finding.location && { place: finding.location }),
		...(finding.subject.type === 'credential' && { secretPlace: true, reveal: [shownSentence(finding.title, home)] }),
	});
}

function iconOf(severity: Severity): Icon {
	return severity === 'info' ? 'info' : atLeast(severity, 'high') ? 'error' : 'warning';
}

function atLeast(severity: Severity, floor: Severity): boolean {
	return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(floor);
}

function folderSection(state: GuardState, report: Report): Row {
	const here = launchesHere(state);
	const opened = new Set(state.opened);
	const idle = inFileOrder(report.launches.filter((launch) => opened.has(launch.id) && !loads(launch)));
	const children: Row[] = [];
	const inside = (path: string | null): boolean => path !== null && state.folders.some((folder) => isIn(path, folder));
	for (const record of report.trust.filter(({ folder }) => state.folders.some((open) => isIn(open, folder)))) {
		const through = state.folders.includes(record.folder) ? '' : `through ${shownPath(record.folder, report.machine.home)}`;
		children.push(
			row(2, {
				id: `here/trusted/${record.tool}/${record.folder}`,
				label: `Trusted in ${titleOf(record.tool)}`,
				remarks: [through],
				tooltip: `${titleOf(record.tool)} trusts ${shownPath(record.folder, report.machine.home)}: what it reads here starts without a question.`,
				icon: 'info',
			}),
		);
	}
	children.push(
		...report.incomplete.filter((gap) => gap.area === 'launches' && inside(gap.path)).map((gap) => gapRow(gap, report, 'here')),
	);
	children.push(...byFolder(state, [...here, ...idle], report));
	if (state.folders.length === 0) {
		const away = state.virtualFolders > 0;
		children.push(
			row(2, {
				id: 'here/none',
				label: away ? 'On no disk of this machine' : 'No folder is open',
				tooltip: away ? 'Only folders on a disk are read: what this one would run is not known.' : 'Open one to see what it would run.',
				icon: away ? 'question' : 'circle-slash',
			}),
		);
	} else if (children.length === 0) {
		children.push(
			row(2, {
				id: 'here/nothing',
				label: 'Starts nothing here',
				tooltip: `Looked for the servers and hooks of ${agents.map((agent) => agent.title).join(', ')}. Tasks, settings and scripts are not looked at yet.`,
				icon: 'circle-slash',
			}),
		);
	}
	return row(1, {
		id: 'here',
		label: state.folders.length > 1 ? 'These folders' : 'This folder',
		remarks: [runs(state, here.length)],
		tooltip: 'What agents would start because of files in this folder, and of the folders above it.',
		icon: 'folder',
		open: true,
		children,
	});
}

/** In one list where one folder is open, otherwise folder by folder; files of the folders above belong to each of them. */
function byFolder(state: GuardState, launches: readonly Launch[], report: Report): Row[] {
	if (state.folders.length < 2) {
		return launches.map((launch) => launchRow(2, launch, report, 'here'));
	}
	const above = launches.filter(({ source }) => !state.folders.some((folder) => isIn(source.path, folder)));
	const groups = [
		...state.folders.map((folder) => ({
			id: folder,
			label: escapeUnseen(folderName(folder)),
			about: shownPath(folder, report.machine.home),
			launches: launches.filter(({ source }) => isIn(source.path, folder)),
		})),
		{ id: '', label: 'Above', about: 'Files of the folders above count as well.', launches: above },
	];
	return groups
		.filter((group) => group.launches.length > 0)
		.map((group) =>
			row(2, {
				id: `here/in/${group.id}`,
				label: group.label,
				remarks: [runs(state, group.launches.filter((launch) => loads(launch)).length)],
				tooltip: group.about,
				icon: 'folder',
				open: true,
				children: group.launches.map((launch) => launchRow(3, launch, report, `here/in/${group.id}`)),
			}),
		);
}

/** `3 run if trusted`; empty for none. */
function runs(state: GuardState, count: number): string {
	return count === 0 ? '' : state.trusted ? `${count} can run` : `${count} run if trusted`;
}

function launchRow(level: number, launch: Launch, report: Report, under: string): Row {
	const { home } = report.machine;
	const [first, ...more] = launch.executors.filter((executor) => executor.verdict === 'loads').map((executor) => titleOf(executor.tool));
	const command = shownCommand(launch);
	const place = `${shownPath(launch.source.path, home)}, line ${launch.source.line}`;
	const taken = first === undefined ? 'No tool that we know would start it.' : `Started by ${shownTakers(launch)} ${shownMoments(launch)}.`;
	const tooltip = [
		command,
		`${kindTitle(launch)} in ${place}`,
		taken,
		...shownDoubts(launch).map((doubt) => `${doubt.charAt(0).toUpperCase()}${doubt.slice(1)}.`),
		launch.env.length > 0 ? `Environment: ${shownVariables(launch)}` : '',
	];
	return row(level, {
		id: `${under}/${launch.id}`,
		label: escapeUnseen(launch.name),
		remarks: [
			first === undefined ? 'no tool takes it' : launch.command === null ? 'a server elsewhere' : program(launch.command),
			first === undefined ? '' : more.length > 0 ? `${more.length + 1} tools` : first,
			// What tells hooks of the same event apart.
			launch.kind === 'hook' ? `${escapeUnseen(folderName(launch.source.path))}:${launch.source.line}` : '',
		],
		tooltip: tooltip.filter((line) => line !== '').join('\n'),
		spoken: `${kindTitle(launch)} ${escapeUnseen(launch.name)}, ${command}, ${first === undefined ? 'no tool takes it' : [first, ...more].join(', ')}, ${place}`,
		icon:
			first === undefined
				? 'circle-slash'
				: launch.url !== null && launch.command === null
					? 'globe'
					: launch.kind === 'hook'
						? 'zap'
						: 'plug',
		place: launch.source,
		command,
	});
}

/** `npx` of `/usr/bin/npx -y …`: hooks hold a whole line. */
function program(command: string): string {
	const [first = ''] = command.trim().split(/\s/);
	return escapeUnseen(first.slice(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1));
}

function kindTitle(launch: Launch): string {
	return launch.kind === 'mcp-server' ? 'MCP server' : launch.kind === 'hook' ? 'Hook' : launch.kind.replaceAll('-', ' ');
}

function updatesSection(state: GuardState, report: Report): Row {
	const { extensions } = report;
	const own = extensions.filter((extension) => state.editor === null || extension.editor === state.editor);
	const now = Date.parse(report.generatedAt);
	const recent = own
		.filter((extension) => extension.installedAt !== null && now - Date.parse(extension.installedAt) < RECENT_DAYS * 86_400_000)
		.sort((a, b) => ((a.installedAt ?? '') < (b.installedAt ?? '') ? 1 : -1));
	const children = [
		row(2, {
			id: 'updates/ages',
			label: 'Ages are unknown',
			remarks: ['network is off'],
			tooltip: 'When a version was published only the gallery knows. Nothing was asked: the network is off.',
			icon: 'question',
		}),
		...recent.slice(0, MOST_RECENT).map((extension) => extensionRow(extension, now)),
	];
	const elsewhere = new Set(extensions.map((extension) => extension.editor)).size;
	children.push(
		row(2, {
			id: 'updates/count',
			label: plural(extensions.length, 'extension'),
			remarks: [plural(elsewhere, 'editor')],
			tooltip: 'Every extension of every editor: Sallyport: Audit This Workstation.',
			icon: 'extensions',
			click: 'sallyport.audit',
		}),
	);
	return row(1, {
		id: 'updates',
		label: 'Updates',
		remarks: [recent.length > 0 ? `${recent.length} in ${RECENT_DAYS} days` : ''],
		tooltip: `What came within ${RECENT_DAYS} days in this editor, and how many extensions there are.`,
		icon: 'sync',
		children,
	});
}

function extensionRow(extension: InstalledExtension, now: number): Row {
	const id = escapeUnseen(extension.id);
	const ago = span((now - Date.parse(extension.installedAt ?? '')) / 3_600_000);
	return row(2, {
		id: `updates/${extension.editor}/${extension.id}/${extension.version}/${extension.path}`,
		label: id.slice(id.indexOf('.') + 1),
		remarks: [`${ago} ago`, escapeUnseen(extension.version)],
		tooltip: [
			`${id} ${escapeUnseen(extension.version)}, installed ${(extension.installedAt ?? '').slice(0, 16).replace('T', ' ')} UTC`,
			`Source: ${extension.source}${extension.pinned ? ', pinned' : ''}`,
			'Published: unknown, the network is off',
		].join('\n'),
		icon: 'history',
	});
}

function agentsSection(report: Report): Row {
	const { home } = report.machine;
	const children: Row[] = [];
	const machineWide = report.launches.filter((launch) => launch.folder === null);
	const byTool = new Map<string, Launch[]>();
	for (const launch of machineWide) {
		byTool.set(launch.tool, [...(byTool.get(launch.tool) ?? []), launch]);
	}
	for (const [tool, launches] of [...byTool].sort(([a], [b]) => (titleOf(a) < titleOf(b) ? -1 : 1))) {
		children.push(
			row(2, {
				id: `agents/${tool}`,
				label: titleOf(tool),
				remarks: [`${launches.filter((launch) => loads(launch)).length} in every folder`],
				tooltip: `Servers and hooks of yours that ${titleOf(tool)} starts wherever it is started.`,
				icon: 'robot',
				children: inFileOrder(launches).map((launch) => launchRow(3, launch, report, `agents/${tool}`)),
			}),
		);
	}
	const trusted = new Map<string, string[]>();
	for (const { tool, folder } of report.trust) {
		trusted.set(folder, [...(trusted.get(folder) ?? []), tool]);
	}
	// What a file of the person's own keeps for one folder starts there, whether or not the folder's own files are trusted.
	const own = report.launches.filter((launch) => launch.folder !== null && launch.scope !== 'project' && loads(launch));
	for (const folder of new Set([...trusted.keys(), ...own.flatMap((launch) => launch.folder ?? [])])) {
		const tools = trusted.get(folder) ?? [];
		const launches = [
			...own.filter((launch) => launch.folder === folder),
			...report.launches.filter(
				(launch) => launch.folder === folder && launch.scope === 'project' && tools.some((tool) => loads(launch, tool)),
			),
		];
		const starts = launches.length > 0 ? `starts ${launches.length}` : '';
		const path = shownPath(folder, home);
		children.push(
			row(2, {
				id: `trusted/${folder}`,
				label: folder === home ? '~' : escapeUnseen(folderName(folder)),
				remarks: [[tools.length > 0 ? 'trusted' : '', starts].filter((text) => text !== '').join(', ')],
				tooltip:
					tools.length > 0 ? `${path} is trusted by ${tools.map(titleOf).join(', ')}.` : `Your own files name these for ${path} alone.`,
				icon: 'folder',
				...(launches.length > 0 && { children: inFileOrder(launches).map((launch) => launchRow(3, launch, report, `trusted/${folder}`)) }),
			}),
		);
	}
	if (children.length === 0) {
		children.push(
			row(2, {
				id: 'agents/none',
				label: 'No server, no trusted folder',
				tooltip: `Looked at the files of ${agents.map((agent) => agent.title).join(', ')}.`,
				icon: 'circle-slash',
			}),
		);
	}
	return row(1, {
		id: 'agents',
		label: 'Agents & MCP servers',
		remarks: [String(machineWide.filter((launch) => loads(launch)).length)],
		tooltip: 'What agents start in every folder, and the folders that they trust.',
		icon: 'server-process',
		children,
	});
}

function credentialsSection(report: Report): Row {
	const { credentials, machine, generatedAt } = report;
	const worst = new Map<string, Finding>();
	for (const finding of report.findings) {
		if (finding.subject.type === 'credential' && !worst.has(finding.subject.ref)) {
			worst.set(finding.subject.ref, finding);
		}
	}
	const asked = report.answers.includes('credentials');
	const children = credentialsWorstFirst(report).map((credential) =>
		credentialRow(credential, worst.get(credential.id), machine.home, generatedAt),
	);
	if (children.length === 0) {
		children.push(
			row(2, {
				id: 'credentials/none',
				label: asked ? 'None in the known places' : 'Not looked at',
				tooltip: asked ? 'Only known places were checked; the home is never searched.' : 'Switched off: sallyport.credentials.look.',
				icon: 'circle-slash',
				...(asked ? {} : { setting: 'sallyport.credentials.look' }),
			}),
		);
	}
	return row(1, {
		id: 'credentials',
		label: 'Credentials',
		remarks: [asked ? String(credentials.length) : 'not looked at'],
		tooltip: 'Credentials in known places, the worst first. Their values are never shown.',
		icon: 'key',
		children,
	});
}

function credentialRow(credential: Credential, finding: Finding | undefined, home: string, now: string): Row {
	const who = describeIdentity(credential);
	const protection = shownProtection(credential);
	const life = shownLifetime(credential, now);
	const wide = finding?.ruleId === 'credential/open-to-others';
	const where = credential.path === null ? `the variable ${escapeUnseen(credential.variable ?? '')}` : shownPath(credential.path, home);
	const expired = credential.expiresAt !== null && credential.expiresAt < now;
	const tooltip = [
		`${escapeUnseen(credential.title)}${who === '' ? '' : `: ${escapeUnseen(who)}`}`,
		`${where}${credential.mode === null ? '' : `, mode ${credential.mode}`}`,
		[protection, life].filter((text) => text !== '').join(', '),
		...(finding ? [shownSentence(finding.title, home)] : []),
		`Safer: ${credential.saferForm}`,
	];
	return row(2, {
		id: `credential/${credential.id}`,
		label: escapeUnseen(credential.title),
		remarks: [
			wide
				? `open, ${credential.mode ?? ''}`
				: expired
					? 'expired'
					: credential.protection === 'plaintext'
						? ageOf(credential, now)
						: protection,
			escapeUnseen(who),
		],
		tooltip: tooltip.join('\n'),
		spoken: tooltip.slice(0, 4).join(', '),
		icon: wide ? 'warning' : credential.protection === 'not-plaintext' ? 'lock' : 'key',
		...(wide && { colour: 'warning' as const }),
		reveal: [...(finding ? [shownSentence(finding.title, home)] : []), `${escapeUnseen(credential.title)} ${escapeUnseen(who)}`.trim()],
		...(credential.path !== null && {
			place: { path: credential.path, line: credential.line ?? 1, column: 1 },
			secretPlace: true,
		}),
	});
}

/** `412 d` for a credential that stays, `5 h left` for one that ends. */
function ageOf(credential: Credential, now: string): string {
	if (credential.lifetime === 'short' && credential.expiresAt !== null) {
		return `${span((Date.parse(credential.expiresAt) - Date.parse(now)) / 3_600_000)} left`;
	}
	return credential.modifiedAt === null ? '' : span((Date.parse(now) - Date.parse(credential.modifiedAt)) / 3_600_000);
}

function protectionSection(state: GuardState, report: Report): Row {
	const facts = postureWorstFirst(report);
	const own = facts.filter(({ fact }) => fact.subject === state.editor);
	const others = new Map<string, StandingFact[]>();
	for (const entry of facts.filter(({ fact }) => fact.subject !== state.editor)) {
		others.set(entry.fact.subject, [...(others.get(entry.fact.subject) ?? []), entry]);
	}
	const weakened = (list: readonly StandingFact[]): string => {
		const count = list.filter(({ standing }) => standing === 'weakened').length;
		return count > 0 ? `${count} weakened` : '';
	};
	const children = [
		...own.map((entry) => postureRow(2, entry, report, true)),
		...[...others].map(([subject, list]) =>
			row(2, {
				id: `protection/${subject}`,
				label: titleOf(subject),
				remarks: [weakened(list), plural(list.length, 'setting')],
				tooltip: `The settings of ${titleOf(subject)} that protect you, as its settings file has them.`,
				icon: weakened(list) === '' ? 'settings-gear' : 'warning',
				...(weakened(list) !== '' && { colour: 'warning' as const }),
				children: list.map((entry) => postureRow(3, entry, report, false)),
			}),
		),
	];
	if (children.length === 0) {
		children.push(
			row(2, {
				id: 'protection/none',
				label: 'No settings were found',
				tooltip: 'No editor has user settings here.',
				icon: 'circle-slash',
			}),
		);
	}
	return row(1, {
		id: 'protection',
		label: 'Protection',
		remarks: [weakened(facts)],
		tooltip: 'Settings of the editors that protect you. Sallyport changes none of them by itself.',
		icon: 'shield',
		children,
	});
}

const STANDING_ICONS: Readonly<Record<Standing, Icon>> = {
	weakened: 'warning',
	unknown: 'question',
	other: 'settings-gear',
	'without-effect': 'settings-gear',
	'as-recommended': 'settings-gear',
};

function postureRow(level: number, { fact, standing }: StandingFact, report: Report, changeable: boolean): Row {
	const entry = settings.find((setting) => setting.id === fact.setting);
	const value = standing === 'unknown' ? 'unknown' : escapeUnseen(fact.effective.replaceAll('"', ''));
	return row(level, {
		id: `protection/${fact.subject}/${fact.setting}/${fact.effective}`,
		label: entry?.label ?? fact.setting,
		remarks: [value, standing === 'as-recommended' ? '' : `recommended ${fact.recommended.replaceAll('"', '')}`],
		tooltip: [
			`${fact.setting}: ${value} (${shownSource(fact, report)})`,
			standing === 'as-recommended' ? 'As recommended.' : `Recommended: ${fact.recommended}`,
			entry?.why ?? '',
		]
			.filter((line) => line !== '')
			.join('\n'),
		icon: STANDING_ICONS[standing],
		...(standing === 'weakened' && { colour: 'warning' as const }),
		...(changeable && { setting: fact.setting }),
	});
}

function gapsSection(state: GuardState, report: Report): Row {
	const { incomplete } = report;
	const checked = state.checkedAt === null ? '' : `, ${clock(state.checkedAt)}`;
	const children =
		incomplete.length > 0
			? incomplete.map((gap) => gapRow(gap, report, 'gap'))
			: [
					row(2, {
						id: 'gap/none',
						label: 'Nothing unreadable',
						remarks: [`${plural(report.placesChecked, 'place')}${checked}`],
						tooltip: `${plural(report.placesChecked, 'known place')} checked${checked}. What stands elsewhere was not looked for.`,
						icon: 'pass',
					}),
				];
	return row(1, {
		id: 'gaps',
		label: 'Could not be read',
		remarks: [`${incomplete.length} of ${report.placesChecked}`],
		tooltip: 'Places where something stands that Sallyport could not read. What is in them is not known.',
		icon: 'question',
		children,
	});
}

function gapRow(gap: Gap, report: Report, under: string): Row {
	const path = gap.path === null ? '' : shownPath(gap.path, report.machine.home);
	const grave = gap.area === 'launches';
	return row(2, {
		id: `${under}/${gap.area}/${gap.path ?? ''}/${gap.reason}/${gap.detail}`,
		label: gap.path === null ? escapeUnseen(gap.detail) : escapeUnseen(folderName(gap.path)),
		remarks: [shownReason(gap)],
		tooltip: [
			path,
			`${shownReason(gap)}${gap.detail === '' ? '' : `: ${escapeUnseen(gap.detail)}`}`,
			grave ? 'Tools may start commands from it.' : '',
		]
			.filter((line) => line !== '')
			.join('\n'),
		spoken: `${path}, ${shownReason(gap)}`,
		icon: grave ? 'error' : 'question',
		...(grave && { colour: 'error' as const }),
		...(gap.path !== null && { place: { path: gap.path, line: 1, column: 1 } }),
	});
}
