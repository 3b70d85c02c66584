import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'kiro-server',
	title: 'Kiro Server',
	places: serverPlaces('.kiro-server'),
	server: true,
	source: 'product.json of Kiro (serverDataFolderName)',
});
