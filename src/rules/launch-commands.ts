import type { Launch } from '../model/launch.ts';
import { parseLine, type ShellCommand } from './shell-line.ts';

/** Programs that run another one, whose words come after them and their flags. */
const WRAPPERS = new Set(['env', 'sudo', 'nohup', 'exec', 'command', 'time', 'nice', 'setsid', 'start', 'xargs', 'busybox', 'timeout']);

const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish', 'ash']);
const POWERSHELLS = new Set(['powershell', 'pwsh']);

/** Programs that run code that they are given, by their names without version. */
export const INTERPRETERS: ReadonlySet<string> = new Set([
	...SHELLS,
	...POWERSHELLS,
	...['node', 'bun', 'deno', 'tsx', 'ts-node', 'python', 'ruby', 'perl', 'php', 'osascript', 'wscript', 'cscript', 'mshta', 'lua'],
]);

/** Lines within lines (`sh -c "bash -c …"`) beyond this are not taken apart. */
const MAX_DEPTH = 6;

/** Whether a tool would start it without somebody asking for this very thing. */
export function isUnasked({ executors }: Launch): boolean {
	return executors.some(({ verdict, trigger }) => verdict !== 'ignores' && trigger !== 'manual');
}

/** Every command that a launch runs: those of its line, and those of lines that it gives to a shell. */
export function commandsOf(launch: Launch): readonly ShellCommand[] {
	if (launch.command === null) {
		return [];
	}
	const own: readonly ShellCommand[] = launch.shell
		? parseLine([launch.command, ...launch.args].join(' '))
		: [{ words: [launch.command, ...launch.args], sets: [], input: [], takes: [], reads: [], texts: [], writes: [] }];
	return own.flatMap((command) => withInner(unwrapped(command), 0));
}

/** The command and those of the lines that it hands to a shell. */
function withInner(command: ShellCommand, depth: number): readonly ShellCommand[] {
	const line = depth < MAX_DEPTH ? lineFor(command) : null;
	return line === null ? [command] : [command, ...parseLine(line).flatMap((inner) => withInner(unwrapped(inner), depth + 1))];
}

/** The line that a shell is given as a word: `sh -c LINE`, `cmd /c LINE`, `powershell -Command LINE`. */
function lineFor({ words }: ShellCommand): string | null {
	const program = programOf(words);
	if (SHELLS.has(program)) {
		const at = words.findIndex((word, index) => index > 0 && /^-[a-z]*c[a-z]*$/.test(word));
		return at < 0 ? null : (words[at + 1] ?? null);
	}
	if (program === 'cmd') {
		const at = words.findIndex((word) => /^\/[ck]$/i.test(word));
		return at < 0 ? null : words.slice(at + 1).join(' ');
	}
	if (POWERSHELLS.has(program)) {
		const at = words.findIndex((word) => /^-c(?:o(?:mmand)?)?$/i.test(word));
		return at < 0 ? null : words.slice(at + 1).join(' ');
	}
	return program === 'eval' || program === 'iex' || program === 'invoke-expression' ? words.slice(1).join(' ') : null;
}

/** `env A=b sudo -u x node y` is `node y`. */
function unwrapped(command: ShellCommand): ShellCommand {
	let { words } = command;
	for (let step = 0; step < 4 && WRAPPERS.has(programOf(words)); step++) {
		const rest = words.slice(1).findIndex((word) => !word.startsWith('-') && !/^[A-Za-z_]\w*=/.test(word) && !/^\d+[smh]?$/.test(word));
		if (rest < 0) {
			break;
		}
		words = words.slice(rest + 1);
	}
	return words === command.words ? command : { ...command, words };
}

/** The program's name: `python` for `/usr/bin/python3.12`, `node` for `node.exe`. */
export function programOf(words: readonly string[]): string {
	const [first = ''] = words;
	const name = first.slice(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1).toLowerCase();
	const bare = name.replace(/\.(?:exe|cmd|bat)$/, '');
	const version = /^(python|node|php|ruby|perl|lua)[\d.]+$/.exec(bare);
	return version?.[1] ?? bare;
}

export function isInterpreter(command: ShellCommand): boolean {
	return INTERPRETERS.has(programOf(command.words));
}

/** Flags of interpreters whose next word is a value, not the script. */
const WITH_VALUE = /^(?:-r|--require|--import|--loader|--experimental-loader|-I|-W|-X|-m|-C|--config|--env-file|-ExecutionPolicy|-File)$/i;

/** Flags after which code stands in place of a script. */
const CODE_FLAG = /^(?:-e|--eval|-p|--print|-pe|-c|-[a-z]*e|-Command|-EncodedCommand|-enc|-r(?=$))$/i;

/** The file that an interpreter is given to run; null where it runs none, or code from its own command line. */
export function scriptOf(command: ShellCommand): string | null {
	if (!isInterpreter(command)) {
		return null;
	}
	const words = command.words.slice(1);
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		if (/^-file$/i.test(word)) {
			return words[at + 1] ?? null;
		}
		if (CODE_FLAG.test(word)) {
			return null;
		}
		if (WITH_VALUE.test(word)) {
			at++;
		} else if (!word.startsWith('-') && !(at === 0 && /^(?:run|test|x|install|task|start)$/.test(word))) {
			return word;
		}
	}
	return null;
}

/** A path below the project as it is written there: without `./`, `$CLAUDE_PROJECT_DIR/`, `${workspaceFolder}/` and their like. */
export function belowProject(path: string): string {
	const plain = path.replaceAll('\\', '/');
	const rest =
		/^(?:\$\{?\w*(?:PROJECT_DIR|WORKSPACE|PWD|ROOT)\w*\}?|\$\{(?:workspaceFolder|workspaceRoot|containerWorkspaceFolder|cwd)\}|\$\((?:pwd|git rev-parse --show-toplevel)\)|%CD%|\.)\/(.*)$/i.exec(
			plain,
		);
	return rest?.[1] === undefined ? plain : rest[1].replace(/^(?:\.\/){1,9}/, '');
}

/** Whether a path leads to a file of the project: neither absolute, nor the home's, nor an installed package's. */
export function isOfProject(path: string): boolean {
	const below = belowProject(path);
	return (
		/[./\\]/.test(below) &&
		!/^(?:\/|~|[A-Za-z]:|\$|%|\.\.\/|-|@)/.test(below) &&
		!/(?:^|\/)node_modules\//.test(below) &&
		!/^\w+:\/\//.test(below)
	);
}

/** Every command that takes part in another: through a pipe, or by substitution. */
export function sourcesOf(command: ShellCommand, depth = 0): readonly ShellCommand[] {
	return depth > MAX_DEPTH
		? []
		: [...command.input, ...command.takes].flatMap((source) => [unwrapped(source), ...sourcesOf(source, depth + 1)]);
}
