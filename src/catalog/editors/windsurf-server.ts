import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'windsurf-server',
	title: 'Windsurf Server',
	places: serverPlaces('.windsurf-server'),
	server: true,
	ownAgent: true,
	source: 'product.json of Windsurf (serverDataFolderName)',
});
