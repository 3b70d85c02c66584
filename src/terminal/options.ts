import { parseArgs } from 'node:util';
import { currentPlatform } from '../machine/node-machine.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import { PLATFORMS, type Platform } from '../model/platform.ts';

export const FORMATS = ['text', 'json', 'ndjson', 'sarif', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** Formats of the contract that no command writes yet. */
const PLANNED_FORMATS: readonly string[] = ['html'];

export const COMMANDS = ['audit', 'folder', 'trust', 'extensions'] as const;
export type Command = (typeof COMMANDS)[number];

export interface CommandLine {
	readonly command: Command;
	/** Folders named on the command line, as they were written. */
	readonly folders: readonly string[];
	readonly home?: string;
	readonly systemRoot?: string;
	/** The file of variables, and by which of its names the option was given. */
	readonly variables?: { readonly path: string; readonly option: VariablesOption };
	readonly platform?: Platform;
	readonly now?: Date;
	readonly format: Format;
	readonly output?: string;
	readonly failOn?: Severity;
	readonly failOnIncomplete: boolean;
	/** False: no credential file is opened. */
	readonly credentials: boolean;
	/** False: only the folders that are named here are looked into. */
	readonly knownFolders: boolean;
	readonly baseline?: string;
	readonly quiet: boolean;
	/** True: the person has seen what the folder would run, and it is recorded as reviewed. */
	readonly review: boolean;
}

/** `sallyport undo`: it answers with what became of each change, not with a report. */
export interface UndoLine {
	readonly home?: string;
	readonly dryRun: boolean;
	readonly format: UndoFormat;
}

const UNDO_FORMATS = ['text', 'json'] as const;
type UndoFormat = (typeof UNDO_FORMATS)[number];
const UNDO_OPTIONS: readonly string[] = ['home', 'dry-run', 'format'];

/** `--env-file` came first, and is an option of Node's own: Node reads the file, too, before this program starts. */
const VARIABLES_OPTIONS = ['variables', 'env-file'] as const;
type VariablesOption = (typeof VARIABLES_OPTIONS)[number];

/** What the arguments ask for; `nothing` names no command; `usage` is one sentence about what is wrong with them. */
export type Asked =
	| { readonly kind: 'run'; readonly line: CommandLine }
	| { readonly kind: 'undo'; readonly line: UndoLine }
	| { readonly kind: 'help' }
	| { readonly kind: 'nothing' }
	| { readonly kind: 'version' }
	| { readonly kind: 'usage'; readonly problem: string };

const OPTIONS = {
	folder: { type: 'string', multiple: true },
	home: { type: 'string' },
	root: { type: 'string' },
	variables: { type: 'string' },
	'env-file': { type: 'string' },
	platform: { type: 'string' },
	now: { type: 'string' },
	format: { type: 'string' },
	output: { type: 'string' },
	'fail-on': { type: 'string' },
	'fail-on-incomplete': { type: 'boolean' },
	online: { type: 'boolean' },
	baseline: { type: 'string' },
	'no-credentials': { type: 'boolean' },
	'no-known-folders': { type: 'boolean' },
	quiet: { type: 'boolean' },
	review: { type: 'boolean' },
	'dry-run': { type: 'boolean' },
	version: { type: 'boolean' },
	help: { type: 'boolean', short: 'h' },
} as const;

export const HELP = `sallyport: what is exposed on this workstation, and what would run

  sallyport audit [--folder DIR]...   everything: extensions, agents,
                                      credentials, protection
  sallyport folder DIR                what this folder would run, in which tool
                                      and when
  sallyport trust                     which folders each agent and editor
                                      trusts, and what would run there today
  sallyport extensions                every extension of every editor
  sallyport undo [--dry-run]          give back what Sallyport changed
  sallyport help

Reading
  --review               record what folder shows as reviewed by you: it is not
                         asked about again until it changes (folder); the same
                         of what changed in your own agent files (audit)
  --no-credentials       open no credential file (audit)
  --no-known-folders     look into the folders named with --folder alone, not
                         into those that agents trust and editors remember
                         (audit)
  --home DIR             read this home instead of yours; nothing of this
                         machine leaks in
  --platform NAME        with --home: whose layout, linux, darwin or win32
  --variables FILE       with --home: the variables that count, NAME=value lines
  --env-file FILE        the same, but Node's own option, too: Node reads FILE
                         first, and runs what a NODE_OPTIONS in it names
  --root DIR             with --home: where system-wide paths are looked for
  --now ISO              count ages and expiry from this moment instead of the
                         clock's; UTC unless it names a zone

Answering
  --format NAME          text (default), json, ndjson, sarif (2.1.0, places
                         relative to the folder or the home) or markdown (for
                         a comment: findings, what would run, what was not read)
  --output FILE          write there, for you alone to read, and not to standard
                         output
  --quiet                print risk and findings, and leave the lists out (text)
  --baseline FILE        only findings that this earlier JSON report has not
  --fail-on SEVERITY     exit with 1 from info, low, medium, high or critical up
  --fail-on-incomplete   exit with 3 where something could not be read
  --dry-run              say what would be undone, and change nothing (undo,
                         which takes --home and --format text or json beside)
  --version, --help

Exit status: 0 answered, 1 a finding at or above --fail-on, 2 usage,
3 incomplete, 4 internal error.
Offline: no command uses the network. Secret values are never shown.
`;

export function parseCommandLine(args: readonly string[]): Asked {
	let parsed: ReturnType<typeof parse>;
	try {
		parsed = parse(args);
	} catch (error) {
		return usage(inOneSentence((error as Error).message));
	}
	const { values, positionals } = parsed;
	if (values.help) {
		return { kind: 'help' };
	}
	if (values.version) {
		return { kind: 'version' };
	}
	// What an unset variable in a script leaves behind. As a path it would be the current folder.
	const empty = Object.entries(values).find(([, value]) => [value].flat().includes(''))?.[0];
	if (empty !== undefined) {
		return usage(`--${empty} needs a value`);
	}
	const [command, ...rest] = positionals;
	if (command === undefined) {
		return { kind: 'nothing' };
	}
	if (command === 'help' && (rest[0] === undefined || rest[0] === 'undo' || isOneOf(COMMANDS, rest[0]))) {
		return { kind: 'help' };
	}
	if (command === 'undo') {
		return undoLine(rest, values);
	}
	if (!isOneOf(COMMANDS, command)) {
		return usage(`there is no command "${command === 'help' ? rest[0] : command}": try audit, folder, trust, extensions or undo`);
	}
	if (command === 'folder' ? rest.length !== 1 || rest[0] === '' : rest.length > 0) {
		return usage(command === 'folder' ? 'folder takes exactly one folder' : `${command} takes no argument "${rest[0]}"`);
	}
	const auditOnly = (['folder', 'no-credentials', 'no-known-folders'] as const).find((name) => values[name] !== undefined);
	if (auditOnly !== undefined && command !== 'audit') {
		return usage(`--${auditOnly} belongs to audit, not to ${command}`);
	}
	if (values['dry-run']) {
		return usage(`--dry-run belongs to undo, not to ${command}`);
	}
	if (values.review && command !== 'folder' && command !== 'audit') {
		return usage(`--review belongs to folder and audit, not to ${command}`);
	}
	const { platform, format = 'text' } = values;
	if (platform !== undefined && !isOneOf(PLATFORMS, platform)) {
		return usage(`--platform is linux, darwin or win32, not "${platform}"`);
	}
	if (!isOneOf(FORMATS, format)) {
		return usage(
			PLANNED_FORMATS.includes(format)
				? `--format ${format} is not supported yet: try ${listed(FORMATS)}`
				: `--format is ${listed(FORMATS)}, not "${format}"`,
		);
	}
	const failOn = values['fail-on'];
	if (failOn !== undefined && !isOneOf(SEVERITIES, failOn)) {
		return usage(`--fail-on is info, low, medium, high or critical, not "${failOn}"`);
	}
	const now = values.now === undefined ? undefined : momentOf(values.now);
	if (now === null) {
		return usage(`--now is a moment such as 2026-05-18T12:36:00Z, not "${values.now}"`);
	}
	if (values.online) {
		return usage('--online is not supported yet: no command uses the network');
	}
	const [variables, twice] = VARIABLES_OPTIONS.filter((name) => values[name] !== undefined);
	if (twice !== undefined) {
		return usage('--variables and --env-file are one option: give it once');
	}
	if (values.home === undefined) {
		const homeless = variables ?? (values.root !== undefined ? 'root' : undefined);
		if (homeless !== undefined) {
			return usage(`--${homeless} counts only together with --home`);
		}
		if (platform !== undefined && platform !== currentPlatform()) {
			return usage(`--platform ${platform} counts only together with --home: this machine is ${currentPlatform()}`);
		}
	}
	return {
		kind: 'run',
		line: {
			command,
			folders: command === 'folder' ? rest : (values.folder ?? []),
			format,
			failOnIncomplete: values['fail-on-incomplete'] ?? false,
			credentials: !values['no-credentials'],
			knownFolders: !values['no-known-folders'],
			quiet: values.quiet ?? false,
			review: values.review ?? false,
			...(values.home !== undefined && { home: values.home }),
			...(values.root !== undefined && { systemRoot: values.root }),
			...(variables !== undefined && { variables: { path: values[variables] ?? '', option: variables } }),
			...(platform !== undefined && { platform }),
			...(now !== undefined && { now }),
			...(values.output !== undefined && { output: values.output }),
			...(failOn !== undefined && { failOn }),
			...(values.baseline !== undefined && { baseline: values.baseline }),
		},
	};
}

function undoLine(rest: readonly string[], values: ReturnType<typeof parse>['values']): Asked {
	if (rest.length > 0) {
		return usage(`undo takes no argument "${rest[0]}"`);
	}
	const strange = Object.keys(values).find((name) => !UNDO_OPTIONS.includes(name));
	if (strange !== undefined) {
		return usage(`--${strange} does not belong to undo`);
	}
	const { format = 'text' } = values;
	if (!isOneOf(UNDO_FORMATS, format)) {
		return usage(`--format of undo is text or json, not "${format}"`);
	}
	const home = values.home === undefined ? {} : { home: values.home };
	return { kind: 'undo', line: { ...home, dryRun: values['dry-run'] ?? false, format } };
}

function parse(args: readonly string[]) {
	return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
}

/** Node's sentence names the option; what follows the first one is advice for programmers. */
function inOneSentence(message: string): string {
	const [first = ''] = message.split(/\. |\n/);
	const option = /'(--?[\w-]+)/.exec(first)?.[1];
	const sentence = `${first.charAt(0).toLowerCase()}${first.slice(1).replace(/\.$/, '')}`;
	return option !== undefined && /argument (?:missing|is ambiguous)/.test(first) ? `${option} needs a value` : sentence;
}

/** ISO 8601 of one meaning: a day, or a day and a time, of the calendar. Null where it is none. */
function momentOf(text: string): Date | null {
	const [, day, time, zone] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text) ?? [];
	// Date rolls 30 February over into March.
	const known = day !== undefined && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
	const moment = new Date(time === undefined ? text : `${day}T${time}${zone ?? 'Z'}`);
	return known && !Number.isNaN(moment.getTime()) ? moment : null;
}

/** `text, json or ndjson`. */
function listed(names: readonly string[]): string {
	return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function usage(problem: string): Asked {
	return { kind: 'usage', problem };
}

function isOneOf<T extends string>(list: readonly T[], value: string): value is T {
	return (list as readonly string[]).includes(value);
}
