import * as vscode from 'vscode';
import type { GuardState } from './state.ts';

/** Marks the steps of *Set Up Protection* that are as they should be: from what is in force, not from a click. */
export function markSteps(state: GuardState): void {
	const own = (state.report?.posture ?? []).filter((fact) => fact.subject === state.editor);
	const effective = (setting: string): string | undefined => own.find((fact) => fact.setting === setting)?.effective;
	const hours = Number(
		effective('extensions.autoUpdateDelay') ?? effective('extensions.minReleaseAge') ?? effective('extensions.installCooldownHours'),
	);
	const steps = {
		'sallyport.updatesWait': hours >= 72,
		'sallyport.trustOn': effective('security.workspace.trust.enabled') === 'true',
		'sallyport.agentsAsk': effective('chat.tools.global.autoApprove') === 'false',
	};
	for (const [key, done] of Object.entries(steps)) {
		void vscode.commands.executeCommand('setContext', key, done);
	}
}
