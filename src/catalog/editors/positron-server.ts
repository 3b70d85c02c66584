import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'positron-server',
	title: 'Positron Server',
	places: serverPlaces('.positron-server'),
	server: true,
	ownAgent: true,
	source: 'product.json of Positron (serverDataFolderName)',
});
