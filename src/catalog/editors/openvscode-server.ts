import { defineEditor, serverPlaces } from './editor.ts';

export default defineEditor({
	id: 'openvscode-server',
	title: 'OpenVSCode Server',
	places: serverPlaces('.openvscode-server'),
	server: true,
	source: 'product.json of gitpod-io/openvscode-server (serverDataFolderName)',
});
