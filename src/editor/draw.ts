import { filesOf } from './files.ts';
import { promptOf } from './prompt.ts';
import { rowsOf } from './rows.ts';
import type { GuardState } from './state.ts';
import { statusOf } from './status.ts';
import { stepsOf } from './walkthrough.ts';
import type { Drawing } from './worker-messages.ts';

export function draw(state: GuardState): Drawing {
	return { status: statusOf(state), rows: rowsOf(state), steps: stepsOf(state), prompt: promptOf(state), files: filesOf(state) };
}
