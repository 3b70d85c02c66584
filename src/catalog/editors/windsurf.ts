import { defineEditor, desktopPlaces } from './editor.ts';

export default defineEditor({
	id: 'windsurf',
	title: 'Windsurf',
	places: desktopPlaces('.windsurf', 'Windsurf'),
	ownAgent: true,
	source: 'product.json of Windsurf (dataFolderName, nameShort)',
});
