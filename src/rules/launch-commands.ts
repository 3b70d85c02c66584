import type { Launch, Trigger } from '../model/launch.ts';
import { parseLine, type ShellCommand } from './shell-line.ts';

/** What a launch starts: each program with what it is given, those that other programs start for it included. */
export interface Command extends ShellCommand {
	/** The program's name without its folder and `.exe`, in small letters; empty where there is none. */
	readonly program: string;
	/** What follows the program. */
	readonly args: readonly string[];
}

const AT_START: ReadonlySet<Trigger> = new Set(['folder-open', 'folder-trust', 'session-start', 'first-prompt', 'shell-enter']);

/** Whether a tool would start it without somebody asking for this very thing. */
export function isUnasked({ executors }: Launch): boolean {
	return executors.some(({ verdict, trigger }) => verdict !== 'ignores' && trigger !== 'manual');
}

/** Whether it starts with the folder or the session, before anything is done there. */
export function isAtStart({ executors }: Launch): boolean {
	return executors.some(({ verdict, trigger }) => verdict !== 'ignores' && AT_START.has(trigger));
}

/** Whether it runs inside of a container: of a dev container's commands all but the one that prepares the host. */
export function isInContainer({ kind, name, source }: Launch): boolean {
	return (kind === 'container-command' || /devcontainer\.json$/.test(source.path)) && !name.startsWith('initializeCommand');
}

/** Shells in shells beyond this are not looked into. */
const MAX_DEPTH = 6;

/** Commands of one launch beyond this are not looked at. */
const MAX_COMMANDS = 10_000;

const remembered = new WeakMap<Launch, readonly Command[]>();

/** All commands of a launch; of one that is no command, none. A rule that asks again gets the same list. */
export function commandsOf(launch: Launch): readonly Command[] {
	const known = remembered.get(launch);
	if (known) {
		return known;
	}
	const found = launch.command === null ? [] : expanded(firstCommands(launch.command, launch));
	remembered.set(launch, found);
	return found;
}

/** The commands of a line of the shell. */
export function commandsIn(line: string): readonly Command[] {
	return expanded(parseLine(line));
}

function firstCommands(command: string, { shell, args, kind, name }: Launch): readonly ShellCommand[] {
	// git runs an alias itself, unless it begins with `!`.
	if (kind === 'git-config' && name.startsWith('alias.')) {
		return command.startsWith('!') ? parseLine(command.slice(1)) : [];
	}
	// mise fills in what a template's command gives.
	const template = kind === 'shell-env' ? /\bexec\(\s{0,9}command\s{0,9}=\s{0,9}(?:'([^']{1,8000})'|"([^"]{1,8000})")/.exec(command) : null;
	const filledIn = template?.[1] ?? template?.[2];
	if (filledIn !== undefined) {
		return parseLine(filledIn);
	}
	const line = kind === 'git-config' && command.startsWith('!') ? command.slice(1) : command;
	// A program whose name is a whole line: some tools hand it to a shell.
	const isLine = shell || kind === 'git-config' || (args.length === 0 && /\s/.test(line));
	if (!isLine) {
		return [{ ...NOTHING, words: [line, ...args] }];
	}
	return parseLine([line, ...args.map((argument) => (/[\s"'()]/.test(argument) ? quoted(argument) : argument))].join(' '));
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

const NOTHING: ShellCommand = { words: [], sets: [], input: [], takes: [], reads: [], texts: [], writes: [] };

function expanded(commands: readonly ShellCommand[]): readonly Command[] {
	const found: Command[] = [];
	const add = (command: ShellCommand, depth: number): void => {
		if (found.length >= MAX_COMMANDS) {
			return;
		}
		const [program = '', ...args] = command.words;
		const own: Command = { ...command, program: programName(program), args };
		found.push(own);
		for (const inner of depth < MAX_DEPTH ? startedBy(own) : []) {
			add(inner, depth + 1);
		}
	};
	for (const command of commands) {
		add(command, 0);
	}
	return found;
}

/** `python` for `/usr/bin/python3.12`, `node` for `Node.EXE`. */
export function programName(word: string): string {
	const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLowerCase();
	const bare = name.replace(/\.(?:exe|cmd|bat|com)$/, '');
	const version = /^(python|pypy|node|php|ruby|perl|lua)[\d.]{1,12}$/.exec(bare);
	return version?.[1] ?? (bare === 'nodejs' ? 'node' : bare);
}

const POSIX_SHELLS = /^(?:(?:ba|z|da|k|fi|a|mk|pdk)?sh|busybox)$/;
const POWERSHELLS = /^(?:pwsh|powershell)$/;

export function isShell(program: string): boolean {
	return POSIX_SHELLS.test(program) || POWERSHELLS.test(program) || program === 'cmd';
}

/** What a program starts that is given a line or another program. */
function startedBy(command: Command): readonly ShellCommand[] {
	const { program, args } = command;
	const line = lineFor(program, args);
	if (line !== null) {
		return withFeed(parseLine(line), command);
	}
	if (POSIX_SHELLS.test(program) && command.texts.length > 0 && scriptOperand(program, args) === null) {
		return command.texts.flatMap(parseLine);
	}
	if (program === 'concurrently') {
		return args.filter((argument) => /\s/.test(argument)).flatMap(parseLine);
	}
	const rest = behindWrapper(program, args);
	if (rest === null || rest.length === 0) {
		return [];
	}
	// `env A=b program`
	const first = rest.findIndex((word) => !/^[A-Za-z_]\w{0,99}=/.test(word));
	const sets = rest.slice(0, first < 0 ? rest.length : first).map((word) => {
		const sign = word.indexOf('=');
		return { name: word.slice(0, sign), value: word.slice(sign + 1) };
	});
	return [{ ...command, words: first < 0 ? [] : rest.slice(first), sets: [...command.sets, ...sets] }];
}

/** What is piped into a shell's line is read by its commands. */
function withFeed(commands: readonly ShellCommand[], { input }: Command): readonly ShellCommand[] {
	return input.length === 0 ? commands : commands.map((command) => (command.input.length === 0 ? { ...command, input } : command));
}

/** The line that a shell is given with `-c` and its likes. */
export function lineFor(program: string, args: readonly string[]): string | null {
	if (POSIX_SHELLS.test(program)) {
		const at = args.findIndex((argument) => /^-[a-z]*c[a-z]*$/i.test(argument) || !/^[-+]/.test(argument));
		return /^-[a-z]*c/i.test(args[at] ?? '') ? (args[at + 1] ?? null) : null;
	}
	if (program === 'cmd') {
		const at = args.findIndex((argument) => /^\/[ckr]$/i.test(argument));
		return at < 0 ? null : args.slice(at + 1).join(' ');
	}
	if (POWERSHELLS.test(program)) {
		const at = args.findIndex((argument) => /^[-/](?:c|co|com|comm|comma|comman|command)$/i.test(argument));
		if (at >= 0) {
			return args.slice(at + 1).join(' ');
		}
		// Without a flag Windows PowerShell takes the rest for a line.
		const first = firstOperand(args, POWERSHELL_VALUES);
		return first === null ||
			args.some((argument) => /^[-/](?:f|fi|fil|file|e|ec|enc[a-z]*)$/i.test(argument)) ||
			/\.ps1$/i.test(args[first] ?? '')
			? null
			: args.slice(first).join(' ');
	}
	if (program === 'env') {
		const at = args.findIndex((argument) => /^(?:-[a-zA-Z0]{0,4}S|--split-string)/.test(argument) || !/^-|=/.test(argument));
		const [, flag = '', inOne = ''] = /^(-[a-zA-Z0]{0,4}S|--split-string)=?([\s\S]*)$/.exec(args[at] ?? '') ?? [];
		return flag === '' ? null : [...(inOne === '' ? [] : [inOne]), ...args.slice(at + 1)].join(' ');
	}
	return program === 'eval' || program === 'iex' || program === 'invoke-expression' ? args.join(' ') : null;
}

const POWERSHELL_VALUES =
	/^-(?:ep|ex|exec|executionpolicy|w|windowstyle|version|psconsolefile|inputformat|outputformat|workingdirectory|wd)$/i;

/** Programs that start another one: flags of theirs that take a value. */
const WRAPPERS: Readonly<Record<string, RegExp>> = {
	env: /^-[uCS]$|^--(?:unset|chdir|split-string)$/,
	'cross-env': /^$/,
	'cross-env-shell': /^$/,
	sudo: /^-[ugpChrtTUD]$|^--(?:user|group|prompt|chdir|host|role|type)$/,
	doas: /^-[uC]$/,
	nohup: /^$/,
	exec: /^-a$/,
	command: /^$/,
	builtin: /^$/,
	nice: /^-n$/,
	ionice: /^-[cnp]$/,
	setsid: /^$/,
	stdbuf: /^-[ioe]$/,
	xargs: /^-[IiLlnPsdEa]$/,
	start: /^$/,
	call: /^$/,
	wsl: /^-[du]$|^--(?:distribution|user|cd)$/,
	winpty: /^$/,
	caffeinate: /^-[tw]$/,
	chronic: /^$/,
};

/** Programs that start another one behind a word or two of their own, or behind `--`. */
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
	uv: ['run'],
	poetry: ['run'],
	pipenv: ['run'],
	pdm: ['run'],
	hatch: ['run'],
	rye: ['run'],
	bundle: ['exec'],
	pnpm: ['exec'],
	yarn: ['exec'],
	mise: ['exec', 'x'],
	rtx: ['exec', 'x'],
	asdf: ['exec'],
	doppler: ['run'],
	op: ['run'],
	infisical: ['run'],
	'aws-vault': ['exec'],
	conda: ['run'],
	mamba: ['run'],
	nix: ['develop', 'shell'],
};

/** What takes code as it stands in a file, when a package runner starts it. */
const CODE_RUNNERS = /^(?:tsx|ts-node|node|bun|deno|babel-node|esno|jiti|vite-node)(?:@[\w.^~-]{1,40})?$/;

function behindWrapper(program: string, args: readonly string[]): readonly string[] | null {
	if (program === 'command' && /^-[vV]/.test(args[0] ?? '')) {
		return null;
	}
	if (program === 'timeout' || program === 'gtimeout') {
		const first = firstOperand(args, /^-[ks]$|^--(?:kill-after|signal)$/);
		return first === null ? null : args.slice(first + 1);
	}
	const values = Object.hasOwn(WRAPPERS, program) ? WRAPPERS[program] : undefined;
	if (values) {
		const first = program === 'start' ? args.findIndex((argument) => !/^(?:\/|$)/.test(argument)) : firstOperand(args, values);
		return first === null || first < 0 ? null : args.slice(first);
	}
	const words = Object.hasOwn(RUNNERS, program) ? RUNNERS[program] : undefined;
	if (words) {
		if (!words.includes(args[0] ?? '')) {
			return null;
		}
		const dashes = args.indexOf('--');
		const first =
			dashes > 0
				? dashes
				: firstOperand(
						args.slice(1),
						/^(?:-[a-zA-Z]|--(?:with|with-editable|with-requirements|from|project|directory|python|env-file|extra|group|package|index|index-url|name|prefix|env|environment|config|only-group|cwd))$/,
					);
		return first === null ? null : dashes > 0 ? args.slice(dashes + 1) : args.slice(first + 1);
	}
	if (program === 'npx' || program === 'bunx' || program === 'pnpx') {
		const first = firstOperand(args, /^(?:-p|--package|-w|--workspace)$/);
		return first !== null && CODE_RUNNERS.test(args[first] ?? '') ? args.slice(first) : null;
	}
	return null;
}

/** Index of the first word that is neither a flag nor the value of one; null where there is none. */
export function firstOperand(args: readonly string[], takesValue: RegExp): number | null {
	for (let at = 0; at < args.length; at++) {
		const argument = args[at] ?? '';
		if (argument === '--') {
			return at + 1 < args.length ? at + 1 : null;
		}
		if (!argument.startsWith('-') || argument === '-') {
			return at;
		}
		if (takesValue.test(argument)) {
			at++;
		}
	}
	return null;
}

/** Flags by which an interpreter is given its code on the command line. */
const INLINE: readonly (readonly [programs: RegExp, flags: RegExp])[] = [
	[/^(?:node|tsx|ts-node|bun)$/, /^(?:-e|-p|-pe|-ep|--eval|--print)(?:=|$)/],
	[/^deno$/, /^eval$/],
	[/^(?:python|pypy)$/, /^-[A-Za-z]*c$/],
	[/^(?:ruby|perl)$/, /^-[a-zA-Z0-9]*[eE]$/],
	[/^php$/, /^-[rBRE]$/],
	[/^lua$/, /^-e$/],
	[/^osascript$/, /^-e$/],
	[/^rscript$/, /^-e$/],
];

/** Flags with a value, of the interpreters together: where one of them has none, the next word is no path of code either. */
const INTERPRETER_VALUES =
	/^(?:-r|-C|-I|-X|-W|-L|-O|-o|-t|-S|-d|--require|--import|--loader|--experimental-loader|--env-file|--conditions|--cwd|--config|--import-map|--lock|--preload|--tsconfig|-P|--project|--rcfile|--init-file)$/;

const INTERPRETERS =
	/^(?:node|tsx|ts-node|esno|jiti|babel-node|vite-node|bun|deno|python|pypy|ruby|perl|php|lua|pythonw|osascript|rscript|wscript|cscript|mshta|java|(?:ba|z|da|k|fi|a)?sh|pwsh|powershell|cmd)$/;

export function isInterpreter(program: string): boolean {
	return INTERPRETERS.test(program);
}

/** The code that an interpreter is given on its command line; null where it is given none. */
export function inlineCode({ program, args }: Command): string | null {
	const [, flags] = INLINE.find(([programs]) => programs.test(program)) ?? [];
	if (flags === undefined) {
		return null;
	}
	const at = args.findIndex((argument) => flags.test(argument) || !/^-/.test(argument));
	const flag = args[at] ?? '';
	if (!flags.test(flag)) {
		return null;
	}
	const sign = flag.indexOf('=');
	return sign > 0 ? flag.slice(sign + 1) : (args[at + 1] ?? null);
}

/** The file that an interpreter is told to run; null where it is told none. */
export function scriptOf(command: Command): string | null {
	return isInterpreter(command.program) && inlineCode(command) === null ? scriptOperand(command.program, command.args) : null;
}

function scriptOperand(program: string, args: readonly string[]): string | null {
	if (lineFor(program, args) !== null) {
		return null;
	}
	// `-s`: what comes through the pipe.
	if (program === 'cmd' || (POSIX_SHELLS.test(program) && args.some((argument) => /^-[a-z]*s[a-z]*$/.test(argument)))) {
		return null;
	}
	if (POWERSHELLS.test(program)) {
		const file = args.findIndex((argument) => /^[-/](?:f|fi|fil|file)$/i.test(argument));
		return (file >= 0 ? args[file + 1] : args.find((argument) => /\.ps1$/i.test(argument))) ?? null;
	}
	if (program === 'java') {
		const jar = args.indexOf('-jar');
		return jar >= 0 ? (args[jar + 1] ?? null) : null;
	}
	if (args.some((argument) => /^-m$/.test(argument)) && /^(?:python|pypy)$/.test(program)) {
		return null;
	}
	let rest = args;
	if (program === 'bun' || program === 'deno') {
		const first = firstOperand(rest, INTERPRETER_VALUES);
		const word = first === null ? '' : (rest[first] ?? '');
		if (word === 'run') {
			rest = rest.slice((first ?? 0) + 1);
		} else if (!/[./\\]/.test(word)) {
			return null;
		}
	}
	const at = firstOperand(rest, INTERPRETER_VALUES);
	const script = at === null ? null : (rest[at] ?? null);
	return script === '-' || script === '' ? null : script;
}

/** Whether an interpreter takes its program from its input. */
export function readsProgram(command: Command): boolean {
	const { program, args } = command;
	const line = lineFor(program, args);
	if (!isInterpreter(program) || inlineCode(command) !== null || (line !== null && line !== '-')) {
		return false;
	}
	if (POSIX_SHELLS.test(program) && args.some((argument) => /^-[a-z]{0,5}s[a-z]{0,5}$/.test(argument))) {
		return true;
	}
	const rest = program === 'deno' || program === 'bun' ? args.filter((argument) => argument !== 'run') : args;
	const at = firstOperand(rest, INTERPRETER_VALUES);
	return !args.includes('-m') && (at === null || /^(?:-|\/dev\/stdin)$/.test(rest[at] ?? ''));
}

/** Files that a command runs: itself where it is named by its path, the script of an interpreter, what it is fed with. */
export function executedFiles(command: Command): readonly string[] {
	const { program, words, args, reads } = command;
	const own = words[0] ?? '';
	const script = scriptOf(command);
	return [
		...(/[/\\]/.test(own) && !isInterpreter(program) ? [own] : []),
		...(script === null ? [] : [script]),
		...((program === 'source' || own === '.') && args[0] !== undefined ? [args[0]] : []),
		...(readsProgram(command) ? reads : []),
	];
}

const expansions = new WeakMap<ShellCommand, readonly Command[]>();

/** Of a long pipe each command is asked for by all that follow it. */
function expandedOnce(command: ShellCommand): readonly Command[] {
	const known = expansions.get(command);
	const found = known ?? expanded([command]);
	expansions.set(command, found);
	return found;
}

/** Everything that is piped into a command, the nearest first. */
export function upstream(command: ShellCommand): readonly Command[] {
	const found: ShellCommand[] = [...command.input];
	for (let at = 0; at < found.length && found.length < 50; at++) {
		found.push(...(found[at]?.input ?? []));
	}
	return found.slice(0, 50).flatMap(expandedOnce);
}

/** A command's substitutions with all that is in them. */
export function substituted(command: ShellCommand): readonly Command[] {
	return command.takes.slice(0, 50).flatMap(expandedOnce);
}

/** What stands for the folder at the beginning of a path. Variables that lead to other places are none. */
const FOLDER = /^(?:\$\{[^{}/]{1,60}\}|\$\w{1,60}|\$\([^()/]{1,60}\)|%\w{1,60}%|\.)\//;
const OTHER_PLACES = /^(?:\$|%).{0,60}(?:HOME|USERPROFILE|TMP|TEMP|APPDATA|XDG_)/i;

/** A path below the project as it is written there: without `./`, `$CLAUDE_PROJECT_DIR/`, `${workspaceFolder}/` and their like. */
export function belowProject(path: string, folder: string | null = null): string {
	let rest = path.slice(0, 1_000).replaceAll('\\', '/');
	const root = folder === null ? '' : `${folder.replaceAll('\\', '/')}/`;
	if (root !== '' && rest.startsWith(root)) {
		rest = rest.slice(root.length);
	}
	for (let step = 0; step < 5 && !OTHER_PLACES.test(rest); step++) {
		rest = rest.replace(FOLDER, '');
	}
	return rest;
}

/** Whether a path leads to a file of the project: neither absolute, nor the home's, nor an installed package's. */
export function isOfProject(path: string, folder: string | null = null): boolean {
	const below = belowProject(path, folder);
	return (
		/[./\\]/.test(path) &&
		!/^(?:\/|~|[A-Za-z]:|\$|%|\.\.\/|-|@)/.test(below) &&
		!/(?:^|\/)node_modules\//.test(below) &&
		!/^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(below)
	);
}
