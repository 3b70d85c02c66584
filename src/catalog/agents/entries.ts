import { at, boolean, type DocumentNode, items, type Member, members, scalarText, text } from '../../document/node.ts';
import type { Trigger } from '../../model/launch.ts';
import type { EntryReader, FoundEntry } from './agent.ts';

/**
 * MCP servers below a path of keys: `{ name: { command, args, env, cwd } }` or `{ name: { url, headers } }`. `*` in the
 * path stands for every key; the value it matched is the folder of the servers below it. `flat` also takes the top level
 * itself for the map (Copilot CLI).
 */
export function mcpServers(...path: readonly string[]): EntryReader {
	return serversBelow(path, ['url', 'httpUrl', 'serverUrl']);
}

/** Of two addresses Gemini CLI takes `httpUrl` (mcp-client.ts, createUrlTransport). */
export function geminiServers(...path: readonly string[]): EntryReader {
	return serversBelow(path, ['httpUrl', 'url']);
}

function serversBelow(path: readonly string[], addresses: readonly string[]): EntryReader {
	return (root) => maps(root, path, [], undefined).flatMap(({ map, pointer, folder }) => servers(map, pointer, folder, addresses));
}

/** Copilot CLI takes a top level without `mcpServers` for the map of servers itself. */
export const flatMcpServers: EntryReader = (root) => {
	return at(root, 'mcpServers')?.type === 'object' ? [] : servers(root, [], undefined, ['url']);
};

function maps(
	node: DocumentNode | undefined,
	path: readonly string[],
	pointer: readonly string[],
	folder: string | undefined,
): { map: DocumentNode; pointer: readonly string[]; folder: string | undefined }[] {
	const [key, ...rest] = path;
	if (node === undefined || key === undefined) {
		return node === undefined ? [] : [{ map: node, pointer, folder }];
	}
	if (key === '*') {
		return lastOfEachKey(members(node)).flatMap((member) => maps(member.value, rest, [...pointer, member.key], member.key));
	}
	return maps(at(node, key), rest, [...pointer, key], folder);
}

function servers(map: DocumentNode, pointer: readonly string[], folder: string | undefined, addresses: readonly string[]): FoundEntry[] {
	return lastOfEachKey(members(map)).flatMap((member) => {
		const server = member.value;
		if (server.type !== 'object') {
			return [];
		}
		// opencode and some others write the whole command line as a list.
		const list = items(at(server, 'command')).map(scalarText);
		const command = list.length > 0 ? list[0] : text(at(server, 'command'));
		const url = addresses.map((key) => text(at(server, key))).find((address) => address !== undefined);
		if (command === undefined && url === undefined) {
			return [];
		}
		const args = [...list.slice(1), ...items(at(server, 'args')).map(scalarText)].filter((value) => value !== undefined);
		const cwd = text(at(server, 'cwd'));
		const headers = [...members(at(server, 'headers')), ...members(at(server, 'http_headers')), ...members(at(server, 'env_http_headers'))];
		return [
			{
				kind: 'mcp-server',
				name: member.key,
				pointer: [...pointer, member.key],
				line: member.line,
				column: member.column,
				...(command !== undefined && { command }),
				args,
				...(cwd !== undefined && { cwd }),
				...(url !== undefined && { url }),
				env: environment(at(server, 'env') ?? at(server, 'environment')),
				headerNames: headers.map((header) => header.key),
				...(folder !== undefined && { folder }),
				...(boolean(at(server, 'enabled')) === false
					? { off: 'enabled' as const }
					: boolean(at(server, 'disabled')) === true
						? { off: 'disabled' as const }
						: {}),
			},
		];
	});
}

/** Values may be numbers or booleans; the tools turn them into text. */
function environment(node: DocumentNode | undefined): { name: string; value: string }[] {
	return lastOfEachKey(members(node)).map((member) => ({ name: member.key, value: scalarText(member.value) ?? '' }));
}

/** Of a key that stands twice the last counts. */
export function lastOfEachKey(list: readonly Member[]): readonly Member[] {
	const last = new Map(list.map((member) => [member.key, member]));
	return list.filter((member) => last.get(member.key) === member);
}

/** Fields of a hook that hold a command line, each for its platform or shell. */
const COMMAND_FIELDS = ['command', 'bash', 'powershell', 'windows', 'linux', 'osx', 'commandWindows', 'command_windows'];

/**
 * Hooks below a path of keys, in either of the two shapes in use: `{ Event: [{ matcher, hooks: [{ type, command }] }] }`
 * (Claude Code, Gemini CLI, Codex) and `{ event: [{ command }] }` (Cursor, Copilot CLI, VS Code).
 */
export function hooks(...path: readonly string[]): EntryReader {
	return (root) =>
		lastOfEachKey(members(at(root, ...path))).flatMap((event) =>
			items(event.value).flatMap((item, index) => {
				const pointer = [...path, event.key, String(index)];
				const nested = items(at(item, 'hooks'));
				// Both: who reads the flat shape does not mind a `hooks` beside the command.
				return [
					...handlers(item, event.key, pointer),
					...nested.flatMap((handler, inner) => handlers(handler, event.key, [...pointer, 'hooks', String(inner)])),
				];
			}),
		);
}

function handlers(node: DocumentNode, event: string, pointer: readonly string[]): FoundEntry[] {
	const trigger = momentOf(event);
	const cwd = text(at(node, 'cwd'));
	const common = { kind: 'hook' as const, name: event, trigger, env: environment(at(node, 'env')), ...(cwd !== undefined && { cwd }) };
	const found: FoundEntry[] = [];
	const seen = new Set<string>();
	for (const field of COMMAND_FIELDS) {
		const value = at(node, field);
		const command = text(value);
		if (value === undefined || command === undefined || command.trim() === '' || seen.has(command)) {
			continue;
		}
		seen.add(command);
		const args = items(at(node, 'args'))
			.map(scalarText)
			.filter((argument) => argument !== undefined);
		found.push({
			...common,
			pointer: [...pointer, field],
			line: value.line,
			column: value.column,
			command,
			args,
			shell: args.length === 0,
		});
	}
	const url = at(node, 'url');
	const address = text(url);
	if (url !== undefined && address !== undefined) {
		found.push({
			...common,
			pointer: [...pointer, 'url'],
			line: url.line,
			column: url.column,
			url: address,
			headerNames: members(at(node, 'headers')).map((header) => header.key),
		});
	}
	return found;
}

/** When an event fires, by its name; the spelling differs from agent to agent. */
function momentOf(event: string): Trigger {
	switch (event.toLowerCase()) {
		case 'workspaceopen':
			return 'folder-open';
		case 'sessionstart':
		case 'setup':
			return 'session-start';
		case 'userpromptsubmit':
		case 'userpromptsubmitted':
		case 'userpromptexpansion':
		case 'beforesubmitprompt':
		case 'beforeagent':
			return 'first-prompt';
		default:
			return 'tool-use';
	}
}

/** Codex starts the program in `notify` at the end of every turn. */
export const notifyProgram: EntryReader = (root) => {
	const node = at(root, 'notify');
	const [command, ...args] = items(node)
		.map(scalarText)
		.filter((value) => value !== undefined);
	return node === undefined || command === undefined
		? []
		: [{ kind: 'hook', name: 'notify', pointer: ['notify'], line: node.line, column: node.column, command, args, trigger: 'tool-use' }];
};
