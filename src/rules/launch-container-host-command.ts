import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

const command = exampleLaunch({ kind: 'container-command', name: 'initializeCommand', command: './prepare.sh', shell: true, args: [] });

export default defineLaunchRule({
	id: 'launch/container-host-command',
	severity: 'medium',
	why: 'The one command of a dev container that runs outside of the container, on this machine, before there is one.',
	source: 'Dev container specification, initializeCommand; 1 of 171 public configurations has one',
	says: ({ kind, name }) => (kind === 'container-command' && name.startsWith('initializeCommand') ? {} : null),
	examples: { hits: [command], nearMisses: [{ ...command, name: 'postCreateCommand' }] },
});
