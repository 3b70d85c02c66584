// `npm run try`: the packaged extension in a real editor, on a sample folder whose agent files would start commands, with a
// home full of made-up credentials. Runs until Ctrl-C, then removes all of it.
//   node tools/try.mjs [out/x.vsix]
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildHome } from '../test/e2e/fixture-home.mjs';
import { findVsix } from './newest-vsix.mjs';
import { editorVersion, startEditor } from './real-editor.mjs';
import { scratch } from './scratch.mjs';

const vsix = findVsix(process.argv[2]);
const { path } = scratch('try');
const home = join(path, 'home');
buildHome(home);
const folder = join(home, 'src', 'hostile-folder');
cpSync(join(import.meta.dirname, '..', 'test', 'fixtures', 'hostile-folder'), folder, { recursive: true });

const editor = await startEditor({ home, extensions: [vsix] });
console.log(`
  ${editorVersion()} with ${vsix}

  Open      ${editor.address(folder)}
  Folder    ${folder}
  Home      ${home}

  Change .mcp.json in the folder and watch the view. Ctrl-C ends the editor and removes folder and home.
`);
// The editor's pipes keep this process alive; Ctrl-C is answered in leaving.mjs.
editor.child.once('exit', () => {
	console.error('The editor has ended.');
	process.exit(1);
});
