// Writes docs/coverage.md from the catalog and the rules: every editor, agent, credential store, setting and rule, with its
// places and where they were learnt. `--check` fails where the file is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentEntry } from '../src/catalog/agents/agent.ts';
import { agents } from '../src/catalog/agents/index.ts';
import { credentialStores } from '../src/catalog/credentials/index.ts';
import { editors } from '../src/catalog/editors/index.ts';
import { settings } from '../src/catalog/settings/index.ts';
import { tools } from '../src/catalog/tools/index.ts';
import { type Places, placesFor } from '../src/machine/places.ts';
import { PLATFORMS, type Platform } from '../src/model/platform.ts';
import { rules } from '../src/rules/index.ts';

const path = join(__dirname, '..', 'docs', 'coverage.md');
const PLATFORM_NAMES: Readonly<Record<Platform, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

function cell(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
	return [heads, heads.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function codes(list: readonly string[]): string {
	return list.map((entry) => `\`${entry}\``).join(' ');
}

/** Once where all platforms agree, else by platform. */
function byPlatform(listFor: (platform: Platform) => readonly string[]): string {
	const lists = PLATFORMS.map((platform) => ({ platform, list: codes(listFor(platform)) }));
	return new Set(lists.map(({ list }) => list)).size === 1
		? (lists[0]?.list ?? '')
		: lists
				.filter(({ list }) => list !== '')
				.map(({ platform, list }) => `${PLATFORM_NAMES[platform]}: ${list}`)
				.join('<br>');
}

function launcherTable(head: string, list: readonly AgentEntry[]): string {
	return table(
		['id', head, 'in a project', 'of the user and the system', 'trust store', 'learnt from'],
		list.map((agent) => [
			`\`${agent.id}\``,
			agent.title,
			codes([...new Set(agent.files.flatMap((file) => (file.scope === 'project' ? [file.path] : [])))]),
			byPlatform((platform) =>
				agent.files.flatMap((file) =>
					file.scope === 'project'
						? []
						: [...placesFor(file.places, platform), ...(file.inUserData ?? []).map((pattern) => `<user data>/${pattern}`)],
				),
			),
			agent.trust ? shown(agent.trust.places) : 'in no file that can be read',
			agent.source,
		]),
	);
}

const shown = (places: Places): string => byPlatform((platform) => placesFor(places, platform));

const text = `# What Sallyport looks at

Written by \`npm run docs\` from the code. A place that is not named here is not looked at.

## Editors

Extensions from \`extensions.json\` of every profile and each extension's own manifest; settings from the user's settings file.

${table(
	['id', 'editor', 'extensions and user data', 'moved by', 'learnt from'],
	editors.map((editor) => [
		`\`${editor.id}\``,
		editor.title,
		byPlatform((platform) => editor.places[platform].flatMap((place) => [place.extensions, place.userData])),
		codes((editor.overrides ?? []).map((override) => override.variable)),
		editor.source,
	]),
)}

## Agents

MCP servers and hooks. \`<user data>\` is that of each editor above that is found. The file that a project brings is looked for in each folder, in the folders above it, or at the root of its repository, as the agent itself does.

${launcherTable('agent', agents)}

## Tools

What other tools would run on the strength of a folder's files. Files of git stand in the repository's own \`.git\` folder.

${launcherTable('tool', tools)}

## Credential stores

${table(
	['id', 'store', 'places', 'moved by', 'variables', 'taken by', 'learnt from'],
	credentialStores.map((store) => [
		`\`${store.id}\``,
		store.title,
		shown(store.places),
		codes((store.overrides ?? []).map((override) => override.variable)),
		codes(store.variables ?? []),
		store.harvestedBy.join(', '),
		store.source,
	]),
)}

## Settings

${table(
	['setting', 'recommended', 'why', 'learnt from'],
	settings
		.filter((setting) => setting.posture)
		.map((setting) => [`\`${setting.id}\``, `\`${setting.recommended}\``, setting.why, setting.source]),
)}

## Rules

${table(
	['rule', 'severity at most', 'why', 'source'],
	rules.map((rule) => [`\`${rule.id}\``, rule.severity, rule.why, rule.source]),
)}
`;

let existing = '';
try {
	existing = readFileSync(path, 'utf8');
} catch {
	// Not written yet.
}
if (existing !== text) {
	if (process.argv.includes('--check')) {
		console.error('docs/coverage.md is out of date: run npm run docs');
		process.exit(1);
	}
	writeFileSync(path, text);
}
