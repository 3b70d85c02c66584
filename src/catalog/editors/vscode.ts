import { defineEditor, desktopPlaces, flatpakPlace } from './editor.ts';

export default defineEditor({
	id: 'vscode',
	title: 'VS Code',
	places: desktopPlaces('.vscode', 'Code', [flatpakPlace('com.visualstudio.code', 'vscode/extensions', 'Code')]),
	// platform/environment/common/environmentService.ts, extensionsPath; platform/environment/node/userDataPath.ts, doGetUserDataPath.
	overrides: [
		{ variable: 'VSCODE_EXTENSIONS', extensions: '.', userData: null },
		{ variable: 'VSCODE_PORTABLE', extensions: 'extensions', userData: 'user-data', sharedData: 'shared-data' },
		{ variable: 'VSCODE_APPDATA', extensions: null, userData: 'Code' },
	],
	source: 'product.json of Microsoft’s builds (dataFolderName, nameShort); the Flatpak wrapper of com.visualstudio.code on Flathub',
});
