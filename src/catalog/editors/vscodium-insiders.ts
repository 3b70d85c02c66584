import { defineEditor, desktopPlaces } from './editor.ts';

export default defineEditor({
	id: 'vscodium-insiders',
	title: 'VSCodium Insiders',
	places: desktopPlaces('.vscodium-insiders', 'VSCodium - Insiders'),
	source: 'prepare_vscode.sh of VSCodium, VSCODE_QUALITY insider (dataFolderName, nameShort)',
});
