import { basename, dirname } from 'node:path';
import { parseDocument } from '../../document/document.ts';
import { at, items, text as textOf } from '../../document/node.ts';
import type { EntryReader, FoundEntry } from './agent.ts';
import { hooks, mcpServers } from './entries.ts';
import { hiddenUnicode } from './hidden-unicode.ts';

/** Entries of each kind that one text gives at most: whoever reads it has seen enough by then. */
const MAX_ENTRIES = 50;
/** Of a longer line only the beginning is read as prose. Characters. */
const MAX_LINE = 2_000;

/**
 * Of a text that agents are given as instructions, what is worth telling: characters that nobody sees, and an order to run,
 * before anything else, a script from a tool's folder or something fetched. A text without either is nothing that could run.
 */
export const instructions: EntryReader = (root, _tell, file) => {
	const text = textOf(root) ?? '';
	const name = basename(file.path);
	const hidden = hiddenUnicode(text);
	const { count, first, ...place } = hidden ?? { count: 0, first: '', line: 1, column: 1 };
	return [
		...(hidden === null
			? []
			: [
					{
						kind: 'instruction' as const,
						name,
						pointer: ['hidden-unicode'],
						...place,
						args: [`hidden-unicode:${count}:${first}`],
						because: 'the agent reads what nobody sees',
					},
				]),
		...orders(text, file.path).map(({ command, line, column }, index) => ({
			kind: 'instruction' as const,
			name,
			pointer: ['order', String(index)],
			line,
			column,
			command,
			shell: true,
			trigger: 'tool-use' as const,
			because: 'the text orders it; the agent asks as it does before any command',
		})),
	];
};

interface Order {
	readonly command: string;
	readonly line: number;
	readonly column: number;
}

/** An interpreter on a file of the folder, a script of it, or something fetched and run. */
const SCRIPT =
	/^(?:(?:sudo|env)\s)?(?:node|bun(?:\srun)?|deno\srun|tsx|ts-node|python[\d.]{0,4}|ruby|perl|php|sh|bash|zsh|pwsh|powershell|source)(?:\s-[\w-]{1,40}){0,4}\s["']?(?=[\w.@~$/\\])[\w.@~${}/\\-]{1,300}|^["']?(?:\.[/\\]|\$\w{1,40}[/\\])?\.\w{1,20}[/\\]\w/i;
/** Something that is fetched and run at once. */
const FETCHED = /^(?:curl|wget|iwr|irm)\s[^|]{1,300}\|\s?(?:sudo\s)?(?:sh|bash|zsh|node|python3?|iex)\b/i;
const VERB = /\b(?:run|execute|launch|invoke|start by running|source)\b/i;
/** Where no backticks part it from the prose: the verb, and the command up to the end of the clause. */
const BARE =
	/\b(?:run|execute|launch|invoke)\s(?:the\s(?:command|script|file)\s?:?\s?)?((?:node|bun|deno|tsx|python[\d.]{0,4}|ruby|perl|php|sh|bash|zsh|pwsh|powershell|\.{1,2}[/\\])[^`,;\n]{2,300})/i;
const FIRST =
	/\bbefore\s(?:(?:you|doing|starting|beginning|taking|making|answering|responding|anything|any\s(?:other|further|work|task)|everything|all\s(?:else|other)|every|each|proceeding|continuing|working|using|executing)\b)|\b(?:very\s)?first\s(?:step|action|thing|command|task|tool\scall)\b|\bfirst\s(?:of\sall|and\sforemost)\b|\b(?:must|always|should)\sfirst\b|(?:^|[.:]\s)first,|\balways\s(?:start|begin)\b|\bat\sthe\s(?:start|beginning)\sof\s(?:a|an|any|each|every|the|your)\b|\b(?:on|at)\s(?:session\s)?start(?:up)?\b|\bimmediately\b|\bon\severy\s(?:session|conversation|prompt|request)\b/i;
const NOT =
	/\b(?:never|do\snot|don['’]t|avoid|must\snot|instead\sof|not\sto)\b[^.]{0,60}\b(?:run|execute|launch|invoke|running|executing)\b/i;
/** What tools keep beside a project: no place for a script that a person is to run. */
const TOOL_FOLDER = /(?:^|[\s"'/\\])\.(github|vscode|claude|cursor|gemini|codex|windsurf|kiro|devcontainer|idea)[/\\]/i;

/** A script that lies in a tool's folder itself. */
const AT_TOP = /(?:^|[\s"'/\\])\.\w{1,20}[/\\][\w.-]{1,100}\.[cm]?[jt]s(?=$|[\s"'])/;
/** Files outside of their tool's folder that are that tool's own, in lower case. */
const OWN_FILES: ReadonlyMap<string, string> = new Map([
	['claude.md', 'claude'],
	['claude.local.md', 'claude'],
	['gemini.md', 'gemini'],
	['agents.md', 'codex'],
	['.cursorrules', 'cursor'],
]);

/**
 * Whether a command is one that nobody would have an agent run first: a script in a tool's folder, or something fetched.
 * In the folder of the tool that reads the text only what lies at its top counts: scripts of its skills lie deeper.
 */
function isOdd(command: string, path: string): boolean {
	if (FETCHED.test(command)) {
		return true;
	}
	const folder = SCRIPT.test(command) ? TOOL_FOLDER.exec(command)?.[1]?.toLowerCase() : undefined;
	if (folder === undefined) {
		return false;
	}
	const isOwn = path.split(/[/\\]/).includes(`.${folder}`) || OWN_FILES.get(basename(path).toLowerCase()) === folder;
	return !isOwn || AT_TOP.test(command);
}

/** Odd commands that the text orders to be run first, whatever is asked. A rule that is always applied need not say so. */
function orders(text: string, path: string): readonly Order[] {
	const found: Order[] = [];
	if (!VERB.test(text)) {
		return found;
	}
	const always = frontMatter(text).some((line) => /^alwaysApply:\s{0,8}true\b/.test(line));
	let before: readonly string[] = [];
	let fenced = false;
	for (const [index, whole] of text.split('\n').entries()) {
		const line = whole.slice(0, MAX_LINE).trimEnd();
		if (/^\s{0,8}(?:```|~~~)/.test(line)) {
			fenced = !fenced;
			continue;
		}
		if (line.trim() === '') {
			continue;
		}
		const context = [...before, line].join('\n');
		before = [...before.slice(-2), line];
		if (!VERB.test(context) || NOT.test(context)) {
			continue;
		}
		for (const { command, column } of commandsIn(line, fenced)) {
			if (isOdd(command, path) && (always || FIRST.test(context))) {
				found.push({ command, line: index + 1, column });
			}
		}
		if (found.length >= MAX_ENTRIES) {
			break;
		}
	}
	return found.slice(0, MAX_ENTRIES);
}

function commandsIn(line: string, fenced: boolean): readonly { command: string; column: number }[] {
	if (fenced) {
		const command = line.trim().replace(/^[$>]\s/, '');
		return [{ command, column: line.indexOf(command) + 1 }];
	}
	const quoted = [...line.matchAll(/`([^`]{2,500})`/g)].map((match) => ({ command: (match[1] ?? '').trim(), column: match.index + 2 }));
	const bare = quoted.length > 0 ? null : BARE.exec(line);
	return bare === null ? quoted : [{ command: (bare[1] ?? '').replace(/[.!)\s]{1,8}$/, ''), column: line.indexOf(bare[1] ?? '') + 1 }];
}

/** What a command file, a skill or a subagent has a shell do as soon as somebody calls it: `` !`command` ``, and blocks that begin with ```` ```! ````. */
export const skills: EntryReader = (root, _tell, file) => {
	const text = textOf(root) ?? '';
	const found: FoundEntry[] = [];
	if (!text.includes('!')) {
		return found;
	}
	let block: { line: number; column: number; lines: string[] } | null = null;
	const add = (command: string, line: number, column: number): void => {
		if (command.trim() !== '' && found.length < MAX_ENTRIES) {
			found.push({
				kind: 'skill',
				name: skillName(file.path),
				pointer: ['shell', String(found.length)],
				line,
				column,
				command: command.trim(),
				shell: true,
				trigger: 'manual',
				because: 'runs when somebody calls it, or the agent does',
			});
		}
	};
	for (const [index, line] of text.split('\n').entries()) {
		if (block !== null) {
			if (/^\s{0,8}```/.test(line)) {
				add(block.lines.join('\n'), block.line, block.column);
				block = null;
			} else {
				block.lines.push(line.trimEnd());
			}
		} else if (/^\s{0,8}```!/.test(line)) {
			block = { line: index + 2, column: 1, lines: [] };
		} else {
			for (const match of line.matchAll(/(?:^|\s)!`([^`\n]{1,2000})`/g)) {
				add(match[1] ?? '', index + 1, match.index + match[0].indexOf('`') + 2);
			}
		}
	}
	return found;
};

/** A skill is named by its folder, anything else by its file. */
function skillName(path: string): string {
	const file = basename(path);
	return /^skill\.md$/i.test(file) ? basename(dirname(path)) : file.replace(/(?:\.(?:agent|prompt|instructions))?\.\w{1,10}$/, '');
}

/** Hooks and MCP servers that a subagent, a skill or a command brings in its front matter. */
export const frontMatterHooks: EntryReader = (root, tell, file) => {
	const matter = frontMatter(textOf(root) ?? '');
	// Of the rest nothing runs; and descriptions are often written in what YAML does not take.
	if (!matter.some((line) => /^["']?(?:hooks|mcpServers)["']?\s*:/.test(line))) {
		return [];
	}
	const document = parseDocument('yaml', { text: matter.join('\n') });
	if (!document.ok) {
		tell('hooks or servers in front matter that is not YAML');
		return [];
	}
	const own = document.value.root;
	const servers = at(own, 'mcpServers');
	// A list names servers of elsewhere, and holds whole ones as objects.
	const listed = items(servers).flatMap((item, index) =>
		item.type === 'object'
			? mcpServers()(item, tell, file).map((entry) => ({ ...entry, pointer: ['mcpServers', String(index), ...entry.pointer] }))
			: [],
	);
	return [...hooks('hooks')(own, tell, file), ...(servers?.type === 'array' ? listed : mcpServers('mcpServers')(own, tell, file))].map(
		(entry) => ({
			...entry,
			line: entry.line + 1,
		}),
	);
};

/** Front matter has not more lines. */
const MAX_FRONT_MATTER = 1_000;

/** The lines between the two `---` that a text may begin with. */
function frontMatter(text: string): readonly string[] {
	if (!text.startsWith('---')) {
		return [];
	}
	const lines = text.split('\n', MAX_FRONT_MATTER + 2);
	const end = /^---\s*$/.test(lines[0] ?? '') ? lines.findIndex((line, index) => index > 0 && /^---\s*$/.test(line)) : -1;
	return lines.slice(1, Math.max(end, 1));
}
