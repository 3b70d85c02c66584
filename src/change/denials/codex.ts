import { findRepository } from '../../inventory/folder-search.ts';
import { defineDenials, fileOf, namesOfFolder } from './denial.ts';

export default defineDenials({
	id: 'codex',
	denials: async ({ kind, scope, folder }, { machine }) => {
		const none = 'a project overrides `enabled = false` of your own file: only the whole project can be denied';
		const single =
			kind === 'mcp-server' || kind === 'hook'
				? [{ scope: kind === 'hook' ? ('hooks' as const) : ('server' as const), none, whatItStops: '', whatItDoesNot: '' }]
				: [];
		if (scope !== 'project' || folder === null) {
			return single;
		}
		// The record of the folder itself counts first, then that of its repository's root.
		const folders = new Set([
			...(await namesOfFolder(machine, await findRepository(machine, folder))),
			...(await namesOfFolder(machine, folder)),
		]);
		return [
			...single,
			{
				scope: 'project',
				intentions: [
					{
						target: {
							path: fileOf(machine, '~/.codex/config.toml', [{ variable: 'CODEX_HOME', kind: 'directory', relative: 'config.toml' }]),
							format: 'toml',
							refuses: [],
							owner: 'Codex CLI',
						},
						operations: [...folders].map((name) => ({ does: 'set', keys: ['projects', name, 'trust_level'], value: 'untrusted' })),
						purpose: `tells Codex CLI not to trust ${folder}`,
					},
				],
				whatItStops: 'everything that the project brings: servers, hooks, notify programs, settings; `--trust` does not pass it',
				whatItDoesNot: 'a repository inside of it, or a worktree of it in another place',
			},
		];
	},
	source:
		'Codex CLI 0.169.0: trust_level = "untrusted" sticks, per-server `enabled = false` loses to the project; run offline with canaries',
});
