import { at, text } from '../../document/node.ts';
import { defineAgent } from './agent.ts';
import { mcpServers } from './entries.ts';
import { instructionFiles } from './instruction-files.ts';
import { inConfig } from './places.ts';
import { eachValue, only, renamed, reshaped } from './reshape.ts';
import { is, settingValues } from './setting-entries.ts';

/** Of goose's own making, without a command. */
const BUILT_IN = ['builtin', 'platform', 'frontend', 'inline_python'];

const servers = reshaped(
	['extensions'],
	only((extension) => !BUILT_IN.includes(text(at(extension, 'type')) ?? '')),
	reshaped(['extensions'], eachValue(renamed({ cmd: 'command', uri: 'url', envs: 'env' })), mcpServers('extensions')),
);

const settings = settingValues([
	{ key: 'GOOSE_MODE', when: is('auto') },
	{ key: 'OPENAI_HOST' },
	{ key: 'ANTHROPIC_HOST' },
	{ key: 'OPENAI_BASE_URL' },
]);

export default defineAgent({
	id: 'goose',
	title: 'goose',
	vendor: 'block',
	programs: ['goose'],
	files: [
		{
			format: 'yaml',
			own: true,
			refuses: [],
			heeds: 'enabled',
			trigger: 'session-start',
			headless: 'runs',
			needsTrust: false,
			scope: 'user',
			places: inConfig('goose/config.yaml', '%APPDATA%/Block/goose/config/config.yaml'),
			entries: [servers, settings],
		},
		// A folder brings no extensions.
		...instructionFiles('repository-to-folder', ['.goosehints'], ['AGENTS.md']),
	],
	source: 'block.github.io/goose: configuration files',
});
