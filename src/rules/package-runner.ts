import type { Launch } from '../model/launch.ts';
import { type Command, commandsOf, firstOperand } from './launch-commands.ts';

/** What a package runner fetches and starts. */
export interface FetchedPackage {
	/** As it is asked for: `@example/server@1.2.3`, `github:example/server`. */
	readonly spec: string;
	readonly ofPython: boolean;
}

const NODE_RUNNERS = /^(?:npx|bunx|pnpx)$/;
const PYTHON_RUNNERS = /^(?:uvx|pipx)$/;

/** Managers that run a package with a word of their own. */
const MANAGERS: Readonly<Record<string, RegExp>> = {
	npm: /^(?:exec|x)$/,
	pnpm: /^dlx$/,
	yarn: /^dlx$/,
	bun: /^x$/,
	uv: /^tool$/,
};

/** Flags that name a package in place of the first word. */
const NAMES = /^(?:-p|--package|--from|--with|--spec)$/;
const VALUES =
	/^(?:-p|--package|--from|--with|--spec|--python|--index-url|--cache|-w|--workspace|--registry|--index|--extra-index-url|--default-index)$/;

/** What is asked for without its version. */
export function packageName(spec: string): string {
	return spec.replace(/(?<=.)@[^@/]{0,100}$/, '');
}

/** The packages that the runners of a launch fetch. What is given to the package itself is none. */
export function fetchedPackages(launch: Launch): readonly FetchedPackage[] {
	return packagesOf(commandsOf(launch));
}

export function packagesOf(commands: readonly Command[]): readonly FetchedPackage[] {
	return commands.flatMap(({ program, args }) => {
		const word = Object.hasOwn(MANAGERS, program) ? MANAGERS[program] : undefined;
		const isManager = word?.test(args[0] ?? '') ?? false;
		if (!isManager && !NODE_RUNNERS.test(program) && !PYTHON_RUNNERS.test(program)) {
			return [];
		}
		const ofPython = PYTHON_RUNNERS.test(program) || program === 'uv';
		const skipped = isManager ? 1 : 0;
		const rest = (args[skipped] === 'run' && (ofPython || isManager) ? args.slice(skipped + 1) : args.slice(skipped)).slice(0, 200);
		const at = firstOperand(rest, VALUES);
		const own = at === null ? rest : rest.slice(0, at);
		const named = own.flatMap((argument, index) => {
			const sign = argument.indexOf('=');
			const inOne = sign > 0 && NAMES.test(argument.slice(0, sign)) ? [argument.slice(sign + 1)] : [];
			return NAMES.test(own[index - 1] ?? '') ? [argument] : inOne;
		});
		const specs = named.length > 0 ? named : at === null ? [] : [rest[at] ?? ''];
		return specs.filter((spec) => spec !== '').map((spec) => ({ spec, ofPython }));
	});
}
