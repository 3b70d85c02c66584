import { defineEditor } from './editor.ts';

const xdg = { extensions: '$XDG_DATA_HOME/code-server/extensions', userData: '$XDG_DATA_HOME/code-server' };

// Not marked as a server: it is patched to keep the person's settings on this machine, in User/settings.json.
export default defineEditor({
	id: 'code-server',
	title: 'code-server',
	places: {
		linux: [xdg],
		// env-paths would say ~/Library/…; code-server forces the XDG layout on macOS.
		darwin: [xdg],
		win32: [{ extensions: '%LOCALAPPDATA%/code-server/Data/extensions', userData: '%LOCALAPPDATA%/code-server/Data' }],
	},
	// routes/vscode.js writes the last address there.
	lastOpened: { file: 'coder.json', folder: ['query', 'folder'], workspace: ['query', 'workspace'] },
	inBrowser: true,
	source: 'code-server 4.139.1, src/node/util.ts getEnvPaths and src/node/cli.ts setDefaults',
});
