import { defineAgent } from '../agents/agent.ts';
import { mcpServers } from '../agents/entries.ts';
import { environmentSettings } from '../agents/setting-entries.ts';
import { containerCommands, containerFeatures, containerMounts, containerOptions } from './container-entries.ts';

const rules = {
	own: true,
	scope: 'project',
	search: 'folder',
	format: 'jsonc',
	refuses: [],
	// The command line `devcontainer up` asks nothing.
	needsTrust: true,
	headless: 'runs',
	trigger: 'container-create',
	because: 'the editor asks whether to open the container; a trusted folder is needed for that',
	entries: [
		containerCommands,
		containerMounts,
		containerOptions,
		containerFeatures,
		environmentSettings('remoteEnv'),
		environmentSettings('containerEnv'),
		mcpServers('customizations', 'vscode', 'mcp', 'servers'),
	],
} as const;

export default defineAgent({
	id: 'dev-container',
	title: 'Dev containers',
	vendor: 'devcontainers',
	files: ['.devcontainer/devcontainer.json', '.devcontainer.json', '.devcontainer/*/devcontainer.json'].map((path) => ({ ...rules, path })),
	source: 'The dev container specification (containers.dev, "devcontainer.json reference"); VS Code 1.139 for servers of a container',
});
