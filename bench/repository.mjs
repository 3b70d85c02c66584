// The repository that is measured: a monorepo of 100,000 files, 300 packages, with the configuration of several tools.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = 300;

/**
 * @param {string} folder
 * @param {number} files how many in all, about
 */
export function buildLargeRepository(folder, files = 100_000) {
	const write = (/** @type {string} */ path, /** @type {unknown} */ content) => {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
	};
	write('package.json', {
		name: 'monorepo',
		private: true,
		workspaces: ['packages/*'],
		scripts: { build: 'node build.js', prepare: 'husky' },
	});
	write('.git/HEAD', 'ref: refs/heads/main\n');
	write('.git/config', '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://git.example.com/a/monorepo.git\n');
	write('.mcp.json', { mcpServers: { docs: { command: 'npx', args: ['-y', '@example/docs@1.2.3'] } } });
	write('.vscode/mcp.json', { servers: { docs: { command: 'npx', args: ['-y', '@example/docs@1.2.3'] } } });
	write('.vscode/tasks.json', { version: '2.0.0', tasks: [{ label: 'watch', type: 'shell', command: 'npm run watch' }] });
	write('.vscode/settings.json', { 'editor.tabSize': 2 });
	write('.claude/settings.json', { hooks: { PostToolUse: [{ matcher: 'Edit', hooks: [{ type: 'command', command: 'npm run lint' }] }] } });
	write('AGENTS.md', '# How to work here\n\nRun the tests before you commit.\n');
	for (let at = 0; at < PACKAGES; at++) {
		write(`packages/package-${at}/package.json`, {
			name: `@example/package-${at}`,
			version: '1.0.0',
			scripts: { build: 'tsc', test: 'mocha' },
		});
	}
	// Two thirds are dependencies, the rest sources in folders of fifty.
	const dependencies = Math.floor((files * 2) / 3 / 20);
	for (let at = 0; at < dependencies; at++) {
		const base = `node_modules/dependency-${at}`;
		write(`${base}/package.json`, { name: `dependency-${at}`, version: '1.0.0' });
		for (let file = 0; file < 19; file++) {
			write(`${base}/lib/file-${file}.js`, 'module.exports = 1;\n');
		}
	}
	const folders = Math.floor(files / 3 / 50);
	for (let at = 0; at < folders; at++) {
		for (let file = 0; file < 50; file++) {
			write(`packages/package-${at % PACKAGES}/src/part-${Math.floor(at / PACKAGES)}/file-${file}.ts`, 'export const a = 1;\n');
		}
	}
}
