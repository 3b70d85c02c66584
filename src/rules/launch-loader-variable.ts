import type { Severity } from '../model/finding.ts';
import type { Launch } from '../model/launch.ts';
import { exampleHook, exampleVariable } from './example-commands.ts';
import { exampleLaunch } from './example-launch.ts';
import { belowProject, commandsOf, isInContainer, isOfProject, programName } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Variables that make a program load code before its own, whatever it is. */
const LOADERS =
	/^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|BASH_ENV|PYTHONSTARTUP|PROMPT_COMMAND|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|DOTNET_STARTUP_HOOKS|PERL5DB)$/i;
/** Those that mostly tune, and what of them loads. */
const TUNING: readonly (readonly [name: RegExp, loads: RegExp])[] = [
	[/^(?:PERL5OPT)$/i, /(?:^|\s)-[mMI]/],
	[/^(?:RUBYOPT)$/i, /(?:^|\s)-[rI]/],
	[/^(?:JAVA_TOOL_OPTIONS|_?JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/i, /-(?:javaagent|agentpath|agentlib|Xbootclasspath)/],
];
/** Of NODE_OPTIONS what loads something, and from where. */
const LOADS = /(?:^|\s)(?:--require|-r|--import|--loader|--experimental-loader)(?:=|\s{1,4})["']?([^\s"']{1,500})/g;
/** Packages that make a language of Node's, or read a file of variables. */
const USUAL = /^(?:tsx|ts-node|@swc-node|@esbuild-kit|dotenv|source-map-support|@babel\/register|tsconfig-paths)(?:$|\/)/;
/** Lists of folders that programs or libraries are taken from. */
const FOLDERS = /^(?:PATH|LD_LIBRARY_PATH|DYLD_(?:FALLBACK_)?(?:LIBRARY|FRAMEWORK)_PATH)$/i;
/** A colon behind a single letter belongs to a drive of Windows. */
const BETWEEN_FOLDERS = /;|(?<!(?:^|[:;])[A-Za-z]):/;
/** Folders of a project that hold programs on purpose. */
const PROGRAMS = /(?:^|\/)(?:s?bin|scripts|tools|lib)\/?$/;

/** Null where the value loads nothing that is worth a word. */
function severityOf(name: string, value: string, { folder, kind }: Launch): Severity | null {
	if (LOADERS.test(name)) {
		return /^\/usr\/(?:local\/)?lib/.test(value) ? 'medium' : 'high';
	}
	if (/^NODE_OPTIONS$/i.test(name)) {
		const loaded = [...value.matchAll(LOADS)].map(([, path = '']) => path).filter((path) => !USUAL.test(path));
		return loaded.length === 0
			? null
			: loaded.some((path) => /^(?:[./~$%\\]|[A-Za-z]:|file:|data:|https?:)/.test(path))
				? 'high'
				: 'medium';
	}
	if (/^GIT_SSH(?:_COMMAND)?$/i.test(name)) {
		const program = programName(value.trim().split(/\s/)[0] ?? '');
		return /^(?:ssh|plink|tortoiseplink)$/.test(program) && !/ProxyCommand/i.test(value) ? null : 'high';
	}
	if (FOLDERS.test(name) && kind !== 'shell-env') {
		const own = value
			.split(BETWEEN_FOLDERS)
			.filter((part) => /^\.|^\$\{?(?:workspace|PWD|CLAUDE_PROJECT)/i.test(part) || isOfProject(part, folder));
		const odd = own.filter((part) => !PROGRAMS.test(part) && !/node_modules/.test(part));
		const hidden = own.some((part) => /^\.(?!venv\b|bin\b|tools\b)\w/.test(belowProject(part, folder)));
		return hidden || (odd.length > 0 && !/^PATH$/i.test(name)) || (own.length > 0 && /LIBRARY/i.test(name))
			? 'high'
			: odd.length > 0
				? 'medium'
				: null;
	}
	return TUNING.some(([variable, loads]) => variable.test(name) && loads.test(value)) ? 'high' : null;
}

export default defineLaunchRule({
	id: 'launch/loader-variable',
	severity: 'high',
	why: 'Programs that are honest themselves load what the variable names before anything of their own.',
	source:
		'MITRE ATT&CK T1574.006; Node.js and ld.so documentation; of 171 public configurations two set NODE_OPTIONS, both to tune memory in a container',
	says: (launch) => {
		if (launch.scope !== 'project' || isInContainer(launch)) {
			return null;
		}
		for (const { name, value } of [...launch.env, ...commandsOf(launch).flatMap(({ sets }) => sets)]) {
			const severity = severityOf(name, value ?? '', launch);
			if (severity !== null) {
				return { severity, arguments: { variable: name, value: value ?? '' } };
			}
		}
		return null;
	},
	examples: {
		hits: [
			exampleVariable('NODE_OPTIONS', '--require ./.vscode/x.js'),
			exampleLaunch({ env: [{ name: 'LD_PRELOAD', value: './libx.so' }] }),
			exampleVariable('BASH_ENV', '.env.sh'),
			exampleVariable('PATH', './.vscode/bin:$PATH'),
			exampleVariable('PATH', './evil:/usr/bin'),
			exampleVariable('PATH', '/usr/bin;.\\evil;C:\\Windows'),
			exampleVariable('GIT_SSH_COMMAND', 'ssh -o ProxyCommand=./x.sh'),
			exampleVariable('NODE_OPTIONS', '--import left-pad'),
			exampleHook('NODE_OPTIONS="--require ./x.js" npm test'),
		],
		nearMisses: [
			exampleVariable('NODE_OPTIONS', '--max-old-space-size=4096'),
			exampleVariable('NODE_OPTIONS', '--import tsx'),
			exampleVariable('PATH', '${workspaceFolder}/node_modules/.bin:/usr/bin'),
			exampleVariable('PATH', 'C:\\tools;D:/bin;/usr/bin:/bin'),
			exampleVariable('GIT_SSH_COMMAND', 'ssh -i ~/.ssh/id_work'),
			exampleVariable('JAVA_TOOL_OPTIONS', '-Xmx2g'),
			exampleVariable('LD_LIBRARY_PATH', '/usr/local/cuda/lib64'),
			exampleVariable('LD_PRELOAD', '/usr/lib/x.so', { scope: 'user' }),
		],
	},
});
