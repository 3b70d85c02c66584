import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

const instruction = exampleLaunch({ kind: 'instruction', name: 'setup.mdc', command: 'node .github/setup.js', shell: true, args: [] });

export default defineLaunchRule({
	id: 'launch/instruction-orders-execution',
	severity: 'high',
	why: 'An instruction file that tells the agent to run a script before anything else turns reading into running.',
	source: 'Miasma (June 2026, `.cursor/rules/setup.mdc` with `alwaysApply: true`); 0 of 171 benign files, 1 of 8 malicious ones',
	says: ({ kind, command }) => (kind === 'instruction' && command !== null ? {} : null),
	examples: { hits: [instruction], nearMisses: [{ ...instruction, command: null }, exampleLaunch()] },
});
