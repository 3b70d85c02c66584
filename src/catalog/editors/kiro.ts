import { defineEditor, desktopPlaces } from './editor.ts';

export default defineEditor({
	id: 'kiro',
	title: 'Kiro',
	places: desktopPlaces('.kiro', 'Kiro'),
	ownAgent: true,
	source: 'product.json of Kiro (dataFolderName, nameShort)',
});
