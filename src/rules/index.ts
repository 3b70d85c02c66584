// Written by tools/indexes.mjs from the files beside it.
import credentialLongLivedPlaintext from './credential-long-lived-plaintext.ts';
import credentialOpenToOthers from './credential-open-to-others.ts';
import launchUnreadable from './launch-unreadable.ts';
import type { Rule } from './rule.ts';
import trustTooBroad from './trust-too-broad.ts';
import trustedFolderStartsCommands from './trusted-folder-starts-commands.ts';

export const rules: readonly Rule[] = [
	credentialLongLivedPlaintext,
	credentialOpenToOthers,
	launchUnreadable,
	trustTooBroad,
	trustedFolderStartsCommands,
];
