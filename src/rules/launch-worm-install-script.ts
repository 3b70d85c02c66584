import { exampleHook, on } from './example-commands.ts';
import { belowProject, commandsOf, scriptOf } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Files that package worms brought along, and run at installation. */
const OWN = /^(?:setup_bun|bun_environment|router_init|router_runtime|tanstack_runner|Math_Symbol)\.[cm]?js$/;
/** Names that others use too: told only where they run before the installation, from the top of the package. */
const COMMON = /^(?:setup|bundle|index)\.(?:mjs|js)$/;

const script = (name: string, command: string) =>
	exampleHook(command, {
		kind: 'lifecycle-script',
		tool: 'npm',
		name,
		source: { path: '/home/dev/app/package.json', line: 6, column: 5 },
		...on('install'),
	});

export default defineLaunchRule({
	id: 'launch/worm-install-script',
	severity: 'high',
	why: 'Package worms run a file of such a name at installation, before anybody has looked into the package.',
	source:
		'Shai-Hulud (November 2025, `preinstall: node setup_bun.js`), Mini Shai-Hulud (`preinstall: bun run index.js`), ChainDrop (August 2026, `preinstall: node setup.mjs`)',
	says: (launch) => {
		if (launch.kind !== 'lifecycle-script') {
			return null;
		}
		const first = /^preinstall$/.test(launch.name.split(/[.\s]/).at(-1) ?? '');
		for (const command of commandsOf(launch)) {
			const name = belowProject(scriptOf(command) ?? '', launch.folder);
			if (OWN.test(name) || (first && COMMON.test(name) && (command.program === 'bun' || !name.startsWith('index')))) {
				return { arguments: { script: name }, evidence: [name] };
			}
		}
		return null;
	},
	examples: {
		hits: [
			script('preinstall', 'node setup_bun.js'),
			script('postinstall', 'node ./bun_environment.js'),
			script('preinstall', 'node setup.mjs'),
			script('preinstall', 'bun run index.js'),
		],
		nearMisses: [
			script('preinstall', 'npx only-allow pnpm'),
			script('preinstall', 'node scripts/setup.mjs'),
			script('postinstall', 'node setup.mjs'),
			script('preinstall', 'node index.js'),
			exampleHook('node setup.mjs'),
		],
	},
});
