import { defineEditor, desktopPlaces } from './editor.ts';

const international = desktopPlaces('.trae', 'Trae');
const china = desktopPlaces('.trae-cn', 'Trae CN');

export default defineEditor({
	id: 'trae',
	title: 'Trae',
	places: {
		linux: [...international.linux, ...china.linux],
		darwin: [...international.darwin, ...china.darwin],
		win32: [...international.win32, ...china.win32],
	},
	ownAgent: true,
	source: 'product.json of Trae and of its Chinese edition (dataFolderName, nameShort)',
});
