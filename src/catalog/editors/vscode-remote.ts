import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'vscode-remote',
	title: 'VS Code Server (Codespaces)',
	places: serverPlaces('.vscode-remote'),
	server: true,
	source: 'server/node/server.main.ts: the folder of a build without serverDataFolderName, GitHub Codespaces’ among them',
});
