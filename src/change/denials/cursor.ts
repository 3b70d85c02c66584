import { defineDenials, exactly, fileOf } from './denial.ts';

export default defineDenials({
	id: 'cursor',
	denials: (launch, { machine }) => {
		if (launch.kind === 'hook') {
			return [{ scope: 'hooks', none: 'no setting that keeps a project’s hooks out is known', whatItStops: '', whatItDoesNot: '' }];
		}
		if (launch.kind !== 'mcp-server') {
			return [];
		}
		const name = exactly(launch.name);
		const shown = JSON.stringify(launch.name);
		// The name stands in a pattern: what would end it, or match more, cannot be written.
		if (name === null || !/^[\w .@/-]{1,200}$/.test(name)) {
			return [{ scope: 'server', none: 'its name cannot be written in a rule', whatItStops: '', whatItDoesNot: '' }];
		}
		return [
			{
				scope: 'server',
				intentions: [
					{
						target: {
							path: fileOf(machine, '~/.cursor/cli-config.json', [
								{ variable: 'CURSOR_CONFIG_DIR', kind: 'directory', relative: 'cli-config.json' },
							]),
							format: 'json',
							refuses: ['comment', 'trailing-comma', 'byte-order-mark'],
							owner: 'Cursor',
						},
						operations: [{ does: 'add', keys: ['permissions', 'deny'], items: [`Mcp(${name},*)`] }],
						purpose: `denies the tools of the server ${shown} in Cursor’s command line`,
					},
				],
				whatItStops: `calls of every tool of servers named ${shown}, in Cursor’s command line`,
				whatItDoesNot:
					'the start of the server, which Cursor asks about once for each content, nor anything in Cursor’s editor: do not approve it there',
			},
		];
	},
	source: 'docs.cursor.com, CLI permissions (Mcp(server,tool)); not tried, Cursor is in no public package',
});
