import { defineEditor, desktopPlaces } from './editor.ts';

export default defineEditor({
	id: 'vscode-insiders',
	title: 'VS Code Insiders',
	places: desktopPlaces('.vscode-insiders', 'Code - Insiders'),
	source: 'product.json of Microsoft’s Insiders builds (dataFolderName, nameShort)',
});
