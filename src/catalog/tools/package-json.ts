import { at, members, text } from '../../document/node.ts';
import type { EntryReader } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { command, setting } from './entry.ts';

/** Scripts of package.json that an installation in its folder runs by itself. */
export function installScripts(names: readonly string[], because?: string): EntryReader {
	return (root) =>
		lastOfEachKey(members(at(root, 'scripts'))).flatMap((script) => {
			const line = text(script.value) ?? '';
			return names.includes(script.key) && line.trim() !== '' ? [command('lifecycle-script', script.key, script, line, because)] : [];
		});
}

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'resolutions'];

/** A repository or an archive, which no registry has looked at: `git+https:`, `github:`, `owner/name`, `https://…/x.tgz`. */
const ELSEWHERE = /^(?:git(?:\+[a-z]+)?:|git@|(?:github|gitlab|bitbucket|gist):|https?:|ssh:)/i;
const SHORT = /^[A-Za-z0-9][\w.-]{0,100}\/[\w.-]{1,100}(?:#.*)?$/;

/** Dependencies that come from elsewhere than a registry. */
export function foreignDependencies(because: string): EntryReader {
	return (root) =>
		SECTIONS.flatMap((section) =>
			lastOfEachKey(members(at(root, section))).flatMap((dependency) => {
				const from = text(dependency.value) ?? '';
				return ELSEWHERE.test(from) || SHORT.test(from) ? [setting(`${section}.${dependency.key}`, dependency, from, because)] : [];
			}),
		);
}
