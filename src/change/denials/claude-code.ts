import type { Override } from '../../machine/places.ts';
import type { Launch } from '../../model/launch.ts';
import type { Intention } from '../edit.ts';
import type { Json, Operation } from '../tree.ts';
import { addressPattern, type DenialContext, defineDenials, exactArgv, exactly, fileOf, type Ways } from './denial.ts';

const below = (relative: string): readonly Override[] => [{ variable: 'CLAUDE_CONFIG_DIR', kind: 'directory', relative }];

/** Not `~/.claude.json`, of which a running Claude Code holds a copy that it writes back. */
function inSettings({ machine }: DenialContext, purpose: string, operations: readonly Operation[]): Intention {
	return {
		target: {
			path: fileOf(machine, '~/.claude/settings.json', below('settings.json')),
			format: 'json',
			refuses: ['comment', 'trailing-comma'],
			owner: 'Claude Code',
		},
		operations,
		purpose,
	};
}

function server(launch: Launch, context: DenialContext): Ways {
	const { source } = launch;
	// Names are compared verbatim; one with blanks around it would never match, and the entry be dropped.
	const name = exactly(launch.name)?.trim() === launch.name && launch.name !== '' ? launch.name : null;
	const argv = exactArgv(launch);
	const address = addressPattern(launch);
	const items: Json[] = [
		...(name === null ? [] : [{ serverName: name }]),
		...(argv === null ? [] : [{ serverCommand: argv }]),
		...(address === null ? [] : [{ serverUrl: address }]),
	];
	const whatItStops = `every server named ${JSON.stringify(launch.name)} in Claude Code, whichever file names it, and this command or address under any other name`;
	if (items.length === 0) {
		return {
			scope: 'server',
			none: 'its name and command hold what looks like a secret, which is not copied into settings',
			whatItStops,
			whatItDoesNot: '',
		};
	}
	const isProjectFile = name !== null && /(?:^|[\\/])\.mcp\.json$/.test(source.path);
	return {
		scope: 'server',
		intentions: [
			inSettings(context, `denies the server ${JSON.stringify(launch.name)} in Claude Code`, [
				{ does: 'add', keys: ['deniedMcpServers'], items },
				...(isProjectFile ? [{ does: 'add' as const, keys: ['disabledMcpjsonServers'], items: [name] }] : []),
			]),
		],
		whatItStops,
		whatItDoesNot:
			argv === null && address === null
				? 'the same command under another name: part of it looks like a secret and is not copied into settings'
				: 'another command under another name',
	};
}

export default defineDenials({
	id: 'claude-code',
	denials: (launch, context) => {
		switch (launch.kind) {
			case 'mcp-server':
				return [server(launch, context)];
			case 'hook':
				return [
					{
						scope: 'hooks',
						everyHook: true,
						intentions: [
							inSettings(context, 'switches all hooks off in Claude Code', [{ does: 'set', keys: ['disableAllHooks'], value: true }]),
						],
						whatItStops: 'every hook of every folder in Claude Code, and its status line',
						whatItDoesNot: 'your own hooks stop too: Claude Code knows no way to deny a single one; those of managed settings go on',
					},
				];
			default:
				return [];
		}
	},
	source:
		'Claude Code 2.1.330: deniedMcpServers and disabledMcpjsonServers merge from all settings and win over every approval; run offline with canaries',
});
