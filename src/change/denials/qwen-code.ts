import type { Override } from '../../machine/places.ts';
import { defineDenials, fileOf, namesOfFolder } from './denial.ts';

const below = (relative: string): readonly Override[] => [{ variable: 'QWEN_HOME', kind: 'directory', relative }];

export default defineDenials({
	id: 'qwen-code',
	denials: async ({ scope, folder }, { machine }) => {
		if (scope !== 'project' || folder === null) {
			return [];
		}
		const common = { format: 'json', refuses: ['trailing-comma', 'byte-order-mark'], owner: 'Qwen Code' } as const;
		const records = [{ variable: 'QWEN_CODE_TRUSTED_FOLDERS_PATH', kind: 'file' as const }, ...below('trustedFolders.json')];
		const names = await namesOfFolder(machine, folder);
		return [
			{
				scope: 'project',
				intentions: [
					{
						target: { ...common, path: fileOf(machine, '~/.qwen/trustedFolders.json', records) },
						operations: names.map((name) => ({ does: 'set', keys: [name], value: 'DO_NOT_TRUST' })),
						purpose: `tells Qwen Code not to trust ${folder}`,
					},
					{
						target: { ...common, path: fileOf(machine, '~/.qwen/settings.json', below('settings.json')) },
						operations: [{ does: 'set', keys: ['security', 'folderTrust', 'enabled'], value: true }],
						purpose: 'makes Qwen Code ask before it trusts a folder',
					},
				],
				whatItStops: 'everything that the folder brings: servers, hooks, helper commands',
				whatItDoesNot:
					'Qwen Code trusts every folder as long as folder trust is off; it is switched on, and asks about your other folders too',
			},
		];
	},
	source:
		'Qwen Code 0.15.10: security.folderTrust.enabled is off by default, trustedFolders.json as in Gemini CLI; read in its bundle, not tried',
});
