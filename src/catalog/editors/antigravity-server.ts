import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'antigravity-server',
	title: 'Antigravity Server',
	places: serverPlaces('.antigravity-server', '.antigravity-ide-server'),
	server: true,
	ownAgent: true,
	source: 'product.json of Antigravity and of its successor Antigravity IDE (serverDataFolderName)',
});
