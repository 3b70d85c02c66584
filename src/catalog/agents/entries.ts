import { at, boolean, type DocumentNode, items, type Member, members, scalarText, text } from '../../document/node.ts';
import type { Trigger } from '../../model/launch.ts';
import type { EntryReader, FoundEntry, Tell } from './agent.ts';
import { isNothing, listIn, objectIn } from './shape.ts';

/**
 * MCP servers below a path of keys: `{ name: { command, args, env, cwd } }` or `{ name: { url, headers } }`. `*` in the
 * path stands for every key; the value it matched is the folder of the servers below it. `flat` also takes the top level
 * itself for the map (Copilot CLI).
 */
export function mcpServers(...path: readonly string[]): EntryReader {
	return serversBelow(path, { addresses: ['url', 'httpUrl', 'serverUrl'] });
}

/** VS Code's own file: what it installed from a gallery may stand in a `config` of the server (McpResourceScannerService.sanitizeServer). */
export function wrappedServers(...path: readonly string[]): EntryReader {
	return serversBelow(path, { addresses: ['url'], wrapper: 'config' });
}

/** Of several addresses Gemini CLI takes the first that it knows; `tcp` is that of a web socket. (mcp-client.ts, createUrlTransport). */
export function geminiServers(...path: readonly string[]): EntryReader {
	return serversBelow(path, { addresses: ['httpUrl', 'url', 'tcp'] });
}

/** Codex merges its files server by server: one that only switches a server of another file off is whole. */
export function codexServers(...path: readonly string[]): EntryReader {
	return serversBelow(path, { addresses: ['url'], fragments: true });
}

interface ServerShape {
	/** Keys of an address, the one that counts first. */
	readonly addresses: readonly string[];
	/** A key whose object stands for the server's own, where it is there. */
	readonly wrapper?: string;
	/** True where a server with neither a command nor an address is in order. */
	readonly fragments?: boolean;
}

function serversBelow(path: readonly string[], shape: ServerShape): EntryReader {
	return (root, tell) => {
		const read = maps(root, path, [], tell).flatMap(({ map, pointer, folder }) => servers(map, pointer, folder, shape));
		const unreadable = read.filter((server) => server === null).length;
		if (unreadable > 0) {
			tell(`${unreadable} of ${read.length} servers have neither a command nor an address that can be read`);
		}
		return read.filter((server) => server !== null);
	};
}

/** Claude Code has a shell make the headers of a server: a command like any other, which no other agent runs. */
export function headersHelpers(...path: readonly string[]): EntryReader {
	return (root) =>
		maps(root, path, [], () => undefined).flatMap(({ map, pointer, folder }) =>
			lastOfEachKey(members(map)).flatMap((server) => {
				const node = at(server.value, 'headersHelper');
				const command = text(node);
				return node === undefined || command === undefined
					? []
					: [
							{
								kind: 'helper' as const,
								name: `${server.key} headersHelper`,
								pointer: [...pointer, server.key, 'headersHelper'],
								line: node.line,
								column: node.column,
								command,
								shell: true,
								...(folder !== undefined && { folder }),
							},
						];
			}),
		);
}

/** Copilot CLI takes a top level without `mcpServers` for the map of servers itself; what else stands there is no server of its. */
export const flatMcpServers: EntryReader = (root) => {
	return isNothing(at(root, 'mcpServers')) ? servers(root, [], undefined, { addresses: ['url'] }).filter((server) => server !== null) : [];
};

function maps(
	node: DocumentNode | undefined,
	path: readonly string[],
	pointer: readonly string[],
	tell: Tell,
	depth = 0,
): { map: DocumentNode; pointer: readonly string[]; folder: string | undefined }[] {
	const object = objectIn(node, path.slice(0, depth).join('.'), tell);
	const key = path[depth];
	if (object === undefined || key === undefined) {
		const star = path.indexOf('*');
		return object === undefined ? [] : [{ map: object, pointer, folder: star < 0 ? undefined : pointer[star] }];
	}
	const inner = key === '*' ? lastOfEachKey(members(object)) : [{ key, value: at(object, key) }];
	return inner.flatMap((member) => maps(member.value, path, [...pointer, member.key], tell, depth + 1));
}

/** The servers of a map; null for one that is no server. */
function servers(
	map: DocumentNode,
	pointer: readonly string[],
	folder: string | undefined,
	{ addresses, wrapper, fragments = false }: ServerShape,
): (FoundEntry | null)[] {
	return lastOfEachKey(members(map)).flatMap((member) => {
		const wrapped = wrapper === undefined ? undefined : at(member.value, wrapper);
		const server = wrapped?.type === 'object' ? wrapped : member.value;
		if (isNothing(server)) {
			return [];
		}
		// opencode and some others write the whole command line as a list.
		const list = items(at(server, 'command')).map(scalarText);
		const command = list.length > 0 ? list[0] : text(at(server, 'command'));
		const url = addresses.map((key) => text(at(server, key))).find((address) => address !== undefined);
		if (command === undefined && url === undefined) {
			// Claude Code's own software development kit puts servers of its process there.
			if (text(at(server, 'type')) === 'sdk') {
				return [];
			}
			const said = ['command', ...addresses].some((key) => !isNothing(at(server, key)));
			return fragments && !said && server.type === 'object' ? [] : [null];
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

/** The variables of an object. Values may be numbers or booleans; the tools turn them into text. */
export function environment(node: DocumentNode | undefined): { name: string; value: string }[] {
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
	return (root, tell) => {
		let unreadable = 0;
		const read = (node: DocumentNode, event: string, pointer: readonly string[]): FoundEntry[] => {
			const found = handlers(node, event, pointer);
			// Hooks of other types have no command; agents keep further keys beside their events.
			unreadable += found.length === 0 && text(at(node, 'type')) === 'command' ? 1 : 0;
			return found;
		};
		const found = lastOfEachKey(members(objectIn(at(root, ...path), path.join('.'), tell))).flatMap((event) => {
			// Agents keep settings beside the events (Codex: what was approved): only what would be a hook is one in the wrong place.
			const misplaced =
				event.value.type === 'object' && [at(event.value, 'hooks'), at(event.value, 'command')].some((part) => !isNothing(part));
			unreadable += misplaced ? 1 : 0;
			return items(event.value).flatMap((item, index) => {
				const pointer = [...path, event.key, String(index)];
				const inner = at(item, 'hooks');
				unreadable += (item.type === 'array' ? 1 : 0) + items(inner).filter((entry) => entry.type !== 'object').length;
				const flat = read(item, event.key, pointer);
				// Both: who reads the flat shape does not mind a `hooks` beside the command.
				unreadable += flat.length > 0 || isNothing(inner) || inner?.type === 'array' ? 0 : 1;
				return [...flat, ...items(inner).flatMap((handler, at) => read(handler, event.key, [...pointer, 'hooks', String(at)]))];
			});
		});
		if (unreadable > 0) {
			tell(`${unreadable} hooks have no command that can be read`);
		}
		return found;
	};
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
export const notifyProgram: EntryReader = (root, tell) => {
	const node = at(root, 'notify');
	const [command, ...args] = listIn(node, 'notify', tell)
		.map(scalarText)
		.filter((value) => value !== undefined);
	return node === undefined || command === undefined
		? []
		: [{ kind: 'hook', name: 'notify', pointer: ['notify'], line: node.line, column: node.column, command, args, trigger: 'tool-use' }];
};
