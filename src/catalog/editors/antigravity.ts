import { defineEditor, desktopPlaces } from './editor.ts';

const first = desktopPlaces('.antigravity', 'Antigravity');
// The editor was renamed; both names are met, and a machine that was updated has the folders of both.
const renamed = desktopPlaces('.antigravity-ide', 'Antigravity IDE');

export default defineEditor({
	id: 'antigravity',
	title: 'Antigravity',
	places: {
		linux: [...first.linux, ...renamed.linux],
		darwin: [...first.darwin, ...renamed.darwin],
		win32: [...first.win32, ...renamed.win32],
	},
	ownAgent: true,
	source: 'product.json of Antigravity and of its successor Antigravity IDE (dataFolderName, nameShort)',
});
