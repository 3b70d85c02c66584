import { defineAgent } from '../agents/agent.ts';
import { setting } from './entry.ts';
import { LOADS_CODE, movedFrom, properties } from './properties.ts';

const rules = {
	own: true,
	format: 'text',
	refuses: [],
	needsTrust: false,
	headless: 'runs',
	trigger: 'manual',
	because: 'nothing asks first',
} as const;

/** `org.gradle.jvmargs` where it loads code; a proxy. */
const options = properties((key, value, place) => {
	if (key === 'org.gradle.jvmargs' && LOADS_CODE.test(value)) {
		return setting(key, place, value, 'nothing asks first; Gradle’s own process loads it');
	}
	return /^systemProp\.https?\.proxyHost$/.test(key) && value !== ''
		? setting(key, place, value, 'nothing asks first; requests go by that host')
		: null;
});

export default defineAgent({
	id: 'gradle',
	title: 'Gradle',
	vendor: 'gradle',
	files: [
		{
			...rules,
			scope: 'project',
			path: 'gradle/wrapper/gradle-wrapper.properties',
			search: 'packages',
			entries: [movedFrom(/^(?:services|downloads)\.gradle\.org$/i, ['distributionUrl'])],
		},
		{ ...rules, scope: 'project', path: 'gradle.properties', search: 'packages', entries: [options] },
		{
			...rules,
			scope: 'user',
			places: ['~/.gradle/gradle.properties'],
			overrides: [{ variable: 'GRADLE_USER_HOME', kind: 'directory', relative: 'gradle.properties' }],
			entries: [options],
		},
	],
	source: 'Gradle 8: its documentation of the wrapper and of the build environment',
});
