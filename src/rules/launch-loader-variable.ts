import { exampleLaunch } from './example-launch.ts';
import { defineLaunchRule } from './launch-rule.ts';

/** Variables that make a program load code before its own, whatever it is. */
const LOADERS =
	/^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|BASH_ENV|PYTHONSTARTUP|PERL5OPT|RUBYOPT|JAVA_TOOL_OPTIONS|GIT_SSH_COMMAND|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|PROMPT_COMMAND)$/i;

/** Of NODE_OPTIONS what loads something; the rest tunes. */
const LOADS = /(?:^|\s)(?:--require|-r|--import|--loader|--experimental-loader)(?:[=\s]|$)/;

const given = (name: string, value: string, changes = {}) => exampleLaunch({ env: [{ name, value }], ...changes });

export default defineLaunchRule({
	id: 'launch/loader-variable',
	severity: 'high',
	why: 'Programs that are honest themselves load what the variable names before anything of their own.',
	source:
		'MITRE ATT&CK T1574.006; Node.js and ld.so documentation; of 171 public configurations two set NODE_OPTIONS, both to tune memory in a container',
	says: ({ env, scope }) => {
		const found =
			scope === 'project'
				? env.find(({ name, value }) => LOADERS.test(name) || (/^NODE_OPTIONS$/i.test(name) && LOADS.test(value ?? '')))
				: undefined;
		return found === undefined ? null : { arguments: { variable: found.name, value: found.value ?? '' } };
	},
	examples: {
		hits: [given('NODE_OPTIONS', '--require ./.vscode/x.js'), given('LD_PRELOAD', './libx.so'), given('BASH_ENV', '.env.sh')],
		nearMisses: [
			given('NODE_OPTIONS', '--max-old-space-size=4096'),
			given('PATH', '/usr/bin'),
			given('LD_PRELOAD', '/usr/lib/x.so', { scope: 'user' as const }),
		],
	},
});
