import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'kiro-server',
	title: 'Kiro Server',
	places: serverPlaces('.kiro-server'),
	server: true,
	ownAgent: true,
	source: 'product.json of Kiro (serverDataFolderName)',
});
