import { launchers } from '../catalog/launchers.ts';
import { type Facts, NO_FACTS } from '../inventory/facts.ts';
import type { MessageArguments, Severity } from '../model/finding.ts';
import type { Launch } from '../model/launch.ts';
import { defineRule, type Rule } from './rule.ts';

/** What a rule says of one launch. */
export interface Said {
	/** Where it is less than the most that the rule says. */
	readonly severity?: Severity;
	/** Beside `path`, `line`, `name`, `command` and `tools`, which every message about a launch has. */
	readonly arguments?: MessageArguments;
	readonly evidence?: readonly string[];
}

interface LaunchRule extends Omit<Rule, 'find' | 'examples'> {
	/** True where it speaks of what no tool takes, too. */
	readonly untaken?: boolean;
	/** Null where it says nothing of the launch. */
	readonly says: (launch: Launch, facts: Facts) => Said | null;
	readonly examples: { readonly hits: readonly Launch[]; readonly nearMisses: readonly Launch[] };
}

/** Characters of a command that a sentence repeats. */
const MOST_SHOWN = 160;

/** A rule that looks at launches one by one: those that some tool takes, or may take. */
export function defineLaunchRule({ says, examples, untaken = false, ...rule }: LaunchRule): Rule {
	const alone = (launch: Launch): Facts => ({ ...NO_FACTS, launches: [launch] });
	return defineRule({
		...rule,
		find: (facts) =>
			facts.launches
				.filter(({ executors }) => untaken || executors.some(({ verdict }) => verdict !== 'ignores'))
				.flatMap((launch) => {
					const said = says(launch, facts);
					return said === null
						? []
						: [
								{
									id: `${rule.id}:${launch.id}`,
									ruleId: rule.id,
									severity: said.severity ?? rule.severity,
									messageId: rule.id,
									arguments: { ...about(launch), ...said.arguments },
									subject: { type: 'launch' as const, ref: launch.id },
									location: launch.source,
									evidence: said.evidence ?? [],
								},
							];
				}),
		examples: { hits: examples.hits.map(alone), nearMisses: examples.nearMisses.map(alone) },
	});
}

/** What every sentence about a launch can say. */
export function about(launch: Launch): MessageArguments {
	const line = [launch.command ?? launch.url ?? '', ...launch.args].filter((word) => word !== '').join(' ');
	const characters = [...line];
	const takers = launch.executors.filter(({ verdict }) => verdict === 'loads').map(({ tool }) => tool);
	return {
		path: launch.source.path,
		line: launch.source.line,
		name: launch.name,
		command: characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : line,
		tools: takers.map((tool) => launchers.find(({ id }) => id === tool)?.title ?? tool).join(', '),
	};
}
