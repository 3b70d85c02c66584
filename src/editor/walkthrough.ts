import type { GuardState } from './state.ts';

/** Which steps of *Set Up Protection* are as they should be: from what is in force, not from a click. By context key. */
export function stepsOf(state: GuardState): Readonly<Record<string, boolean>> {
	const own = (state.report?.posture ?? []).filter((fact) => fact.subject === state.editor);
	const effective = (setting: string): string | undefined => own.find((fact) => fact.setting === setting)?.effective;
	const delay =
		effective('extensions.autoUpdateDelay') ?? effective('extensions.minReleaseAge') ?? effective('extensions.installCooldownHours');
	return {
		'sallyport.updatesWait': Number(delay) >= 72,
		'sallyport.trustOn': effective('security.workspace.trust.enabled') === 'true',
		'sallyport.agentsAsk': effective('chat.tools.global.autoApprove') === 'false',
	};
}
