import type { DocumentNode } from '../../document/node.ts';
import { at, boolean, items, members, scalarText, text } from '../../document/node.ts';
import type { EntryReader, FoundEntry } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { type Place, saysSomething } from './entry.ts';

/** The commands of a dev container, in the order that they run in, and where (containers.dev, "Lifecycle scripts"). */
const COMMANDS: Readonly<Record<string, string>> = {
	initializeCommand: 'runs on this machine itself, before there is a container',
	onCreateCommand: 'runs in the container',
	updateContentCommand: 'runs in the container',
	postCreateCommand: 'runs in the container',
	postStartCommand: 'runs in the container, at every start',
	postAttachCommand: 'runs in the container, whenever an editor attaches',
};

/** A line, a program with arguments, or an object of either that run side by side. */
export const containerCommands: EntryReader = (root, tell) =>
	Object.entries(COMMANDS).flatMap(([key, because]) => {
		const node = at(root, key);
		const named = node?.type === 'object' ? lastOfEachKey(node.members) : node === undefined ? [] : [{ ...node, key: '', value: node }];
		return named.flatMap(({ key: part, line, column, value }): FoundEntry[] => {
			const name = part === '' ? key : `${key}.${part}`;
			const list = items(value).map(scalarText);
			const [command, ...args] = value.type === 'array' ? list : [text(value)];
			if (command === undefined || command.trim() === '') {
				if (saysSomething(value)) {
					tell(`${key} has no command that can be read`);
				}
				return [];
			}
			return [
				{
					kind: 'container-command',
					name,
					pointer: [key, part],
					line,
					column,
					command,
					args: args.filter((argument) => argument !== undefined),
					shell: value.type !== 'array',
					because: `the editor asks whether to open the container; ${because}`,
				},
			];
		});
	});

function given(name: string, pointer: readonly string[], { line, column }: Place, args: readonly string[], because: string): FoundEntry {
	return { kind: 'container-command', name, pointer, line, column, args, because };
}

const MOUNTED = 'the editor asks whether to open the container; what runs in it reaches this place of the machine';

/** What of the machine a container is given, volumes of the container engine's own aside. */
export const containerMounts: EntryReader = (root) => [
	...[...items(at(root, 'mounts')).entries()].flatMap(([index, mount]) => {
		const written = text(mount) ?? mountText(mount);
		return written === '' || /(?:^|,)type=(?:volume|tmpfs)(?:,|$)/.test(written)
			? []
			: [given('mounts', ['mounts', String(index)], mount, [written], MOUNTED)];
	}),
	...['workspaceMount'].flatMap((key) => {
		const node = at(root, key);
		const written = text(node) ?? '';
		// The folder itself, and what lies in it, is what a container is for.
		const usual = /(?:^|,)(?:source|src)=\$\{localWorkspaceFolder\}(?!\/\.\.)/.test(written);
		return node === undefined || written === '' || usual ? [] : [given('mounts', [key], node, [written], MOUNTED)];
	}),
];

/** An object says the same as `source=…,target=…,type=…`. */
function mountText(node: DocumentNode): string {
	return lastOfEachKey(members(node))
		.map(({ key, value }) => `${key}=${scalarText(value) ?? ''}`)
		.join(',');
}

/** Options of `docker run` that take a wall between container and machine away, each with its value. */
const WEAKENS =
	/^(?:--privileged(?:=true)?|--cap-add|--security-opt|--device|--volumes-from|-v|--volume|--mount|--(?:pid|ipc|uts|userns|network|net|cgroupns)=(?:host|container:.*)|(?:--cap-add|--security-opt|--device|--volume|--mount)=.*)$/;
const HAS_VALUE = /^(?:--cap-add|--security-opt|--device|--volumes-from|-v|--volume|--mount)$/;
const NAMESPACE = /^--(?:pid|ipc|uts|userns|network|net|cgroupns)$/;

export const containerOptions: EntryReader = (root) => {
	const because = 'the editor asks whether to open the container; it is less shut off from the machine';
	const list = items(at(root, 'runArgs'));
	const options = list.flatMap((node, index) => {
		const option = scalarText(node) ?? '';
		const value = scalarText(list[index + 1]) ?? '';
		const namespace = NAMESPACE.test(option) && /^(?:host|container:)/.test(value);
		return WEAKENS.test(option) || namespace
			? [given('runArgs', ['runArgs', String(index)], node, HAS_VALUE.test(option) || namespace ? [option, value] : [option], because)]
			: [];
	});
	const privileged = at(root, 'privileged');
	return [
		...options,
		...(privileged !== undefined && boolean(privileged) === true
			? [given('privileged', ['privileged'], privileged, ['true'], because)]
			: []),
		...['capAdd', 'securityOpt'].flatMap((key) =>
			items(at(root, key)).flatMap((node, index) => {
				const value = scalarText(node) ?? '';
				return value === '' ? [] : [given(key, [key, String(index)], node, [value], because)];
			}),
		),
	];
};

/** Each feature is a script from elsewhere that is run as root while the container is built. */
export const containerFeatures: EntryReader = (root) =>
	lastOfEachKey(members(at(root, 'features'))).map((feature) =>
		given(
			'features',
			['features', feature.key],
			feature,
			[feature.key],
			'the editor asks whether to open the container; installed in it as root',
		),
	);
