import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'cursor-server',
	title: 'Cursor Server',
	places: serverPlaces('.cursor-server'),
	server: true,
	ownAgent: true,
	source: 'product.json of Cursor (serverDataFolderName)',
});
