import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'vscodium-server',
	title: 'VSCodium Server',
	places: serverPlaces('.vscodium-server', '.vscodium-server-insiders', '.vscode-server-oss'),
	server: true,
	source: 'prepare_vscode.sh of VSCodium (serverDataFolderName; .vscode-server-oss before 2023)',
});
