import { positions } from '../../document/lines.ts';
import { text } from '../../document/node.ts';
import { defineAgent, type EntryReader, type FoundEntry } from '../agents/agent.ts';
import { LOADS_CODE, movedFrom } from './properties.ts';

const rules = {
	own: true,
	scope: 'project',
	search: 'packages',
	format: 'text',
	refuses: [],
	needsTrust: false,
	headless: 'runs',
	trigger: 'manual',
	because: 'nothing asks first; every `mvn` in the folder loads it',
} as const;

/** An extension is never so long: a bound on time, where one is not closed. */
const MOST_CHARACTERS = 2_000;

/** `<extension>` to `</extension>`, each a library that Maven itself loads. */
const extensions: EntryReader = (root) => {
	const source = text(root) ?? '';
	const place = positions(source);
	const found: FoundEntry[] = [];
	for (let at = source.indexOf('<extension>'); at >= 0; at = source.indexOf('<extension>', at + 1)) {
		const [body = ''] = source.slice(at, at + MOST_CHARACTERS).split('</extension>', 1);
		const part = (name: string): string => {
			const start = body.indexOf(`<${name}>`);
			const end = body.indexOf(`</${name}>`, start);
			return start < 0 || end < 0 ? '' : body.slice(start + name.length + 2, end).trim();
		};
		const name = `${part('groupId')}:${part('artifactId')}`;
		if (name !== ':') {
			found.push({
				kind: 'plugin',
				name,
				pointer: ['extensions', String(found.length)],
				...place(at),
				args: [`${name}:${part('version')}`],
			});
		}
	}
	return found;
};

/** Options that load code, or another file of settings. */
function options(name: string, wanted: RegExp): EntryReader {
	return (root) => {
		const lines = (text(root) ?? '').split('\n');
		const line = lines.findIndex((candidate) => !candidate.startsWith('#') && wanted.test(candidate));
		const args = lines
			.filter((candidate) => !candidate.startsWith('#'))
			.flatMap((candidate) => candidate.split(/\s/))
			.filter((word) => word !== '');
		return line < 0 ? [] : [{ kind: 'setting', name, pointer: [name], line: line + 1, column: 1, args }];
	};
}

const SETTINGS =
	/(?:^|\s)(?:-s|--settings|-gs|--global-settings|-t|--toolchains|-f|--file|-Dmaven\.ext\.class\.path|-Dmaven\.repo\.remote)(?:[=\s]|$)/;

export default defineAgent({
	id: 'maven',
	title: 'Maven',
	vendor: 'apache',
	files: [
		{ ...rules, path: '.mvn/extensions.xml', entries: [extensions] },
		{ ...rules, path: '.mvn/jvm.config', entries: [options('jvm.config', LOADS_CODE)] },
		{ ...rules, path: '.mvn/maven.config', entries: [options('maven.config', SETTINGS)] },
		{
			...rules,
			path: '.mvn/wrapper/maven-wrapper.properties',
			entries: [movedFrom(/(?:^|\.)apache\.org$/i, ['distributionUrl', 'wrapperUrl'])],
		},
	],
	source: 'Maven 3.9: its documentation of .mvn ("Configuring Apache Maven"), and of the wrapper',
});
