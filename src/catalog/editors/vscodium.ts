import { defineEditor, desktopPlaces, flatpakPlace } from './editor.ts';

export default defineEditor({
	id: 'vscodium',
	title: 'VSCodium',
	places: desktopPlaces('.vscode-oss', 'VSCodium', [
		flatpakPlace('com.vscodium.codium', 'codium/extensions', 'VSCodium'),
		// A distribution build of Code - OSS shares VSCodium’s extensions folder: the folder alone cannot tell the two apart.
		{ extensions: '~/.vscode-oss/extensions', userData: '$XDG_CONFIG_HOME/Code - OSS' },
	]),
	source:
		'prepare_vscode.sh of VSCodium (nameShort; dataFolderName stays .vscode-oss); the Flatpak wrapper codium.sh of com.vscodium.codium on Flathub',
});
