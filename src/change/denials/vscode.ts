import { join } from 'node:path';
import { VS_CODE_BUILDS } from '../../catalog/settings/setting.ts';
import type { Json } from '../tree.ts';
import { addressPattern, defineDenials, exactArgv, exactly, type Ways } from './denial.ts';

const KEY = 'chat.mcp.deniedServers';

export default defineDenials({
	id: 'vscode',
	denials: (launch, { editors }): readonly Ways[] => {
		if (launch.kind === 'hook') {
			return [
				{
					scope: 'hooks',
					none: 'it has no setting for a single hook; `chat.useHooks` switches all of them off, your own too',
					whatItStops: '',
					whatItDoesNot: '',
				},
			];
		}
		if (launch.kind !== 'mcp-server') {
			return [];
		}
		const name = exactly(launch.name);
		const argv = exactArgv(launch);
		const address = addressPattern(launch);
		// Each entry has exactly one of the three; others are passed over.
		const items: Json[] = [
			...(name === null || name === '' ? [] : [{ serverName: name }]),
			...(argv === null ? [] : [{ serverCommand: argv }]),
			// Its query counts, and is not known here.
			...(address === null ? [] : [{ serverUrl: address.endsWith('*') ? address : `${address}*` }]),
		];
		const shown = JSON.stringify(launch.name);
		const whatItStops = `every server named ${shown} in VS Code, whichever file names it, and this command or address under any other name`;
		const whatItDoesNot = 'versions before 1.130, which do not know the setting';
		const own = editors.filter(({ editor, userDataDir }) => VS_CODE_BUILDS.includes(editor) && userDataDir !== null);
		if (items.length === 0 || own.length === 0) {
			const none = own.length === 0 ? 'no settings of VS Code were found here' : 'its name and command hold what looks like a secret';
			return [{ scope: 'server', none, whatItStops, whatItDoesNot }];
		}
		return own.map(({ editor, userDataDir }) => ({
			scope: 'server',
			intentions: [
				{
					target: { path: join(userDataDir ?? '', 'User', 'settings.json'), format: 'json', refuses: [], owner: 'VS Code' },
					operations: [{ does: 'add', keys: [KEY], items }],
					purpose: `denies the server ${shown} in ${editor}`,
				},
			],
			setting: { editor, key: KEY, items },
			whatItStops,
			whatItDoesNot,
		}));
	},
	source:
		'VS Code 1.139.1: chat.mcp.deniedServers, application scope; AllowedMcpServersService unites the values of all scopes and refuses what any of them matches',
});
