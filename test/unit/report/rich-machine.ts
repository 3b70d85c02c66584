import { ALL_AREAS, survey } from '../../../src/inventory/survey.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { failure } from '../../../src/model/outcome.ts';
import type { Report } from '../../../src/model/report.ts';
import { assembleReport } from '../../../src/report/assemble.ts';

/** Letters and digits that no tool ever gave out; always the same, so that reports can be compared. */
export function madeUp(length: number, seed: number): string {
	const letters = 'q7Zk2WfXy9Lr4TnBv8Hc1MdGp5JsQe3RtKw6Ax0UzYbNgFhPjVoCiSlEmDaTuO';
	return Array.from({ length }, (_, at) => letters[(at * at * 3 + at * 7 + seed * 13) % letters.length]).join('');
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const server = (name: string) => ({
	mcpServers: { [name]: { command: 'npx', args: ['-y', `${name}-server@1.0.0`], env: { TOKEN: 'x' } } },
});
const hook = (event: string, command: string) => ({ hooks: { [event]: [{ matcher: '*', hooks: [{ type: 'command', command }] }] } });

const extension = (id: string, version: string, metadata: object) => ({
	identifier: { id },
	version,
	relativeLocation: `${id}-${version}`,
	location: { scheme: 'file', path: `/home/dev/.vscode/extensions/${id}-${version}` },
	metadata,
});
const manifest = (id: string, version: string) => json({ publisher: id.split('.')[0], name: id.split('.')[1], version });

/** A home with something of everything that a report can hold. */
export const RICH: Required<Pick<FixtureOptions, 'files' | 'modes' | 'env' | 'now'>> = {
	now: '2026-06-01T09:30:00.000Z',
	env: { AWS_SECRET_ACCESS_KEY: madeUp(40, 1), AWS_ACCESS_KEY_ID: `AKIA${madeUp(16, 2).toUpperCase()}`, PATH: '/usr/bin' },
	modes: { '/home/dev/.git-credentials': '0644' },
	files: {
		'/home/dev/.aws/credentials': `[default]\naws_access_key_id = AKIA${madeUp(16, 3).toUpperCase()}\naws_secret_access_key = ${madeUp(40, 4)}\n`,
		'/home/dev/.git-credentials': `https://developer:${madeUp(24, 5)}@git.example.com\n`,
		'/home/dev/.npmrc': `//npm.example.com/:_authToken=npm_${madeUp(36, 6)}\n`,
		'/home/dev/.vault-token': `hvs.${madeUp(90, 7)}`,
		'/home/dev/.docker/config.json': json({ auths: { 'containers.example.com': { auth: btoa(`robots:${madeUp(30, 8)}`) } } }),
		'/home/dev/.kube/config': failure('denied', 'permission denied'),
		'/home/dev/.config/gh/hosts.yml': 'github.example.com:\n  user: [unclosed\n',
		'/home/dev/.claude.json': json({
			...server('notes'),
			projects: { '/home/dev/app': { hasTrustDialogAccepted: true, ...server('local') }, '/home': { hasTrustDialogAccepted: true } },
		}),
		'/home/dev/.claude/settings.json': json(hook('SessionStart', 'echo good morning')),
		'/home/dev/.codex/config.toml':
			'notify = ["say", "done"]\n[mcp_servers.search]\ncommand = "npx"\n[projects."/home/dev/app"]\ntrust_level = "trusted"\n',
		'/home/dev/.copilot/config.json': json({ trusted_folders: ['/home/dev/app'] }),
		'/home/dev/.copilot/mcp-config.json': json({ mcpServers: { web: { type: 'http', url: 'https://u:p@mcp.example.com/sse?key=1' } } }),
		'/home/dev/.gemini/settings.json': json(server('maps')),
		'/home/dev/.gemini/trustedFolders.json': json({ '/home/dev': 'TRUST_FOLDER' }),
		'/home/dev/.cursor/mcp.json': json({
			mcpServers: { remote: { url: 'https://x.example.com/mcp', headers: { Authorization: 'Bearer x' } } },
		}),
		'/home/dev/.config/Code/User/settings.json': '{ // mine\n"extensions.autoUpdateDelay": 0, "chat.mcp.autostart": "never" }',
		'/home/dev/.config/Code/User/mcp.json': json({ servers: { tickets: { command: 'node', args: ['tickets.js'] } } }),
		'/home/dev/.config/Cursor/User/settings.json': '{"task.allowAutomaticTasks": "on"',
		'/home/dev/.vscode/extensions/extensions.json': json([
			extension('acme.tides', '1.2.3', { source: 'gallery', installedTimestamp: Date.UTC(2026, 4, 30), pinned: true }),
			extension('acme.charts', '0.9.0', { source: 'vsix', isPreReleaseVersion: true, targetPlatform: 'linux-x64' }),
			extension('acme.shut', '2.0.0', { source: 'gallery' }),
		]),
		'/home/dev/.vscode/extensions/acme.tides-1.2.3/package.json': manifest('acme.tides', '1.2.3'),
		'/home/dev/.vscode/extensions/acme.charts-0.9.0/package.json': manifest('acme.charts', '0.9.0'),
		'/home/dev/.vscode/extensions/acme.shut-2.0.0/package.json': failure('denied', 'permission denied'),
		'/home/dev/.vscode/extensions/acme.dropped-0.0.1/package.json': manifest('acme.dropped', '0.0.1'),
		'/home/dev/app/.git/HEAD': 'ref: refs/heads/main\n',
		'/home/dev/app/.mcp.json': json(server('lamp')),
		'/home/dev/app/.claude/settings.json': json(hook('SessionStart', 'node .github/setup.js')),
		'/home/dev/app/.claude/settings.local.json': failure('too-large', '9 bytes; at most 3 are read'),
		'/home/dev/app/.codex/config.toml': '[mcp_servers.depth]\ncommand = "depth"\nenabled = false\n',
		'/home/dev/app/.cursor/hooks.json': json({ version: 1, hooks: { workspaceOpen: [{ command: './open.sh' }] } }),
		'/home/dev/app/.gemini/settings.json': '{"mcpServers": {"g": {"command": "g"},}}',
		'/home/dev/app/.github/hooks/log.json': json({ hooks: { preToolUse: [{ bash: 'tee log', powershell: 'Out-File log' }] } }),
		'/home/dev/app/.vscode/mcp.json': json({
			servers: { env: { command: 'sh', args: ['-c', 'x'], env: { NODE_OPTIONS: '--require ./x.js' } } },
		}),
		'/home/dev/app/.vscode/settings.json': '{}',
	},
};

/** What an audit of that home says, or of one that is changed. */
export async function richReport(changes: FixtureOptions = {}): Promise<Report> {
	const machine = fixtureMachine({ ...RICH, ...changes, files: { ...RICH.files, ...changes.files } });
	return assembleReport(await survey(machine, { areas: ALL_AREAS, folders: ['/home/dev/app'], knownFolders: true }), '1.2.3');
}

/** What an audit of an empty home says. */
export async function emptyReport(): Promise<Report> {
	return assembleReport(await survey(fixtureMachine({ now: RICH.now }), { areas: ALL_AREAS, knownFolders: true }), '1.2.3');
}
