import { at, items, text } from '../../document/node.ts';
import { isBelow } from '../../inventory/folder-search.ts';
import type { Override } from '../../machine/places.ts';
import type { Launch } from '../../model/launch.ts';
import type { Target } from '../edit.ts';
import { type DenialContext, defineDenials, documentAt, exactly, fileOf, namesOfFolder, type Ways } from './denial.ts';

const below = (relative: string): readonly Override[] => [{ variable: 'COPILOT_HOME', kind: 'directory', relative }];

/** Both begin with `//` lines that Copilot CLI writes itself. */
function target({ machine }: DenialContext, file: string): Target {
	return { path: fileOf(machine, `~/.copilot/${file}`, below(file)), format: 'json', refuses: [], owner: 'GitHub Copilot CLI' };
}

function server(launch: Launch, context: DenialContext): Ways {
	const name = exactly(launch.name);
	const shown = JSON.stringify(launch.name);
	return {
		scope: 'server',
		...(name === null
			? { none: 'its name looks like a secret, which is not copied into settings' }
			: {
					intentions: [
						{
							target: target(context, 'settings.json'),
							operations: [{ does: 'add', keys: ['disabledMcpServers'], items: [name] }],
							purpose: `denies the server ${shown} in GitHub Copilot CLI`,
						},
					],
				}),
		whatItStops: `every server named ${shown} in GitHub Copilot CLI, whichever file names it`,
		whatItDoesNot: 'the same command under another name',
	};
}

const KEYS = ['trustedFolders', 'trusted_folders'];

/** There is no record that refuses: what was allowed is taken back, and the folder is asked about again. */
async function project(folder: string, context: DenialContext): Promise<Ways> {
	const config = target(context, 'config.json');
	const root = await documentAt(context.machine, config.path, 'jsonc');
	const names = await namesOfFolder(context.machine, folder);
	const operations = KEYS.map((key) => {
		const trusted = items(at(root ?? undefined, key))
			.map(text)
			.filter((path) => path !== undefined);
		const through = trusted.filter((path) => names.some((name) => name === path || isBelow(name, path)));
		return { does: 'remove' as const, keys: [key], items: through };
	}).filter(({ items: through }) => through.length > 0);
	const above = [...new Set(operations.flatMap(({ items: through }) => through))].filter((path) => !names.includes(path));
	return {
		scope: 'project',
		...(operations.length === 0
			? { none: 'GitHub Copilot CLI does not trust the folder, and knows no refusal that lasts: it asks, and runs nothing until then' }
			: { intentions: [{ target: config, operations, purpose: `takes back that GitHub Copilot CLI trusts ${folder}` }] }),
		whatItStops: 'everything that the folder brings, hooks too, until you trust it again',
		whatItDoesNot: [
			...above.map((path) => `${path}, through which the folder is trusted, is no longer trusted either`),
			'`--trust-folder` and COPILOT_ALLOW_ALL trust it for one session',
		].join('; '),
	};
}

export default defineDenials({
	id: 'copilot-cli',
	denials: async (launch, context) => [
		...(launch.kind === 'mcp-server' ? [server(launch, context)] : []),
		// `disableAllHooks` in the user's settings did not stop a repository's hooks (1.0.102, twice).
		...(launch.kind === 'hook'
			? [
					{
						scope: 'hooks' as const,
						none: 'it has no setting that stops the hooks of a folder: take back the trust in it',
						whatItStops: '',
						whatItDoesNot: '',
					},
				]
			: []),
		...(launch.scope === 'project' && launch.folder !== null ? [await project(launch.folder, context)] : []),
	],
	source:
		'GitHub Copilot CLI 1.0.102: disabledMcpServers is what `copilot mcp disable` writes, trustedFolders covers subfolders; run offline with canaries',
});
