// The repositories that are measured: 100,000 files each, with the configuration of several tools.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PACKAGES = 300;

/** Sources: 40 folders with 50 folders each. @param {string} folder */
export function buildLargeTree(folder) {
	const write = writer(folder);
	writeConfiguration(write);
	for (let at = 0; at < 100_000; at++) {
		write(`area-${at % 40}/part-${Math.floor(at / 40) % 50}/file-${at}.c`, 'int a;\n');
	}
}

/** A monorepo of 300 packages; two thirds of the files were installed. @param {string} folder */
export function buildMonorepo(folder) {
	const write = writer(folder);
	writeConfiguration(write);
	for (let at = 0; at < PACKAGES; at++) {
		write(`packages/package-${at}/package.json`, {
			name: `@example/package-${at}`,
			version: '1.0.0',
			scripts: { build: 'tsc', test: 'mocha' },
		});
	}
	for (let at = 0; at < 67_000; at++) {
		write(`node_modules/dependency-${Math.floor(at / 20)}/${at % 20 === 0 ? 'package.json' : `lib/file-${at % 20}.js`}`, '{}\n');
	}
	for (let at = 0; at < 33_000; at++) {
		write(`packages/package-${at % PACKAGES}/src/file-${at}.ts`, 'export const a = 1;\n');
	}
}

/** @param {string} folder */
function writer(folder) {
	const made = new Set();
	return (/** @type {string} */ path, /** @type {unknown} */ content) => {
		const whole = join(folder, path);
		if (!made.has(dirname(whole))) {
			made.add(dirname(whole));
			mkdirSync(dirname(whole), { recursive: true });
		}
		writeFileSync(whole, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
	};
}

/** @param {ReturnType<typeof writer>} write */
function writeConfiguration(write) {
	const server = { command: 'npx', args: ['-y', '@example/docs@1.2.3'] };
	write('package.json', {
		name: 'large',
		private: true,
		workspaces: ['packages/*'],
		scripts: { build: 'node build.js', prepare: 'husky' },
	});
	write('.git/HEAD', 'ref: refs/heads/main\n');
	write('.git/config', '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://git.example.com/a/large.git\n');
	write('.mcp.json', { mcpServers: { docs: server } });
	write('.vscode/mcp.json', { servers: { docs: server } });
	write('.vscode/tasks.json', { version: '2.0.0', tasks: [{ label: 'watch', type: 'shell', command: 'npm run watch' }] });
	write('.vscode/settings.json', { 'editor.tabSize': 2 });
	const hooks = [{ type: 'command', command: 'npm run lint' }];
	write('.claude/settings.json', { hooks: { PostToolUse: [{ matcher: 'Edit', hooks }] } });
	write('AGENTS.md', '# How to work here\n\nRun the tests before you commit.\n');
}
