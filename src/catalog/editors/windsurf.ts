import { defineEditor, desktopPlaces } from './editor.ts';

export default defineEditor({
	id: 'windsurf',
	title: 'Windsurf',
	places: desktopPlaces('.windsurf', 'Windsurf'),
	source: 'product.json of Windsurf (dataFolderName, nameShort)',
});
