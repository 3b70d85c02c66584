// Writes the activation events into package.json: one `workspaceContains:` per file of a folder that an agent of the catalog
// reads, so that adding an agent adds its files. `--check` fails where they are out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchers } from '../src/catalog/launchers.ts';

const path = join(__dirname, '..', 'package.json');

/** A pattern would make the editor search the folder: of `.github/hooks/*.json` the folder is asked for. */
function withoutPattern(file: string): string {
	const segments = file.split('/');
	const first = segments.findIndex((segment) => segment.includes('*'));
	return segments.slice(0, first < 0 ? undefined : first).join('/');
}

const files = launchers
	.flatMap((agent) => agent.files)
	.flatMap((file) => (file.scope === 'project' && !file.search.startsWith('git-') ? [withoutPattern(file.path)] : []))
	.filter((file) => file !== '');
const wanted = ['onStartupFinished', ...[...new Set(files)].sort().map((file) => `workspaceContains:${file}`)];
const manifest = JSON.parse(readFileSync(path, 'utf8'));
if (JSON.stringify(manifest.activationEvents) !== JSON.stringify(wanted)) {
	if (process.argv.includes('--check')) {
		console.error('The activation events in package.json are out of date: run npm run build');
		process.exit(1);
	}
	manifest.activationEvents = wanted;
	writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
