import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'vscode-server-insiders',
	title: 'VS Code Server Insiders',
	places: serverPlaces('.vscode-server-insiders'),
	server: true,
	source: 'product.json of Microsoft’s Insiders server builds (serverDataFolderName)',
});
