import { defineEditor, desktopPlaces } from './editor.ts';

export default defineEditor({
	id: 'cursor',
	title: 'Cursor',
	places: desktopPlaces('.cursor', 'Cursor'),
	ownAgent: true,
	source: 'product.json of Cursor (dataFolderName, nameShort)',
});
