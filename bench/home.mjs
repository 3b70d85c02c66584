// The home that is measured: 300 extensions with manifests of the usual size, two profiles, and all that the fixture home has.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildHome } from '../test/e2e/fixture-home.mjs';

/**
 * @param {string} home
 * @param {number} count extensions
 */
export function buildLargeHome(home, count = 300) {
	buildHome(home);
	const folder = join(home, '.vscode', 'extensions');
	const listed = [];
	for (let index = 0; index < count; index++) {
		const [publisher, name, version] = [`publisher-${index % 40}`, `extension-${index}`, `1.${index % 20}.${index % 7}`];
		const directory = join(folder, `${publisher}.${name}-${version}`);
		mkdirSync(directory, { recursive: true });
		const commands = Array.from({ length: 60 }, (_, at) => ({
			command: `${name}.command${at}`,
			title: `Command ${at} of ${name}`,
			category: name,
		}));
		writeFileSync(
			join(directory, 'package.json'),
			JSON.stringify(
				{ name, publisher, version, engines: { vscode: '^1.101.0' }, main: './dist/extension.js', contributes: { commands } },
				undefined,
				2,
			),
		);
		listed.push({
			identifier: { id: `${publisher}.${name}`, uuid: randomBytes(16).toString('hex') },
			version,
			relativeLocation: `${publisher}.${name}-${version}`,
			location: { $mid: 1, path: directory, scheme: 'file' },
			metadata: {
				installedTimestamp: 1_770_000_000_000 + index * 3_600_000,
				source: 'gallery',
				pinned: index % 10 === 0,
				targetPlatform: 'undefined',
			},
		});
	}
	writeFileSync(join(folder, 'extensions.json'), JSON.stringify(listed));
	writeFileSync(join(folder, '.obsolete'), JSON.stringify({ 'publisher-1.gone-1.0.0': true }));
	const profile = join(home, '.config', 'Code', 'User', 'profiles', '-5f2ae81');
	mkdirSync(profile, { recursive: true });
	writeFileSync(join(profile, 'extensions.json'), JSON.stringify(listed.slice(0, 50)));
	writeFileSync(join(home, '.config', 'Code', 'User', 'settings.json'), '{ "extensions.autoUpdateDelay": 12 }\n');
}
