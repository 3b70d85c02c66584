import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'vscode-server',
	title: 'VS Code Server',
	places: serverPlaces('.vscode-server'),
	server: true,
	// server/node/server.main.ts: --server-data-dir, else this variable, else serverDataFolderName in the home.
	overrides: [{ variable: 'VSCODE_AGENT_FOLDER', extensions: 'extensions', userData: 'data' }],
	source: 'product.json of Microsoft’s server builds (serverDataFolderName); server/node/server.main.ts',
});
