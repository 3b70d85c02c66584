// Written by tools/indexes.mjs from the files beside it.
import credentialLongLivedPlaintext from './credential-long-lived-plaintext.ts';
import credentialOpenToOthers from './credential-open-to-others.ts';
import launchUnreadable from './launch-unreadable.ts';
import postureWeakened from './posture-weakened.ts';
import type { Rule } from './rule.ts';
import trustFolderStartsCommands from './trust-folder-starts-commands.ts';
import trustLaunchChanged from './trust-launch-changed.ts';
import trustTooBroad from './trust-too-broad.ts';

export const rules: readonly Rule[] = [
	credentialLongLivedPlaintext,
	credentialOpenToOthers,
	launchUnreadable,
	postureWeakened,
	trustFolderStartsCommands,
	trustLaunchChanged,
	trustTooBroad,
];
