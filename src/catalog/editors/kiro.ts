import { defineEditor, desktopPlaces } from './editor.ts';

export default defineEditor({
	id: 'kiro',
	title: 'Kiro',
	places: desktopPlaces('.kiro', 'Kiro'),
	source: 'product.json of Kiro (dataFolderName, nameShort)',
});
