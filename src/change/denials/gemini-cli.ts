import { at, type DocumentNode, items, members, text } from '../../document/node.ts';
import type { Override } from '../../machine/places.ts';
import type { Launch } from '../../model/launch.ts';
import type { Target } from '../edit.ts';
import { type DenialContext, defineDenials, documentAt, exactly, fileOf, namesOfFolder, type Ways } from './denial.ts';

/** GEMINI_CLI_HOME stands for the home, so that `.gemini` is below it. */
const below = (relative: string): readonly Override[] => [
	{ variable: 'GEMINI_CLI_HOME', kind: 'directory', relative: `.gemini/${relative}` },
];

function target({ machine }: DenialContext, file: string, moved: readonly Override[] = []): Target {
	return {
		path: fileOf(machine, `~/.gemini/${file}`, [...moved, ...below(file)]),
		format: 'json',
		refuses: ['trailing-comma', 'byte-order-mark'],
		owner: 'Gemini CLI',
	};
}

function server(launch: Launch, context: DenialContext): Ways {
	const name = exactly(launch.name);
	const shown = JSON.stringify(launch.name);
	return {
		scope: 'server',
		...(name === null || name.trim() === ''
			? { none: 'its name looks like a secret, which is not copied into settings' }
			: {
					intentions: [
						{
							target: target(context, 'settings.json'),
							operations: [{ does: 'add', keys: ['mcp', 'excluded'], items: [name] }],
							purpose: `denies the server ${shown} in Gemini CLI`,
						},
					],
				}),
		whatItStops: `every server named ${shown} in Gemini CLI, whichever file names it and whatever its case`,
		whatItDoesNot: 'the same command under another name; `--allowed-mcp-server-names` on the command line passes it',
	};
}

async function hook(launch: Launch, context: DenialContext): Promise<Ways> {
	const written = await hookName(launch, context);
	const name = written === null ? null : exactly(written);
	return {
		scope: 'hooks',
		...(name === null
			? { none: 'its name or command looks like a secret, which is not copied into settings' }
			: {
					intentions: [
						{
							target: target(context, 'settings.json'),
							operations: [{ does: 'add', keys: ['hooksConfig', 'disabled'], items: [name] }],
							purpose: 'denies a hook in Gemini CLI',
						},
					],
				}),
		whatItStops: 'every hook of this name or, where it has none, of this command',
		whatItDoesNot: 'the same hook once it is given another name',
	};
}

/** What Gemini CLI knows a hook by: its name, else its command (HookRegistry.getHookName). */
async function hookName({ source, command }: Launch, { machine }: DenialContext): Promise<string | null> {
	const root = await documentAt(machine, source.path, 'jsonc');
	const own = members(at(root ?? undefined, 'hooks'))
		.flatMap(({ value }) => items(value))
		.flatMap((group) => [group, ...items(at(group, 'hooks'))])
		.find((handler) => isAt(at(handler, 'command'), source));
	return text(at(own, 'name')) || command;
}

function isAt(node: DocumentNode | undefined, { line, column }: Launch['source']): boolean {
	return node?.line === line && node.column === column;
}

async function project(folder: string, context: DenialContext): Promise<Ways> {
	const names = await namesOfFolder(context.machine, folder);
	return {
		scope: 'project',
		intentions: [
			{
				target: target(context, 'trustedFolders.json', [{ variable: 'GEMINI_CLI_TRUSTED_FOLDERS_PATH', kind: 'file' }]),
				operations: names.map((name) => ({ does: 'set', keys: [name], value: 'DO_NOT_TRUST' })),
				purpose: `tells Gemini CLI not to trust ${folder}`,
			},
		],
		whatItStops: 'everything that the folder brings: servers, hooks, helper commands, variables',
		whatItDoesNot:
			'a folder below that has a record of its own; GEMINI_CLI_TRUST_WORKSPACE=true wins over the record, and so does an editor that says the folder is trusted',
	};
}

export default defineDenials({
	id: 'gemini-cli',
	denials: async (launch, context) => [
		...(launch.kind === 'mcp-server' ? [server(launch, context)] : []),
		...(launch.kind === 'hook' ? [await hook(launch, context)] : []),
		...(launch.scope === 'project' && launch.folder !== null ? [await project(launch.folder, context)] : []),
	],
	source:
		'Gemini CLI 0.61.0: mcp.excluded and hooksConfig.disabled are united over all settings, DO_NOT_TRUST wins over a trusted parent; run offline with canaries',
});
