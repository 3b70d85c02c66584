import { text } from '../../document/node.ts';
import type { EntryReader, FoundEntry } from '../agents/agent.ts';
import { setting } from './entry.ts';

/** One `key=value` of a Java properties file, its escapes taken out. Values that go on in a next line no wrapper has. */
const LINE = /^[ \t]{0,40}([\w.-]{1,200})[ \t]{0,40}[=:][ \t]{0,40}(.*)$/;

/** Entries for some of the properties of a file (java.util.Properties). Of a key that stands twice the last counts. */
export function properties(
	entryOf: (key: string, value: string, place: { line: number; column: number }) => FoundEntry | null,
): EntryReader {
	return (root) => {
		const found = new Map<string, FoundEntry | null>();
		for (const [index, line] of (text(root) ?? '').split('\n').entries()) {
			const [, key, value = ''] = LINE.exec(line) ?? [];
			if (key !== undefined) {
				found.set(key, entryOf(key, value.trim().replace(/\\(.)/g, '$1'), { line: index + 1, column: 1 }));
			}
		}
		return [...found.values()].filter((entry) => entry !== null);
	};
}

/** An address of which something is fetched and run, unless its host is the maker's own. */
export function movedFrom(makers: RegExp, keys: readonly string[]): EntryReader {
	return properties((key, value, place) => {
		const host = /^[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^/@]{0,200}@)?([^/:?#]{1,300})/i.exec(value)?.[1];
		return !keys.includes(key) || value === '' || (host !== undefined && makers.test(host))
			? null
			: setting(key, place, value, 'nothing asks first; the wrapper fetches this and runs it');
	});
}

/** Options of Java that load code before the program's own. */
export const LOADS_CODE =
	/(?:^|\s)(?:-javaagent:|-agentpath:|-agentlib:|-Xbootclasspath|-XX:(?:OnError|OnOutOfMemoryError)=|-Djava\.(?:system\.class\.loader|security\.manager))/;
