import type { Row } from './row.ts';
import { agentsSection } from './rows/agents.ts';
import { credentialsSection } from './rows/credentials.ts';
import { firstLook } from './rows/first-look.ts';
import { gapsSection } from './rows/gaps.ts';
import { protectionSection } from './rows/protection.ts';
import { folderSection } from './rows/this-folder.ts';
import { updatesSection } from './rows/updates.ts';
import type { GuardState } from './state.ts';

/** The view: the first look until it is put away, then a section for each kind of thing. Empty until the first report. */
export function rowsOf(state: GuardState): readonly Row[] {
	const { report } = state;
	if (report === null) {
		return [];
	}
	return [
		...(state.firstLook ? firstLook(state, report) : []),
		folderSection(state, report),
		updatesSection(state, report),
		agentsSection(state, report),
		credentialsSection(report),
		protectionSection(state, report),
		gapsSection(state, report),
	];
}
