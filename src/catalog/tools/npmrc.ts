import { parseIni } from '../../document/ini.ts';
import { text } from '../../document/node.ts';
import type { EntryReader, FoundEntry } from '../agents/agent.ts';
import { command, setting } from './entry.ts';

/** Settings that name a program, and when it is run (npm's config documentation; pnpm's for the last). */
const PROGRAMS: Readonly<Record<string, string>> = {
	'script-shell': 'runs every script',
	shell: 'runs in place of the shell',
	git: 'runs for every dependency from a repository',
	'node-gyp': 'builds native packages',
	editor: 'opens files',
	viewer: 'shows help',
	browser: 'opens pages',
	'onload-script': 'loaded by versions of npm before 7',
	'init-module': 'runs at `npm init`',
	'init.module': 'runs at `npm init`',
	pnpmfile: 'pnpm runs it at every installation',
	'global-pnpmfile': 'pnpm runs it at every installation',
};

const MOVED: Readonly<Record<string, string>> = {
	registry: 'packages come from there',
	proxy: 'requests go by that address',
	'https-proxy': 'requests go by that address',
	cafile: 'what these authorities vouch for is taken',
	ca: 'what these authorities vouch for is taken',
};

/** Settings that loosen something only with one value. */
const LOOSE: Readonly<Record<string, { readonly value: string; readonly why: string }>> = {
	'strict-ssl': { value: 'false', why: 'any certificate is taken' },
	'ignore-scripts': { value: 'false', why: 'install scripts run, also where the user’s own settings keep them from it' },
	'dangerously-allow-all-builds': { value: 'true', why: 'pnpm runs the install scripts of every dependency' },
	'ignore-dep-scripts': { value: 'false', why: 'install scripts of dependencies run' },
	'verify-store-integrity': { value: 'false', why: 'pnpm takes packages without comparing them' },
};

/** What `.npmrc` has run, moves, or loosens. Tokens stand there too, and are looked at by nobody here. */
export const npmSettings: EntryReader = (root) => {
	const entries = parseIni(text(root) ?? '').filter(({ section }) => section === '');
	const last = new Map(entries.map((entry) => [entry.key, entry]));
	return entries.filter((entry) => last.get(entry.key) === entry).flatMap(({ key, value, line }) => entryOf(key, value, line) ?? []);
};

/** Of the user's own file: what is run. Where packages come from is the user's own choice there. */
export const npmPrograms: EntryReader = (root, tell, file) =>
	npmSettings(root, tell, file).filter((entry) => entry.kind === 'helper' || entry.env !== undefined);

function entryOf(key: string, value: string, line: number): FoundEntry | null {
	const place = { line, column: 1 };
	// `PROGRAMS['constructor']` is no text.
	const of = <T>(table: Readonly<Record<string, T>>): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);
	const [program, moved, loose] = [of(PROGRAMS), of(MOVED) ?? (/^@[^:]+:registry$/.test(key) ? MOVED.registry : undefined), of(LOOSE)];
	if (value === '') {
		return null;
	}
	if (program !== undefined) {
		return command('helper', key, place, value, `nothing asks first; ${program}`);
	}
	// pnpm takes it from the user's own file alone.
	if (/^\/\/.{1,500}:tokenHelper$/.test(key)) {
		return command('helper', 'tokenHelper', place, value, 'nothing asks first; pnpm runs it for a token, from the user’s own file alone');
	}
	if (key === 'node-options') {
		const because = 'nothing asks first; every script that npm runs gets these options';
		return { ...setting(key, place, value, because), env: [{ name: 'NODE_OPTIONS', value }] };
	}
	if (moved !== undefined) {
		return setting(key, place, value, `nothing asks first; ${moved}`);
	}
	return loose !== undefined && value === loose.value ? setting(key, place, value, `nothing asks first; ${loose.why}`) : null;
}
