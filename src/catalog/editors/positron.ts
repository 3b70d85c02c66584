import { defineEditor, desktopPlaces } from './editor.ts';

export default defineEditor({
	id: 'positron',
	title: 'Positron',
	places: desktopPlaces('.positron', 'Positron'),
	ownAgent: true,
	source: 'product.json of Positron (dataFolderName, nameShort)',
});
