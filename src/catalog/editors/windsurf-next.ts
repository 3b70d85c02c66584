import { defineEditor, desktopPlaces } from './editor.ts';

export default defineEditor({
	id: 'windsurf-next',
	title: 'Windsurf Next',
	places: desktopPlaces('.windsurf-next', 'Windsurf - Next'),
	ownAgent: true,
	source: 'product.json of Windsurf Next (dataFolderName, nameShort)',
});
