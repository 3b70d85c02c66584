import { boolean } from '../../document/node.ts';
import type { EntryReader } from './agent.ts';
import { mcpServers } from './entries.ts';
import { settingValues } from './setting-entries.ts';
import { isNothing } from './shape.ts';

/** Keys by which a server says which tools of its run without a question. */
const APPROVALS = ['autoApprove', 'alwaysAllow', 'trust'];

/** Servers in the usual place, and what they say of questions that are not to be asked. */
export const approvingServers: readonly EntryReader[] = [
	mcpServers('mcpServers'),
	settingValues(APPROVALS.map((key) => ({ key: `mcpServers.*.${key}`, when: (value) => !isNothing(value) && boolean(value) !== false }))),
];
