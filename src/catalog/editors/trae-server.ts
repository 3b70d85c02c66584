import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'trae-server',
	title: 'Trae Server',
	places: serverPlaces('.trae-server'),
	server: true,
	ownAgent: true,
	source: 'product.json of Trae (serverDataFolderName)',
});
